import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import { compile } from '@fastify/proxy-addr';
import rateLimit from '@fastify/rate-limit';
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Route } from '../../../shared/contract/route.ts';
import { mendParsed } from '../database/json.ts';
import { AppError } from '../errors.ts';
import { newToken } from '../ids.ts';
import { httpDuration } from '../metrics.ts';
import type { Actor, Ctx, MachineActor } from '../module/context.ts';
import type { Download, Exchange, RouteHandler, Upload } from '../module/module.ts';
import { tellChanges } from '../module/stale.ts';
import type { Services } from '../module/unit-of-work.ts';
import { allows } from './access.ts';
import { speakRussian } from './field-words.ts';
import { API_POLICY, answerPlainRoutes, checkPlain, proxiesOf, runRoute, type Share } from './plain-door.ts';
import { sendProblem } from './problem.ts';
import { answerRawRoutes, openRawDoor } from './raw-door.ts';
import { drainBody, guardRequests } from './request-guard.ts';
import { refuseConnection } from './socket-errors.ts';

/** Largest file a person may send, bytes. */
export const MAX_UPLOAD = 25 * 1024 * 1024;
/** Largest JSON body, bytes: a text of 100,000 characters fits, a flood does not. */
const MAX_BODY = 1024 * 1024;

export interface HttpOptions {
  services: Services;
  routes: RouteHandler[];
  /** Who is calling: from the session cookie or a bearer token. */
  authenticate: (headers: Record<string, string | string[] | undefined>) => Promise<Actor>;
  /** Keeps what a program asked for. */
  recordCall: (actor: MachineActor, route: Route, caller: { requestId: string; ip: string }) => Promise<void>;
  /** Requests a minute from one address before 429; 0 switches the general limit off (benchmarks). */
  requestsPerMinute: number;
  /** Extra origins for the basemap in the content security policy. */
  imageOrigins: string[];
  /** Adds what is not an API route: health, the API's page, the built client. */
  addSite: (app: FastifyInstance) => Promise<void>;
}

declare module 'fastify' {
  interface FastifyRequest {
    routeId: string | undefined;
  }
}

/** The HTTP server with every contract route bound; static files and documentation are added by the caller. */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { services } = options;
  speakRussian();
  const nextRequestId = makeRequestIds();
  const app = Fastify({
    loggerInstance: services.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_BODY,
    genReqId: nextRequestId,
    // One logger for all: a child for each request costs more than the request's own work. Lines name the request.
    childLoggerFactory: (logger) => logger,
    // A photo of 25 MB from a phone at the edge of the network takes minutes.
    requestTimeout: 300_000,
    // A proxy on this machine, or one that is named, sets the caller's address; nobody else may.
    trustProxy: proxiesOf(services.config),
    // None or two Hosts are refused in words (`request-guard.ts`); a head comes within half a minute.
    http: { requireHostHeader: false, headersTimeout: 30_000, connectionsCheckingInterval: 10_000 },
    routerOptions: { maxParamLength: 200 },
    // What fails before a route is found must speak Russian too.
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
    clientErrorHandler: refuseConnection,
  }) as unknown as FastifyInstance;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(async (error, request, reply) => {
    await drainBody(request.raw);
    return sendProblem(error, request, reply);
  });
  guardRequests(app, { isTrusted: trustOf(services.config) });
  app.decorateRequest('routeId', undefined);
  await app.register(async (raw) => {
    raw.removeAllContentTypeParsers();
    raw.addContentTypeParser('*', { parseAs: 'string', bodyLimit: MAX_BODY }, (_request, body, done) =>
      done(null, body),
    );
    for (const handler of options.routes) if (handler.raw) bindRawRoute(raw, services, handler);
  });
  await app.register(async (api) => {
    await addApiProtection(api, options);
    addMeasurement(api);
    addJsonParser(api);
    openDoor(app, options, { nextRequestId, count: options.requestsPerMinute > 0 ? countShares(api) : null });
    for (const handler of options.routes) if (!handler.raw) bindRoute(api, options, handler);
  });
  await app.register(async (site) => {
    await addSiteProtection(site, options);
    await options.addSite(site);
  });
  return app;
}

const trustOf = (config: Services['config']): ((address: string) => boolean) => {
  const isTrusted = compile(proxiesOf(config));
  return (address) => isTrusted(address, 0);
};

/** Request ids: random for the process, counted within it; a random one each would cost a tenth of a small request. */
function makeRequestIds(): () => string {
  const prefix = newToken().slice(0, 8);
  let count = 0;
  return () => {
    count += 1;
    return `${prefix}-${count.toString(36)}`;
  };
}

/** Raw routes stand outside helmet, cookies and multipart: what they cost is what they do. */
function bindRawRoute(app: FastifyInstance, services: Services, { route, raw }: RouteHandler): void {
  app.route({
    method: route.method,
    url: route.path,
    handler: async (request, reply) => {
      const { params, headers, body } = request as {
        params: Record<string, string>;
        headers: FastifyRequest['headers'];
        body: unknown;
      };
      const answered = await raw!(services, { params, headers, body: typeof body === 'string' ? body : '' });
      return reply
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'no-store')
        .type(answered.contentType)
        .send(answered.body);
    },
  });
}

/** Fastify's own parser, with halves of characters mended: no handler has to think of them. */
function addJsonParser(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  // Only what a route can read: text is refused as a kind of data, not as a form filled wrongly.
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    parse(request, body, (error, parsed) => (error ? done(error) : done(null, mendParsed(body, parsed))));
  });
}

/** Meets connections before the framework does: floods in their plainest form are answered there. */
function openDoor(
  app: FastifyInstance,
  options: HttpOptions,
  more: { nextRequestId: () => string; count: ((ip: string) => Promise<Share>) | null },
): void {
  const { services, routes } = options;
  const parse = app.getDefaultJsonParser('error', 'error');
  const read = (body: string): unknown => {
    let read: unknown;
    parse(null as never, body, (error, parsed) => {
      if (error) throw error;
      read = mendParsed(body, parsed);
    });
    return read;
  };
  const plain = answerPlainRoutes({ ...options, ...more, parse: read });
  const door = openRawDoor(app.server, answerRawRoutes(services, routes, plain));
  app.addHook('preClose', async () => door.close());
}

/** Counts requests that pass the framework by in the same book as all others. */
function countShares(api: FastifyInstance): (ip: string) => Promise<Share> {
  const count = api.createRateLimit();
  return async (ip) => {
    const share = await count({ ip, routeOptions: { config: {} } } as FastifyRequest);
    return share.isAllowed ? { isExceeded: false, max: 0, remaining: 0, ttlInSeconds: 0 } : share;
  };
}

function addMeasurement(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    if (!request.routeId) return;
    httpDuration
      .labels(request.routeId, request.method, String(reply.statusCode))
      .observe(reply.elapsedTime / 1000);
    if (reply.statusCode >= 500)
      request.log.error(
        { route: request.routeId, status: reply.statusCode, requestId: request.id },
        'ответ с ошибкой',
      );
  });
}

/** Replies of a few kilobytes go as they are; brotli at level 4 costs about what gzip does and is smaller. */
const compression = {
  global: true,
  threshold: 4096,
  encodings: ['br', 'gzip'] as ('br' | 'gzip')[],
  brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
};

async function addApiProtection(app: FastifyInstance, options: HttpOptions): Promise<void> {
  await app.register(compress, compression);
  await app.register(multipart, { limits: { fileSize: MAX_UPLOAD, files: 1, fields: 20, fieldSize: 4096 } });
  // Registered even when the general limit is off, so that routes with a limit of their own keep it.
  await app.register(rateLimit, {
    global: options.requestsPerMinute > 0,
    max: options.requestsPerMinute || 1_000_000,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, context) =>
      new AppError('lib.too-many-requests', 'Слишком много запросов подряд. Подождите минуту и повторите.', {
        retryAfter: Math.ceil(context.ttl / 1000),
      }),
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-content-type-options', 'nosniff').header('content-security-policy', API_POLICY);
    // A form on a foreign site cannot set this header, and cross-origin scripts are refused by CORS: enough against CSRF.
    const isRead = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS';
    if (!isRead && request.headers['x-otklik'] !== '1') {
      throw new AppError(
        'lib.forbidden',
        'Запрос пришёл не со страницы Отклика. Обновите страницу и повторите.',
      );
    }
  });
}

/** Documents and their assets. */
async function addSiteProtection(app: FastifyInstance, options: HttpOptions): Promise<void> {
  await app.register(compress, compression);
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:', ...options.imageOrigins],
        connectSrc: ["'self'", ...options.imageOrigins],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        fontSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
        upgradeInsecureRequests: null,
      },
    },
    hsts: false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  });
}

function bindRoute(app: FastifyInstance, options: HttpOptions, handler: RouteHandler): void {
  const { route } = handler;
  if (handler.isPlain) checkPlain(handler);
  const schema: Record<string, unknown> = {
    operationId: route.id,
    summary: route.summary,
    tags: [route.id.split('.')[0]],
  };
  if (route.params) schema.params = route.params;
  if (route.query) schema.querystring = route.query;
  if (route.body) schema.body = route.body;
  if (route.upload) schema.consumes = ['multipart/form-data'];
  if (!route.download) schema.response = { 200: route.reply };
  app.route({
    method: route.method,
    url: route.path,
    schema,
    config: handler.perMinute ? { rateLimit: { max: handler.perMinute, timeWindow: 60_000 } } : {},
    onRequest: async (request) => {
      request.routeId = route.id;
    },
    handler: async (request, reply) => answer(options, handler, request, reply),
  });
}

async function answer(
  options: HttpOptions,
  handler: RouteHandler,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const { services } = options;
  const { route } = handler;
  const actor = await options.authenticate(request.headers);
  allows(route.access, actor, route.scope);
  if (actor.kind === 'machine')
    await options.recordCall(actor, route, { requestId: request.id, ip: request.ip });
  const input = { params: request.params, query: request.query, body: request.body };
  const exchange: Exchange = {
    upload: route.upload ? await readUpload(request) : undefined,
    headers: request.headers,
    url: request.url,
    setCookie: (header) => void reply.header('set-cookie', header),
    services,
  };
  const caller = { actor, requestId: request.id, ip: request.ip, log: request.log as Ctx['log'] };
  const result = await runRoute(services, handler, caller, input, exchange).catch(async (error: unknown) => {
    throw await tellChanges(services, actor, error);
  });
  if (route.download) return sendDownload(result as Download, request, reply);
  reply.header('cache-control', 'no-store');
  return result;
}

async function readUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart())
    throw new AppError('lib.unsupported-media', 'Ожидается файл: отправьте форму с одним файлом.');
  const file = await request.file().catch(explainUpload);
  if (!file) throw new AppError('lib.bad-input', 'Файл не приложен.');
  const fields: Record<string, string> = {};
  for (const [name, part] of Object.entries(file.fields)) {
    if (part && !Array.isArray(part) && part.type === 'field') fields[name] = String(part.value);
  }
  return { filename: file.filename, stream: file.file, fields };
}

/** What the parser of forms throws is plain errors: a form that is cut or has no boundary is the sender's fault. */
function explainUpload(error: Error & { statusCode?: number }): never {
  if (error.statusCode !== undefined) throw error;
  throw new AppError('lib.bad-input', 'Файл дошёл не полностью. Отправьте его ещё раз.', { cause: error });
}

function sendDownload(file: Download, request: FastifyRequest, reply: FastifyReply) {
  reply.header('x-content-type-options', 'nosniff');
  reply.header('cache-control', `${file.isPublic ? 'public' : 'private'}, max-age=${file.cacheSeconds ?? 0}`);
  if (file.etag) {
    reply.header('etag', `"${file.etag}"`);
    if (request.headers['if-none-match'] === `"${file.etag}"`) return reply.code(304).send();
  }
  if (file.filename) {
    const name = encodeURIComponent(file.filename);
    reply.header('content-disposition', `${file.inline ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`);
  }
  if (file.contentPolicy) reply.header('content-security-policy', file.contentPolicy);
  return reply.type(file.contentType).send(file.stream);
}
