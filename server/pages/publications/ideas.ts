import type * as contract from '../../../shared/contract/pages/publications.ts';
import type * as acts from '../../../shared/contract/pages/publications-acts.ts';
import type * as lists from '../../../shared/contract/pages/publications-list.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { formatDate, momentAt } from '../../../shared/text/dates.ts';
import { addDays } from '../../../shared/text/periods.ts';
import { acted, counted } from '../../../shared/text/plural.ts';
import { DAY } from '../../../shared/time.ts';
import { localDate, rollDay } from '../../base/deadlines/index.ts';
import { readCity } from '../../lib/city.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { listSolved } from '../../messages/cases/index.ts';
import { insertPublication } from './acts/write.ts';
import { readPublicationCard } from './card.ts';
import { listDayIdeas, listPromiseIdeas } from './dates/date-ideas.ts';
import { publishingToday } from './pack.ts';
import { makeCard } from './picture-card/make-card.ts';
import { readQuietDays } from './preflight.ts';
import { requireSolved, type Solved, withProblems } from './sources.ts';

/** Days what was solved stays an idea. */
const FRESH_DAYS = 30;
const LOOKED_AT = 200;
const SHOWN = 30;

/** Sources a piece was begun from, that was not given up. */
async function findTold(ctx: Ctx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await ctx.db
    .selectFrom('publications.publication')
    .select('source_id')
    .where('source_kind', 'in', ['case', 'problem'])
    .where('source_id', 'in', [...ids])
    .where('state', '<>', 'cancelled')
    .execute();
  return new Set(rows.flatMap(({ source_id: id }) => id ?? []));
}

/** Route: with photos of both states first, then by how many told of it. */
export async function listIdeas(ctx: Ctx): Promise<RouteReplyInput<typeof lists.listIdeas>> {
  const since = new Date(ctx.now.getTime() - FRESH_DAYS * DAY);
  const solved = await withProblems(ctx, await listSolved(ctx, { since, most: LOOKED_AT }));
  const told = await findTold(
    ctx,
    solved.map(({ id }) => id),
  );
  const worthOf = ({ of, residents }: Solved) => (of.before && of.after ? 1000 : 0) + residents;
  return {
    ideas: solved
      .filter(({ id }) => !told.has(id))
      .toSorted((a, b) => worthOf(b) - worthOf(a))
      .slice(0, SHOWN)
      .map(({ kind, id, title, residents, of }) => ({
        kind,
        id,
        title,
        start: of.title,
        address: of.address ?? '',
        at: of.answeredAt.toISOString(),
        residents,
        before: of.before,
        after: of.after,
      })),
    promises: await listPromiseIdeas(ctx),
    days: listDayIdeas(ctx),
  };
}

/** What everybody is told: what was done, where, who asked for it, how soon. */
function tellDone({ of, residents }: Solved, publicUrl: string): string {
  const asked = `Об этом ${acted(residents, ['сообщил', 'сообщили'], 'житель', 'жителя', 'жителей')}, от сообщения до результата — ${counted(of.workingDays, 'рабочий день', 'рабочих дня', 'рабочих дней')}.`;
  return [
    'Вы сообщили — мы сделали',
    [of.title, of.address].filter(Boolean).join('\n'),
    asked,
    publicUrl ? `Сообщить о проблеме: ${publicUrl}` : '',
  ]
    .filter(Boolean)
    .join('\n\n');
}

const briefOf = ({ of, title }: Solved, zone: string): string =>
  [`${title}, ответ ${formatDate(of.answeredAt, zone)}`, of.answer].filter(Boolean).join('\n\n');

/** The next window that is offered: tomorrow's first at the earliest, on a working day pages are not silent on. */
async function nextWindow(ctx: Ctx): Promise<Date> {
  const quiet = await readQuietDays(ctx);
  const { windows } = publishingToday(ctx);
  let day = rollDay(addDays(localDate(ctx.now), 1), 'forward');
  while (quiet.has(day)) day = rollDay(addDays(day, 1), 'forward');
  return momentAt(day, windows[0] ?? '10:00', readCity(ctx.config).zone);
}

/** Route: a draft of what was solved, with its released photos as they are, or composed into a card where there are both. */
export async function beginFromSource(
  ctx: Ctx,
  { body }: HandlerInput<typeof acts.beginFromSource>,
): Promise<contract.PublicationCard> {
  const solved = await requireSolved(ctx, body.kind, body.id);
  const { of, title } = solved;
  const dueAt = (body.dueAt ? new Date(body.dueAt) : await nextWindow(ctx)).toISOString();
  const place = of.address ? `, ${of.address}` : '';
  const photo = (fileId: string | null, alt: string) => (fileId ? [{ fileId, alt }] : []);
  const card = body.pictures === 'card' ? await makeCard(ctx, of) : null;
  const id = await insertPublication(ctx, {
    fields: {
      text: tellDone(solved, ctx.config.publicUrl),
      risk: publishingToday(ctx).risks[0]?.id ?? '',
      brief: briefOf(solved, readCity(ctx.config).zone),
      pictures: [],
      variants: body.pageIds.map((pageId) => ({ pageId, ownText: null, dueAt })),
    },
    source: { kind: solved.kind, id: solved.id, title },
    ...(card
      ? { handed: [card] }
      : { borrowed: [...photo(of.before, `До${place}`), ...photo(of.after, `После${place}`)] }),
  });
  return readPublicationCard(ctx, id);
}
