import type { LineChart, Measure } from './chart.ts';
import { dayCategory } from './times.ts';

/** A number by week, told by the last days of the weeks: «в работе по неделям». */
export function weekChart(
  title: string,
  weeks: readonly string[],
  { values, measure }: { values: readonly (number | null)[]; measure: Measure },
): LineChart {
  return {
    kind: 'line',
    title: `${title} по неделям`,
    of: 'Неделя по',
    categories: weeks.map(dayCategory),
    measure,
    empty: 'данных нет',
    series: { title: 'неделя', values },
  };
}
