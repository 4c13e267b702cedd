/** Cells with fewer messages are hatched, not coloured: chance would look like a pattern. */
export const smallest = 5;
const classes = 5;

/** Lower bounds of the five colours; each next one begins about as many times higher as the one before. */
export type HeatScale = readonly number[];

/** Bounds from 5 up to near the largest cell: 5, 7, 10, 15, 22 when it holds 31. */
export function makeScale(largest: number, least = smallest): HeatScale {
  const ratio = Math.max(1, largest / least) ** (1 / classes);
  const bounds: number[] = [];
  for (let at = 0; at < classes; at++) {
    const wanted = roundTwo(least * ratio ** at);
    bounds.push(Math.max(wanted, (bounds.at(-1) ?? least - 1) + 1));
  }
  return bounds;
}

/** Two digits that matter: 137 is 140. */
function roundTwo(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.round(value / unit) * unit;
}

export type HeatClass = 'zero' | 'small' | 1 | 2 | 3 | 4 | 5;

export function classOf(count: number, scale: HeatScale): HeatClass {
  if (count === 0) return 'zero';
  if (count < (scale[0] ?? smallest)) return 'small';
  return Math.max(1, scale.filter((bound) => bound <= count).length) as 1 | 2 | 3 | 4 | 5;
}

/** «5–6», «7–9», … «22+» for the legend. */
export function describeScale(scale: HeatScale): string[] {
  return scale.map((bound, at) => {
    const next = scale[at + 1];
    if (next === undefined) return `${bound}+`;
    return next - 1 === bound ? String(bound) : `${bound}–${next - 1}`;
  });
}
