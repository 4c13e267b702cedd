import ExcelJS from 'exceljs';
import type { exportAssignments } from '../../../shared/contract/group/assignments-desk.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { assignmentStateTitles, boardViewTitles, controlTitles } from '../../../shared/text/assignments.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { cellText } from '../../lib/cell-text.ts';
import { cityDay } from '../../lib/city.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Download } from '../../lib/module/module.ts';
import { selectRows } from './board.ts';
import { helpersOf, presentRow } from './present.ts';

const columns = [
  ['№', 12],
  ['Основание', 34],
  ['Что сделать', 60],
  ['Измеримый результат', 40],
  ['Отвечает', 22],
  ['Соисполнители', 26],
  ['Срок', 12],
  ['Продлений', 11],
  ['Контроль', 11],
  ['Состояние', 20],
  ['Просрочка, раб. дней', 12],
  ['Отчёт', 12],
] as const;

/** Rows a file holds. */
const MOST = 10_000;

/** Route: what the board shows as a control list for Excel; the journal keeps that it went out. */
export async function exportList(
  ctx: Ctx,
  { query }: HandlerInput<typeof exportAssignments>,
): Promise<Download> {
  const found = await selectRows(ctx, query, { limit: MOST });
  const helpers = await helpersOf(
    ctx,
    found.map(({ id }) => id),
  );
  const rows = found.map((row) => presentRow(ctx, row, helpers.get(row.id) ?? []));
  const today = formatDay(cityDay(ctx.config, ctx.now));
  const book = new ExcelJS.Workbook();
  book.creator = 'Отклик';
  book.created = ctx.now;
  const sheet = book.addWorksheet('Контроль', {
    views: [{ state: 'frozen', ySplit: 3 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  sheet.addRow(['Контрольный список поручений']).font = { bold: true, size: 14 };
  sheet.addRow([`${boardViewTitles[query.view]}; составлено ${today}`]);
  sheet.addRow(columns.map(([title]) => title)).font = { bold: true };
  for (const row of rows) {
    const cells = [
      row.number,
      row.basis,
      row.text,
      row.expectedResult,
      row.responsible,
      row.coExecutors.join(', '),
      formatDay(row.dueOn),
      row.extensions,
      controlTitles[row.control],
      assignmentStateTitles[row.state],
      row.lateDays,
      row.reportedAt ? formatDay(cityDay(ctx.config, new Date(row.reportedAt))) : '',
    ];
    sheet.addRow(cells.map((cell) => (typeof cell === 'string' ? cellText(cell) : cell)));
  }
  columns.forEach(([, width], at) => {
    const column = sheet.getColumn(at + 1);
    column.width = width;
    column.alignment = { wrapText: true, vertical: 'top' };
  });
  sheet.autoFilter = { from: { row: 3, column: 1 }, to: { row: 3, column: columns.length } };
  ctx.audit({
    action: 'assignments.export',
    object: 'assignment',
    objectId: query.view,
    data: { ...query, count: rows.length },
  });
  return {
    stream: Buffer.from(await book.xlsx.writeBuffer()),
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    filename: `Контрольный список ${today}.xlsx`,
  };
}
