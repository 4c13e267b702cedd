import { sql } from 'kysely';
import { exportAssignments } from '../../../shared/contract/group/assignments-desk.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import {
  assignmentStateTitles,
  boardViewTitles,
  controlTitles,
} from '../../../shared/text/group/assignments.ts';
import { cityDay, readCity } from '../../lib/city.ts';
import { defineReport } from '../../lib/reports/define-report.ts';
import { type Column, fillTable } from '../../lib/tables/columns.ts';
import { cityNumbersOf, type NumberedPapers } from '../city-numbers/index.ts';
import { readableAssignments } from './assignment-rows.ts';
import { selectRows } from './board.ts';
import { helpersOf, presentAssignmentRow } from './present.ts';

const columns: Column<ReturnType<typeof presentAssignmentRow> & { cityNumber: string | null }>[] = [
  { title: '№', width: 12, of: ({ number }) => number },
  { title: 'Рег. № СЭД', width: 16, of: ({ cityNumber }) => cityNumber },
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
    const ids = found.map(({ id }) => id);
    const [helpers, numbers] = await Promise.all([helpersOf(ctx, ids), cityNumbersOf(ctx, ids)]);
    return {
      title: 'Контрольный список поручений',
      file: `Контрольный список ${formatDay(cityDay(ctx.config, ctx.now))}`,
      facts: [['Поручения', boardViewTitles[filter.view]]],
      table: fillTable(
        columns,
        found.map((row) => ({
          ...presentAssignmentRow(ctx, row, helpers.get(row.id) ?? []),
          cityNumber: numbers.get(row.id)?.number ?? null,
        })),
      ),
      journal: { objectId: filter.view, data: filter },
    };
  },
});

/** Assignments as papers that get a number of the city's document system. */
export const numberedAssignments: NumberedPapers = {
  kind: 'assignment',
  select: (ctx) => sql`
    SELECT assignment.id, 'П-' || assignment.serial || '/' || assignment.year AS own_number,
      (assignment.issued_at AT TIME ZONE ${readCity(ctx.config).zone})::date AS day, assignment.text AS title,
      '/staff/assignments/' || assignment.id AS href
    FROM assignments.assignment AS assignment WHERE ${readableAssignments(ctx.actor)}`,
};
