import { sql } from 'kysely';
import {
  deedClocks,
  lateRule,
  localDayEnd,
  planStep,
  recountTerm,
  rulesPausedBy,
  type StartedTerm,
  stageTitle,
  startTerm,
} from '../../../base/deadlines/index.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { STATUTORY_APPEAL } from '../core/draft.ts';
import { ANSWER_CLOCK, PROMISE_CLOCK } from '../core/rows.ts';
import { tellTermChange } from '../reading/term-change.ts';

/** What a change did to the clocks, so that it can be taken back. */
export interface ClockChange {
  stopped: string[];
  started: string[];
  /** Clocks whose range became one date, and the earliest end they had. */
  firmed?: { id: string; dueFrom: string }[];
}

export const noClockChange: ClockChange = { stopped: [], started: [] };

/** The row of a clock that begins to run, with the first step of its ladder that lies ahead. */
export function clockRow(
  ctx: Ctx,
  caseId: string,
  kind: string,
  term: StartedTerm,
  startedAt: Date,
  note: string | null = null,
) {
  const { step, at } = planStep(ctx.now, { kind, ruleId: term.ruleId, startedAt, dueAt: term.dueAt });
  return {
    id: newId(),
    case_id: caseId,
    kind,
    rule_id: term.ruleId,
    rule_version: term.ruleVersion,
    calendar_version: term.calendarVersion,
    started_at: startedAt,
    due_at: term.dueAt,
    next_step: step,
    next_step_at: at,
    note,
  };
}

/** Starts an answer clock by a rule; `dueAt` goes onto the case by the caller. */
export async function startAnswerClock(
  ctx: Ctx,
  caseId: string,
  ruleId: string,
  startedAt: Date,
  note?: string,
): Promise<{ id: string; dueAt: Date }> {
  const row = clockRow(ctx, caseId, ANSWER_CLOCK, startTerm(ruleId, startedAt), startedAt, note);
  await ctx.db.insertInto('cases.clock').values(row).execute();
  return { id: row.id, dueAt: row.due_at };
}

/** The answer's term of what is over: when it stopped, and why. */
interface EndedTerm {
  ruleId: string;
  stoppedAt: Date;
  note: string | null;
}

/** A term that was put aside though it had ended by then is counted again: the order it was put aside for was wrong. Returns its end. */
export async function restoreEndedClock(
  ctx: Ctx,
  caseId: string,
  { ruleId, stoppedAt, note }: EndedTerm,
): Promise<Date | null> {
  const { rows } = await sql<{ due_at: Date }>`
    UPDATE cases.clock SET is_void = false, note = ${note} WHERE id = (
      SELECT id FROM cases.clock WHERE case_id = ${caseId} AND kind = ${ANSWER_CLOCK} AND rule_id = ${ruleId} AND is_void
        AND stopped_at = ${stoppedAt} ORDER BY id DESC LIMIT 1)
    RETURNING due_at`.execute(ctx.db);
  return rows[0]?.due_at ?? null;
}

/** The answer's term of what is over, by another rule: it stopped when the former did. Returns its end. */
export async function keepEndedClock(
  ctx: Ctx,
  caseId: string,
  { ruleId, startedAt, stoppedAt, note }: EndedTerm & { startedAt: Date },
): Promise<Date> {
  const row = clockRow(ctx, caseId, ANSWER_CLOCK, startTerm(ruleId, startedAt), startedAt, note);
  await ctx.db
    .insertInto('cases.clock')
    .values({ ...row, stopped_at: stoppedAt, next_step_at: null })
    .execute();
  return row.due_at;
}

/**
 * The answer term of a case whose topic became known: when the fact has another rule, the old clock stops and a new one
 * runs from the same start. A statutory appeal keeps its term whatever the topic: 59-ФЗ ст. 12 knows no topics.
 * Null = the running clock stays: one that is broken too, since another topic mends no breach.
 */
export async function applyRule(
  ctx: Ctx,
  file: { id: string; regime: string; registered_at: Date },
  ruleId: string,
): Promise<{ dueAt: Date; change: ClockChange } | null> {
  const running = await ctx.db
    .selectFrom('cases.clock')
    .select(['id', 'rule_id', 'started_at', 'due_at', 'due_from', 'pauses', 'paused_at'])
    .where('case_id', '=', file.id)
    .where('kind', '=', ANSWER_CLOCK)
    .where('stopped_at', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (running && file.regime === STATUTORY_APPEAL) return null;
  if (running?.rule_id === ruleId) return firmTerm(ctx, file.id, running);
  if (running && isBroken(ctx, running)) return null;
  const stopped = running ? [running.id] : [];
  if (running) await stopReplaced(ctx, running.id);
  const startedAt = await startOf(ctx, file, ruleId, running?.started_at ?? file.registered_at);
  const { id, dueAt } = await startAnswerClock(ctx, file.id, ruleId, startedAt);
  const change = { stopped, started: [id] };
  const moved = running && (await carryStops(ctx, running, { id, ruleId, startedAt }));
  if (running) await tellTermChange(ctx, file.id, running, moved ?? dueAt);
  return { dueAt: moved ?? dueAt, change };
}

/** From where a term of this rule runs: what came late from another system is counted by the rule of late arrivals. */
async function startOf(
  ctx: Ctx,
  file: { id: string; regime: string; registered_at: Date },
  ruleId: string,
  from: Date,
): Promise<Date> {
  const author = await ctx.db
    .selectFrom('cases.contact')
    .select(['received_at', 'arrived_at'])
    .where('case_id', '=', file.id)
    .where('is_joiner', '=', false)
    .orderBy('received_at')
    .executeTakeFirst();
  const arrivedAt = author?.arrived_at;
  // A later round of the case has nothing to do with how it arrived.
  if (!arrivedAt || from > arrivedAt) return from;
  return lateRule(ruleId, file.regime, author.received_at, arrivedAt) ? arrivedAt : author.received_at;
}

/** The topic has the rule by which the range ended latest: that end is the date now. Null = it was one all along. */
async function firmTerm(
  ctx: Ctx,
  caseId: string,
  running: { id: string; due_at: Date; due_from: Date | null },
): Promise<{ dueAt: Date; change: ClockChange } | null> {
  if (!running.due_from) return null;
  await ctx.db.updateTable('cases.clock').set({ due_from: null }).where('id', '=', running.id).execute();
  await tellTermChange(ctx, caseId, running, running.due_at);
  const firmed = [{ id: running.id, dueFrom: running.due_from.toISOString() }];
  return { dueAt: running.due_at, change: { ...noClockChange, firmed } };
}

/** The end passed while the clock ran. */
export const isBroken = (ctx: Ctx, clock: { due_at: Date; paused_at: Date | null }): boolean =>
  clock.due_at < (clock.paused_at ?? ctx.now);

interface StoppedClock {
  pauses: unknown;
  paused_at: Date | null;
}

/**
 * The days the case waited for the resident do not count by the new rule either, where it lets its clock stand. Returns
 * the moved end of the term; null = nothing moves it.
 */
async function carryStops(
  ctx: Ctx,
  former: StoppedClock,
  clock: { id: string; ruleId: string; startedAt: Date },
): Promise<Date | null> {
  const stored = former.pauses as { from: string; to: string; reason: string }[];
  if (stored.length === 0 && !former.paused_at) return null;
  const { ruleVersion } = startTerm(clock.ruleId, clock.startedAt);
  if (!rulesPausedBy('clarification').includes(`${clock.ruleId}@${ruleVersion}`)) return null;
  const pauses = stored.map(({ from, to, reason }) => ({ from: new Date(from), to: new Date(to), reason }));
  const dueAt = recountTerm({ ...clock, ruleVersion, pauses });
  const plan = planStep(ctx.now, { kind: ANSWER_CLOCK, ...clock, dueAt, pauses });
  await ctx.db
    .updateTable('cases.clock')
    .set({
      due_at: dueAt,
      pauses: JSON.stringify(stored),
      paused_at: former.paused_at,
      next_step: plan.step,
      next_step_at: former.paused_at ? null : plan.at,
    })
    .where('id', '=', clock.id)
    .execute();
  return dueAt;
}

/** Stops the clock another one takes the place of; the stage the case is in goes on. */
async function stopReplaced(ctx: Ctx, id: string): Promise<void> {
  await ctx.db
    .updateTable('cases.clock')
    .set({ stopped_at: ctx.now, is_void: true, note: 'Тема изменена: срок считается по её правилу' })
    .where('id', '=', id)
    .execute();
}

/** Note of a clock that a merge stopped; un-merging looks for it. */
export const MERGED_NOTE = 'Присоединено к другому делу';

/** Stops every running clock of a case, save those kept; returns their ids. */
export async function stopClocks(
  ctx: Ctx,
  caseId: string,
  note: string,
  keep: readonly string[] = [],
): Promise<string[]> {
  const rows = await ctx.db
    .updateTable('cases.clock')
    .set({ stopped_at: ctx.now, note })
    .where('case_id', '=', caseId)
    .where('stopped_at', 'is', null)
    .where(sql<boolean>`kind <> ALL(${[...keep]}::text[])`)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Takes a clock change back: what was started is removed, what was stopped runs on. */
export async function revertClocks(ctx: Ctx, caseId: string, change: ClockChange): Promise<void> {
  if (change.started.length > 0) {
    await ctx.db
      .deleteFrom('cases.clock')
      .where('case_id', '=', caseId)
      .where(sql<boolean>`id = ANY(${change.started}::uuid[])`)
      .execute();
  }
  if (change.stopped.length > 0) {
    await ctx.db
      .updateTable('cases.clock')
      .set({ stopped_at: null, is_void: false, note: null })
      .where('case_id', '=', caseId)
      .where(sql<boolean>`id = ANY(${change.stopped}::uuid[])`)
      .execute();
  }
  for (const { id, dueFrom } of change.firmed ?? [])
    await ctx.db.updateTable('cases.clock').set({ due_from: dueFrom }).where('id', '=', id).execute();
}

/** Runs the clock of a promise up to the end of the promised day. Its limit, 12 months, is checked where it is given. */
export async function startPromiseClock(ctx: Ctx, caseId: string, promisedOn: string): Promise<Date> {
  const term = { ...startTerm('pos-promise', ctx.now), dueAt: localDayEnd(promisedOn) };
  await ctx.db
    .insertInto('cases.clock')
    .values(clockRow(ctx, caseId, PROMISE_CLOCK, term, ctx.now))
    .execute();
  return term.dueAt;
}

const ownTitles: Record<string, string> = {
  [ANSWER_CLOCK]: 'Ответ жителю',
  [PROMISE_CLOCK]: 'Обещанная дата',
};

/** What a term of a case is for; undefined for clocks of other subjects. An answer timed by another rule is what that rule demands. */
export function findClockTitle(kind: string, ruleId?: string): string | undefined {
  const instead = kind === ANSWER_CLOCK ? deedClocks().find(({ rule }) => rule === ruleId)?.title : undefined;
  return instead ?? ownTitles[kind] ?? stageTitle(kind);
}

export const clockTitle = (kind: string, ruleId?: string): string => findClockTitle(kind, ruleId) ?? kind;
