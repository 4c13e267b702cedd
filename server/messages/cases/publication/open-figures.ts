import { sql } from 'kysely';
import type { getOpenFigures } from '../../../../shared/contract/messages/cases-open.ts';
import type { RouteReplyInput } from '../../../../shared/contract/route.ts';
import { DAY } from '../../../../shared/time.ts';
import { localDate, workingDaysBetween } from '../../../base/deadlines/index.ts';
import { publicPlace } from '../../../base/territory/index.ts';
import { firstRow } from '../../../lib/database/first-row.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { defineState } from '../../../lib/module/state.ts';
import { forStrangers } from '../core/mask-text.ts';
import { makeTitle } from '../core/title.ts';
import { isShownToStrangers } from '../reading/personal.ts';

type Reply = RouteReplyInput<typeof getOpenFigures>;

/** Fewer cases than this say nothing and are not shown. */
const MINIMUM = 30;
/** The home page is the most read one: its figures are counted at most once a minute. */
const KEPT_MS = 60_000;

const kept = defineState<{ at: number; reply: Reply }>('cases.open-figures');

/** Route: the city's open figures of thirty days; null where there are too few cases to say anything. */
export async function readOpenFigures(ctx: Ctx): Promise<Reply> {
  const last = kept.find(ctx);
  if (last && Math.abs(ctx.now.getTime() - last.at) < KEPT_MS) return last.reply;
  const reply = await countFigures(ctx);
  kept.set(ctx, { at: ctx.now.getTime(), reply });
  return reply;
}

interface Figures {
  due: number;
  solved: number;
  confirmed: number;
  on_time: number;
  overdue: number;
  average: number | null;
  ratings: number;
  low: number;
}

/** An answer that kept or missed a term of the period was given in it, or not so long before. */
const EARLIER_DAYS = 90;

/**
 * Thirty days: of the cases whose term came, how many were answered in time; solved by the answer and confirmed by
 * residents apart, because silence is not consent. A refusal and a case that ended without an answer have no term that could
 * be kept or missed. Plans: case_file_answered alone; case_file_open_due up to now.
 */
async function countFigures(ctx: Ctx): Promise<Reply> {
  const to = ctx.now;
  const from = new Date(to.getTime() - 30 * DAY);
  const since = new Date(from.getTime() - EARLIER_DAYS * DAY);
  const { rows } = await sql<Figures>`
    SELECT given.*, given.due_answered + late.due AS due, late.overdue FROM (
      SELECT count(*) FILTER (WHERE due_at BETWEEN ${from} AND ${to})::int AS due_answered,
        count(*) FILTER (WHERE due_at BETWEEN ${from} AND ${to} AND answered_at <= least(due_at, breached_at))::int AS on_time,
        count(*) FILTER (WHERE outcome = 'solved' AND answered_at >= ${from})::int AS solved,
        count(*) FILTER (WHERE outcome = 'solved' AND resolved = 'yes' AND answered_at >= ${from})::int AS confirmed,
        avg(rating) FILTER (WHERE answered_at >= ${from})::float8 AS average,
        count(rating) FILTER (WHERE answered_at >= ${from})::int AS ratings,
        count(*) FILTER (WHERE rating <= 3 AND answered_at >= ${from})::int AS low
      FROM cases.case_file WHERE answered_at > ${since} AND answered_at <= ${to} AND merged_into IS NULL) AS given,
    (SELECT count(*) FILTER (WHERE due_at >= ${from})::int AS due, count(*)::int AS overdue
      FROM cases.case_file WHERE closed_at IS NULL AND answered_at IS NULL AND (due_at < ${to} OR breached_at IS NOT NULL)
        AND status <> 'rejected' AND merged_into IS NULL) AS late`.execute(ctx.db);
  const row = firstRow(rows);
  const done = await listDone(ctx);
  const figures =
    row.due < MINIMUM
      ? null
      : {
          from: localDate(from),
          to: localDate(to),
          due: row.due,
          solved: row.solved,
          confirmed: row.confirmed,
          onTimeShare: row.on_time / row.due,
          overdue: row.overdue,
          averageRating: row.average,
          ratings: row.ratings,
          lowRatings: row.low,
        };
  return { figures, done, doneTotal: row.solved };
}

/** The answer that said so, whose first words are what was done. */
const lastAnswer = sql<string | null>`(
  SELECT answer.body FROM cases.answer AS answer WHERE answer.case_id = cases.case_file.id AND answer.state = 'released'
  ORDER BY answer.version DESC LIMIT 1)`;

/** «Яму заделали литым асфальтом»: what was done, past the greeting, and nothing that leads to a person. */
const titleOfAnswer = (body: string): string => makeTitle(forStrangers(body));

/** Latest published solved cases that have released photos of both states. */
async function listDone(ctx: Ctx): Promise<Reply['done']> {
  const photo = (role: 'before' | 'after') => sql<string | null>`(
    SELECT attachment.file_id FROM cases.attachment JOIN files.v_file file ON file.id = attachment.file_id
    WHERE attachment.case_id = cases.case_file.id AND attachment.role = ${role} AND file.released ORDER BY attachment.added_at LIMIT 1)`;
  const rows = await ctx.db
    .selectFrom('cases.case_file')
    .select([
      'number',
      'title',
      'address',
      'is_home',
      'lat',
      'lon',
      'district_id',
      'registered_at',
      'answered_at',
    ])
    .select([photo('before').as('before'), photo('after').as('after'), lastAnswer.as('answer')])
    .where(isShownToStrangers())
    .where('outcome', '=', 'solved')
    .where('answered_at', 'is not', null)
    .orderBy('registered_at', 'desc')
    .limit(60)
    .execute();
  return rows
    .filter((row) => row.before && row.after)
    .slice(0, 3)
    .map((row) => ({
      number: row.number,
      title: row.answer ? titleOfAnswer(row.answer) : forStrangers(row.title),
      address: publicPlace(row).address,
      workingDays: Math.max(1, workingDaysBetween(row.registered_at, row.answered_at!)),
      before: row.before,
      after: row.after,
    }));
}
