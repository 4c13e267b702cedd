import { sql } from 'kysely';
import { daysBetween } from '../../../../shared/text/dates.ts';
import { DAY } from '../../../../shared/time.ts';
import { localDate, localDayEnd, type Pause, planStep, recountTerm } from '../../../base/deadlines/index.ts';
import { firstRow } from '../../../lib/database/first-row.ts';
import type { Ctx } from '../../../lib/module/context.ts';

/** A stop of a clock as it is stored; `to` is null while it lasts. */
export interface StoredPause {
  from: string;
  to: string;
  reason: string;
}

export interface PausedClock {
  id: string;
  kind: string;
  rule_id: string;
  rule_version: string;
  started_at: Date;
  due_at: Date;
  paused_at: Date;
  pauses: StoredPause[];
  next_step: number;
  extensions: unknown[];
}

const toPause = ({ from, to, reason }: StoredPause): Pause => ({
  from: new Date(from),
  to: new Date(to),
  reason,
});

/** When the clock is due with more stops. A prolonged day was named by a person: it moves by as many days as the clock stood. */
function recount(clock: PausedClock, pauses: StoredPause[]): Date {
  const { rule_id: ruleId, rule_version: ruleVersion, started_at: startedAt } = clock;
  if (clock.extensions.length === 0)
    return recountTerm({ ruleId, ruleVersion, startedAt, pauses: pauses.map(toPause) });
  const dayOf = (moment: string) => localDate(new Date(moment));
  const stood = pauses
    .slice(clock.pauses.length)
    .reduce((days, { from, to }) => days + daysBetween(dayOf(from), dayOf(to)), 0);
  return localDayEnd(localDate(new Date(clock.due_at.getTime() + stood * DAY)));
}

/** Clocks that stood go on: each is counted anew by its own rule, and the case's term moves with the first, whose end is returned. */
export async function resumeClocks(
  ctx: Ctx,
  caseId: string,
  held: readonly PausedClock[],
  reason: string,
): Promise<Date> {
  const rows = held.map((clock) => {
    const pauses = [
      ...clock.pauses,
      { from: clock.paused_at.toISOString(), to: ctx.now.toISOString(), reason },
    ];
    const dueAt = recount(clock, pauses);
    const { kind, rule_id: ruleId, started_at: startedAt } = clock;
    const from = Math.max(1, clock.next_step);
    const plan = planStep(ctx.now, { kind, ruleId, startedAt, dueAt, pauses: pauses.map(toPause) }, from);
    return { id: clock.id, due_at: dueAt, pauses, next_step: plan.step, next_step_at: plan.at };
  });
  await sql`
    UPDATE cases.clock SET paused_at = NULL, due_at = given.due_at, pauses = given.pauses, next_step = given.next_step,
      next_step_at = given.next_step_at
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS given(id uuid, due_at timestamptz, pauses jsonb,
      next_step smallint, next_step_at timestamptz)
    WHERE clock.id = given.id`.execute(ctx.db);
  const dueAt = firstRow(rows).due_at;
  await setCaseTerm(ctx, caseId, dueAt);
  return dueAt;
}

/**
 * While the clock stands, the lists carry the latest date the term may move to, as if it stood until its last day. So a
 * case that waits is nowhere overdue.
 */
export async function foresee(
  ctx: Ctx,
  caseId: string,
  clock: PausedClock,
  reason: string,
  until: Date,
): Promise<void> {
  const stop = { from: clock.paused_at.toISOString(), to: until.toISOString(), reason };
  await setCaseTerm(ctx, caseId, recount(clock, [...clock.pauses, stop]));
}

async function setCaseTerm(ctx: Ctx, caseId: string, dueAt: Date): Promise<void> {
  await ctx.db.updateTable('cases.case_file').set({ due_at: dueAt }).where('id', '=', caseId).execute();
}
