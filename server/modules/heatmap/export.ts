import ExcelJS from 'exceljs';
import type { exportMatrix, HeatRow } from '../../../shared/contract/heatmap.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { channelTitles } from '../../../shared/text/channels.ts';
import { formatDateTime, formatDay } from '../../../shared/text/dates.ts';
import { readCity } from '../../lib/city.ts';
import type { Ctx } from '../../lib/context.ts';
import type { Download } from '../../lib/module.ts';
import { currentTaxonomy, findBlock } from '../taxonomy/index.ts';
import { districtTitle } from '../territory/index.ts';
import type { Filter } from './filter.ts';
import { buildMatrix } from './matrix.ts';

const measureTitles = {
  open: 'все открытые',
  received: 'поступило',
  overdue: 'просрочено',
  solved: 'решено',
} as const;

/** A cell that begins with one of these is run as a formula by spreadsheet programs. */
const asText = (value: string): string => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value);

/** The matrix as a sheet with its filter written above it; numbers are numbers, small cells are hatched as on the screen. */
export async function exportXlsx(ctx: Ctx, { query }: HandlerInput<typeof exportMatrix>): Promise<Download> {
  const matrix = await buildMatrix(ctx, query);
  const blocks = currentTaxonomy().blocks;
  const columns = [
    ...blocks.map(({ code, shortTitle }) => ({ code, title: shortTitle })),
    { code: 'none', title: 'Тема не определена' },
  ];
  const book = new ExcelJS.Workbook();
  book.creator = 'Отклик';
  book.created = ctx.now;
  const sheet = book.addWorksheet('Матрица', {
    views: [{ state: 'frozen', xSplit: 1, ySplit: 5 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  for (const line of describeFilter(ctx, query)) sheet.addRow([line]);
  sheet.getCell('A1').font = { bold: true, size: 14 };
  const head = sheet.addRow(['Территория', ...columns.map(({ title }) => title), 'Всего', 'Было раньше']);
  head.font = { bold: true };
  head.alignment = { wrapText: true, vertical: 'middle' };
  for (const row of [...matrix.rows, matrix.total])
    addRow(
      sheet,
      row,
      columns.map(({ code }) => code),
    );
  sheet.getColumn(1).width = 30;
  for (let index = 2; index <= columns.length + 3; index += 1) sheet.getColumn(index).width = 13;
  addHeat(sheet, head.number + 1, head.number + matrix.rows.length, columns.length);
  ctx.audit({
    action: 'heatmap.export',
    object: 'matrix',
    objectId: `${query.from}..${query.to}`,
    data: { ...query },
  });
  return {
    stream: Buffer.from(await book.xlsx.writeBuffer()),
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    filename: `Тепловая карта ${formatDay(query.from)}–${formatDay(query.to)}.xlsx`,
  };
}

function blockName(code: string | undefined): string {
  if (code === undefined) return 'все';
  return code === 'none' ? 'тема не определена' : (findBlock(code)?.title ?? code);
}

function districtName(id: string | undefined): string {
  if (id === undefined) return 'вся';
  if (id === 'none') return 'без места';
  return id.endsWith('.none')
    ? `${districtTitle(id.slice(0, -'.none'.length))}, без уточнения`
    : districtTitle(id);
}

function describeFilter(ctx: Ctx, filter: Filter): string[] {
  const parts = [
    `Показатель: ${measureTitles[filter.measure]}`,
    `канал: ${filter.channel ? channelTitles[filter.channel] : 'все'}`,
    `блок: ${blockName(filter.block)}`,
    `территория: ${districtName(filter.districtId)}`,
  ];
  return [
    'Тепловая карта: территория × блок',
    `Период: ${formatDay(filter.from)}–${formatDay(filter.to)}`,
    parts.join('; '),
    `Данные на ${formatDateTime(ctx.now, readCity(ctx.config).zone)} по местному времени`,
  ];
}

function addRow(sheet: ExcelJS.Worksheet, row: HeatRow, codes: string[]): void {
  const title = row.level === 1 && row.districtId ? `  ${row.title}` : row.title;
  const values = codes.map((code) => row.cells[code]?.count ?? 0);
  const line = sheet.addRow([asText(title), ...values, row.total.count, row.total.before]);
  if (row.level === 0) line.font = { bold: true };
  else {
    values.forEach((value, index) => {
      if (value > 0 && value < 5)
        line.getCell(index + 2).fill = { type: 'pattern', pattern: 'lightUp', fgColor: { argb: 'FFD9D3C4' } };
    });
  }
}

function addHeat(sheet: ExcelJS.Worksheet, first: number, last: number, columns: number): void {
  if (last < first) return;
  sheet.addConditionalFormatting({
    ref: `B${first}:${sheet.getColumn(columns + 1).letter}${last}`,
    rules: [
      {
        type: 'colorScale',
        priority: 1,
        cfvo: [{ type: 'num', value: 5 }, { type: 'max' }],
        color: [{ argb: 'FFF4EBD3' }, { argb: 'FFA8481C' }],
      },
    ],
  });
}
