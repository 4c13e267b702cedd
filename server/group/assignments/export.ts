import { exportAssignments } from '../../../shared/contract/group/assignments-desk.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import {
  assignmentStateTitles,
  boardViewTitles,
  controlTitles,
} from '../../../shared/text/group/assignments.ts';
import { cityDay } from '../../lib/city.ts';
import { defineReport } from '../../lib/reports/define-report.ts';
import { type Column, fillTable } from '../../lib/tables/columns.ts';
import { selectRows } from './board.ts';
import { helpersOf, presentAssignmentRow } from './present.ts';

const columns: Column<ReturnType<typeof presentAssignmentRow>>[] = [
  { title: '№', width: 12, of: ({ number }) => number },
  { title: 'Основание', width: 34, of: ({ basis }) => basis },
  { title: 'Что сделать', width: 60, of: ({ text }) => text },
  { title: 'Измеримый результат', width: 40, of: ({ expectedResult }) => expectedResult },
  { title: 'Отвечает', width: 22, of: ({ responsible }) => responsible },
  { title: 'Соисполнители', width: 26, of: ({ coExecutors }) => coExecutors.join(', ') },
  { title: 'Срок', width: 12, kind: 'date', of: ({ dueOn }) => dueOn },
  { title: 'Продлений', width: 11, kind: 'number', of: ({ extensions }) => extensions },
  { title: 'Контроль', width: 11, of: ({ control }) => controlTitles[control] },
  { title: 'Состояние', width: 20, of: ({ state }) => assignmentStateTitles[state] },
  { title: 'Просрочка, раб. дней', width: 12, kind: 'number', of: ({ lateDays }) => lateDays },
  {
    title: 'Отчёт',
    width: 18,
    kind: 'datetime',
    of: ({ reportedAt }) => (reportedAt ? new Date(reportedAt) : null),
  },
];

/** What the board shows as a control list. */
export const controlList = defineReport(exportAssignments, {
  journal: { action: 'assignments.export', object: 'assignment' },
  most: 10_000,
  async make(ctx, { query: { format: _, ...filter } }, limit) {
    const found = await selectRows(ctx, filter, { limit });
    const helpers = await helpersOf(
      ctx,
      found.map(({ id }) => id),
    );
    return {
      title: 'Контрольный список поручений',
      file: `Контрольный список ${formatDay(cityDay(ctx.config, ctx.now))}`,
      facts: [['Поручения', boardViewTitles[filter.view]]],
      table: fillTable(
        columns,
        found.map((row) => presentAssignmentRow(ctx, row, helpers.get(row.id) ?? [])),
      ),
      journal: { objectId: filter.view, data: filter },
    };
  },
});
