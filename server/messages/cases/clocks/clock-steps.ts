import { sql } from 'kysely';
import { planStep } from '../../../base/deadlines/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { addEvents } from '../core/timeline.ts';

/** A running clock whose next step of the ladder has come, with what decides who is told. */
export interface ClockStep {
  clockId: string;
  kind: string;
  ruleId: string;
  startedAt: Date;
  dueAt: Date;
  /** How often the term was prolonged: each time its steps may be told anew. */
  round: number;
  /** The step that came; of several passed while nobody looked, the last. */
  step: number;
  next: { step: number; at: Date | null };
  caseId: string;
  number: string;
  block: string | null;
  factId: string | null;
  districtId: string | null;
  unitId: string | null;
  executorId: string | null;
  /** A term left running on a case that is over: nobody is told. */
  isOver: boolean;
}

type DueRow = Omit<ClockStep, 'next'>;

/**
 * Clocks whose step has come, longest ago first, locked for the transaction; those another worker holds are left to it.
 * Plan: clock_step from its beginning, then the case by its key: a million open clocks cost what is due and no more.
 */
export async function takeDueSteps(ctx: Ctx, limit: number): Promise<ClockStep[]> {
  const { rows } = await sql<DueRow>`
    WITH due AS MATERIALIZED (
      SELECT id, case_id, kind, rule_id, started_at, due_at, extensions, next_step FROM cases.clock
      WHERE stopped_at IS NULL AND next_step_at IS NOT NULL AND next_step_at <= ${ctx.now}
      ORDER BY next_step_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    )
    SELECT due.id AS "clockId", kind, rule_id AS "ruleId", started_at AS "startedAt", due.due_at AS "dueAt",
      jsonb_array_length(extensions) AS round, next_step AS step, file.id AS "caseId", number, block,
      fact_id AS "factId", district_id AS "districtId", executor_unit_id AS "unitId", executor_id AS "executorId",
      closed_at IS NOT NULL AS "isOver"
    FROM due JOIN cases.case_file file ON file.id = due.case_id`.execute(ctx.db);
  return rows.map((row) => {
    const next = planStep(ctx.now, row, row.step + 1);
    return { ...row, next, step: next.step - 1 };
  });
}

/** Sends clocks on to their next step and writes into the timelines what was told. Call it with steps just taken. */
export async function moveSteps(
  ctx: Ctx,
  steps: readonly ClockStep[],
  told: readonly { caseId: string; text: string }[],
): Promise<void> {
  const rows = steps.map(({ clockId: id, next }) => ({ id, step: next.step, at: next.at }));
  await sql`
    UPDATE cases.clock SET next_step = given.step, next_step_at = given.at
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS given(id uuid, step smallint, at timestamptz)
    WHERE clock.id = given.id`.execute(ctx.db);
  await addEvents(
    ctx,
    told.map(({ caseId, text }) => ({ caseId, kind: 'escalation', visibility: 'staff' as const, text })),
  );
}

/** Plans clocks begun before there were steps. Returns how many were planned. Plan: clock_unplanned. */
export async function planClocks(ctx: Ctx, limit: number): Promise<number> {
  const clocks = await ctx.db
    .selectFrom('cases.clock')
    .select(['id', 'kind', 'rule_id', 'started_at', 'due_at'])
    .where('stopped_at', 'is', null)
    .where('next_step', '=', 0)
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  if (clocks.length === 0) return 0;
  const rows = clocks.map(({ id, kind, rule_id: ruleId, started_at: startedAt, due_at: dueAt }) => ({
    id,
    ...planStep(ctx.now, { kind, ruleId, startedAt, dueAt }),
  }));
  await sql`
    UPDATE cases.clock SET next_step = given.step, next_step_at = given.at
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS given(id uuid, step smallint, at timestamptz)
    WHERE clock.id = given.id`.execute(ctx.db);
  return clocks.length;
}

/** Which of these clocks still run: a letter about a term that is over would only disturb. */
export async function runningClocks(ctx: Ctx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await ctx.db
    .selectFrom('cases.clock')
    .select('id')
    .where(sql<boolean>`id = ANY(${[...ids]}::uuid[])`)
    .where('stopped_at', 'is', null)
    .execute();
  return new Set(rows.map(({ id }) => id));
}
