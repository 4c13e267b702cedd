import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../errors.ts';
import type { Ctx } from '../module/context.ts';
import type { Download, Exchange, RouteHandler, Upload } from '../module/module.ts';
import { tellChanges } from '../module/stale.ts';
import { requireOpenPortal } from '../portal-door.ts';
import { allows } from './access.ts';
import type { HttpOptions } from './http-options.ts';
import { isFresh } from './is-fresh.ts';
import { checkPlain, runRoute } from './plain-door.ts';

export function bindRoute(app: FastifyInstance, options: HttpOptions, handler: RouteHandler): void {
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
  requireOpenPortal(route, actor);
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
  if (file.etag) reply.header('etag', `"${file.etag}"`);
  if (file.modifiedAt) reply.header('last-modified', file.modifiedAt.toUTCString());
  if (isFresh(request.headers, file)) return reply.code(304).send();
  if (file.filename) {
    const name = encodeURIComponent(file.filename);
    reply.header('content-disposition', `${file.inline ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`);
  }
  if (file.contentPolicy) reply.header('content-security-policy', file.contentPolicy);
  return reply.type(file.contentType).send(file.stream);
}
