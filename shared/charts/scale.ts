import { scaleLinear } from 'd3-scale';
import type { Measure } from './chart.ts';
import { roomFor } from './picture.ts';

export interface ValueAxis {
  /** Where a value lies between the two ends of the range. */
  place: (value: number) => number;
  ticks: readonly { at: number; label: string }[];
}

/** Ends of an axis: bars begin at nothing, a line fills its room. One value alone gets room on both sides. */
export function spanOf(values: readonly number[], beginsAtZero: boolean): [number, number] {
  if (values.length === 0) return [0, 1];
  const low = Math.min(...values, ...(beginsAtZero ? [0] : []));
  const high = Math.max(...values, ...(beginsAtZero ? [0] : []));
  if (low !== high) return [low, high];
  if (low === 0) return [0, 1];
  const room = Math.abs(low) / 2;
  return [low - room, high + room];
}

const MOST_TICKS = 4;

/** An axis with round ticks. No two of them read alike: «1 %» twice says nothing, so there are fewer then. */
export function makeValueAxis(
  values: readonly number[],
  range: readonly [number, number],
  options: { measure: Measure; beginsAtZero: boolean },
): ValueAxis {
  const scale = scaleLinear(spanOf(values, options.beginsAtZero), range).nice(MOST_TICKS);
  const { tick: write, isWhole = false } = options.measure;
  for (let most = MOST_TICKS; most > 0; most--) {
    const ticks = scale
      .ticks(most)
      .filter((value) => !isWhole || Number.isInteger(value))
      .map((value) => ({ at: scale(value), label: write(value) }));
    if (new Set(ticks.map(({ label }) => label)).size === ticks.length) return { place: scale, ticks };
  }
  return { place: scale, ticks: [] };
}

/** Which of the names under an axis are written: the last one, and from there back each that has room. */
export function pickLabels(labels: readonly string[], centre: (at: number) => number): ReadonlySet<number> {
  const widest = Math.max(0, ...labels.map(roomFor)) + 8;
  const picked = new Set<number>();
  let free = Number.POSITIVE_INFINITY;
  for (let at = labels.length - 1; at >= 0; at--) {
    if (centre(at) > free) continue;
    picked.add(at);
    free = centre(at) - widest;
  }
  return picked;
}
