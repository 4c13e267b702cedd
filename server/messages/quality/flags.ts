import { sql } from 'kysely';
import { z } from 'zod';
import type {
  decideFlag as decideFlagRoute,
  listFlags as listFlagsRoute,
  QualityFlag,
} from '../../../shared/contract/messages/quality-reviews.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { dayAfter } from '../../../shared/text/dates.ts';
import { localDate, localDayStart } from '../../base/deadlines/index.ts';
import { AppError } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { coveredCases } from '../cases/index.ts';
import { type FlagLimits, flagPack } from './flag-pack.ts';
import type { FoundFlag } from './found-flag.ts';
import { findReusedPhotos } from './reused-photos.ts';

/** `day`: the local day looked at; none — yesterday. */
export const findFlags = defineJob('quality.find-flags', z.object({ day: z.iso.date().optional() }));

interface Row {
  subject: string;
  unit_id: string | null;
  count: number;
  case_ids: string[];
}

/**
 * Signs of work done for the figure, over one local day; running it twice adds nothing (kind, subject, day are unique).
 * Plans: day ranges of answer_released_day, rating_at, event_reopened, photo_print_added.
 */
export async function lookAtDay(ctx: Ctx, payload: { day?: string | undefined }): Promise<void> {
  const day = payload.day ?? localDate(new Date(ctx.now.getTime() - 86_400_000));
  const from = localDayStart(day);
  const to = localDayStart(dayAfter(day));
  const limits = flagPack.on(day);
  const found = [
    ...(await massClosing(ctx, from, to, limits)),
    ...(await reopened(ctx, from, to)),
    ...(await dueMoved(ctx, from, to, limits)),
    ...(await ratingBurst(ctx, from, to, limits)),
    ...(await pressure(ctx, from, to)),
    ...(await findReusedPhotos(ctx, from, to)),
    ...(await spotChecks(ctx, from, to, limits)),
  ];
  if (found.length === 0) return;
  await ctx.db
    .insertInto('quality.flag')
    .values(
      found.map(({ kind, subject, unitId, words, caseIds }) => ({
        id: newId(),
        kind,
        subject,
        day,
        unit_id: unitId,
        words,
        case_ids: caseIds,
        found_at: ctx.now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['kind', 'subject', 'day']).doNothing())
    .execute();
}

/** A unit answers most of its day's cases in the last hours of their terms. */
async function massClosing(ctx: Ctx, from: Date, to: Date, limits: FlagLimits): Promise<FoundFlag[]> {
  const isLast = sql`decided_at > due_at - make_interval(hours => ${limits.lastHours}) AND decided_at <= due_at`;
  const { rows } = await sql<Row & { all_count: number }>`
    SELECT author_unit_id::text AS subject, author_unit_id AS unit_id, count(*)::int AS all_count,
      count(*) FILTER (WHERE ${isLast})::int AS count, array_agg(case_id) FILTER (WHERE ${isLast}) AS case_ids
    FROM cases.v_answer_text WHERE decided_at >= ${from} AND decided_at < ${to} AND author_unit_id IS NOT NULL
    GROUP BY author_unit_id`.execute(ctx.db);
  return rows
    .filter(({ count, all_count }) => count >= limits.massClosing && count / all_count >= limits.massShare)
    .map((row) => ({
      kind: 'mass-closing' as const,
      subject: row.subject,
      unitId: row.unit_id,
      caseIds: row.case_ids,
      words: `За день закрыто ${row.all_count}, из них ${row.count} — в последний день срока`,
    }));
}

/** Residents sent a unit's answers back to work. */
async function reopened(ctx: Ctx, from: Date, to: Date): Promise<FoundFlag[]> {
  const { rows } = await sql<Row>`
    SELECT executor_unit_id::text AS subject, executor_unit_id AS unit_id, count(*)::int AS count, array_agg(id) AS case_ids
    FROM cases.v_reopened WHERE at >= ${from} AND at < ${to} AND executor_unit_id IS NOT NULL GROUP BY executor_unit_id`.execute(
    ctx.db,
  );
  return rows.map((row) => ({
    kind: 'reopened' as const,
    subject: row.subject,
    unitId: row.unit_id,
    caseIds: row.case_ids,
    words: `Возвращено в работу после ответа: ${row.count}`,
  }));
}

/** A unit's terms were moved again and again. */
async function dueMoved(ctx: Ctx, from: Date, to: Date, limits: FlagLimits): Promise<FoundFlag[]> {
  const { rows } = await sql<Row>`
    SELECT executor_unit_id::text AS subject, executor_unit_id AS unit_id, count(*)::int AS count,
      array_agg(DISTINCT v_case.id) AS case_ids
    FROM cases.v_prolongation AS moved JOIN cases.v_case ON v_case.id = moved.case_id
    WHERE moved.at >= ${from} AND moved.at < ${to} AND executor_unit_id IS NOT NULL GROUP BY executor_unit_id`.execute(
    ctx.db,
  );
  return rows
    .filter(({ count }) => count >= limits.dueMoved)
    .map((row) => ({
      kind: 'due-moved' as const,
      subject: row.subject,
      unitId: row.unit_id,
      caseIds: row.case_ids,
      words: `Сроки перенесены за день: ${row.count}`,
    }));
}

/** Good ratings of several cases from one device. */
async function ratingBurst(ctx: Ctx, from: Date, to: Date, limits: FlagLimits): Promise<FoundFlag[]> {
  const { rows } = await sql<Row>`
    SELECT device AS subject, NULL::uuid AS unit_id, count(DISTINCT case_id)::int AS count,
      array_agg(DISTINCT case_id) AS case_ids
    FROM cases.v_rating WHERE at >= ${from} AND at < ${to} AND score >= 4 AND device <> md5('|')
    GROUP BY device HAVING count(DISTINCT case_id) >= ${limits.ratingBurst}`.execute(ctx.db);
  return rows.map((row) => ({
    kind: 'rating-burst' as const,
    subject: row.subject,
    unitId: null,
    caseIds: row.case_ids,
    words: `Высокие оценки разных дел с одного устройства: ${row.count}`,
  }));
}

/** Residents write that they were asked for a better score. */
async function pressure(ctx: Ctx, from: Date, to: Date): Promise<FoundFlag[]> {
  const { rows } = await sql<Row>`
    SELECT case_id::text AS subject, executor_unit_id AS unit_id, 1 AS count, ARRAY[case_id] AS case_ids
    FROM cases.v_comment AS comment JOIN cases.v_case ON v_case.id = comment.case_id
    WHERE comment.at >= ${from} AND comment.at < ${to}
      AND comment.text ~* '(прос(ил|ят|или)|застав|требу|уговар|звонил|угрож|давят).{0,60}(оценк|оценить|пят[её]рк|отзыв|«решено»)'
    GROUP BY case_id, executor_unit_id`.execute(ctx.db);
  return rows.map((row) => ({
    kind: 'pressure' as const,
    subject: row.subject,
    unitId: row.unit_id,
    caseIds: row.case_ids,
    words: 'Житель пишет, что у него просили оценку',
  }));
}

/** A few closed cases at random, to go and look: nobody knows beforehand which. */
async function spotChecks(ctx: Ctx, from: Date, to: Date, limits: FlagLimits): Promise<FoundFlag[]> {
  const { rows } = await sql<{ case_id: string; author_unit_id: string | null }>`
    SELECT case_id, author_unit_id FROM cases.v_answer_text
    WHERE decided_at >= ${from} AND decided_at < ${to} AND outcome IN ('solved', 'solved_partly')
      AND NOT EXISTS (SELECT FROM quality.flag WHERE kind = 'spot-check' AND day = ${localDate(from)}::date)
    ORDER BY random() LIMIT ${limits.spotChecks}`.execute(ctx.db);
  return rows.map((row) => ({
    kind: 'spot-check' as const,
    subject: row.case_id,
    unitId: row.author_unit_id,
    caseIds: [row.case_id],
    words: 'Случайная проверка: сделано ли на месте',
  }));
}

type List = typeof listFlagsRoute;

/** Flags of which some case is within the reach of who looks. */
const ofOwnCases = (ctx: Ctx) =>
  sql<boolean>`EXISTS (SELECT FROM cases.v_case WHERE v_case.id = ANY(case_ids)
    AND ${coveredCases(ctx.actor, 'quality.read', 'cases.v_case')})`;
/** Cases named beside a flag; the rest are counted. */
const SHOWN = 20;

/** Route: flags with the cases the reader may see. Plan: index flag_state. */
export async function listFlags(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const rows = await ctx.db
    .selectFrom('quality.flag as flag')
    .leftJoin('identity.v_unit as unit', 'unit.id', 'flag.unit_id')
    .selectAll('flag')
    .select(['unit.title as unit', sql<string>`flag.day::text`.as('local_day')])
    .where(ofOwnCases(ctx))
    .where('flag.state', query.state === 'open' ? '=' : '<>', 'open')
    .$if(query.kind !== undefined, (select) => select.where('flag.kind', '=', query.kind!))
    .orderBy('flag.day', 'desc')
    .orderBy('flag.found_at', 'desc')
    .limit(200)
    .execute();
  const ids = [...new Set(rows.flatMap(({ case_ids }) => case_ids.slice(0, SHOWN)))];
  const cases = await ctx.db
    .selectFrom('cases.v_case')
    .select(['id', 'number', 'title'])
    .where(sql<boolean>`id = ANY(${ids}::uuid[])`)
    .where(coveredCases(ctx.actor, 'quality.read', 'cases.v_case'))
    .execute();
  const byId = new Map(cases.map((one) => [one.id, { number: one.number!, title: one.title! }]));
  return {
    flags: rows.map((row) => ({
      id: row.id,
      kind: row.kind as QualityFlag['kind'],
      day: row.local_day,
      unit: row.unit,
      words: row.words,
      cases: row.case_ids.slice(0, SHOWN).flatMap((id) => byId.get(id) ?? []),
      caseCount: row.case_ids.length,
      state: row.state,
      note: row.note,
      decidedByName: row.decided_by_name,
    })),
  };
}

/** Route: what came of looking. */
export async function decideFlag(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof decideFlagRoute>,
): Promise<{ done: true }> {
  const decided = await ctx.db
    .updateTable('quality.flag')
    .set({
      state: body.state,
      note: body.note,
      decided_by_name: ctx.actor.kind === 'staff' ? ctx.actor.name : 'Система',
      decided_at: ctx.now,
    })
    .where('id', '=', params.id)
    .where('state', '=', 'open')
    .where(ofOwnCases(ctx))
    .returning('kind')
    .executeTakeFirst();
  if (!decided)
    throw new AppError('lib.not-found', 'Этот признак уже разобран или его нет. Обновите список.');
  ctx.audit({
    action: 'quality.flag-decided',
    object: 'flag',
    objectId: params.id,
    data: { kind: decided.kind, state: body.state },
  });
  return { done: true };
}
