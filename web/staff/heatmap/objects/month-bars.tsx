import type { ReactNode } from 'react';
import type { Passport } from '../../../../shared/contract/heatmap/objects.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useIsNarrow } from '../../base/parts/use-is-narrow.ts';

type Month = Passport['months'][number];

const names = new Intl.DateTimeFormat('ru', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const shortNames = new Intl.DateTimeFormat('ru', { month: 'short', timeZone: 'UTC' });
const at = (month: string): Date => new Date(`${month}-01T00:00:00Z`);

/** «ноябрь 2026 г.» */
export const monthTitle = (month: string): string => names.format(at(month));

function describe(months: readonly Month[], total: number, top: number, peak: number): string {
  const all = `За ${counted(months.length, 'месяц', 'месяца', 'месяцев')} — ${counted(total, 'дело', 'дела', 'дел')}`;
  const most = months[peak];
  return most ? `${all}; больше всего, ${formatNumber(top)}, — ${monthTitle(most.month)}` : all;
}

/** Widths in the units of the picture, which are pixels about. */
const WIDTH = { wide: 760, narrow: 340 } as const;
const WIDEST_BAR = 30;
const HEIGHT = 96;
const FOOT = 34;
const HEAD = 18;

/** Bars of months, the solved part filled: shape tells it as well as colour. The numbers stand in a table beside it. */
export function MonthBars(props: { months: readonly Month[] }): ReactNode {
  // On a phone a year is as much as can be read.
  const isNarrow = useIsNarrow(40);
  const months = isNarrow ? props.months.slice(-12) : props.months;
  const top = Math.max(1, ...months.map(({ count }) => count));
  const peak = months.findIndex(({ count }) => count === top);
  const width = isNarrow ? WIDTH.narrow : WIDTH.wide;
  const step = width / Math.max(1, months.length);
  const bar = Math.min(WIDEST_BAR, step * 0.66);
  const total = months.reduce((sum, { count }) => sum + count, 0);
  return (
    <figure className="month-bars">
      <svg
        viewBox={`0 0 ${width} ${HEIGHT + HEAD + FOOT}`}
        role="img"
        aria-label={describe(months, total, top, peak)}
      >
        {months.map(({ month, count, solved }, index) => {
          const x = index * step + (step - bar) / 2;
          const tall = count === 0 ? 1 : Math.max(3, (count / top) * HEIGHT);
          const done = count === 0 ? 0 : (solved / count) * tall;
          const base = HEAD + HEIGHT;
          return (
            <g key={month}>
              <rect
                x={x}
                y={base - tall}
                width={bar}
                height={tall}
                className={count === 0 ? 'month-bars__none' : 'month-bars__all'}
              />
              {done > 0 && (
                <rect x={x} y={base - done} width={bar} height={done} className="month-bars__solved" />
              )}
              {count > 0 && (index === peak || index === months.length - 1) && (
                <text x={x + bar / 2} y={base - tall - 5}>
                  {formatNumber(count)}
                </text>
              )}
              {index % 3 === 2 && (
                <text x={x + bar / 2} y={base + 15} className="month-bars__month">
                  {shortNames.format(at(month)).replace('.', '')}
                </text>
              )}
              {(index === 2 || (month.endsWith('-01') && index > 4)) && (
                <text x={x + bar / 2} y={base + 30} className="month-bars__year">
                  {month.slice(0, 4)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <figcaption className="small muted">
        <span className="month-bars__key month-bars__key--all" aria-hidden="true" /> дел за месяц{' '}
        <span className="month-bars__key month-bars__key--solved" aria-hidden="true" /> из них решено
      </figcaption>
    </figure>
  );
}
