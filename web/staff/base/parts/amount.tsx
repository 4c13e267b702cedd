import type { ReactNode } from 'react';
import { formatAtLeast, formatAtLeastBriefly, formatNumber } from '../../../../shared/text/numbers.ts';

/** A number that may be the least there can be: a long queue is not counted to its end. */
export interface Amount {
  value: number;
  isLeast?: boolean;
}

/** How much waits beside a line of the rail; `tone` where it is more than a number. */
export interface Waiting extends Amount {
  tone?: 'danger' | 'warning';
}

/** Several as one: the sum, in the tone of the most urgent. */
export function sumWaiting(all: readonly Waiting[]): Waiting {
  const tone = (['danger', 'warning'] as const).find((one) => all.some((waiting) => waiting.tone === one));
  return {
    value: all.reduce((sum, { value }) => sum + value, 0),
    isLeast: all.some(({ isLeast }) => isLeast),
    ...(tone && { tone }),
  };
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
