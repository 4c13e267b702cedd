import { formatChange, formatPercent, formatScore } from '../text/numbers.ts';
import { nbsp } from '../text/plural.ts';
import { classOf, type HeatClass, type HeatScale } from './heat-scale.ts';

/** How a number over another is written, which way is better, and how much of it is enough to tell by. */
export interface RatioKind {
  /** A part of a whole, 0–1; a mean mark, 1–5; so many to a thousand residents. */
  unit: 'share' | 'mean' | 'rate';
  better: 'up' | 'down';
}

/** A number over another. `part` null = it is not known; `whole` null = what it is of is not known. */
export interface RatioParts {
  part: number | null;
  whole: number | null;
}

/** Why there is no number: nothing is known, there was nothing to count from, or too little to tell by. */
export type RatioGap = 'unknown' | 'nothing' | 'few';

export const gapWords: Readonly<Record<RatioGap, string>> = {
  unknown: 'нет данных',
  nothing: '—',
  few: 'мало данных',
};
/** The same in a cell of a table. */
export const gapBrief: Readonly<Record<RatioGap, string>> = {
  unknown: 'нет данных',
  nothing: '·',
  few: 'мало',
};

export type RatioValue = { value: number; gap: null } | { value: null; gap: RatioGap };

const BEST_MARK = 5;
const THOUSAND = 1000;

/** What is counted out to tell by: residents are always many, so of a rate it is the cases. */
export const sampleOf = ({ unit }: RatioKind, { part, whole }: RatioParts): number =>
  (unit === 'rate' ? part : whole) ?? 0;

/** The number, or why there is none; of fewer than `smallest` none is told: chance would look like a pattern. */
export function readRatio(kind: RatioKind, { part, whole }: RatioParts, smallest: number): RatioValue {
  if (part === null || whole === null) return { value: null, gap: 'unknown' };
  const sample = sampleOf(kind, { part, whole });
  if (whole === 0 || sample === 0) return { value: null, gap: 'nothing' };
  if (sample < smallest) return { value: null, gap: 'few' };
  return { value: kind.unit === 'rate' ? (part / whole) * THOUSAND : part / whole, gap: null };
}

/** «42 %», «4,0», «1,8». */
export const writeRatio = ({ unit }: RatioKind, value: number): string =>
  unit === 'share' ? formatPercent(value) : formatScore(value);

/** «42 %», or in words why there is none. */
export const tellRatio = (kind: RatioKind, { value, gap }: RatioValue): string =>
  gap === null ? writeRatio(kind, value) : gapWords[gap];

/** «+5 п. п.» of a share, «−0,3» of the others. */
export const writeRatioChange = ({ unit }: RatioKind, by: number): string =>
  unit === 'share' ? `${formatChange(by * 100, 0)}${nbsp}п.${nbsp}п.` : formatChange(by, 1);

/** The least change worth a mark: points of a share, tenths of a mark, of a rate its fifth. */
const tellingPoints = 0.05;
const tellingMarks = 0.3;
const tellingPart = 0.2;

/** Whether a change is worth a mark beside the number. */
export function isRatioTelling({ unit }: RatioKind, now: number, before: number): boolean {
  const change = Math.abs(now - before);
  // Sums of tenths are not exact.
  const slack = 1e-9;
  if (unit === 'share') return change + slack >= tellingPoints;
  return change + slack >= (unit === 'mean' ? tellingMarks : Math.max(before * tellingPart, 0.1));
}

/** How bad a number is, in whole steps: per cent of a share or of what it lacks, tenths of a mark below the best, tenths of a rate. */
export function badness({ unit, better }: RatioKind, value: number): number {
  if (unit === 'mean') return Math.round((BEST_MARK - value) * 10);
  if (unit === 'rate') return Math.round(value * 10);
  return Math.round((better === 'up' ? 1 - value : value) * 100);
}

/** Five bands of equal width up to the worst that is told. */
export const ratioScale = (worst: number): HeatScale => {
  const step = Math.max(2, Math.ceil(worst / 5));
  return [0, 1, 2, 3, 4].map((at) => step * at + 1);
};

/** Hatched where there is too little to tell by, and of no colour where nothing is bad or nothing is known. */
export function lookOfRatio(
  kind: RatioKind,
  { value, gap }: RatioValue,
  scale: HeatScale,
): HeatClass | 'plain' {
  if (gap === 'few') return 'small';
  if (gap === 'nothing') return 'zero';
  if (value === null) return 'plain';
  const bad = badness(kind, value);
  return bad === 0 ? 'plain' : classOf(Math.max(bad, scale[0] ?? 1), scale);
}

/** What each band means in the number's own words, the mildest first: «1–6 %», «94–99 %», «4,5–4,9», «25 % и больше». */
export function describeRatioScale(kind: RatioKind, scale: HeatScale): string[] {
  const back = (bad: number): string => {
    if (kind.unit === 'mean') return formatScore(BEST_MARK - bad / 10);
    if (kind.unit === 'rate') return formatScore(bad / 10);
    return String(kind.better === 'up' ? 100 - bad : bad);
  };
  const isDown = kind.unit === 'mean' || (kind.unit === 'share' && kind.better === 'up');
  const unit = kind.unit === 'share' ? `${nbsp}%` : '';
  return scale.map((bound, at) => {
    const next = scale[at + 1];
    if (next === undefined) return `${back(bound)}${unit} и ${isDown ? 'ниже' : 'выше'}`;
    const [low, high] = isDown ? [next - 1, bound] : [bound, next - 1];
    return low === high ? `${back(low)}${unit}` : `${back(low)}–${back(high)}${unit}`;
  });
}
