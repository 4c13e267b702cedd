import type * as contract from '../../../shared/contract/group/city-numbers.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { cityDay } from '../../lib/city.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Exchange } from '../../lib/module/module.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { unguardCell } from '../../lib/tables/formula-guard.ts';
import { parseMoment } from '../../lib/tables/reading/moments.ts';
import { readUploadedTable, type UploadedTable } from '../../lib/tables/reading/uploaded.ts';
import { titles } from './export.ts';
import { lockNumbers, writeNumber } from './numbers.ts';
import { everyPaper } from './papers.ts';
import { type KnownPaper, type NumberRow, reconcileNumbers } from './reconcile.ts';

/** Rows of one table: what a centre writes in some years. */
const MOST = 5000;
/** Papers a table is held against; a centre writes some hundreds a year. */
const MOST_PAPERS = 50_000;

/** How other systems call the same columns. */
const names: Readonly<Record<keyof typeof titles, readonly string[]>> = {
  key: ['ключ', 'id'],
  kind: ['вид документа', 'вид'],
  ownNumber: ['номер в «отклике»', 'номер в отклике', 'номер отклика', 'наш номер', '№ в отклике'],
  number: ['номер сэд', 'рег. №', 'рег. номер', 'рег.номер', 'регистрационный номер', 'номер регистрации'],
  day: ['дата регистрации в сэд', 'дата регистрации', 'дата рег.', 'дата сэд', 'зарегистрирован'],
};

const tidy = (header: string): string =>
  header.trim().toLocaleLowerCase('ru').replaceAll('"', '').replaceAll(/\s+/gu, ' ');

/** Which column of a table is which. Throws where a number, its day or the name of the paper has none. */
export function findColumns(headers: readonly string[]): Record<keyof typeof titles, string | null> {
  const find = (field: keyof typeof titles) =>
    headers.find((header) => names[field].includes(tidy(header))) ?? null;
  const found = {
    key: find('key'),
    kind: find('kind'),
    ownNumber: find('ownNumber'),
    number: find('number'),
    day: find('day'),
  };
  const lacking = [
    ...(['number', 'day'] as const).filter((field) => !found[field]).map((field) => titles[field]),
    ...(found.key || found.ownNumber ? [] : [titles.ownNumber]),
  ];
  if (lacking.length === 0) return found;
  throw new AppError(
    'imports.bad-file',
    `В таблице нет столбцов: ${lacking.map((title) => `«${title}»`).join(', ')}. Возьмите таблицу из выгрузки и впишите номера в неё.`,
  );
}

/** Rows of the table by what their columns mean. @param toDay the city's day of an instant */
export function readNumberRows(
  { headers, rows }: UploadedTable,
  toDay: (instant: Date) => string,
): NumberRow[] {
  const columns = findColumns(headers);
  return rows.map(({ row, values }) => {
    const cell = (field: keyof typeof titles): string =>
      unguardCell(values[columns[field] ?? ''] ?? '').trim();
    return {
      row,
      key: cell('key'),
      kind: cell('kind'),
      ownNumber: cell('ownNumber'),
      number: cell('number'),
      day: readDay(cell('day'), toDay),
    };
  });
}

function readDay(text: string, toDay: (instant: Date) => string): string | null {
  if (text === '') return '';
  const moment = parseMoment(text);
  if (!moment) return null;
  return moment.endsWith('Z') ? toDay(new Date(moment)) : moment.slice(0, 10);
}

const known = async (ctx: Ctx): Promise<KnownPaper[]> =>
  (await everyPaper(ctx, MOST_PAPERS)).map(({ id, kind, own_number, day, number, number_day }) => ({
    id,
    kind,
    ownNumber: own_number,
    day,
    kept: number === null ? null : { number, day: number_day! },
  }));

/**
 * Route: holds a table against what is here, and writes what is new where it is told to. Rows that cannot be taken are named and hold up
 * none of the others.
 */
export async function importNumbers(
  ctx: Ctx,
  { query }: HandlerInput<typeof contract.importNumbers>,
  exchange: Exchange,
): Promise<RouteReplyInput<typeof contract.importNumbers>> {
  const table = await readUploadedTable(ctx, exchange, {
    folder: 'city-numbers',
    most: MOST,
    ask: 'Приложите таблицу с номерами: CSV или XLSX.',
    less: 'Оставьте в ней документы, которые ждут номера.',
  });
  const rows = readNumberRows(table, (instant) => cityDay(ctx.config, instant));
  const isWritten = query.write === 'yes';
  const told = async (inner: Ctx) => {
    if (isWritten) await lockNumbers(inner);
    const found = reconcileNumbers(rows, await known(inner), cityDay(inner.config, inner.now));
    if (isWritten)
      for (const entry of found.entered) await writeNumber(inner, entry, { ...entry, source: 'file' });
    return { isWritten, rows: rows.length, ...found };
  };
  return isWritten ? runMutation(exchange.services, ctx, told) : told(ctx);
}
