import type { ReportFigures } from '../contract/group/head-report-figures.ts';
import type { BarChart } from './chart.ts';
import { countMeasure } from './measures.ts';

/** Pictures of the report to the head: one and the same on the screen, in Word and in PDF. */

/** The flow of the period by sector, the largest first; past `most` bars the smallest stand together in the last. */
export function sectorChart(
  { sectors }: Pick<ReportFigures, 'sectors'>,
  most = Number.POSITIVE_INFINITY,
): BarChart {
  const sorted: { title: string; received: number }[] = sectors.toSorted((a, b) => b.received - a.received);
  const named = sorted.length > most ? sorted.slice(0, most - 1) : sorted;
  const rest = sorted.slice(named.length).reduce((sum, { received }) => sum + received, 0);
  const rows =
    named.length < sorted.length ? [...named, { title: 'Остальные сферы', received: rest }] : named;
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
