import type { ChangedYear } from '../contract/group/counted-open.ts';
import { groundKindTitles } from '../text/group/counted.ts';
import { formatBriefly, formatNumber } from '../text/numbers.ts';
import type { BarChart, ColumnChart, Measure } from './chart.ts';
import { monthCategory } from './times.ts';

const decisions: Measure = { write: formatNumber, tick: formatBriefly, isWhole: true };

/** When decisions that took residents into account were made. */
export const changedByMonth = ({ months }: Pick<ChangedYear, 'months'>): ColumnChart => ({
  kind: 'columns',
  title: 'Решения с учётом сказанного жителями по месяцам',
  of: 'Месяц',
  empty: 'решений нет',
  measure: decisions,
  categories: months.map(({ month }) => monthCategory(month)),
  series: [{ title: 'решений', values: months.map((one) => one.decisions) }],
});

/** Where residents were taken into account most. */
export const changedByKind = ({ kinds }: Pick<ChangedYear, 'kinds'>): BarChart => ({
  kind: 'bars',
  title: 'Где учли сказанное жителями',
  of: 'Где учтено',
  empty: 'решений нет',
  measure: decisions,
  categories: kinds.map(({ kind }) => ({ title: groundKindTitles[kind], short: groundKindTitles[kind] })),
  series: [{ title: 'решений', values: kinds.map((one) => one.decisions) }],
});
