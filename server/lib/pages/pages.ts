import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import type { DrawnPage, PageForm } from '../../../shared/contract/pages.ts';
import { AppError } from '../errors.ts';
import { sendProblem } from '../http/problem.ts';
import type { Actor } from '../module/context.ts';
import type { Exchange, RouteHandler } from '../module/module.ts';
import type { Services } from '../module/unit-of-work.ts';
import { readCheckedForm, sendLink } from './check-form.ts';
import { type Documents, loadRenderer, readDocuments, tagOf } from './documents.ts';
import { sendPacked } from './pack.ts';
import { type CallHere, makeCaller, makeReader, type Visit } from './read-here.ts';
import {
  isOwnForm,
  makeEmptyForm,
  makeSender,
  type Refusal,
  readForm,
  refuse,
  takePhoto,
  withoutConsents,
} from './simple-form.ts';
import { addWellKnown } from './well-known.ts';
import { isWidgetForm, readHandedForm } from './widget/widget-forms.ts';
import { addWidgetPages } from './widget/widget-pages.ts';

export interface PagesOptions {
  services: Services;
  routes: readonly RouteHandler[];
  authenticate: (headers: FastifyRequest['headers']) => Promise<Actor>;
}

/** Pages drawn for one address a minute; whoever asks for more gets the document that draws itself. */
const PAGES_PER_MINUTE = 120;

/** What no file and no route answers: a page of the portal, drawn here; the workplace's document; or nothing, honestly. */
export async function addPages(app: FastifyInstance, options: PagesOptions): Promise<void> {
  const { services, routes } = options;
  const call = makeCaller(services, routes);
  const read = makeReader(call, routes);
  addWellKnown(app, services, read, (request) => ({
    caller: { actor: { kind: 'anonymous' }, requestId: request.id, ip: request.ip, log: services.log },
    exchange: exchangeOf(services, request),
  }));
  const documents = readDocuments();
  if (!documents) {
    app.setNotFoundHandler((request, reply) => sendProblem(notFound(), request, reply));
    return;
  }
  await app.register(rateLimit, { global: false });
  await app.register(multipart);
  const pages = makePageAnswer(app, options, documents, read);
  addSimpleForm(app, options, call, pages);
  addCheckForm(app, options, call, pages);
  addHandedForm(app, options, pages);
  addWidgetPages(app, services, call);
  app.setNotFoundHandler(async (request, reply) => {
    const path = pathOf(request);
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead || /^\/(api|assets|basemap)(\/|$)/.test(path) || /\.\w{1,12}$/.test(path))
      return sendProblem(notFound(), request, reply);
    if (/^\/(staff|head)(\/|$)/.test(path)) return send(reply, documents.staff(viOf(request)));
    if (path.length > 1 && /^\/\/|\/$/.test(path)) return straighten(request.url, reply);
    return pages.answer(request, reply);
  });
}

const notFound = () => new AppError('lib.not-found', 'Такого адреса нет. Проверьте ссылку.');
const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? '/';
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

/** Draws pages, with a form in them where one is given, and sends them with the status they deserve. */
function makePageAnswer(app: FastifyInstance, options: PagesOptions, documents: Documents, read: CallHere) {
  const { services } = options;
  const count = services.config.requestsPerMinute > 0 ? app.createRateLimit(limit) : null;
  const draw = async (visit: Visit, request: FastifyRequest, href: string, form: PageForm | null) => {
    const { drawPage } = await loadRenderer();
    return drawPage({
      href,
      origin: services.config.publicUrl || `${request.protocol}://${request.host}`,
      at: services.now().getTime(),
      vi: viOf(request) || null,
      form,
      read: (routeId, input) => read(visit, routeId, input),
    });
  };
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const vi = viOf(request);
    const share = await count?.(request);
    if (share && !share.isAllowed && share.isExceeded) return send(reply.code(429), documents.portal(vi));
    const visit = await makeVisit(options, request, reply);
    const form = pathOf(request) === SIMPLE ? makeEmptyForm() : null;
    const page = await draw(visit, request, request.url, form);
    if (!page) return send(reply, documents.portal(vi));
    const isOwn = form !== null || isPersonal(visit.caller.actor, request);
    return sendPage(request, reply, page, documents.drawn(page, vi), isOwn);
  };
  /** The form again, with what is wrong; its key makes it nobody else's page. */
  const answerForm = async (
    visit: Visit,
    request: FastifyRequest,
    reply: FastifyReply,
    { status, form }: { status?: number; form: PageForm },
  ) => {
    const page = await draw(visit, request, request.url, form);
    if (!page) throw new Error('The form has no page');
    const document = documents.drawn(page, viOf(request));
    return sendPage(request, reply, page, document, true, status ?? page.status);
  };
  return { answer, answerForm };
}

/** A message sent by the browser itself: taken and led to its page, or its form again with every word kept. */
function addSimpleForm(
  app: FastifyInstance,
  options: PagesOptions,
  call: CallHere,
  { answerForm }: ReturnType<typeof makePageAnswer>,
): void {
  const { services } = options;
  const sendOnce = makeSender(call);
  app.post(SIMPLE, formOptions(services), async (request, reply) => {
    const visit = await makeVisit(options, request, reply);
    const { actor } = visit.caller;
    const form = makeEmptyForm();
    const again = (refusal: Refusal) => answerForm(visit, request, reply, refusal);
    try {
      await readForm(request, form, (part) => takePhoto(form, part, visit, call));
    } catch (error) {
      return again(refuse(form, error));
    }
    if (!isOwnForm(request, services.config.publicUrl, actor.kind === 'anonymous'))
      return again({ status: 403, form: { ...withoutConsents(form), errors: { '': FOREIGN } } });
    if ('begun' in (request.query as object)) return again({ status: 200, form: withoutConsents(form) });
    const { readSimpleForm } = await loadRenderer();
    const told = readSimpleForm(form, actor.kind === 'resident');
    if ('errors' in told) return again({ status: 422, form: { ...form, errors: told.errors } });
    try {
      const { number, trackToken } = await sendOnce(visit, form.key, told.body);
      return await reply.redirect(`/done/${number}?k=${encodeURIComponent(trackToken)}`, 303);
    } catch (error) {
      return again(refuse(form, error));
    }
  });
}

/** Number and contact posted by the browser itself: the page with what they lead to; the private link where it is asked for. */
function addCheckForm(
  app: FastifyInstance,
  options: PagesOptions,
  call: CallHere,
  { answerForm }: ReturnType<typeof makePageAnswer>,
): void {
  const { services } = options;
  app.post('/track', formOptions(services), async (request, reply) => {
    const visit = await makeVisit(options, request, reply);
    const { form, isLinkAsked } = await readCheckedForm(request);
    const isOwn = isOwnForm(request, services.config.publicUrl, true);
    if (isLinkAsked && isOwn) form.link = await sendLink(form, visit, call, await loadRenderer());
    return answerForm(visit, request, reply, { form });
  });
}

/** What was begun in a widget: its page takes it over on the device, and nothing of it stays here. */
function addHandedForm(
  app: FastifyInstance,
  options: PagesOptions,
  { answerForm }: ReturnType<typeof makePageAnswer>,
): void {
  const { services } = options;
  app.post('/from-widget', formOptions(services), async (request, reply) => {
    if (!isWidgetForm(request, services.config.publicUrl)) throw new AppError('lib.forbidden', FOREIGN);
    const form = await readHandedForm(request);
    if (!form)
      throw new AppError('lib.bad-input', 'Начатое в виджете не дошло целиком. Вернитесь и повторите.');
    const visit = await makeVisit(options, request, reply);
    return answerForm(visit, request, reply, { form });
  });
}

/** A form that the browser posts itself is no route of the API, and is limited by address as one. */
const formOptions = ({ config }: Services): RouteShorthandOptions => ({
  schema: { hide: true },
  ...(config.requestsPerMinute > 0 && { config: { rateLimit: { max: 30, timeWindow: 60_000 } } }),
});

const SIMPLE = '/new/simple';
const FOREIGN = 'Не видно, что форма отправлена с этой страницы. Проверьте её и отправьте ещё раз.';

const limit = { max: PAGES_PER_MINUTE, timeWindow: 60_000 };

async function makeVisit(
  { services, authenticate }: PagesOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Visit> {
  const actor = await authenticate(request.headers);
  return {
    caller: { actor, requestId: request.id, ip: request.ip, log: services.log },
    exchange: exchangeOf(services, request, reply),
  };
}

const exchangeOf = (services: Services, request: FastifyRequest, reply?: FastifyReply): Exchange => ({
  upload: undefined,
  headers: request.headers,
  url: request.url,
  setCookie: (header) => void reply?.header('set-cookie', header),
  services,
});

/** Whoever is signed in, or has a message's private link, sees what nobody else may: it is kept nowhere. */
const isPersonal = (actor: Actor, request: FastifyRequest): boolean =>
  actor.kind !== 'anonymous' || 'k' in (request.query as object);

async function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: DrawnPage,
  document: string,
  isPersonal: boolean,
  status: number = page.status,
): Promise<FastifyReply> {
  reply.code(status).type('text/html; charset=utf-8').header('vary', 'cookie');
  if (page.status === 503) reply.header('retry-after', '30');
  if (isPersonal || page.status !== 200)
    return reply.header('cache-control', isPersonal ? 'private, no-store' : 'no-cache').send(document);
  const tag = tagOf(document, page);
  reply.header('cache-control', 'no-cache').header('etag', tag);
  const isKnown = request.headers['if-none-match']?.replaceAll('W/', '').split(', ').includes(tag);
  return isKnown ? reply.code(304).send() : sendPacked(request, reply, document);
}
