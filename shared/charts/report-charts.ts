import type { ReportFigures } from '../contract/group/head-report-figures.ts';
import type { BarChart } from './chart.ts';
import { countMeasure } from './measures.ts';

/** Pictures of the report to the head: one and the same on the screen, in Word and in PDF. */

/** The flow of the period by sector, the largest first. */
export function sectorChart({ sectors }: Pick<ReportFigures, 'sectors'>): BarChart {
  const rows = sectors.toSorted((a, b) => b.received - a.received);
  return {
    kind: 'bars',
    title: 'Поступило сообщений по сферам',
    of: 'Сфера',
    categories: rows.map(({ title }) => ({ title, short: title })),
    measure: countMeasure,
    empty: 'нет данных',
    series: [{ title: 'Поступило', values: rows.map(({ received }) => received) }],
  };
}
