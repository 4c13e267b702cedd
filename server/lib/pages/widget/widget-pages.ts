import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import type { SimpleForm } from '../../../../shared/contract/pages.ts';
import {
  type OpenWidget,
  type WidgetOffer,
  widgetColours,
} from '../../../../shared/contract/participation/widgets.ts';
import { firstOf } from '../../../../shared/lists.ts';
import { widgetWords } from '../../../../shared/text/participation/widget-words.ts';
import { describeFailure } from '../../http/problem.ts';
import type { Services } from '../../module/unit-of-work.ts';
import { loadRenderer } from '../documents.ts';
import type { CallHere, Visit } from '../read-here.ts';
import { makeEmptyForm, makeSender, readForm, refuse, withoutConsents } from '../simple-form.ts';
import { readWidgetFiles, writeLoader } from './files.ts';
import { tryPolicy } from './policy.ts';
import {
  baseOf,
  frameDocument,
  readOffer,
  readPollPage,
  sendWidgetPage,
  siteOrigin,
  type WidgetHouse,
  type WidgetVisit,
} from './widget-answer.ts';
import { isWidgetForm } from './widget-forms.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const OFF = 'Виджет выключен. Написать городу можно на сайте.';

interface Named {
  id: string;
  offer?: string;
  poll?: string;
}

/**
 * Documents of widgets (decision 0056). Whoever looks at one is nobody: no cookie is read or set, whatever the browser sends along;
 * what needs a person to be known opens the site in a window of its own.
 */
export function addWidgetPages(app: FastifyInstance, services: Services, call: CallHere): void {
  const files = readWidgetFiles();
  if (!files) return;
  const house: WidgetHouse = { services, files, call };
  for (const isTry of [false, true]) addOne(app, house, isTry);
  addTryPage(app, house);
}

function addOne(app: FastifyInstance, house: WidgetHouse, isTry: boolean): void {
  const base = isTry ? '/widget/try/:id' : '/widget/:id';
  const open = makeOpener(house, isTry);
  addLoader(app, house, `${base}/widget.js`, isTry);
  const show = async (request: FastifyRequest<{ Params: Named }>, reply: FastifyReply) => {
    const to = await open(request, reply);
    if (!to) return reply.callNotFound();
    if (!isTry && !to.widget.isOn) return sendWidgetPage(house, to, { kind: 'refused', words: OFF }, 410);
    const { offer, poll } = request.params;
    const asked = poll === undefined ? findOffer(to.widget, offer) : findOffer(to.widget, 'polls');
    if (!asked) return reply.callNotFound();
    if (offer === undefined && poll === undefined) await noteFrame(house, to);
    const page = poll ? readPollPage(house, to.visit, poll) : readOffer(house, to.visit, asked);
    return sendWidgetPage(house, to, await page);
  };
  const limited = limitOf(house, 240);
  app.get<{ Params: Named }>(base, limited, show);
  app.get<{ Params: Named }>(`${base}/:offer`, limited, show);
  app.get<{ Params: Named }>(`${base}/polls/:poll`, limited, show);
  const take = makeTaker(house);
  app.post<{ Params: Named }>(`${base}/message`, limitOf(house, 30), async (request, reply) => {
    const to = await open(request, reply);
    return to && findOffer(to.widget, 'message') ? take(to) : reply.callNotFound();
  });
}

const limitOf = ({ services }: WidgetHouse, max: number): RouteShorthandOptions => ({
  schema: { hide: true },
  ...(services.config.requestsPerMinute > 0 && { config: { rateLimit: { max, timeWindow: 60_000 } } }),
});

/** What is asked for, or what is offered first; undefined where the widget does not offer it. */
const findOffer = ({ offers, look }: OpenWidget, asked: string | undefined): WidgetOffer | undefined => {
  // A block stands among news, and tells news first.
  const first = look === 'block' ? 'done' : undefined;
  return asked === undefined
    ? (offers.find((offer) => offer === first) ?? offers[0])
    : offers.find((offer) => offer === asked);
};

function makeOpener({ services, call }: WidgetHouse, isTry: boolean) {
  return async (
    request: FastifyRequest<{ Params: Named }>,
    reply: FastifyReply,
  ): Promise<WidgetVisit | null> => {
    const visit = visitOfNobody(services, request);
    const { id } = request.params;
    const widget = UUID.test(id)
      ? await (call(visit, 'widgets.read-open', { params: { id } }) as Promise<OpenWidget>).catch(
          noneIfMissing,
        )
      : null;
    return widget && { widget, visit, request, reply, isTry };
  };
}

function noneIfMissing(error: unknown): null {
  if (describeFailure(error).status !== 404) throw error;
  return null;
}

/** The caller of every page of a widget. Their headers are not handed on: nothing below can read a cookie of them. */
const visitOfNobody = (services: Services, { id, ip, url }: FastifyRequest): Visit => ({
  caller: { actor: { kind: 'anonymous' }, requestId: id, ip, log: services.log },
  exchange: {
    upload: undefined,
    headers: {},
    url,
    services,
    setCookie: () => {
      throw new Error('A widget sets no cookie');
    },
  },
});

/** Counts an opening on the site the browser names; it names no page, and nothing else is kept. */
async function noteFrame(
  { call }: WidgetHouse,
  { widget, visit, request, isTry }: WidgetVisit,
): Promise<void> {
  const { referer } = request.headers;
  if (isTry || request.method !== 'GET' || referer === undefined || !URL.canParse(referer)) return;
  const host = new URL(referer).origin;
  if (widget.hosts.includes(host))
    await call(visit, 'widgets.note-opening', { params: { id: widget.id }, body: { host } });
}

/** Takes a message as the form without scripts does, from nobody: the same rules, the same words at the same fields. */
function makeTaker(house: WidgetHouse) {
  const { services, call } = house;
  const sendOnce = makeSender(call);
  return async (to: WidgetVisit): Promise<FastifyReply> => {
    const { request, visit, isTry } = to;
    const form: SimpleForm = makeEmptyForm();
    const again = (status: number, refused: SimpleForm) =>
      sendWidgetPage(house, to, { kind: 'message', form: refused }, status);
    if (!isTry && !to.widget.isOn) return sendWidgetPage(house, to, { kind: 'refused', words: OFF }, 410);
    try {
      // The form of a widget asks for no photo: whatever else comes is kept nowhere.
      await readForm(request, form, null);
      form.photos = [];
    } catch (error) {
      const refusal = refuse(form, error);
      return again(refusal.status, refusal.form);
    }
    if (!isWidgetForm(request, services.config.publicUrl))
      return again(403, {
        ...withoutConsents(form),
        errors: { '': 'Форма отправлена с чужой страницы. Проверьте её и отправьте ещё раз.' },
      });
    const { readSimpleForm } = await loadRenderer();
    const told = readSimpleForm(form, false);
    if ('errors' in told) return again(422, { ...form, errors: told.errors });
    if (isTry) return sendWidgetPage(house, to, { kind: 'tried' });
    try {
      const { number, trackToken } = await sendOnce(visit, form.key, told.body);
      const link = `${siteOrigin(house, request)}/done/${number}?k=${encodeURIComponent(trackToken)}`;
      return await sendWidgetPage(house, to, { kind: 'sent', number, link });
    } catch (error) {
      const refusal = refuse(form, error);
      return again(refusal.status, refusal.form);
    }
  };
}

/** The script for the host's page; of a widget that is off, or is not there, one that does nothing. */
function addLoader(app: FastifyInstance, house: WidgetHouse, path: string, isTry: boolean): void {
  const open = makeOpener(house, isTry);
  app.get<{ Params: Named }>(path, limitOf(house, 600), async (request, reply) => {
    const to = await open(request, reply);
    const headers = ['content-security-policy', 'cross-origin-opener-policy', 'x-frame-options'];
    for (const header of headers) reply.removeHeader(header);
    reply
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('cache-control', 'public, max-age=300')
      .type('text/javascript; charset=utf-8');
    if (!to || (!isTry && !to.widget.isOn)) return reply.send('/* Виджет выключен. */\n');
    const { widget } = to;
    // A trial stands on our own page alone, at whatever address that was opened.
    const origin = isTry ? `${request.protocol}://${request.host}` : siteOrigin(house, request);
    return reply.send(
      writeLoader(house.files, {
        id: widget.id,
        title: widget.title,
        hosts: isTry ? [origin] : widget.hosts,
        offers: widget.offers,
        look: widget.look,
        colour: widgetColours[widget.colour],
        label: widget.label || widgetWords.buttons[firstOf(widget.offers)],
        heading: widget.offers.length > 1 ? widgetWords.heading : widgetWords.buttons[firstOf(widget.offers)],
        posNumber: widget.posNumber,
        base: origin + baseOf(to),
      }),
    );
  });
}

/** A page like one of a site: the tag alone stands on it. The workplace shows it in a frame. */
function addTryPage(app: FastifyInstance, house: WidgetHouse): void {
  const open = makeOpener(house, true);
  app.get<{ Params: Named }>('/widget/try/:id/page', limitOf(house, 240), async (request, reply) => {
    const to = await open(request, reply);
    if (!to) return reply.callNotFound();
    const { files } = house;
    const body = `<main class="try"><h1>Страница сайта</h1><p>${widgetWords.tryPage}</p></main><script src="${baseOf(to)}/widget.js" async></script>`;
    return reply
      .header('content-security-policy', tryPolicy(files.styleHash))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(frameDocument({ ...files, frame: '' }, 'Проба виджета', body).replace('<script></script>', ''));
  });
}
