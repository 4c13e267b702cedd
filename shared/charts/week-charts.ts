import { addDays } from '../text/periods.ts';
import type { LineChart, Measure } from './chart.ts';
import { dayCategory } from './times.ts';

/** A number by week up to `day`, the oldest first: «в работе по неделям». */
export function weekChart(
  title: string,
  day: string,
  { values, measure }: { values: readonly (number | null)[]; measure: Measure },
): LineChart {
  return {
    kind: 'line',
    title: `${title} по неделям`,
    of: 'Неделя по',
    categories: values.map((_, at) => dayCategory(addDays(day, (at + 1 - values.length) * 7))),
    measure,
    empty: 'данных нет',
    series: { title: 'неделя', values },
  };
}
