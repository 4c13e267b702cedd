import { sql } from 'kysely';
import {
  deedClocks,
  type Pause,
  receiptClocks,
  recountTerm,
  startTerm,
} from '../../../base/deadlines/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { clockRow } from '../clocks/clocks.ts';
import type { StoredPause } from '../clocks/paused-clocks.ts';
import { STATUTORY_APPEAL } from '../core/draft.ts';
import { ANSWER_CLOCK } from '../core/rows.ts';
import { tellTermChange } from '../reading/term-change.ts';

const CORRECTED = 'Поступление исправлено: срок считается от него';

/**
 * The answer's term from another start: the former clock stays shown and counts no more. Days it stood do not count again; a
 * prolonged day was named for the former term, so it is to be decided anew. `startOf` null = this rule counts from elsewhere.
 */
export async function recountAnswer(
  ctx: Ctx,
  caseId: string,
  startOf: (ruleId: string) => Date | null,
): Promise<void> {
  const former = await ctx.db
    .selectFrom('cases.clock')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('kind', '=', ANSWER_CLOCK)
    .where('is_void', '=', false)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  const startedAt = former && startOf(former.rule_id);
  if (!startedAt || startedAt.getTime() === former.started_at.getTime()) return;
  const term = startTerm(former.rule_id, startedAt);
  const stored = former.pauses as StoredPause[];
  const dueAt = recountTerm({
    ruleId: term.ruleId,
    ruleVersion: term.ruleVersion,
    startedAt,
    pauses: stored.map(toPause),
  });
  const row = clockRow(ctx, caseId, ANSWER_CLOCK, { ...term, dueAt }, startedAt);
  const isRunning = former.stopped_at === null;
  await ctx.db
    .updateTable('cases.clock')
    .set({ stopped_at: former.stopped_at ?? ctx.now, is_void: true, next_step_at: null, note: CORRECTED })
    .where('id', '=', former.id)
    .execute();
  await ctx.db
    .insertInto('cases.clock')
    .values({
      ...row,
      pauses: JSON.stringify(stored),
      paused_at: former.paused_at,
      stopped_at: former.stopped_at,
      note: former.note,
      next_step_at: isRunning && !former.paused_at ? row.next_step_at : null,
    })
    .execute();
  await moveDay(ctx, caseId, dueAt, former.stopped_at);
  if (isRunning) await tellTermChange(ctx, caseId, former, dueAt);
}

/**
 * The day shown of the case. One without a day has none to move; what was answered with a promised day is held to that day; what another
 * body considers has no end here, save one that was broken before.
 */
async function moveDay(ctx: Ctx, caseId: string, dueAt: Date, stoppedAt: Date | null): Promise<void> {
  const isInTime = stoppedAt !== null && stoppedAt <= dueAt;
  await ctx.db
    .updateTable('cases.case_file')
    .set({
      due_at: sql<Date | null>`CASE WHEN ${isInTime} AND status = 'forwarded_out' THEN NULL ELSE ${dueAt}::timestamptz END`,
    })
    .where('id', '=', caseId)
    .where('due_at', 'is not', null)
    .$if(stoppedAt !== null, (query) => query.where('status', '<>', 'deferred'))
    .execute();
}

const toPause = ({ from, to, reason }: StoredPause): Pause => ({
  from: new Date(from),
  to: new Date(to),
  reason,
});

interface Shift {
  receivedAt: Date;
  /** From where terms of the law ran, and from where they run. */
  from: Date;
  to: Date;
}

/** What the law asks of an appeal beside its answer moves with its receipt: registering, and every deed counted with it. */
export async function recountDeeds(
  ctx: Ctx,
  file: { id: string; registered_at: Date },
  { receivedAt, from, to }: Shift,
): Promise<void> {
  const receipts = receiptClocks(STATUTORY_APPEAL).map(({ clock }) => clock);
  const deeds = deedClocks().map(({ clock }) => clock);
  const rows = await ctx.db
    .selectFrom('cases.clock')
    .select(['id', 'kind', 'rule_id', 'started_at'])
    .where('case_id', '=', file.id)
    .where(sql<boolean>`kind = ANY(${[...receipts, ...deeds]}::text[])`)
    .execute();
  for (const { id, kind, rule_id, started_at } of rows) {
    const isReceipt = receipts.includes(kind);
    // A term that began with an act of the office stands where it began.
    if (!isReceipt && started_at.getTime() !== from.getTime()) continue;
    const startedAt = isReceipt ? receivedAt : to;
    const { due_at, started_at: begun } = clockRow(
      ctx,
      file.id,
      kind,
      startTerm(rule_id, startedAt),
      startedAt,
    );
    await ctx.db.updateTable('cases.clock').set({ started_at: begun, due_at }).where('id', '=', id).execute();
  }
}
