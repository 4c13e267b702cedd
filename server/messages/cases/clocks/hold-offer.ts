import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { holdOf, localDate, startTerm } from '../../../base/deadlines/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { describeGround } from '../core/grounds.ts';
import { permissionsOn } from '../core/reach.ts';
import { ANSWER_CLOCK } from '../core/rows.ts';
import { readStatus } from '../core/statuses.ts';
import { findRunningClock, type TermClock } from './term-clock.ts';
import { findHold } from './term-hold.ts';

interface Holdable {
  id: string;
  status: string;
  regime: string;
  block: string | null;
  district_id: string | null;
  clocks: readonly TermClock[];
}

/** Whether the answer's term of a case may stand, and the pause that lasts. Plan: term_hold_open. */
export async function readHold(ctx: Ctx, file: Holdable): Promise<Pick<CaseCard, 'holdOffer' | 'held'>> {
  const entry = holdOf(ANSWER_CLOCK, file.regime, ctx.now);
  const isTheirs =
    entry !== null &&
    permissionsOn(ctx.actor, file).has(entry.permission) &&
    entry.while.includes(readStatus(file.status));
  const clock = findRunningClock(file.clocks, ANSWER_CLOCK);
  if (!entry || !clock) return { holdOffer: null, held: null };
  if (clock.paused_at !== null) return { holdOffer: null, held: await describeHeld(ctx, file.id, isTheirs) };
  const isOffered = isTheirs && new Date(clock.due_at) >= ctx.now;
  const { title: rule, legal, toVerify } = entry;
  const until = localDate(startTerm(entry.id, ctx.now).dueAt);
  return { holdOffer: isOffered ? { until, rule, legal, toVerify } : null, held: null };
}

async function describeHeld(ctx: Ctx, caseId: string, canEnd: boolean): Promise<CaseCard['held']> {
  const hold = await findHold(ctx, caseId);
  if (!hold) return null;
  const { title, legal } = describeGround(hold.ground_id);
  return {
    since: hold.held_at.toISOString(),
    until: hold.until,
    ground: title,
    legal,
    reason: hold.reason,
    byName: hold.by_name,
    canEnd,
  };
}
