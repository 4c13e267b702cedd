import { classOf, type HeatClass, type HeatScale, smallest } from '../../../../shared/charts/heat-scale.ts';
import {
  gapBrief,
  gapWords,
  isRatioTelling,
  lookOfRatio,
  type RatioValue,
  readRatio,
  writeRatio,
  writeRatioChange,
} from '../../../../shared/charts/ratio-heat.ts';
import { firstOf } from '../../../../shared/lists.ts';
import { measureTitles } from '../../../../shared/text/heatmap/heatmap.ts';
import { type Ratio, tellParts } from '../../../../shared/text/heatmap/ratios.ts';
import { formatChange, formatNumber } from '../../../../shared/text/numbers.ts';
import type { NumberList } from './heat-filter.ts';
import { isTelling, type MatrixCell } from './matrix-view.ts';

/** A cell of the matrix as it is drawn and heard. */
export interface Figure {
  text: string;
  look: HeatClass | 'plain';
  /** A change worth a mark. */
  change: { isUp: boolean; text: string } | null;
  /** After the number: what it is made of, how it has changed, what it opens. */
  aloud: string;
  /** Instead of the number, where it is no number. */
  gap: string | null;
  /** The list behind it; null = there is none. */
  href: string | null;
}

/** The former and the present number of a cell of a ratio. */
export function valuesOf(
  { count, before, whole = null, wholeBefore = null }: MatrixCell,
  ratio: Ratio,
): { now: RatioValue; former: RatioValue } {
  return {
    now: readRatio(ratio, { part: count, whole }, smallest),
    former: readRatio(ratio, { part: before, whole: before === null ? null : wholeBefore }, smallest),
  };
}

/** Which of the two lists of a ratio its cell opens: that of the part, or where nothing is in it that of the whole. */
export function opensOf(
  { count, lists, wholeLists }: MatrixCell,
  ratio: Ratio,
): { href: string | null; words: string } | null {
  const only = (all: readonly NumberList[]): string | null => (all.length === 1 ? firstOf(all).href : null);
  if (count > 0 && ratio.unit !== 'mean') return { href: only(lists), words: measureTitles[ratio.part] };
  if (wholeLists.length === 0 || ratio.whole === 'residents') return null;
  return { href: only(wholeLists), words: measureTitles[ratio.whole] };
}

export function figureOf(cell: MatrixCell, ratio: Ratio | null, scale: HeatScale): Figure {
  if (ratio) return ratioFigure(cell, ratio, scale);
  const { count, before, href } = cell;
  const change = before === null ? 0 : count - before;
  return {
    text: count === 0 ? '·' : formatNumber(count),
    look: classOf(count, scale),
    change: isTelling(cell) ? { isUp: change > 0, text: formatNumber(Math.abs(change)) } : null,
    aloud: `${tellMixed(cell)}${change === 0 ? '' : `, изменение ${formatChange(change)}`}`,
    gap: count === 0 ? 'Нет сообщений' : null,
    href: count === 0 ? null : href,
  };
}

/** Of two sources how many of each: «, дел 9, инцидентов 3». */
function tellMixed({ count, networks }: MatrixCell): string {
  if (networks === undefined || networks === 0) return '';
  return `, дел ${formatNumber(count - networks)}, инцидентов ${formatNumber(networks)}`;
}

function ratioFigure(cell: MatrixCell, ratio: Ratio, scale: HeatScale): Figure {
  const { now, former } = valuesOf(cell, ratio);
  const by = now.gap === null && former.gap === null ? now.value - former.value : null;
  const isMarked = now.gap === null && former.gap === null && isRatioTelling(ratio, now.value, former.value);
  const opens = opensOf(cell, ratio);
  const words = [
    now.gap === 'nothing' ? '' : `, ${tellParts(ratio, { part: cell.count, whole: cell.whole ?? null })}`,
    by === null ? '' : `, изменение ${writeRatioChange(ratio, by)}`,
    opens?.href ? `, открывает список: ${opens.words}` : '',
  ];
  return {
    text: now.gap === null ? writeRatio(ratio, now.value) : gapBrief[now.gap],
    look: lookOfRatio(ratio, now, scale),
    change:
      by !== null && isMarked
        ? {
            isUp: by > 0,
            text: firstOf(writeRatioChange(ratio, Math.abs(by)).replace(/^\+/u, '').split('\u00a0')),
          }
        : null,
    aloud: words.join(''),
    gap: now.gap === null ? null : now.gap === 'nothing' ? 'Не из чего считать' : gapWords[now.gap],
    href: opens?.href ?? null,
  };
}
