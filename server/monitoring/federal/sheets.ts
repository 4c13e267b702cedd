import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type * as contract from '../../../shared/contract/monitoring/federal.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { DAY } from '../../../shared/time.ts';
import { localDate } from '../../base/deadlines/index.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import { AppError } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, defineJob, isStaff } from '../../lib/module/context.ts';
import type { Exchange } from '../../lib/module/module.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { fingerprintHeaders } from '../../lib/tables/reading/table.ts';
import { readUploadedTable, type UploadedTable } from '../../lib/tables/reading/uploaded.ts';
import { federalPack, guessFederalColumns } from './pack.ts';
import type { FederalLine } from './rows.ts';

/** How that system is called to people. */
export const SYSTEM = 'Инцидент Менеджмент';

export type SheetRow = Selectable<DB['federal.sheet']>;

/** Rows of one table: a month of a city has a few hundred; each may become an incident. */
const MOST = 2000;
/** Rows are strangers' words: they leave after this, totals and decisions stay. */
const KEPT_DAYS = 30;

const texts = z.array(z.string());
const columns = z.record(z.string(), z.string());

export const packOf = (ctx: Ctx) => federalPack.on(localDate(ctx.now));

/** Route: reads a table and keeps its rows; nothing is taken in yet. Throws `imports.bad-file`. */
export async function uploadFederalTable(
  ctx: Ctx,
  _input: unknown,
  exchange: Exchange,
): Promise<RouteReplyInput<typeof contract.uploadFederalTable>> {
  const table = await readUploadedTable(ctx, exchange, {
    folder: 'federal',
    most: MOST,
    ask: 'Выберите файл: CSV или XLSX.',
    less: 'Выгрузите меньший период.',
  });
  const caller = { actor: ctx.actor, requestId: ctx.requestId, ip: ctx.ip, log: ctx.log };
  return runMutation(exchange.services, caller, (inner) => keepTable(inner, table));
}

async function keepTable(
  ctx: Ctx,
  { filename, headers, rows }: UploadedTable,
): Promise<contract.FederalTable> {
  if (!isStaff(ctx.actor)) throw new Error('The route lets only staff in');
  const id = newId();
  const fingerprint = fingerprintHeaders(headers);
  const known = await ctx.db
    .selectFrom('federal.mapping')
    .select('mapping')
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst();
  const mapping = known ? columns.parse(known.mapping) : guessFederalColumns(headers, packOf(ctx));
  await ctx.db
    .insertInto('federal.sheet')
    .values({
      id,
      filename,
      fingerprint,
      headers: JSON.stringify(headers),
      mapping: JSON.stringify(mapping),
      row_count: rows.length,
      created_at: ctx.now,
      created_by: ctx.actor.id,
      created_by_name: ctx.actor.name,
    })
    .execute();
  const lines = rows.map(({ row, values }) => ({ row_no: row, cells: values }));
  await sql`
    INSERT INTO federal.line (sheet_id, row_no, cells)
    SELECT ${id}::uuid, row_no, cells
    FROM json_to_recordset(${JSON.stringify(lines)}::json) AS given(row_no int, cells jsonb)`.execute(ctx.db);
  ctx.audit({ action: 'federal.upload', object: 'federal-table', objectId: id, data: { rows: rows.length } });
  return presentSheet(await readSheet(ctx, id));
}

/** Every night. */
export const dropOldLinesJob = defineJob('federal.drop-old-lines', z.object({}));

/** Rows past their term leave. */
export async function dropOldLines(ctx: Ctx): Promise<void> {
  await sql`
    DELETE FROM federal.line USING federal.sheet
    WHERE sheet.id = line.sheet_id AND sheet.created_at < ${new Date(ctx.now.getTime() - KEPT_DAYS * DAY)}`.execute(
    ctx.db,
  );
}

export async function readSheet(ctx: Ctx, id: string): Promise<SheetRow> {
  const row = await ctx.db.selectFrom('federal.sheet').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('lib.not-found', 'Такого файла нет. Обновите список.');
  return row;
}

export const headersOf = ({ headers }: SheetRow): string[] => texts.parse(headers);
export const mappingOf = ({ mapping }: SheetRow): Record<string, string> => columns.parse(mapping);

/** Rows as they stand in the file; `only` = one of them. */
export async function readLines(ctx: Ctx, sheet: SheetRow, only?: number): Promise<FederalLine[]> {
  const rows = await ctx.db
    .selectFrom('federal.line')
    .select(['row_no', 'cells'])
    .where('sheet_id', '=', sheet.id)
    .$if(only !== undefined, (query) => query.where('row_no', '=', only ?? 0))
    .orderBy('row_no')
    .execute();
  if (rows.length === 0 && sheet.row_count > 0)
    throw new AppError(
      'lib.conflict',
      'Строки этого файла уже удалены: прошло 30 дней. Загрузите его заново.',
    );
  return rows.map(({ row_no, cells }) => ({ row_no, cells: columns.parse(cells) }));
}

/** Row → the contract's table. */
export function presentSheet(row: SheetRow): contract.FederalTable {
  return {
    id: row.id,
    filename: row.filename,
    headers: headersOf(row),
    mapping: mappingOf(row),
    rowCount: row.row_count,
    createdAt: row.created_at.toISOString(),
    createdByName: row.created_by_name,
    takenAt: row.taken_at?.toISOString() ?? null,
    totals: row.taken_at ? (row.totals as contract.FederalTable['totals']) : null,
  };
}

/** Route: one table. */
export const readFederalTable = async (
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.readFederalTable>,
): Promise<contract.FederalTable> => presentSheet(await readSheet(ctx, params.id));

/** Route: the last twenty tables, and what columns there are. */
export async function listFederalTables(
  ctx: Ctx,
): Promise<RouteReplyInput<typeof contract.listFederalTables>> {
  const rows = await ctx.db
    .selectFrom('federal.sheet')
    .selectAll()
    .orderBy('created_at', 'desc')
    .limit(20)
    .execute();
  const { toVerify, legal } = federalPack.read();
  return {
    tables: rows.map(presentSheet),
    fields: packOf(ctx).columns.map(({ field, title }) => ({ field, title })),
    isUnverified: toVerify,
    legal: legal.text,
  };
}
