import type { ReactNode } from 'react';
import type { ColumnChart } from '../../../../shared/charts/chart.ts';
import { countMeasure } from '../../../../shared/charts/measures.ts';
import { monthCategory } from '../../../../shared/charts/times.ts';
import type { Passport } from '../../../../shared/contract/heatmap/objects.ts';
import { ChartFigure } from '../../../ui/chart/chart.tsx';
import { useIsNarrow } from '../../base/parts/use-is-narrow.ts';

/** Cases of an object by month, the solved part filled. */
export function MonthBars({ months }: { months: Passport['months'] }): ReactNode {
  // On a phone a year is as much as can be read.
  const isNarrow = useIsNarrow(40);
  return <ChartFigure chart={chartOf(isNarrow ? months.slice(-12) : months)} isTitleAbove />;
}

const chartOf = (months: Passport['months']): ColumnChart => ({
  kind: 'columns',
  title: 'Дела по месяцам',
  of: 'Месяц',
  categories: months.map(({ month }) => monthCategory(month)),
  measure: countMeasure,
  empty: 'дел не было',
  total: 'Дел',
  series: [
    { title: 'решено', values: months.map(({ solved }) => solved) },
    { title: 'не решено', values: months.map(({ count, solved }) => count - solved) },
  ],
});
