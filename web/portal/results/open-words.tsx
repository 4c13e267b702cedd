import type { ReactNode } from 'react';
import type { OpenLine, OpenMeasure, OpenNumber } from '../../../shared/contract/heatmap/heatmap-open.ts';
import { formatDecimal, formatNumber, formatPercent, formatScore } from '../../../shared/text/numbers.ts';

/** A number everybody may see, «скрыто», or a dash where there is nothing to count. */
function show(value: OpenNumber, write: (value: number) => string): ReactNode {
  if (value === 'hidden') return <span className="results-hidden">скрыто</span>;
  if (value !== null) return write(value);
  return (
    <>
      <span aria-hidden="true">—</span>
      <span className="aloud">пока не из чего считать</span>
    </>
  );
}

export const showNumber = (value: OpenNumber): ReactNode => show(value, formatNumber);
export const showShare = (value: OpenNumber): ReactNode => show(value, formatPercent);
export const showDays = (value: OpenNumber): ReactNode => show(value, formatDecimal);
export const showRating = (value: OpenNumber): ReactNode => show(value, formatScore);

/** A count of a line; where months are left out in which it is hidden, «не меньше». */
export function showCount({ counts, atLeast }: OpenLine, measure: OpenMeasure): ReactNode {
  const value = counts[measure];
  if (!atLeast.includes(measure)) return showNumber(value);
  return (
    <>
      <span className="results-least">не меньше</span> {showNumber(value)}
    </>
  );
}
