import { sql } from 'kysely';
import type { Ctx } from '../../lib/module/context.ts';
import { planStep } from '../deadlines/index.ts';
import { type ClockTable, clockSubject } from './subject.ts';

/** A running clock whose next step of the ladder has come. */
export interface DueStep {
  clockId: string;
  subject: string;
  subjectId: string;
  clock: string;
  startedAt: Date;
  dueAt: Date;
  /** How often the term was moved: each time its steps may be told anew. */
  round: number;
  /** The step that came; of several passed while nobody looked, the last. */
  step: number;
  next: { step: number; at: Date | null };
}

type DueRow = Omit<DueStep, 'next'> & { ruleId: string | null };

/** A table of clocks and whose they are. */
export interface NamedTable extends ClockTable {
  subject: string | null;
}

/** Clocks of every subject that keeps none of its own. */
export const commonTable: NamedTable = {
  subject: null,
  table: sql`clocks.clock`,
  subjectId: sql`subject_id`,
  round: sql`round`,
  ruleId: sql`NULL::text`,
};

/** Tables clocks lie in: the common one, and those of subjects that keep theirs. */
export const tablesOf = ({ ports }: Ctx): NamedTable[] => [
  commonTable,
  ...ports.list(clockSubject).flatMap((one) => ('table' in one ? [{ ...one.table, subject: one.kind }] : [])),
];

/**
 * Clocks whose step has come, longest ago first, locked for the transaction; those another worker holds are left to it.
 * Plan: clock_step from its beginning: a million open clocks cost what is due and no more.
 */
export async function takeDueSteps(ctx: Ctx, from: NamedTable, limit: number): Promise<DueStep[]> {
  const { rows } = await sql<DueRow>`
    SELECT id AS "clockId", ${from.subject === null ? sql`subject_kind` : sql`${from.subject}::text`} AS subject,
      ${from.subjectId} AS "subjectId", kind AS clock, ${from.ruleId} AS "ruleId", started_at AS "startedAt", due_at AS "dueAt",
      ${from.round} AS round, next_step AS step
    FROM ${from.table} WHERE stopped_at IS NULL AND next_step_at IS NOT NULL AND next_step_at <= ${ctx.now}
    ORDER BY next_step_at LIMIT ${limit} FOR UPDATE SKIP LOCKED`.execute(ctx.db);
  return rows.map(({ ruleId, ...row }) => {
    const next = planStep(ctx.now, { ...row, kind: row.clock, ruleId }, row.step + 1);
    return { ...row, next, step: next.step - 1 };
  });
}

/** Sends clocks on to their next step. Call it with steps just taken. */
export const moveSteps = (ctx: Ctx, from: NamedTable, steps: readonly DueStep[]): Promise<void> =>
  writeSteps(
    ctx,
    from,
    steps.map(({ clockId: id, next }) => ({ id, ...next })),
  );

/** Plans clocks that have no step yet. Returns how many were planned. Plan: clock_unplanned. */
export async function planClocks(ctx: Ctx, from: NamedTable, limit: number): Promise<number> {
  const { rows } = await sql<{
    id: string;
    kind: string;
    ruleId: string | null;
    startedAt: Date;
    dueAt: Date;
  }>`
    SELECT id, kind, ${from.ruleId} AS "ruleId", started_at AS "startedAt", due_at AS "dueAt" FROM ${from.table}
    WHERE stopped_at IS NULL AND next_step = 0 ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED`.execute(
    ctx.db,
  );
  await writeSteps(
    ctx,
    from,
    rows.map((row) => ({ id: row.id, ...planStep(ctx.now, row) })),
  );
  return rows.length;
}

async function writeSteps(
  ctx: Ctx,
  from: NamedTable,
  rows: readonly { id: string; step: number; at: Date | null }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    UPDATE ${from.table} AS clock SET next_step = given.step, next_step_at = given.at
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS given(id uuid, step smallint, at timestamptz)
    WHERE clock.id = given.id`.execute(ctx.db);
}

/** Which of these clocks still run: a letter about a term that is over would only disturb. */
export async function runningClocks(
  ctx: Ctx,
  from: NamedTable,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM ${from.table} WHERE id = ANY(${[...ids]}::uuid[]) AND stopped_at IS NULL`.execute(ctx.db);
  return new Set(rows.map(({ id }) => id));
}
