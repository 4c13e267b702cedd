import type { BarChart } from '../../../../shared/charts/chart.ts';
import { countMeasure } from '../../../../shared/charts/measures.ts';
import type { PerformanceLine } from '../../../../shared/contract/heatmap/indicators.ts';

/** More names than this are read in the table. */
const MOST = 12;

/** How many terms came for each organisation in the period and how many of them were broken, the most loaded first. */
export function termsChart(lines: readonly PerformanceLine[]): BarChart {
  const rows = lines
    .filter(({ id, figures }) => id !== '' && figures.overdue.of > 0)
    .toSorted((a, b) => b.figures.overdue.of - a.figures.overdue.of)
    .slice(0, MOST);
  return {
    kind: 'bars',
    title: 'Сроки исполнителей: сколько наступило и сколько нарушено',
    of: 'Исполнитель',
    categories: rows.map(({ title }) => ({ title, short: title })),
    measure: countMeasure,
    empty: 'сроков в периоде не было',
    total: 'Сроков',
    series: [
      { title: 'в срок', values: rows.map(({ figures: { overdue } }) => overdue.of - overdue.cases) },
      { title: 'нарушено', values: rows.map(({ figures: { overdue } }) => overdue.cases) },
    ],
  };
}
