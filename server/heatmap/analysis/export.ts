import ExcelJS from 'exceljs';
import type { exportAnalysis } from '../../../shared/contract/heatmap/analysis.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { causeTitles, confidenceTitles, outcomeTitles } from '../../../shared/text/analysis.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { findBlock, findFact } from '../../base/taxonomy/index.ts';
import { districtTitle } from '../../base/territory/index.ts';
import { cellText } from '../../lib/cell-text.ts';
import { cityDay } from '../../lib/city.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Download } from '../../lib/module/module.ts';
import { countTop } from '../objects/index.ts';
import { findCauses } from './causes.ts';
import { findClusters } from './clusters.ts';
import { readPeriod } from './period.ts';
import { findRising } from './rising.ts';

type Query = HandlerInput<typeof exportAnalysis>['query'];
type Cell = string | number;

interface Table {
  title: string;
  head: readonly (readonly [title: string, width: number])[];
  rows: readonly (readonly Cell[])[];
}

/** Objects a file holds. */
const MOST_OBJECTS = 100;
const fact = (id: string | null): string => (id === null ? 'без темы' : (findFact(id)?.title ?? id));

/** Route: what the screen shows as a sheet of Excel or as CSV, with its slice above; the journal keeps that it went out. */
export async function exportTable(
  ctx: Ctx,
  { query }: HandlerInput<typeof exportAnalysis>,
): Promise<Download> {
  readPeriod(query);
  const table = await makeTable(ctx, query);
  const told = describeSlice(ctx, query);
  ctx.audit({
    action: 'analysis.export',
    object: 'analysis',
    objectId: `${query.from}..${query.to}`,
    data: { ...query, count: table.rows.length },
  });
  const name = `${table.title} ${formatDay(query.from)}–${formatDay(query.to)}`;
  if (query.format === 'csv')
    return {
      stream: Buffer.from(writeCsv(table), 'utf8'),
      contentType: 'text/csv; charset=utf-8',
      filename: `${name}.csv`,
    };
  return {
    stream: await writeSheet(ctx, table, told),
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    filename: `${name}.xlsx`,
  };
}

function makeTable(ctx: Ctx, { part, kind, format: _, ...slice }: Query): Promise<Table> {
  switch (part) {
    case 'rising':
      return risingTable(ctx, slice);
    case 'causes':
      return causesTable(ctx, slice);
    case 'clusters':
      return clustersTable(ctx, slice);
    case 'objects':
      return objectsTable(ctx, slice, kind);
  }
}

type Slice = Omit<Query, 'part' | 'kind' | 'format'>;

async function risingTable(ctx: Ctx, slice: Slice): Promise<Table> {
  const { topics } = await findRising(ctx, slice);
  return {
    title: 'Растущие темы',
    head: [
      ...([
        ['Тема', 44],
        ['Блок', 24],
        ['Сообщений', 12],
        ['Ожидалось', 12],
      ] as const),
      ...([
        ['Во сколько раз', 12],
        ['Уверенность', 20],
        ['Прежние периоды', 28],
      ] as const),
    ],
    rows: topics.map((one) => [
      fact(one.factId),
      one.block === null ? '' : (findBlock(one.block)?.title ?? one.block),
      one.count,
      Math.round(one.expected * 10) / 10,
      Math.round(one.growth * 10) / 10,
      confidenceTitles[one.confidence],
      one.former.join(', '),
    ]),
  };
}

async function causesTable(ctx: Ctx, slice: Slice): Promise<Table> {
  const { outcomes, causes } = await findCauses(ctx, slice);
  return {
    title: 'Причины',
    head: [
      ['Что', 30],
      ['Причина', 50],
      ['Дел', 10],
      ['Чаще всего тема', 44],
    ],
    rows: [
      ...outcomes.map((one) => ['Результат', outcomeTitles[one.outcome], one.count, fact(one.factId)]),
      ...causes.map((one) => [causeTitles[one.kind], one.title, one.count, fact(one.factId)]),
    ],
  };
}

async function clustersTable(ctx: Ctx, slice: Slice): Promise<Table> {
  const { clusters } = await findClusters(ctx, slice);
  return {
    title: 'О чём пишут',
    head: [
      ['Группа', 40],
      ['Сообщений', 12],
      ['Мест', 10],
      ['Тема', 44],
      ['Первое', 12],
      ['Последнее', 12],
      ['Номера дел', 60],
    ],
    rows: clusters.map((one) => [
      one.name,
      one.count,
      one.places,
      fact(one.factId),
      formatDay(cityDay(ctx.config, new Date(one.firstAt))),
      formatDay(cityDay(ctx.config, new Date(one.lastAt))),
      one.numbers.join(', '),
    ]),
  };
}

async function objectsTable(ctx: Ctx, slice: Slice, kind: Query['kind']): Promise<Table> {
  const rows = await countTop(ctx, kind, slice, MOST_OBJECTS);
  return {
    title: 'Объекты',
    head: [
      ['Объект', 40],
      ['Территория', 24],
      ['Дел', 10],
      ['Открыто', 10],
      ['Просрочено', 12],
      ['Чаще всего', 44],
      ['Таких', 10],
    ],
    rows: rows.map((one) => [
      one.object.label,
      one.object.districtId === null ? '' : districtTitle(one.object.districtId),
      one.count,
      one.open,
      one.overdue,
      fact(one.factId),
      one.factCount,
    ]),
  };
}

function describeSlice(ctx: Ctx, { block, districtId, from, to }: Query): string {
  const blockWords =
    block === undefined ? 'все' : block === 'none' ? 'без темы' : (findBlock(block)?.title ?? block);
  const area =
    districtId === undefined ? 'вся' : districtId === 'none' ? 'без территории' : districtTitle(districtId);
  const made = formatDay(cityDay(ctx.config, ctx.now));
  return `${formatDay(from)}–${formatDay(to)}; блок: ${blockWords}; территория: ${area}; только открытые вам дела; составлено ${made}`;
}

async function writeSheet(ctx: Ctx, { title, head, rows }: Table, told: string): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.creator = 'Отклик';
  book.created = ctx.now;
  const sheet = book.addWorksheet(title, {
    views: [{ state: 'frozen', ySplit: 3 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  sheet.addRow([title]).font = { bold: true, size: 14 };
  sheet.addRow([told]);
  sheet.addRow(head.map(([name]) => name)).font = { bold: true };
  for (const row of rows) sheet.addRow(row.map((cell) => (typeof cell === 'string' ? cellText(cell) : cell)));
  head.forEach(([, width], at) => {
    sheet.getColumn(at + 1).width = width;
  });
  sheet.autoFilter = { from: { row: 3, column: 1 }, to: { row: 3, column: head.length } };
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** As Russian Excel opens it: UTF-8 with its mark, semicolons, commas in fractions, no cell that could run. */
function writeCsv({ head, rows }: Table): string {
  const cell = (value: Cell): string =>
    typeof value === 'number'
      ? String(value).replace('.', ',')
      : `"${cellText(value).replaceAll('"', '""')}"`;
  const lines = [head.map(([name]) => name), ...rows].map((row) => row.map(cell).join(';'));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}
