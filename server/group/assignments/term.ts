import type { AssignmentState } from '../../../shared/contract/group/assignments.ts';
import { localDayEnd, localDayStart, workingDaysBetween } from '../../base/deadlines/index.ts';
import { cityDay } from '../../lib/city.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { rollDue } from '../working-group/index.ts';
import type { AssignmentRecord } from './assignment-rows.ts';
import { isAssignmentRunning } from './assignment-workflow.ts';
import { controlPack } from './rules-pack.ts';

/** The term: by the working calendar, to the end of a day moved by the rule of the group. */
export function placeTerm(dueOn: string): { due_on: string; due_at: Date } {
  const day = rollDue(dueOn);
  return { due_on: day, due_at: localDayEnd(day) };
}

/** Whether an acceptance may still be undone. */
export function mayTakeBack(ctx: Ctx, row: AssignmentRecord): boolean {
  const { undoAcceptanceHours } = controlPack.on(cityDay(ctx.config, row.issued_at));
  const until = (row.accepted_at?.getTime() ?? 0) + undoAcceptanceHours * 3_600_000;
  return row.answers_at === null && ctx.now.getTime() <= until;
}

interface Timed {
  state: AssignmentState;
  due_on: string;
  due_at: Date;
  reported_at: Date | null;
}

/** Working days past the term, at least one once it is past: by the day of the report, by now while there is none. */
export function countLateDays(now: Date, { state, due_on, due_at, reported_at }: Timed): number {
  if (state === 'cancelled') return 0;
  const at = isAssignmentRunning(state) ? now : (reported_at ?? now);
  return at <= due_at ? 0 : Math.max(1, workingDaysBetween(localDayStart(due_on), at));
}

/** Working days till the term, 0 on its day; null once it is past or nothing runs. */
export const countDaysLeft = (now: Date, { state, due_on, due_at }: Timed): number | null =>
  isAssignmentRunning(state) && now <= due_at ? workingDaysBetween(now, localDayStart(due_on)) : null;
