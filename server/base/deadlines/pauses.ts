/** A stretch when the clock stood. */
export interface Pause {
  from: Date;
  /** Null while it lasts. */
  to: Date | null;
  /** Russian, as shown on the card: «ждали уточнения от жителя». */
  reason: string;
}

/** From–to in milliseconds since 1970, in order, neither touching nor overlapping. */
export type Stops = readonly (readonly [number, number])[];

const noStops: Stops = [];

/**
 * Joins overlapping pauses and drops what lies before the start of the clock. A pause that still lasts takes no
 * time here: until it ends nobody knows how much it adds, so the due moment is the one the clock would have if
 * it went on at once, and the caller counts again on resuming.
 */
export function joinPauses(pauses: readonly Pause[] | undefined, startMs: number): Stops {
  if (!pauses || pauses.length === 0) return noStops;
  const ranges: [number, number][] = [];
  for (const { from, to } of pauses) {
    if (to === null) continue;
    const [begin, end] = [Math.max(from.getTime(), startMs), to.getTime()];
    if (Number.isNaN(begin) || Number.isNaN(end)) throw new RangeError('A pause has an invalid date');
    if (end > begin) ranges.push([begin, end]);
  }
  ranges.sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const range of ranges) {
    const last = joined[joined.length - 1];
    if (last && range[0] <= last[1]) last[1] = Math.max(last[1], range[1]);
    else joined.push(range);
  }
  return joined;
}

/** The moment since which the clock stands, or undefined when it goes. */
export function pausedSince(pauses: readonly Pause[] | undefined): Date | undefined {
  const open = (pauses ?? []).filter((pause) => pause.to === null).map((pause) => pause.from.getTime());
  return open.length > 0 ? new Date(Math.min(...open)) : undefined;
}

/**
 * Moves a target on a growing count past every pause that begins before the target is reached.
 * `positionOf` gives the count at an instant: working minutes, days or milliseconds so far.
 */
export function skipPauses(stops: Stops, target: number, positionOf: (instantMs: number) => number): number {
  let moved = target;
  for (const [from, to] of stops) {
    const position = positionOf(from);
    if (position >= moved) break;
    moved += positionOf(to) - position;
  }
  return moved;
}

/** A day as it is counted: how many days to it, and whether it is one of those that count. */
interface CountedDay {
  position: number;
  counts: boolean;
}

/**
 * The same with days. The last one is left until it is over: a pause that begins on it leaves its rest for the day the pause ends, or
 * the first day after that counts.
 */
export function skipPausedDays(
  stops: Stops,
  target: number,
  dayAt: (instantMs: number) => CountedDay,
): number {
  let moved = target;
  for (const [from, to] of stops) {
    const [begin, end] = [dayAt(from), dayAt(to)];
    const isLast = begin.position === moved && begin.counts;
    if (begin.position >= moved && !isLast) break;
    moved += end.position - begin.position + (isLast && !end.counts ? 1 : 0);
  }
  return moved;
}
