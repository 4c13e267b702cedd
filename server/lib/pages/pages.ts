import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DrawnPage } from '../../../shared/contract/pages.ts';
import type { Actor } from '../context.ts';
import { AppError } from '../errors.ts';
import type { RouteHandler } from '../module.ts';
import { sendProblem } from '../problem.ts';
import type { Services } from '../unit-of-work.ts';
import { type Documents, loadRenderer, readDocuments, tagOf } from './documents.ts';
import { makeCaller, makeReader, type Visit } from './read-here.ts';

export interface PagesOptions {
  services: Services;
  routes: readonly RouteHandler[];
  authenticate: (headers: FastifyRequest['headers']) => Promise<Actor>;
}

/** Pages drawn for one address a minute; whoever asks for more gets the document that draws itself. */
const PAGES_PER_MINUTE = 120;

/** What no file and no route answers: a page of the portal, drawn here; the workplace's document; or nothing, honestly. */
export async function addPages(app: FastifyInstance, options: PagesOptions): Promise<void> {
  const documents = readDocuments();
  if (!documents) {
    app.setNotFoundHandler((request, reply) => sendProblem(notFound(), request, reply));
    return;
  }
  await app.register(rateLimit, { global: false });
  const answerPage = makePageAnswer(app, options, documents);
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead || /^\/(api|assets|basemap)(\/|$)/.test(path) || /\.\w{1,12}$/.test(path))
      return sendProblem(notFound(), request, reply);
    if (/^\/(staff|head)(\/|$)/.test(path)) return send(reply, documents.staff(viOf(request)));
    if (path.length > 1 && /^\/\/|\/$/.test(path)) return straighten(request.url, reply);
    return answerPage(request, reply);
  });
}

const notFound = () => new AppError('lib.not-found', 'Такого адреса нет. Проверьте ссылку.');
const viOf = (request: FastifyRequest): string => request.cookies.vi ?? '';

function send(reply: FastifyReply, document: string): FastifyReply {
  return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(document);
}

/** One address a page: `/map/` leads to `/map`, and no path is read as another site's name. */
function straighten(url: string, reply: FastifyReply): FastifyReply {
  const [path = '', query] = url.split('?', 2);
  return reply.redirect(
    `/${path.replaceAll(/^\/+|\/+$/g, '')}${query === undefined ? '' : `?${query}`}`,
    308,
  );
}

function makePageAnswer(app: FastifyInstance, options: PagesOptions, documents: Documents) {
  const { services, routes } = options;
  const read = makeReader(makeCaller(services, routes), routes);
  const count = services.config.requestsPerMinute > 0 ? app.createRateLimit(limit) : null;
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const vi = viOf(request);
    const share = await count?.(request);
    if (share && !share.isAllowed && share.isExceeded) return send(reply.code(429), documents.portal(vi));
    const visit = await makeVisit(options, request, reply);
    const { drawPage } = await loadRenderer();
    const page = await drawPage({
      href: request.url,
      origin: services.config.publicUrl || `${request.protocol}://${request.host}`,
      at: services.now().getTime(),
      vi: vi || null,
      read: (routeId, input) => read(visit, routeId, input),
    });
    if (!page) return send(reply, documents.portal(vi));
    return sendPage(request, reply, page, documents.drawn(page, vi), isPersonal(visit.caller.actor, request));
  };
}

const limit = { max: PAGES_PER_MINUTE, timeWindow: 60_000 };

async function makeVisit(
  { services, authenticate }: PagesOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Visit> {
  const actor = await authenticate(request.headers);
  return {
    caller: { actor, requestId: request.id, ip: request.ip, log: services.log },
    exchange: {
      upload: undefined,
      headers: request.headers,
      url: request.url,
      setCookie: (header) => void reply.header('set-cookie', header),
      services,
    },
  };
}

/** Whoever is signed in, or has a message's private link, sees what nobody else may: it is kept nowhere. */
const isPersonal = (actor: Actor, request: FastifyRequest): boolean =>
  actor.kind !== 'anonymous' || 'k' in (request.query as object);

function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: DrawnPage,
  document: string,
  isPersonal: boolean,
): FastifyReply {
  reply.code(page.status).type('text/html; charset=utf-8').header('vary', 'cookie');
  if (page.status === 503) reply.header('retry-after', '30');
  if (isPersonal || page.status !== 200)
    return reply.header('cache-control', isPersonal ? 'private, no-store' : 'no-cache').send(document);
  const tag = tagOf(document, page);
  reply.header('cache-control', 'no-cache').header('etag', tag);
  const isKnown = request.headers['if-none-match']?.replaceAll('W/', '').split(', ').includes(tag);
  return isKnown ? reply.code(304).send() : reply.send(document);
}
