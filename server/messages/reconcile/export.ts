import ExcelJS from 'exceljs';
import type { exportForPos, PosField } from '../../../shared/contract/messages/reconcile.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { dayAfter, formatDay } from '../../../shared/text/dates.ts';
import { localDate, localDayStart } from '../../base/deadlines/index.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import { cellText } from '../../lib/cell-text.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Download } from '../../lib/module/module.ts';
import { forLists, listOutsideCases, type OutsideCase } from '../cases/index.ts';
import { CSV_START, writeCsvRow } from '../imports/index.ts';
import { posPack, stageOf, stageTitle } from './pack.ts';

const MOST = 50_000;
const day = (at: Date | null): string => (at ? formatDay(localDate(at)) : '');

const cells: Record<PosField, (file: OutsideCase) => string> = {
  externalId: ({ externalId }) => externalId,
  receivedAt: ({ registeredAt }) => day(registeredAt),
  status: ({ status }) => stageTitle(stageOf(status)),
  dueOn: ({ dueAt }) => day(dueAt),
  theme: ({ factId, title }) => (factId && findFact(factId)?.title) || title,
  // ПОС has the words whole: what leads to a person needs no second journey.
  text: ({ body }) => forLists(body),
  address: ({ address }) => address ?? '',
  answer: ({ answer }) => answer ?? '',
  answeredAt: ({ answeredAt }) => day(answeredAt),
  executor: ({ unitTitle }) => unitTitle ?? '',
};

/** Route: our messages of ПОС within the reader's reach, in the columns of ПОС; no contacts go out. */
export async function exportTable(ctx: Ctx, { query }: HandlerInput<typeof exportForPos>): Promise<Download> {
  if (query.to < query.from) throw new AppError('lib.bad-input', 'Конец периода раньше начала.');
  const span = { from: localDayStart(query.from), before: localDayStart(dayAfter(query.to)) };
  const files = (await listOutsideCases(ctx, posPack.source, span, MOST)).filter(({ isOwn }) => isOwn);
  const rows = files.map((file) => posPack.columns.map(({ field }) => cells[field](file)));
  const titles = posPack.columns.map(({ title }) => title);
  ctx.audit({
    action: 'reconcile.export',
    object: 'register',
    objectId: `${query.from}..${query.to}`,
    data: { rows: rows.length, format: query.format },
  });
  const name = `Сообщения ПОС ${formatDay(query.from)}–${formatDay(query.to)}`;
  if (query.format === 'csv') {
    const text = CSV_START + [titles, ...rows].map(writeCsvRow).join('');
    return { stream: Buffer.from(text), contentType: 'text/csv; charset=utf-8', filename: `${name}.csv` };
  }
  const book = new ExcelJS.Workbook();
  book.creator = 'Отклик';
  book.created = ctx.now;
  const sheet = book.addWorksheet('Сообщения', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow(titles).font = { bold: true };
  for (const row of rows) sheet.addRow(row.map(cellText));
  sheet.columns.forEach((column) => {
    column.width = 24;
    column.alignment = { wrapText: true, vertical: 'top' };
  });
  return {
    stream: Buffer.from(await book.xlsx.writeBuffer()),
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    filename: `${name}.xlsx`,
  };
}
