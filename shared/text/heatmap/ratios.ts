import type { RatioKind, RatioParts } from '../../charts/ratio-heat.ts';
import type { Measure, RatioMeasure } from '../../contract/heatmap/heatmap.ts';
import type { AdditiveMeasure } from '../../contract/heatmap/heatmap-pivot.ts';
import { isKeyOf } from '../../known.ts';
import { formatNumber } from '../numbers.ts';

/**
 * Numbers of the heat map that are one measure over another: what over what, how it is told and which way is bad. The matrix, the map,
 * the pivot and the files all read this table; a total is the ratio of totals and never a mean of ratios.
 */
export interface Ratio extends RatioKind {
  /** Within a sentence: «доля просроченных». */
  title: string;
  part: AdditiveMeasure;
  /** `residents` = those of the place. */
  whole: AdditiveMeasure | 'residents';
}

/** Those the matrix and the map are asked for by a name of their own. */
export const heatRatios: Readonly<Record<RatioMeasure, Ratio>> = {
  'overdue-share': {
    title: 'доля просроченных',
    part: 'overdue',
    whole: 'open',
    unit: 'share',
    better: 'down',
  },
  'solved-share': { title: 'доля решённых', part: 'settled', whole: 'given', unit: 'share', better: 'up' },
  'mean-rating': { title: 'средняя оценка', part: 'score-sum', whole: 'scored', unit: 'mean', better: 'up' },
  'per-1000': {
    title: 'сообщений на 1000 жителей',
    part: 'received',
    whole: 'residents',
    unit: 'rate',
    better: 'down',
  },
};

const share = (
  title: string,
  part: AdditiveMeasure,
  whole: AdditiveMeasure,
  better: RatioKind['better'],
): Ratio => ({ title, part, whole, unit: 'share', better });

/** Any two measures of a pivot that are a part and its whole; two others are just two numbers. */
const ratios: readonly Ratio[] = [
  ...Object.values(heatRatios),
  share('доля просроченных', 'still-overdue', 'still-open', 'down'),
  share('доля ответов позже срока', 'given-late', 'given', 'down'),
  share('доля возвращённых', 'returned', 'given', 'down'),
  share('доля оценок 4–5', 'scored-well', 'scored', 'up'),
  share('доля ещё открытых', 'still-open', 'received', 'down'),
  share('доля решённых', 'solved', 'answered', 'up'),
  share('доля ответов позже срока', 'late', 'answered', 'down'),
  share('доля оценок 4–5', 'rated-well', 'rated', 'up'),
  { title: 'средняя оценка', part: 'rating-sum', whole: 'rated', unit: 'mean', better: 'up' },
];

export const ratioOf = (measure: AdditiveMeasure, second: AdditiveMeasure | ''): Ratio | null =>
  ratios.find(({ part, whole }) => part === measure && whole === second) ?? null;

/** The ratio a measure of the matrix is; null of a count. */
export const heatRatioOf = (measure: Measure): Ratio | null =>
  isKeyOf(heatRatios, measure) ? heatRatios[measure] : null;

const nouns: Readonly<Partial<Record<Ratio['whole'], string>>> = {
  open: 'открытых',
  given: 'ответов',
  residents: 'жителей',
  received: 'поступивших',
};

/** What a ratio is made of: «12 из 40 открытых», «сумма 86 за 20 оценок», «31 на 41 200 жителей». */
export function tellParts({ unit, whole }: Ratio, { part, whole: of }: RatioParts): string {
  const [up, down] = [part ?? 0, of ?? 0].map(formatNumber);
  if (unit === 'mean') return `сумма ${up}, оценок ${down}`;
  return [up, unit === 'rate' ? 'на' : 'из', of === null ? 'неизвестно скольких' : down, nouns[whole] ?? '']
    .filter(Boolean)
    .join(' ');
}
