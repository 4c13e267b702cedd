import { DAY, HOUR } from '../../../shared/time.ts';
import type { FoundFault } from '../../lib/health/health-check.ts';

export interface Duty {
  from: Date;
  to: Date;
}

/** So far back a roster tells of its habit, and so far ahead it is looked at. */
const BACK = 7 * DAY;
const AHEAD = 3 * DAY;
/** A change of duty may take as long. */
const BREATH = HOUR;

/** Moments between two that nobody is on duty, longer than a breath. */
function listGaps(duties: readonly Duty[], from: number, to: number): Duty[] {
  const gaps: Duty[] = [];
  let covered = from;
  for (const duty of duties.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    const begin = Math.min(duty.from.getTime(), to);
    if (begin - covered > BREATH) gaps.push({ from: new Date(covered), to: new Date(begin) });
    covered = Math.max(covered, duty.to.getTime());
  }
  if (to - covered > BREATH) gaps.push({ from: new Date(covered), to: new Date(to) });
  return gaps;
}

/** Duties of the week that is looked back at, and all ahead. */
const keptOf = (duties: readonly Duty[], at: number): Duty[] =>
  duties.filter(({ to }) => to.getTime() > at - BACK);

/**
 * The first hole within a time ahead of a roster that has always had somebody on duty; of one with hours of its own there is none. It
 * begins where the last duty before it ends, though that is over.
 */
export function findHole(duties: readonly Duty[], now: Date, ahead: number): Duty | null {
  const at = now.getTime();
  const kept = keptOf(duties, at);
  if (kept.length === 0 || listGaps(kept, at - BACK, at).length > 0) return null;
  const [gap] = listGaps(kept, at, at + ahead);
  if (!gap) return null;
  const ended = kept.map(({ to }) => to.getTime()).filter((to) => to <= gap.from.getTime());
  return { from: new Date(Math.max(...ended)), to: gap.to };
}

/**
 * A roster nobody keeps is no fault. One that has always had somebody on duty has a hole where there is nobody; one with hours of its own
 * (nights, weekends) is only seen to end.
 */
export function judgeRoster(
  duties: readonly Duty[],
  now: Date,
  describe: (gap: Duty) => string,
): FoundFault<'gap' | 'ended'>[] {
  const at = now.getTime();
  const kept = keptOf(duties, at);
  if (kept.length === 0) return [];
  if (!kept.some(({ to }) => to.getTime() > at)) return [{ code: 'ended', words: '' }];
  const isRound = listGaps(kept, at - BACK, at).length === 0;
  const [gap] = isRound ? listGaps(kept, at, at + AHEAD) : [];
  return gap ? [{ code: 'gap', words: describe(gap) }] : [];
}
