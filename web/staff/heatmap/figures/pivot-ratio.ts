import { classOf, type HeatClass, type HeatScale } from '../../../../shared/charts/heat-scale.ts';
import type { AdditiveMeasure } from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import { formatDecimal, formatPercent } from '../../../../shared/text/numbers.ts';

/** A measure over the one it is a part of: told under the number, and what the cells are coloured by. */
export interface Ratio {
  title: string;
  /** A mean of marks, else a share in per cent. */
  isMean?: boolean;
  /** More is better: colour is of what is missing to the whole. */
  isGood?: boolean;
}

/** By the two measures of a pivot, the part and the whole; two others are just two numbers. */
const ratios: Readonly<Record<string, Ratio>> = {
  'overdue open': { title: 'доля просроченных' },
  'still-overdue still-open': { title: 'доля просроченных' },
  'given-late given': { title: 'доля ответов позже срока' },
  'returned given': { title: 'доля возвращённых' },
  'settled given': { title: 'доля решённых', isGood: true },
  'scored-well scored': { title: 'доля оценок 4–5', isGood: true },
  'score-sum scored': { title: 'средняя оценка', isMean: true, isGood: true },
  'still-open received': { title: 'доля ещё открытых' },
  'solved answered': { title: 'доля решённых', isGood: true },
  'late answered': { title: 'доля ответов позже срока' },
  'rated-well rated': { title: 'доля оценок 4–5', isGood: true },
  'rating-sum rated': { title: 'средняя оценка', isMean: true, isGood: true },
};

export const ratioOf = (measure: AdditiveMeasure, second: AdditiveMeasure | ''): Ratio | null =>
  ratios[`${measure} ${second}`] ?? null;

const worstMark = 1;
const bestMark = 5;

/** «42 %», «4,3»; of a whole too small to tell by nothing is said. */
export function tellRatio(ratio: Ratio, part: number, whole: number, smallest: number): string {
  if (whole < smallest) return 'мало данных';
  return ratio.isMean ? formatDecimal(part / whole, 1) : formatPercent(part / whole);
}

/** How bad it is, in whole per cent: of a good share what is missing to all, of a mean what is missing to the best mark. */
export function badness({ isMean, isGood }: Ratio, part: number, whole: number): number {
  const share = isMean ? (part / whole - worstMark) / (bestMark - worstMark) : part / whole;
  return Math.round((isGood ? 1 - share : share) * 100);
}

/** Five steps of whole per cent up to the worst of the cells that tell. */
export const ratioScale = (worst: number): HeatScale => {
  const step = Math.max(2, Math.ceil(worst / 5));
  return [0, 1, 2, 3, 4].map((at) => step * at + 1);
};

/** Hatched where there are too few to tell by. */
export function lookOf(
  ratio: Ratio,
  { part, whole, smallest }: { part: number; whole: number; smallest: number },
  scale: HeatScale,
): HeatClass | 'plain' {
  if (whole < smallest) return 'small';
  const bad = badness(ratio, part, whole);
  return bad === 0 ? 'plain' : classOf(Math.max(bad, scale[0] ?? 1), scale);
}
