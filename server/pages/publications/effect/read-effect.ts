import { sql } from 'kysely';
import type { SourceKind } from '../../../../shared/contract/pages/publications.ts';
import type { readEffect as effectRoute } from '../../../../shared/contract/pages/publications-effect.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { addDays } from '../../../../shared/text/periods.ts';
import { localDate, localDayStart } from '../../../base/deadlines/index.ts';
import { findFact } from '../../../base/taxonomy/index.ts';
import { districtTitle } from '../../../base/territory/index.ts';
import { readCity } from '../../../lib/city.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { leadOfSolved } from '../../../messages/problems/index.ts';
import { publishingToday } from '../pack.ts';
import { judgeFlow } from './judge-flow.ts';

interface Told {
  factId: string;
  districtId: string | null;
}

/** What a piece tells of that can be counted: the topic and the district of its case. */
async function findTold(ctx: Ctx, kind: SourceKind, id: string): Promise<Told | null> {
  // What another asked to be placed tells of no message of ours.
  if (kind === 'request') return null;
  const caseId = kind === 'problem' ? await leadOfSolved(ctx, id) : id;
  if (caseId === null) return null;
  const row = await ctx.db
    .selectFrom('cases.v_figure')
    .select(['fact_id', 'district_id'])
    .where('case_id', '=', caseId)
    .executeTakeFirst();
  return row?.fact_id ? { factId: row.fact_id, districtId: row.district_id } : null;
}

/** Messages of each local day of a span, days without any as 0. Plan: the index of registration within the span. */
async function countDays(ctx: Ctx, { factId, districtId }: Told, days: readonly string[]): Promise<number[]> {
  const { zone } = readCity(ctx.config);
  const first = days[0] ?? '';
  const { rows } = await sql<{ day: string; count: number }>`
    SELECT to_char(registered_at AT TIME ZONE ${zone}, 'YYYY-MM-DD') AS day, count(*)::int AS count FROM cases.v_figure
    WHERE registered_at >= ${localDayStart(first)} AND registered_at < ${localDayStart(addDays(days.at(-1) ?? first, 1))}
      AND fact_id = ${factId} AND district_id IS NOT DISTINCT FROM ${districtId}
    GROUP BY 1`.execute(ctx.db);
  const counts = new Map(rows.map(({ day, count }) => [day, count]));
  return days.map((day) => counts.get(day) ?? 0);
}

const spanOf = (from: string, days: number): string[] =>
  Array.from({ length: days }, (_, at) => addDays(from, at));
const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

/** Route. The day it came out begins the second window. */
export async function readEffect(
  ctx: Ctx,
  { params }: HandlerInput<typeof effectRoute>,
): Promise<RouteReplyInput<typeof effectRoute>> {
  const piece = await ctx.db
    .selectFrom('publications.publication')
    .select(['source_kind', 'source_id'])
    .where('id', '=', params.id)
    .executeTakeFirst();
  if (!piece) throw new AppError('lib.not-found', 'Такой публикации нет. Обновите список.');
  const { first } = await ctx.db
    .selectFrom('publications.variant')
    .select((build) => build.fn.min('published_at').as('first'))
    .where('publication_id', '=', params.id)
    .executeTakeFirstOrThrow();
  const { source_kind: kind, source_id: sourceId } = piece;
  const told = kind && sourceId ? await findTold(ctx, kind, sourceId) : null;
  if (!first || !told) return { effect: null };
  const { days, least, falseShare } = publishingToday(ctx).effect;
  const publishedOn = localDate(first);
  const judgedOn = addDays(publishedOn, days);
  const before = await countDays(ctx, told, spanOf(addDays(publishedOn, -days), days));
  const after = await countDays(ctx, told, spanOf(publishedOn, days));
  const isOver = localDate(ctx.now) >= judgedOn;
  return {
    effect: {
      verdict: isOver ? judgeFlow({ before, after, least, falseShare }) : 'soon',
      topic: findFact(told.factId)?.title ?? told.factId,
      district: told.districtId ? districtTitle(told.districtId) : '',
      days,
      publishedOn,
      judgedOn,
      before: sum(before),
      after: sum(after),
      least,
    },
  };
}
