import type { ReactNode } from 'react';
import type { OpenNumber } from '../../../shared/contract/heatmap/heatmap-open.ts';
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

/** A number as a chart takes it: a hidden one is not known. */
export const knownNumber = (value: OpenNumber): number | null => (typeof value === 'number' ? value : null);

export const showNumber = (value: OpenNumber): ReactNode => show(value, formatNumber);
export const showShare = (value: OpenNumber): ReactNode => show(value, formatPercent);
export const showDays = (value: OpenNumber): ReactNode => show(value, formatDecimal);
export const showRating = (value: OpenNumber): ReactNode => show(value, formatScore);
