import { sql } from 'kysely';
import { z } from 'zod';
import { MINUTE } from '../../../../shared/time.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { claimsOf } from '../../../base/promises/index.ts';
import { findFact } from '../../../base/taxonomy/index.ts';
import { type Ctx, defineJob } from '../../../lib/module/context.ts';
import type { replyPublished } from '../../incidents/index.ts';
import { type ConflictRules, conflictPack } from '../rules/pack.ts';
import { judgePromise } from '../rules/promise.ts';
import { isLate } from '../rules/time.ts';
import { aboutIncident } from './around.ts';
import { growSignal, raiseSignal } from './raise.ts';
import { readLater, toStatement } from './statements.ts';

/** Each minute: of a moment that passes no event says anything. */
export const watchTimeJob = defineJob('conflicts.watch-time', z.object({}));

/** Promises and terms of one run; the rest is the next minute's. */
const BATCH = 200;

interface LateRow {
  incident_id: string;
  kind: string;
  started_at: Date;
  due_at: Date;
  ended_at: Date | null;
  page_id: string | null;
  reply_id: string | null;
}

const minutesBetween = (from: Date, to: Date): number => Math.round((to.getTime() - from.getTime()) / MINUTE);

/** One cause for a term, answered late or not at all. */
const causeOf = ({ incident_id: id, kind, started_at: from }: LateRow): string =>
  `late:${id}:${kind}:${from.getTime()}`;

async function raiseLate(ctx: Ctx, rules: ConflictRules, row: LateRow): Promise<void> {
  const end = row.ended_at ?? ctx.now;
  const facts = {
    kind: 'late' as const,
    took: minutesBetween(row.started_at, end),
    term: minutesBetween(row.started_at, row.due_at),
    isAnswered: row.ended_at !== null,
  };
  if (!isLate(facts, rules.late)) return;
  const evidence = row.reply_id
    ? [{ kind: 'reply' as const, id: row.reply_id, at: end }]
    : await firstWords(ctx, row.incident_id);
  const raised = await raiseSignal(ctx, {
    cause: causeOf(row),
    facts,
    ruleVersion: rules.version,
    eventAt: end,
    about: await aboutIncident(ctx, row.incident_id, row.page_id),
    evidence,
  });
  if (raised !== null || row.ended_at === null) return;
  // It was a signal while nobody answered; now it says how late the answer was.
  const known = await ctx.db
    .selectFrom('conflicts.signal')
    .select(['id', 'conflict_id'])
    .where('cause', '=', causeOf(row))
    .where('state', '<>', 'dismissed')
    .where(sql<boolean>`facts ->> 'isAnswered' = 'false'`)
    .executeTakeFirst();
  if (!known) return;
  const grown = { facts, lastAt: end, words: 'Ответили, но поздно' };
  await growSignal(ctx, { id: known.id, conflictId: known.conflict_id }, grown);
}

const firstWords = async (ctx: Ctx, incidentId: string) => {
  const { rows } = await sql<{ id: string; at: Date }>`
    SELECT post.id, post.posted_at AS at FROM incidents.v_member AS member JOIN posts.v_post AS post ON post.id = member.post_id
    WHERE member.incident_id = ${incidentId}::uuid ORDER BY post.posted_at DESC, post.id DESC LIMIT 1`.execute(
    ctx.db,
  );
  return rows.map(({ id, at }) => ({ kind: 'post' as const, id, at }));
};

/** Listener: an answer came after its term. Plan: terms of one incident. */
export async function watchLate(
  ctx: Ctx,
  { replyId }: z.output<(typeof replyPublished)['payload']>,
): Promise<void> {
  const rules = conflictPack.on(localDate(ctx.now));
  const { rows } = await sql<LateRow>`
    SELECT term.incident_id, term.kind, term.started_at, term.due_at, term.ended_at, reply.page_id, reply.id AS reply_id
    FROM incidents.v_reply AS reply JOIN incidents.v_term AS term ON term.incident_id = reply.incident_id
    WHERE reply.id = ${replyId}::uuid AND term.kind <> 'look' AND NOT term.is_void AND term.ended_at = reply.published_at
      AND term.ended_at > term.due_at
    ORDER BY term.started_at LIMIT 1`.execute(ctx.db);
  for (const row of rows) await raiseLate(ctx, rules, row);
}

/** Terms that have run so many times their length with no answer. Plan: term_running, then signal by cause. */
async function findUnanswered(ctx: Ctx, rules: ConflictRules): Promise<LateRow[]> {
  const { rows } = await sql<LateRow>`
    SELECT term.incident_id, term.kind, term.started_at, term.due_at, NULL::timestamptz AS ended_at, NULL::uuid AS reply_id,
      (SELECT post.page_id FROM incidents.v_member AS member JOIN posts.v_post AS post ON post.id = member.post_id
        WHERE member.incident_id = term.incident_id ORDER BY post.posted_at LIMIT 1) AS page_id
    FROM incidents.v_term AS term
    WHERE term.ended_at IS NULL AND term.kind <> 'look' AND term.due_at < ${ctx.now}
      AND term.due_at + (term.due_at - term.started_at) * ${rules.late.unansweredTimes - 1}::float8 <= ${ctx.now}
      AND NOT EXISTS (SELECT FROM conflicts.signal WHERE cause = 'late:' || term.incident_id || ':' || term.kind || ':'
        || (extract(epoch FROM term.started_at) * 1000)::bigint)
    ORDER BY term.due_at LIMIT ${BATCH}`.execute(ctx.db);
  return rows;
}

interface DueRow {
  statement_id: string;
  promised_on: string;
  withdrawn_at: Date | null;
}

/** Promises whose day has passed. Plan: promise_waiting. */
async function judgeDuePromises(ctx: Ctx, rules: ConflictRules): Promise<boolean> {
  const { rows } = await sql<DueRow>`
    SELECT statement_id, promised_on, withdrawn_at FROM conflicts.promise WHERE state = 'waiting' AND due_at <= ${ctx.now}
    ORDER BY due_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`.execute(ctx.db);
  for (const row of rows) await endPromise(ctx, rules, row);
  return rows.length === BATCH;
}

async function endPromise(
  ctx: Ctx,
  rules: ConflictRules,
  { statement_id: id, promised_on: day, withdrawn_at: withdrawnAt }: DueRow,
): Promise<void> {
  const statement = toStatement(
    await ctx.db.selectFrom('conflicts.statement').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  );
  const ofIncident = statement.incident_id
    ? await sql<{ isFinal: boolean; promisedOn: string | null }>`
        SELECT NOT reply.is_interim AS "isFinal", reply.promised_on AS "promisedOn" FROM incidents.v_reply AS reply
        WHERE reply.incident_id = ${statement.incident_id}::uuid AND reply.published_at > ${statement.said_at}`.execute(
        ctx.db,
      )
    : { rows: [] };
  const later = await readLater(ctx, statement);
  // A page that wrote «сделано» over its promise has said so; another day written over it moves nothing.
  const own = withdrawnAt ? claimsOf(statement.claims, 'state') : [];
  const state = judgePromise(day, [
    { isFinal: false, promisedOn: null, claims: own },
    ...ofIncident.rows.map((reply) => ({ ...reply, claims: [] })),
    ...later.map(({ claims }) => ({ isFinal: false, promisedOn: null, claims })),
  ]);
  await ctx.db.updateTable('conflicts.promise').set({ state }).where('statement_id', '=', id).execute();
  if (state !== 'broken') return;
  const fact = statement.fact_id ? findFact(statement.fact_id) : undefined;
  await raiseSignal(ctx, {
    cause: `promise:${id}`,
    facts: { kind: 'promise', promisedOn: day },
    ruleVersion: rules.version,
    eventAt: ctx.now,
    about: {
      incidentId: statement.incident_id,
      pageId: statement.page_id,
      unitId: statement.unit_id,
      block: fact?.block ?? null,
      factId: statement.fact_id,
      address: statement.address,
      districtId: statement.district_id,
    },
    evidence: [{ kind: statement.source, id: statement.source_id, at: statement.said_at }],
  });
}

/** Job, each minute. */
export async function watchTime(ctx: Ctx): Promise<void> {
  const rules = conflictPack.on(localDate(ctx.now));
  const isMore = await judgeDuePromises(ctx, rules);
  const unanswered = await findUnanswered(ctx, rules);
  for (const row of unanswered) await raiseLate(ctx, rules, row);
  if (isMore || unanswered.length === BATCH) ctx.enqueue(watchTimeJob, {}, { key: watchTimeJob.name });
}
