import { DAY } from '../../shared/time.ts';

/** Which moments a set of base backups and segments of WAL leads back to. Moments are milliseconds of the epoch. */

export interface BaseFacts {
  id: string;
  timeline: number;
  /** The first segment a return to it reads. */
  firstSegment: number;
  /** The last one it carries itself. */
  lastSegment: number;
  /** From this moment on the base is whole. */
  stoppedAt: number;
}

export interface SegmentFacts {
  timeline: number;
  number: number;
  /** The moment after which nothing was added to it. */
  endedAt: number;
}

/** From the base every moment up to `to` can be returned to. */
export interface Reach {
  base: BaseFacts;
  from: number;
  to: number;
  /** The last segment of the unbroken chain. */
  lastSegment: number;
  /** The segment that is missing where others come after it; null = the chain has no hole. */
  missing: number | null;
}

/** How far the chain of each base goes, oldest base first. */
export function followChains(bases: readonly BaseFacts[], segments: readonly SegmentFacts[]): Reach[] {
  const ends = new Map(segments.map((one) => [`${one.timeline}/${one.number}`, one.endedAt]));
  const tips = new Map<number, number>();
  for (const { timeline, number } of segments) tips.set(timeline, Math.max(number, tips.get(timeline) ?? 0));
  return bases
    .toSorted((a, b) => a.stoppedAt - b.stoppedAt)
    .map((base) => {
      const { timeline, stoppedAt } = base;
      let [last, to] = [base.lastSegment, stoppedAt];
      for (;;) {
        const endedAt = ends.get(`${timeline}/${last + 1}`);
        if (endedAt === undefined) break;
        last += 1;
        to = Math.max(to, endedAt);
      }
      const missing = (tips.get(timeline) ?? 0) > last ? last + 1 : null;
      return { base, from: stoppedAt, to, lastSegment: last, missing };
    });
}

export interface Span {
  from: number;
  to: number;
}

/** Moments that can be returned to, as spans that do not touch, oldest first. */
export function spansOf(reaches: readonly Reach[]): Span[] {
  const spans: Span[] = [];
  for (const { from, to } of reaches.toSorted((a, b) => a.from - b.from)) {
    const last = spans.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else spans.push({ from, to });
  }
  return spans;
}

/** From which base a moment is returned to: the last one that was whole by then and whose chain goes so far. */
export const reachMoment = (reaches: readonly Reach[], at: number): Reach | null =>
  reaches.findLast(({ from, to }) => from <= at && at <= to) ?? null;

/** The reach that ends last: where a return without a named moment goes. */
export const latestReach = (reaches: readonly Reach[]): Reach | null =>
  reaches.reduce<Reach | null>((best, one) => (best === null || one.to >= best.to ? one : best), null);

/**
 * Base backups nobody needs any more: those past `keepDays`, but for the last of them, from which the first kept days are reached.
 * The newest is always kept.
 */
export function chooseExpired(bases: readonly BaseFacts[], now: number, keepDays: number): BaseFacts[] {
  const limit = now - keepDays * DAY;
  const old = bases
    .toSorted((a, b) => a.stoppedAt - b.stoppedAt)
    .filter(({ stoppedAt }) => stoppedAt < limit);
  return old.slice(0, -1);
}

/** Whether a segment is of no use to any of the kept base backups. */
export const isSpentSegment = (
  { timeline, number }: Pick<SegmentFacts, 'timeline' | 'number'>,
  kept: readonly BaseFacts[],
): boolean => !kept.some((base) => base.timeline === timeline && number >= base.firstSegment);
