import { sql } from 'kysely';
import type { Status } from '../../../../shared/contract/messages/cases.ts';
import { firstOf } from '../../../../shared/lists.ts';
import {
  keepsHold,
  receiptClocks,
  rulesPausedBy,
  stageChange,
  stageKinds,
  startTermIfAny,
} from '../../../base/deadlines/index.ts';
import { findFact } from '../../../base/taxonomy/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { STATUTORY_APPEAL } from '../core/draft.ts';
import { lastingDeeds, owesLetter } from '../core/owes.ts';
import { readStatus } from '../core/statuses.ts';
import { clockRow } from './clocks.ts';
import { startFirstDeeds } from './deed-clocks.ts';
import { foresee, type PausedClock, resumeClocks } from './paused-clocks.ts';
import { endHold } from './term-hold.ts';

/** What decides the stage clocks of a case. */
interface StagedFile {
  id: string;
  status: Status;
  regime: string;
  importance: string;
  fact_id: string | null;
  registered_at: Date;
  parent_id: string | null;
}

type Change = ReturnType<typeof stageChange>;
type NewClock = ReturnType<typeof clockRow>;

/**
 * Starts, stops and pauses the clocks of stages as the move from `from.status` to `to` demands, in one statement. A stage
 * passed within one moment (a chain of moves) leaves no row: it took no time. A clock that stood is counted anew by the
 * rule it was started with, and the case's own term moves with it.
 */
export async function moveStageClocks(
  ctx: Ctx,
  from: StagedFile,
  to: Status,
  isTerminal: boolean,
): Promise<void> {
  if (keepsHold(from.status) && !keepsHold(to)) await endHold(ctx, from.id, 'Дело пошло дальше');
  const change = stageChange(describeStaged(from), from.status, to);
  if (change.isNothing && !isTerminal) return;
  const rows = planClocks(ctx, from, change, ctx.now);
  const survives = isTerminal && owesLetter(from) ? lastingDeeds() : [];
  const held = await writeChange(ctx, from.id, change, rows, { isTerminal, survives });
  if (held.length === 0) return;
  if (change.resume) await resumeClocks(ctx, from.id, held, change.resume.reason);
  else if (change.pause) {
    const until = startTermIfAny(change.pause.limit, ctx.now)?.dueAt ?? ctx.now;
    await foresee(ctx, from.id, firstOf(held), change.pause.reason, until);
  }
}

/**
 * A case comes back into a stage in which its term stands (its author was asked, and it was merged meanwhile): the stage begins anew, for
 * nobody could answer in between, and the lists look ahead from now. In any other stage nothing happens.
 */
export async function standAnew(ctx: Ctx, file: StagedFile): Promise<void> {
  const change = stageChange(describeStaged(file), null, file.status);
  if (!change.pause) return;
  const rows = planClocks(ctx, file, change, ctx.now);
  await ctx.db
    .updateTable('cases.clock')
    .set({ stopped_at: ctx.now })
    .where('case_id', '=', file.id)
    .where('stopped_at', 'is', null)
    .where(
      'kind',
      'in',
      rows.map(({ kind }) => kind),
    )
    .execute();
  if (rows.length > 0) await ctx.db.insertInto('cases.clock').values(rows).execute();
  const { rows: held } = await sql<PausedClock>`
    SELECT id, kind, rule_id, rule_version, started_at, due_at, paused_at, pauses, next_step, extensions FROM cases.clock
    WHERE case_id = ${file.id} AND paused_at IS NOT NULL AND stopped_at IS NULL AND kind = ANY(${change.pause.clocks})`.execute(
    ctx.db,
  );
  if (held.length === 0) return;
  const until = startTermIfAny(change.pause.limit, ctx.now)?.dueAt ?? ctx.now;
  await foresee(ctx, file.id, firstOf(held), change.pause.reason, until);
}

const describeStaged = (file: StagedFile) => ({
  regime: file.regime,
  importance: file.importance,
  answerRule: findFact(file.fact_id ?? '')?.deadlineRule ?? null,
});

/** Rows of the clocks to start; a stage that no rule of that day times has none. */
function planClocks(ctx: Ctx, file: StagedFile, change: Change, movedAt: Date): NewClock[] {
  return change.start.flatMap(({ stage, ruleId }) => {
    const startedAt = stage.from === 'registration' ? file.registered_at : movedAt;
    const term = startTermIfAny(ruleId, startedAt);
    return term ? [clockRow(ctx, file.id, stage.clock, term, startedAt)] : [];
  });
}

/** The statement. Returns the clocks it paused, or those that stand and must be counted anew. Plan: clock_case. */
async function writeChange(
  ctx: Ctx,
  caseId: string,
  { keep, pause, resume }: Change,
  rows: NewClock[],
  { isTerminal, survives = [] }: { isTerminal: boolean; survives?: string[] },
): Promise<PausedClock[]> {
  const kinds = stageKinds();
  const pausable = pause ? rulesPausedBy(pause.cause) : [];
  const { rows: held } = await sql<PausedClock>`
    WITH running AS MATERIALIZED (
      SELECT id, kind, started_at FROM cases.clock WHERE case_id = ${caseId} AND stopped_at IS NULL
    ), gone AS (
      DELETE FROM cases.clock WHERE id IN (
        SELECT id FROM running WHERE kind = ANY(${kinds}) AND kind <> ALL(${keep}) AND started_at = ${ctx.now})
    ), stopped AS (
      UPDATE cases.clock SET stopped_at = ${ctx.now} WHERE id IN (
        SELECT id FROM running WHERE CASE WHEN kind = ANY(${kinds}) THEN kind <> ALL(${keep}) AND started_at <> ${ctx.now}
          ELSE ${isTerminal} AND kind <> ALL(${survives}::text[]) END)
    ), started AS (
      INSERT INTO cases.clock (id, case_id, kind, rule_id, rule_version, calendar_version, started_at, due_at, next_step, next_step_at)
      SELECT id, case_id, kind, rule_id, rule_version, calendar_version, started_at, due_at, next_step, next_step_at
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS given(id uuid, case_id uuid, kind text, rule_id text,
        rule_version text, calendar_version text, started_at timestamptz, due_at timestamptz, next_step smallint, next_step_at timestamptz)
    ), paused AS (
      UPDATE cases.clock SET paused_at = ${ctx.now}, next_step_at = NULL
      WHERE NOT ${isTerminal} AND id IN (SELECT id FROM running) AND kind = ANY(${pause?.clocks ?? []})
        -- A pause stops what is left: what is broken stays broken.
        AND due_at >= ${ctx.now} AND paused_at IS NULL AND rule_id || '@' || rule_version = ANY(${pausable})
      RETURNING *
    )
    SELECT id, kind, rule_id, rule_version, started_at, due_at, paused_at, pauses, next_step, extensions FROM paused
    UNION ALL
    SELECT id, kind, rule_id, rule_version, started_at, due_at, paused_at, pauses, next_step, extensions FROM cases.clock
    WHERE case_id = ${caseId} AND NOT ${isTerminal} AND paused_at IS NOT NULL AND stopped_at IS NULL
      AND kind = ANY(${resume?.clocks ?? []})`.execute(ctx.db);
  return held;
}

/**
 * First clocks of cases just registered: of the stage they wait in, counted from registration, and of receipt where the
 * regime times it. Those that have left their first stage meanwhile got their clocks by their move.
 */
export async function startFirstClocks(ctx: Ctx, caseIds: readonly string[]): Promise<void> {
  const files = await ctx.db
    .selectFrom('cases.case_file')
    .select(['id', 'status', 'regime', 'importance', 'fact_id', 'registered_at', 'parent_id'])
    .select(
      sql<Date>`(SELECT min(received_at) FROM cases.contact WHERE case_id = cases.case_file.id)`.as(
        'received_at',
      ),
    )
    .where(sql<boolean>`id = ANY(${[...caseIds]}::uuid[])`)
    .execute();
  const rows = files.flatMap((row) => {
    const file = { ...row, status: readStatus(row.status) };
    const change = stageChange(describeStaged(file), null, file.status);
    const stages = file.status === 'moderation' ? planClocks(ctx, file, change, file.registered_at) : [];
    return [...stages.map((clock) => ({ ...clock, stopped_at: null })), ...planReceipts(ctx, file)];
  });
  if (rows.length > 0) await ctx.db.insertInto('cases.clock').values(rows).execute();
  const appeals = files.filter(({ regime }) => regime === STATUTORY_APPEAL).map(({ id }) => id);
  await startFirstDeeds(ctx, appeals);
}

/** From receipt to registration: over before it is written, and kept to show that it was in time. */
function planReceipts(ctx: Ctx, file: StagedFile & { received_at: Date }) {
  return receiptClocks(file.regime).flatMap(({ clock, rule }) => {
    const term = startTermIfAny(rule, file.received_at);
    if (!term) return [];
    const row = clockRow(ctx, file.id, clock, term, file.received_at);
    return [{ ...row, stopped_at: file.registered_at }];
  });
}

/** Clocks of the stage a case is in, as another legal order times it: those it has too run on. */
export async function changeStageRegime(ctx: Ctx, file: StagedFile, regime: string): Promise<void> {
  const kindsOf = (one: StagedFile) => stageChange(describeStaged(one), null, one.status).start;
  const before = new Set(kindsOf(file).map(({ stage }) => stage.clock));
  const after = kindsOf({ ...file, regime });
  const start = after.filter(({ stage }) => !before.has(stage.clock));
  const keep = after.map(({ stage }) => stage.clock).filter((kind) => before.has(kind));
  const change = { start, keep, pause: null, resume: null, isNothing: false };
  await writeChange(ctx, file.id, change, planClocks(ctx, file, change, ctx.now), {
    isTerminal: false,
  });
}

/** Takes back what a decision did to the clocks of stages: what began with it goes, what ended with it runs on. */
export async function revertStageClocks(ctx: Ctx, caseId: string, decidedAt: Date): Promise<void> {
  const kinds = stageKinds();
  await sql`
    WITH gone AS (
      DELETE FROM cases.clock WHERE case_id = ${caseId} AND kind = ANY(${kinds}) AND started_at = ${decidedAt}
    )
    UPDATE cases.clock SET stopped_at = NULL, note = NULL
    WHERE case_id = ${caseId} AND kind = ANY(${kinds}) AND stopped_at = ${decidedAt} AND started_at <> ${decidedAt}`.execute(
    ctx.db,
  );
}
