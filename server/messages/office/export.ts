import ExcelJS from 'exceljs';
import type { exportAppeals, JournalLine } from '../../../shared/contract/messages/office.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { appealFormTitles, appealKindTitles, appealResultTitles } from '../../../shared/text/appeals.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { cellText } from '../../lib/cell-text.ts';
import { cityDay } from '../../lib/city.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Download } from '../../lib/module/module.ts';
import { coveredCases } from '../cases/index.ts';
import { lineColumns, presentLine, selectLines } from './journal.ts';

/** Rows one sheet takes: a journal of many years is exported year by year. */
const LIMIT = 20_000;

const columns = [
  ['№', 12],
  ['Поступило', 12],
  ['Зарегистрировано', 16],
  ['Вид', 14],
  ['Форма', 14],
  ['От кого', 18],
  ['Содержание', 50],
  ['Дело', 16],
  ['Исполнитель', 26],
  ['Срок', 12],
  ['Ответ', 12],
  ['Результат', 24],
  ['Коллективное', 14],
  ['Повторное к', 16],
  ['Контроль', 10],
] as const;

/** Both values of a day that was put right. */
const tellReceived = ({ receivedOn, receivedBefore }: JournalLine): string =>
  receivedBefore
    ? `${formatDay(receivedOn)} (исправлено, было ${formatDay(receivedBefore)})`
    : formatDay(receivedOn);

/** The day of the answer, and the one that was broken. */
const tellDue = ({ brokenDueOn }: JournalLine, dueOn: string | null): string => {
  const due = dueOn ? formatDay(dueOn) : '';
  if (!brokenDueOn) return due;
  return brokenDueOn === dueOn ? `${due} (нарушен)` : `${due} (нарушен ${formatDay(brokenDueOn)})`.trim();
};

/**
 * Route: the journal by the same filter as the screen, on landscape A4. Names are whole for who may see contacts, and the
 * journal of acts keeps it; masked for others.
 */
export async function exportXlsx(ctx: Ctx, { query }: HandlerInput<typeof exportAppeals>): Promise<Download> {
  const rows = await selectLines(ctx, query)
    .select(lineColumns)
    .select(coveredCases(ctx.actor, 'cases.reveal', 'cases.v_appeal').as('is_whole'))
    .orderBy('appeal.year')
    .orderBy('appeal.serial')
    .limit(LIMIT)
    .execute();
  const book = new ExcelJS.Workbook();
  book.creator = 'Отклик';
  book.created = ctx.now;
  const sheet = book.addWorksheet('Журнал обращений', {
    views: [{ state: 'frozen', xSplit: 1, ySplit: 2 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  const period = [query.from && `с ${formatDay(query.from)}`, query.to && `по ${formatDay(query.to)}`];
  sheet.addRow([['Журнал обращений', ...period.filter(Boolean)].join(' ')]).font = { bold: true, size: 14 };
  const head = sheet.addRow(columns.map(([title]) => title));
  head.font = { bold: true };
  head.alignment = { wrapText: true, vertical: 'middle' };
  columns.forEach(([, width], at) => {
    sheet.getColumn(at + 1).width = width;
  });
  for (const row of rows) {
    const line = presentLine(ctx, { ...row, is_extended: false });
    sheet.addRow([
      line.number,
      tellReceived(line),
      formatDay(line.registeredOn),
      appealKindTitles[line.kind],
      appealFormTitles[line.form],
      cellText((row.is_whole ? row.person_name : line.from) ?? ''),
      cellText(line.title),
      line.caseNumber,
      cellText(line.executorUnit ?? ''),
      tellDue(line, row.due_at && cityDay(ctx.config, row.due_at)),
      line.answeredOn ? formatDay(line.answeredOn) : '',
      line.isStruck ? 'Снято: другой порядок' : line.result ? appealResultTitles[line.result] : '',
      line.isCollective ? 'да' : '',
      line.repeatOf ?? '',
      line.isControl ? 'да' : '',
    ]);
  }
  sheet.autoFilter = { from: { row: 2, column: 1 }, to: { row: 2, column: columns.length } };
  ctx.audit({
    action: 'office.export-appeals',
    object: 'journal',
    objectId: `${query.from ?? ''}..${query.to ?? ''}`,
    data: { count: rows.length, names: rows.some((row) => row.is_whole) ? 'whole' : 'masked' },
  });
  return {
    stream: Buffer.from(await book.xlsx.writeBuffer()),
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    filename: `Журнал обращений ${formatDay(cityDay(ctx.config, ctx.now))}.xlsx`,
  };
}
