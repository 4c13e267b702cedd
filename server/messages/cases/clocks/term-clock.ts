import type { Ctx } from '../../../lib/module/context.ts';
import { ANSWER_CLOCK } from '../core/rows.ts';

/** A clock of a case as its card has read it: moments as text or dates. */
export interface TermClock {
  kind: string;
  due_at: string | Date;
  stopped_at: string | Date | null;
  paused_at: string | Date | null;
}

/** The last clock of a kind that has not been stopped; it may stand on a pause. */
export function findRunningClock<T extends TermClock>(clocks: readonly T[], kind: string): T | undefined {
  return clocks.findLast((clock) => clock.kind === kind && clock.stopped_at === null);
}

/** The running term of the answer; undefined when none runs. */
export function findRunning(ctx: Ctx, caseId: string) {
  return ctx.db
    .selectFrom('cases.clock')
    .select(['id', 'rule_id', 'started_at', 'due_at', 'paused_at', 'extensions', 'next_step'])
    .where('case_id', '=', caseId)
    .where('kind', '=', ANSWER_CLOCK)
    .where('stopped_at', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst();
}
