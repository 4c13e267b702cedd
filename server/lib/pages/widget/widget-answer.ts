import type { FastifyReply, FastifyRequest } from 'fastify';
import type { NewsItem } from '../../../../shared/contract/pages/news.ts';
import type { WidgetView } from '../../../../shared/contract/pages.ts';
import type { OpenPoll, OpenPollLine } from '../../../../shared/contract/participation/polls-open.ts';
import type { DoneCase, OpenWidget, WidgetOffer } from '../../../../shared/contract/participation/widgets.ts';
import { readCity } from '../../city.ts';
import { describeFailure } from '../../http/problem.ts';
import type { Services } from '../../module/unit-of-work.ts';
import { loadRenderer } from '../documents.ts';
import type { CallHere, Visit } from '../read-here.ts';
import { makeEmptyForm } from '../simple-form.ts';
import type { WidgetFiles } from './files.ts';
import { framePolicy } from './policy.ts';

/** One visit of a widget: which it is, and how it is visited. */
export interface WidgetVisit {
  widget: OpenWidget;
  visit: Visit;
  request: FastifyRequest;
  reply: FastifyReply;
  isTry: boolean;
}

export interface WidgetHouse {
  services: Services;
  files: WidgetFiles;
  call: CallHere;
}

export const siteOrigin = ({ services }: WidgetHouse, { protocol, host }: FastifyRequest): string =>
  services.config.publicUrl || `${protocol}://${host}`;

export const baseOf = ({ widget, isTry }: Pick<WidgetVisit, 'widget' | 'isTry'>): string =>
  `/widget/${isTry ? 'try/' : ''}${widget.id}`;

/** What helmet gives to pages of ours, and what stands on other sites has otherwise. */
const ownOnly = ['x-frame-options', 'cross-origin-opener-policy', 'origin-agent-cluster'];

/** Sends a page of a widget: framed by its own sites alone, and by nobody else. */
export async function sendWidgetPage(
  house: WidgetHouse,
  to: WidgetVisit,
  page: WidgetView['page'],
  status = 200,
): Promise<FastifyReply> {
  const { services, files } = house;
  const { widget, request, reply, isTry } = to;
  const origin = siteOrigin(house, request);
  const { drawWidget } = await loadRenderer();
  const { title, html } = drawWidget({
    widget,
    origin,
    base: baseOf(to),
    isTry,
    city: readCity(services.config),
    at: services.now().getTime(),
    page,
  });
  for (const header of ownOnly) reply.removeHeader(header);
  return reply
    .code(status)
    .header('content-security-policy', framePolicy(files, origin, isTry ? ["'self'"] : widget.hosts))
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(frameDocument(files, title, html));
}

/** Its style and script stand in it, named by their hashes: it comes whole in one reply. */
export const frameDocument = ({ style, frame }: WidgetFiles, title: string, html: string): string =>
  `<!doctype html><html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${escapeTitle(title)}</title><style>${style}</style></head><body>${html}<script>${frame}</script></body></html>`;

const escapeTitle = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What a page of an offer shows, read as anybody may read it. */
export async function readOffer(
  { call }: WidgetHouse,
  visit: Visit,
  offer: WidgetOffer,
): Promise<WidgetView['page']> {
  if (offer === 'message') return { kind: 'message', form: makeEmptyForm() };
  if (offer === 'polls') {
    const { running } = (await call(visit, 'polls.list-open', {})) as { running: OpenPollLine[] };
    return { kind: 'polls', polls: running.filter(({ state }) => state === 'open') };
  }
  const [{ done }, { news }] = (await Promise.all([
    call(visit, 'widgets.list-done', {}),
    call(visit, 'publications.list-news', {}),
  ])) as [{ done: DoneCase[] }, { news: NewsItem[] }];
  return { kind: 'done', done: done.slice(0, MOST_SHOWN), news: news.slice(0, MOST_SHOWN) };
}

const MOST_SHOWN = 5;

/** One poll that runs; of any other a plain sentence. */
export async function readPollPage(
  { call }: WidgetHouse,
  visit: Visit,
  id: string,
): Promise<WidgetView['page']> {
  try {
    const poll = (await call(visit, 'polls.read-open', { params: { id } })) as OpenPoll;
    if (poll.state === 'open') return { kind: 'poll', poll, key: makeEmptyForm().key };
    return { kind: 'refused', words: 'Этот опрос сейчас не идёт. Итоги и другие опросы — на сайте.' };
  } catch (error) {
    if (describeFailure(error).status >= 500) throw error;
    return { kind: 'refused', words: 'Такого опроса нет. Другие опросы — на сайте.' };
  }
}
