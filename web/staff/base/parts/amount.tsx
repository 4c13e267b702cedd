import type { ReactNode } from 'react';
import { formatAtLeast, formatAtLeastBriefly, formatNumber } from '../../../../shared/text/numbers.ts';

export interface RailCount extends Amount {
  tone?: 'danger' | 'warning';
}

/** A number that may be the least there can be: a long queue is not counted to its end. */
export interface Amount {
  value: number;
  isLeast?: boolean;
}

/** «128», or «1 000+», which is read aloud as «больше 1 000». */
export function BriefAmount({ value, isLeast = false }: Amount): ReactNode {
  if (!isLeast) return formatNumber(value);
  return (
    <>
      <span aria-hidden="true">{formatAtLeastBriefly(value)}</span>
      <span className="aloud">{formatAtLeast(value)}</span>
    </>
  );
}
