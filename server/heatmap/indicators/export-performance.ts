import {
  exportPerformance,
  type PerformanceFigure,
  type PerformanceLine,
  type PerformanceSide,
  type PerformanceView,
} from '../../../shared/contract/heatmap/indicators.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { figureWords, orderLines, sideWords, viewWords } from '../../../shared/text/heatmap/performance.ts';
import { flagWords } from '../../../shared/text/quality.ts';
import { defineReport } from '../../lib/reports/define-report.ts';
import { type Column, fillTable } from '../../lib/tables/columns.ts';
import { countPerformance } from './performance.ts';

type Line = Column<PerformanceLine>;

/** Each number with the number it is of: a share of three cases is not to be read as one of three hundred. */
const columnsOf = (id: PerformanceFigure): Line[] => {
  const { title, unit, of } = figureWords[id];
  const kind = unit === 'share' ? 'percent' : 'decimal';
  return [
    { title, width: 14, kind, of: ({ figures }) => figures[id].value },
    { title: `Из ${of[1]}`, width: 12, kind: 'number', of: ({ figures }) => figures[id].of },
  ];
};

const ranks: Line[] = [{ title: 'Место', width: 8, kind: 'number', of: ({ rank }) => rank }];

const bounds: Line[] = [
  { title: 'Подтверждено, от', width: 14, kind: 'percent', of: ({ interval }) => interval?.low ?? null },
  { title: 'Подтверждено, до', width: 14, kind: 'percent', of: ({ interval }) => interval?.high ?? null },
  {
    title: 'Признаки',
    width: 40,
    of: ({ flags }) => flags.map(({ kind, count }) => `${flagWords[kind]}: ${count}`).join(', '),
  },
];

/** The columns of a view; places and signs are told of organisations alone. */
export const performanceColumns = (view: PerformanceView, by: PerformanceSide): Line[] => [
  ...(view === 'league' ? ranks : []),
  { title: sideWords[by].head, width: 40, of: ({ title }) => title },
  { title: 'Отвечено', width: 11, kind: 'number', of: ({ answered }) => answered },
  ...viewWords[view].figures.flatMap(columnsOf),
  ...(view === 'league' ? bounds : []),
];

/** One view of performance as the screen shows it, the whole slice last. */
export const performanceFile = defineReport(exportPerformance, {
  journal: { action: 'indicators.export', object: 'indicator' },
  most: 10_000,
  async make(ctx, { query: { format: _, view, by, ...slice } }) {
    const { lines, whole, rules } = await countPerformance(ctx, slice, by);
    const { title } = viewWords[view];
    const period = `${formatDay(slice.from)}–${formatDay(slice.to)}`;
    return {
      title,
      file: `${title} ${period}`,
      facts: [
        ['Период', period],
        ['По', sideWords[by].by],
        ['Мало для вывода', `меньше ${rules.smallest} дел`],
      ],
      table: fillTable(performanceColumns(view, by), [...orderLines(lines, view, rules.smallest), whole]),
      journal: { objectId: `${slice.from}..${slice.to}`, data: { view, by, ...slice } },
    };
  },
});
