import { exportGrounds, type Ground } from '../../../shared/contract/group/counted.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { groundKindTitles } from '../../../shared/text/group/counted.ts';
import { cityDay } from '../../lib/city.ts';
import { defineReport } from '../../lib/reports/define-report.ts';
import { type Column, fillTable } from '../../lib/tables/columns.ts';
import { listGrounds } from './list.ts';

const columns: Column<Ground>[] = [
  { title: 'День', width: 12, kind: 'date', of: ({ on }) => on },
  { title: 'Где учтено', width: 24, of: ({ kind }) => groundKindTitles[kind] },
  { title: 'Документ', width: 44, of: ({ label }) => label },
  { title: 'Что решено', width: 60, of: ({ title }) => title },
  { title: 'Сумма, ₽', width: 16, kind: 'decimal', of: ({ sum }) => sum },
  { title: 'Год бюджета', width: 12, kind: 'number', of: ({ budgetYear }) => budgetYear },
  { title: 'Учтено', width: 10, kind: 'number', of: ({ links }) => links },
  { title: 'Исполнено', width: 12, kind: 'date', of: ({ result }) => result?.on ?? null },
  { title: 'Что получилось', width: 50, of: ({ result }) => result?.words ?? '' },
  { title: 'Сказано жителям', width: 50, of: ({ words, isShown }) => (isShown ? words : '') },
];

/** The list of the screen as a file; of whose messages it says nothing. */
export const groundsFile = defineReport(exportGrounds, {
  journal: { action: 'counted.export', object: 'register' },
  most: 5000,
  async make(ctx, { query: { format: _, ...filter } }, limit) {
    const { grounds } = await listGrounds(ctx, { query: { ...filter, limit } });
    return {
      title: 'Учёт при принятии решений',
      file: `Учёт при принятии решений ${formatDay(cityDay(ctx.config, ctx.now))}`,
      facts: [
        ['Год решений', filter.year ? String(filter.year) : 'все'],
        ['Где учтено', filter.kind ? groundKindTitles[filter.kind] : 'везде'],
      ],
      table: fillTable(columns, grounds),
      journal: { objectId: String(filter.year ?? 'all') },
    };
  },
});
