import { sql } from 'kysely';
import { formatDay } from '../../../../shared/text/dates.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { actorRef, type Ctx } from '../../../lib/module/context.ts';
import { describeGround } from '../core/grounds.ts';
import { ANSWER_CLOCK } from '../core/rows.ts';
import { addEvents } from '../core/timeline.ts';
import { MERGED_NOTE } from './clocks.ts';
import { type PausedClock, resumeClocks } from './paused-clocks.ts';

/** A pause of the answer's term by a ground, beside the question to the resident. */
export interface TermHold {
  id: string;
  ground_id: string;
  reason: string;
  held_at: Date;
  until: string;
  by_name: string;
}

/** The pause that lasts; undefined when the term goes. Plan: term_hold_open. */
export function findHold(ctx: Ctx, caseId: string): Promise<TermHold | undefined> {
  return ctx.db
    .selectFrom('cases.term_hold')
    .select(['id', 'ground_id', 'reason', 'held_at', 'until', 'by_name'])
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}

/** «Работу нельзя вести по погоде, решение: Мельникова Е.Н.», as the account of the date names a stop. */
export const nameHold = (hold: Pick<TermHold, 'ground_id' | 'by_name'>): string =>
  `${describeGround(hold.ground_id).title}, решение: ${hold.by_name}`;

/**
 * The term goes on, moved by the days it stood. That of a merged case is counted for when it is taken out again, and nobody is told
 * meanwhile that it runs. Nothing happens to a case whose term does not stand. Returns the new end of the term; null when no clock stood.
 */
export async function endHold(ctx: Ctx, caseId: string, endReason: string): Promise<Date | null> {
  const hold = await findHold(ctx, caseId);
  if (!hold) return null;
  await ctx.db
    .updateTable('cases.term_hold')
    .set({ ended_at: ctx.now, end_reason: endReason })
    .where('id', '=', hold.id)
    .execute();
  const { rows: held } = await sql<PausedClock & { is_merged: boolean }>`
    SELECT id, kind, rule_id, rule_version, started_at, due_at, paused_at, pauses, next_step, extensions,
      stopped_at IS NOT NULL AS is_merged
    FROM cases.clock WHERE case_id = ${caseId} AND kind = ${ANSWER_CLOCK} AND paused_at IS NOT NULL
      AND (stopped_at IS NULL OR note = ${MERGED_NOTE})
    ORDER BY id DESC`.execute(ctx.db);
  if (held.length === 0) return null;
  const dueAt = await resumeClocks(ctx, caseId, held, nameHold(hold));
  if (held.some(({ is_merged: isMerged }) => isMerged)) return dueAt;
  await addEvents(ctx, [
    {
      caseId,
      kind: 'term',
      visibility: 'resident',
      text: `Срок ответа снова идёт: до ${formatDay(localDate(dueAt))}`,
      data: { resumedTo: dueAt.toISOString(), reason: endReason },
    },
  ]);
  ctx.audit({
    action: 'cases.resume-term',
    object: 'case',
    objectId: caseId,
    data: { by: actorRef(ctx.actor) },
  });
  return dueAt;
}
