import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { z } from 'zod';
import type {
  drawSample as drawSampleRoute,
  giveReview as giveReviewRoute,
  nextReview as nextReviewRoute,
  readQuality as readQualityRoute,
} from '../../../shared/contract/messages/quality-reviews.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { firstOf, itemAt } from '../../../shared/lists.ts';
import { localDayStart } from '../../base/deadlines/index.ts';
import { AppError } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { actorRef, type Ctx, isStaff } from '../../lib/module/context.ts';
import { blindText, coveredCases } from '../cases/index.ts';
import { cohenKappa } from './kappa.ts';

const typology = z
  .object({ errors: z.array(z.object({ id: z.string(), title: z.string() })) })
  .parse(
    JSON.parse(
      readFileSync(new URL('../../../packs/messages/answers/errors-2026.json', import.meta.url), 'utf8'),
    ),
  );

type Draw = typeof drawSampleRoute;

/**
 * Route: answers released in a period that were never drawn, at random, every block by its share and at least one. Plan:
 * index answer_released_day.
 */
export async function drawSample(ctx: Ctx, { body }: HandlerInput<Draw>): Promise<RouteReplyInput<Draw>> {
  if (body.to < body.from)
    throw new AppError('lib.bad-input', 'Последний день раньше первого', {
      fields: { to: 'Раньше первого дня' },
    });
  const end = new Date(localDayStart(body.to).getTime() + 86_400_000);
  const { rows } = await sql<Drawn>`
    WITH pool AS (
      SELECT answer.*, row_number() OVER (PARTITION BY answer.block ORDER BY random()) AS place,
        count(*) OVER (PARTITION BY answer.block) AS in_block, count(*) OVER () AS in_all
      FROM cases.v_answer_text AS answer JOIN cases.v_case ON v_case.id = answer.case_id
      WHERE decided_at >= ${localDayStart(body.from)} AND decided_at < ${end} AND ${coveredCases(ctx.actor, 'quality.read', 'cases.v_case')}
        AND NOT EXISTS (SELECT FROM quality.sample WHERE sample.answer_id = answer.id)
    )
    SELECT id, case_id, author_unit_id, block, question, body, author, reviewed_by, decided_by FROM pool
    WHERE place <= greatest(1, round(${body.size}::numeric * in_block / in_all))
    ORDER BY place, random() LIMIT ${body.size}`.execute(ctx.db);
  if (rows.length > 0)
    await ctx.db
      .insertInto('quality.sample')
      .values(rows.map((row) => toSample(ctx, row)))
      .execute();
  ctx.audit({
    action: 'quality.sample-drawn',
    object: 'sample',
    objectId: '',
    data: { asked: body.size, drawn: rows.length },
  });
  return { drawn: rows.length, asked: body.size };
}

interface Drawn {
  id: string;
  case_id: string;
  author_unit_id: string | null;
  block: string | null;
  question: string;
  body: string;
  author: string;
  reviewed_by: string | null;
  decided_by: string | null;
}

const toSample = (ctx: Ctx, row: Drawn) => ({
  id: newId(),
  answer_id: row.id,
  case_id: row.case_id,
  unit_id: row.author_unit_id,
  block: row.block,
  question: blindText(row.question),
  body: blindText(row.body),
  barred: [row.author, ...[row.reviewed_by, row.decided_by].flatMap((id) => (id ? [`staff:${id}`] : []))],
  drawn_at: ctx.now,
  drawn_by: actorRef(ctx.actor),
});

/** Samples this reviewer may judge: of blocks and districts they review, not their own work, not judged by them, one of two seats free or the two disagree. */
const openTo = (ctx: Ctx) => sql`
  SELECT sample.id, sample.question, sample.body, coalesce(given.seats, 0) AS seats FROM quality.sample
  JOIN cases.v_case ON v_case.id = sample.case_id
  LEFT JOIN LATERAL (
    SELECT count(*)::int AS seats, count(DISTINCT verdict) AS verdicts,
      bool_or(reviewer_id = ${isStaff(ctx.actor) ? ctx.actor.id : null}::uuid) AS is_mine
    FROM quality.review WHERE review.sample_id = sample.id) AS given ON true
  WHERE ${coveredCases(ctx.actor, 'quality.review', 'cases.v_case')}
    AND NOT ${actorRef(ctx.actor)} = ANY(sample.barred) AND NOT coalesce(given.is_mine, false)
    AND (coalesce(given.seats, 0) < 2 OR given.seats = 2 AND given.verdicts = 2)`;

type Next = typeof nextReviewRoute;

/** Route: what to judge next; neither names nor what others said. */
export async function nextReview(ctx: Ctx): Promise<RouteReplyInput<Next>> {
  const { rows } = await sql<{ id: string; question: string; body: string; waiting: number }>`
    SELECT id, question, body, count(*) OVER ()::int AS waiting FROM (${openTo(ctx)}) AS open
    ORDER BY seats DESC, md5(id::text || ${actorRef(ctx.actor)}) LIMIT 1`.execute(ctx.db);
  const [row] = rows;
  return {
    sample: row ? { id: row.id, question: row.question, answer: row.body } : null,
    errors: typology.errors,
    waiting: row?.waiting ?? 0,
  };
}

type Give = typeof giveReviewRoute;

/** Route: a verdict; a flaw names its errors, a good answer has none. */
export async function giveReview(ctx: Ctx, { params, body }: HandlerInput<Give>): Promise<{ done: true }> {
  if (!isStaff(ctx.actor)) throw new AppError('lib.forbidden', 'Проверяют только сотрудники.');
  const known = new Set(typology.errors.map(({ id }) => id));
  const fault = body.errors.some((id) => !known.has(id))
    ? 'Такой ошибки нет в справочнике'
    : (body.verdict === 'flawed') !== body.errors.length > 0
      ? 'Отметьте ошибки, если они есть, и только тогда'
      : null;
  if (fault) throw new AppError('lib.bad-input', fault, { fields: { errors: fault } });
  await sql`SELECT id FROM quality.sample WHERE id = ${params.id} FOR UPDATE`.execute(ctx.db);
  const { rows } = await sql<{
    seats: number;
  }>`SELECT seats FROM (${openTo(ctx)}) AS open WHERE id = ${params.id}`.execute(ctx.db);
  const [open] = rows;
  if (!open) throw new AppError('lib.conflict', 'Этот ответ уже проверен или он ваш. Возьмите следующий.');
  await ctx.db
    .insertInto('quality.review')
    .values({
      sample_id: params.id,
      reviewer_id: ctx.actor.id,
      seat: open.seats + 1,
      verdict: body.verdict,
      errors: [...new Set(body.errors)],
      note: body.note,
      at: ctx.now,
    })
    .execute();
  ctx.audit({ action: 'quality.reviewed', object: 'sample', objectId: params.id });
  return { done: true };
}

interface Verdicts {
  unit_id: string | null;
  unit: string | null;
  month: string;
  verdicts: string[];
  /** Of the last seat: its verdict stands. */
  errors: string[];
}

/** Verdicts of every sample whose case the reader may judge the quality of. */
async function readVerdicts(ctx: Ctx): Promise<Verdicts[]> {
  const { rows } = await sql<Verdicts>`
    SELECT sample.unit_id, unit.short_title AS unit, to_char(sample.drawn_at, 'YYYY-MM') AS month,
      array_agg(review.verdict ORDER BY seat) AS verdicts,
      (SELECT coalesce(array_agg(error), '{}') FROM quality.review AS last, unnest(last.errors) AS error
        WHERE last.sample_id = sample.id AND last.seat = max(review.seat)) AS errors
    FROM quality.sample JOIN quality.review ON review.sample_id = sample.id
    JOIN cases.v_case ON v_case.id = sample.case_id AND ${coveredCases(ctx.actor, 'quality.read', 'cases.v_case')}
    LEFT JOIN identity.v_unit AS unit ON unit.id = sample.unit_id
    GROUP BY sample.id, unit.short_title`.execute(ctx.db);
  return rows;
}

const isSettled = ({ verdicts }: Verdicts): boolean =>
  verdicts.length === 3 || (verdicts.length === 2 && verdicts[0] === verdicts[1]);

/** Kinds of errors of communication, the same in every review. */
export const errorKinds = (): { id: string; title: string }[] => typology.errors;

/** Errors that reviews of answers have settled on: whose answer, the local month it was drawn in, which. */
export async function listAnswerErrors(
  ctx: Ctx,
): Promise<{ unitId: string | null; month: string; errors: string[] }[]> {
  const rows = await readVerdicts(ctx);
  return rows
    .filter((row) => isSettled(row) && row.verdicts.at(-1) === 'flawed')
    .map(({ unit_id: unitId, month, errors }) => ({ unitId, month, errors }));
}

type Summary = typeof readQualityRoute;

/** Route: flawed share by body and month, errors, agreement. The last seat's verdict stands. */
export async function readQuality(ctx: Ctx): Promise<RouteReplyInput<Summary>> {
  const rows = await readVerdicts(ctx);
  const settled = rows.filter(isSettled);
  const pairs = rows
    .filter(({ verdicts }) => verdicts.length >= 2)
    .map(({ verdicts }) => [firstOf(verdicts), itemAt(verdicts, 1)] as const);
  const cells = new Map<string, { unit: string; month: string; reviewed: number; flawed: number }>();
  for (const { unit, month, verdicts } of settled) {
    const cell = cells.get(`${unit}|${month}`) ?? {
      unit: unit ?? 'не указан',
      month,
      reviewed: 0,
      flawed: 0,
    };
    cell.reviewed += 1;
    if (verdicts.at(-1) === 'flawed') cell.flawed += 1;
    cells.set(`${unit}|${month}`, cell);
  }
  const count = (id: string) =>
    settled.filter(({ errors, verdicts }) => verdicts.at(-1) === 'flawed' && errors.includes(id)).length;
  return {
    reviewed: settled.length,
    disputed: pairs.filter(([a, b]) => a !== b).length,
    kappa: cohenKappa(pairs),
    byUnit: [...cells.values()].sort(
      (a, b) => a.unit.localeCompare(b.unit, 'ru') || (a.month < b.month ? -1 : 1),
    ),
    byError: typology.errors
      .map((error) => ({ ...error, count: count(error.id) }))
      .filter((error) => error.count > 0),
  };
}
