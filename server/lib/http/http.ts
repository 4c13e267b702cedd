import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import { compile } from '@fastify/proxy-addr';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { mendParsed } from '../database/json.ts';
import { AppError } from '../errors.ts';
import { newToken } from '../ids.ts';
import { httpDuration } from '../metrics.ts';
import type { RouteHandler } from '../module/module.ts';
import type { Services } from '../module/unit-of-work.ts';
import { bindRoute } from './bind-route.ts';
import { proxiesOf } from './caller-address.ts';
import { speakRussian } from './field-words.ts';
import type { HttpOptions } from './http-options.ts';
import { API_POLICY, answerPlainRoutes, type Share } from './plain-door.ts';
import { sendProblem } from './problem.ts';
import { answerRawRoutes, openRawDoor } from './raw-door.ts';
import { drainBody, guardRequests } from './request-guard.ts';
import { refuseConnection } from './socket-errors.ts';
import { noteStrangers } from './stranger-proxies.ts';

/** Largest file a person may send, bytes. */
export const MAX_UPLOAD = 25 * 1024 * 1024;
/** Largest JSON body, bytes: a text of 100,000 characters fits, a flood does not. */
const MAX_BODY = 1024 * 1024;

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
    // Zod does both, as set below; the two the framework comes with are not even loaded.
    schemaController: { compilersFactory: { buildValidator: unasked, buildSerializer: unasked } },
  }) as unknown as FastifyInstance;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(async (error, request, reply) => {
    await drainBody(request.raw);
    return sendProblem(error, request, reply);
  });
  guardRequests(app, { isTrusted: trustOf(services.config) });
  noteStrangers(app, services, trustOf(services.config));
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

const unasked = (): never => {
  throw new Error('Schemas are those of zod');
};

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
      const text = typeof body === 'string' ? body : '';
      const answered = await raw!(services, { params, headers, body: text, findIp: () => request.ip });
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
