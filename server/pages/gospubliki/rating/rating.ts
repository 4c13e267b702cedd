import { z } from 'zod';
import * as contract from '../../../../shared/contract/pages/gospubliki-rating.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { monthName } from '../../../../shared/text/dates.ts';
import { addDays, monthOf } from '../../../../shared/text/periods.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { freezeSnapshot } from '../../../base/snapshots/index.ts';
import { badField } from '../../../lib/errors.ts';
import { type Ctx, defineJob } from '../../../lib/module/context.ts';
import { gospublikiPack } from '../pack.ts';
import { byScore, readMonth } from './read-month.ts';

type Rating = RouteReplyInput<typeof contract.getRating>;

/** A month is closed once its last week has stood and was read: on this day of the next one. */
const CLOSED_ON_DAY = 3;

const monthBefore = (month: string): string => monthOf(addDays(month, -1)).from;

const frozenRows = (ctx: Ctx, month: string) =>
  ctx.db.selectFrom('gospubliki.rating').selectAll().where('month', '=', month).execute();

const formulaOn = (day: string): Pick<Rating, 'formula' | 'fullReach'> => {
  const { terms, fullReach } = gospublikiPack.on(day).rating;
  return { formula: terms, fullReach };
};

/** Months that were frozen, with the present one and the one that waits for its closing, the latest first. */
async function listMonths(ctx: Ctx, present: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('gospubliki.rating')
    .select('month')
    .distinct()
    .orderBy('month', 'desc')
    .limit(120)
    .execute();
  const frozen = rows.map(({ month }) => month);
  return [...new Set([present, monthBefore(present), ...frozen])];
}

/** Route. */
export async function getRating(
  ctx: Ctx,
  { query }: HandlerInput<typeof contract.getRating>,
): Promise<Rating> {
  const present = monthOf(localDate(ctx.now)).from;
  const { from: month, to } = monthOf(query.month ?? present);
  if (month > present) throw badField('month', 'Этот месяц ещё не начался');
  const months = await listMonths(ctx, present);
  const frozen = await frozenRows(ctx, month);
  const [first] = frozen;
  if (!first && !months.includes(month)) throw badField('month', 'За этот месяц оценки не было');
  const pages = first
    ? byScore(
        frozen.map(({ page_id: pageId, score, terms }) => ({
          pageId,
          score: score === null ? null : Number(score),
          ...contract.frozenMark.parse(terms),
        })),
      )
    : await readMonth(ctx, month);
  return {
    month,
    frozenAt: first?.frozen_at.toISOString() ?? null,
    snapshot: first?.snapshot ?? '',
    ...formulaOn(to),
    pages,
    months,
  };
}

/** Freezes the marks of a month: the snapshot with its number, and a row for each page. */
async function freezeMonth(ctx: Ctx, month: string): Promise<void> {
  const pages = await readMonth(ctx, month);
  if (pages.length === 0) return;
  const { formula } = formulaOn(monthOf(month).to);
  const snapshot = await freezeSnapshot(ctx, {
    kind: 'gospubliki.rating',
    title: `Оценка официальных страниц, ${monthName(month)} ${month.slice(0, 4)}`,
    query: { month },
    told: formula.map(({ title, about, weight }) => [title, `вес ${weight}: ${about}`]),
    address: `/staff/gospubliki?view=rating&month=${month}`,
    permission: 'gospubliki.read',
    tables: [
      {
        id: 'rating',
        title: 'Оценка страниц',
        rowTitle: 'Страница',
        columns: [
          { id: 'score', title: 'Оценка', kind: 'score' },
          ...formula.map(({ id, title }) => ({ id, title, kind: 'share' as const })),
        ],
        rows: pages.map(({ pageId, title, score, terms }) => ({
          id: pageId,
          title,
          cells: [score, ...terms.map(({ value }) => value)],
        })),
      },
    ],
  });
  await ctx.db
    .insertInto('gospubliki.rating')
    .values(
      pages.map(({ pageId, score, ...kept }) => ({
        month,
        page_id: pageId,
        score,
        terms: JSON.stringify(kept),
        frozen_at: ctx.now,
        snapshot,
      })),
    )
    .execute();
}

export const freezeRatingJob = defineJob('gospubliki.freeze-rating', z.object({}));

/** Job: the month that is over, once; nothing while its last week is not known yet. */
export async function freezeRating(ctx: Ctx): Promise<void> {
  const today = localDate(ctx.now);
  if (Number(today.slice(8)) < CLOSED_ON_DAY) return;
  const month = monthBefore(monthOf(today).from);
  if ((await frozenRows(ctx, month)).length > 0) return;
  await freezeMonth(ctx, month);
}
