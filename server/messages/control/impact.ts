import type { TermImpact } from '../../../shared/contract/messages/control.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { clockTitle, openClocks, type PooledClock } from '../cases/index.ts';

/** Open terms one preview counts: half a second. */
const CONSIDERED = 20_000;
/** Cases a preview names; of the rest it says how many. */
const NAMED = 50;

/**
 * Which open cases would have another term, if their clocks were counted so. Nothing moves: a running clock keeps the
 * version it began with; a prolonged one is left out, since people set its end.
 */
export async function findImpact(
  ctx: Ctx,
  ruleIds: string[] | null,
  count: (clock: PooledClock) => Date,
): Promise<TermImpact> {
  const found = await openClocks(ctx, ruleIds, CONSIDERED + 1);
  const clocks = found.slice(0, CONSIDERED).filter(({ isExtended }) => !isExtended);
  const changes = clocks
    .map((clock) => ({ clock, to: count(clock) }))
    .filter(({ clock, to }) => to.getTime() !== clock.dueAt.getTime());
  const later = changes.filter(({ clock, to }) => to > clock.dueAt).length;
  return {
    considered: clocks.length,
    changed: new Set(changes.map(({ clock }) => clock.number)).size,
    isPartial: found.length > CONSIDERED,
    later,
    earlier: changes.length - later,
    cases: changes.slice(0, NAMED).map(({ clock, to }) => ({
      number: clock.number,
      title: clockTitle(clock.kind),
      ruleId: clock.ruleId,
      from: clock.dueAt.toISOString(),
      to: to.toISOString(),
    })),
  };
}
