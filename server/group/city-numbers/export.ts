import { exportPapers, type NumberedPaper } from '../../../shared/contract/group/city-numbers.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { numberedKindTitles, numberStateTitles } from '../../../shared/text/group/city-numbers.ts';
import { cityDay } from '../../lib/city.ts';
import { defineReport } from '../../lib/reports/define-report.ts';
import { type Column, fillTable } from '../../lib/tables/columns.ts';
import { presentPaper, selectPapers } from './papers.ts';

/** Columns by which the table that comes back is read: `import.ts` knows them by these titles. */
export const titles = {
  key: 'Ключ',
  kind: 'Вид документа',
  ownNumber: 'Номер в «Отклике»',
  number: 'Номер СЭД',
  day: 'Дата регистрации в СЭД',
} as const;

const columns: Column<NumberedPaper>[] = [
  { title: titles.kind, width: 16, of: ({ kind }) => numberedKindTitles[kind] },
  { title: titles.ownNumber, width: 16, of: ({ ownNumber }) => ownNumber },
  { title: 'Дата документа', width: 12, kind: 'date', of: ({ day }) => day },
  { title: 'Содержание', width: 60, of: ({ title }) => title },
  { title: titles.number, width: 20, of: ({ cityNumber }) => cityNumber?.number ?? null },
  { title: titles.day, width: 14, kind: 'date', of: ({ cityNumber }) => cityNumber?.day ?? null },
  // «11/2026» is a month for a spreadsheet that opens CSV; the key comes back as it left.
  { title: titles.key, width: 38, of: ({ id }) => id },
];

/** What is to be registered, with empty columns for what comes back. */
export const papersFile = defineReport(exportPapers, {
  journal: { action: 'city-numbers.export', object: 'register' },
  most: 10_000,
  isForMachines: true,
  async make(ctx, { query: { format: _, ...filter } }, limit) {
    const rows = await selectPapers(ctx, filter, { limit });
    return {
      title: 'Документы для регистрации в СЭД',
      file: `Регистрация в СЭД ${formatDay(cityDay(ctx.config, ctx.now))}`,
      facts: [
        ['Документы', numberStateTitles[filter.state].toLocaleLowerCase('ru')],
        ...(filter.kind ? [['Вид', numberedKindTitles[filter.kind]] as const] : []),
        ...(filter.q ? [['Слова', filter.q] as const] : []),
      ],
      table: fillTable(columns, rows.map(presentPaper)),
      journal: { objectId: 'city-numbers', data: { state: filter.state, kind: filter.kind } },
    };
  },
});
