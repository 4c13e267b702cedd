import type { Selectable } from 'kysely';
import type { Channel } from '../../../shared/contract/messages/cases.ts';
import type {
  getImport as getImportRoute,
  ImportProgress,
  ImportState,
  listImports as listImportsRoute,
} from '../../../shared/contract/messages/imports.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { lastOf } from '../../../shared/lists.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import { AppError } from '../../lib/errors.ts';
import { type Actor, type Ctx, isStaff } from '../../lib/module/context.ts';
import type { TableShape } from '../../lib/tables/reading/table.ts';

export type ImportRow = Selectable<DB['imports.import']>;

export const RUNNING: readonly ImportState[] = ['queued', 'reading', 'making'];

/** Rows of a file are a stranger's letters: only who brought them sees them here again. */
export const isOwner = (actor: Actor, row: Pick<ImportRow, 'created_by'>): boolean =>
  isStaff(actor) && row.created_by === actor.id;

/** Whether a run may begin: the file is here and nobody is at it. A run again adds only what is missing. */
export const mayStart = (row: Pick<ImportRow, 'state' | 'has_file'>): boolean =>
  row.has_file && ['uploaded', 'failed', 'cancelled'].includes(row.state);

function findCan(actor: Actor, row: ImportRow): string[] {
  const isRunning = RUNNING.includes(row.state);
  return [
    ...(mayStart(row) && isOwner(actor, row) ? ['start', 'table'] : []),
    ...((row.state === 'uploaded' && isOwner(actor, row)) || (isRunning && !row.is_cancelling)
      ? ['cancel']
      : []),
    ...(!isRunning && row.refused > 0 ? ['report'] : []),
  ];
}

/** Row → the contract's progress, with what the actor may do. */
export function presentImport(actor: Actor, row: ImportRow): ImportProgress {
  return {
    id: row.id,
    filename: row.filename,
    format: (row.shape as TableShape).format,
    bytes: row.bytes,
    state: row.state,
    source: row.source,
    channel: row.channel as Channel,
    isOwnCity: row.is_own_city,
    isStrict: row.is_strict,
    isCancelling: row.is_cancelling,
    rowsRead: row.rows_read,
    accepted: row.accepted,
    refused: row.refused,
    repeated: row.repeated,
    warned: row.warned,
    error: row.error,
    createdAt: row.created_at.toISOString(),
    createdByName: row.created_by_name,
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    can: findCan(actor, row),
  };
}

const notFound = () =>
  new AppError('lib.not-found', 'Такой загрузки нет: её не начали в течение суток или адрес неверен.');

/** An import by id; throws `lib.not-found`. */
export async function readImport(ctx: Ctx, id: string): Promise<ImportRow> {
  const row = await ctx.db.selectFrom('imports.import').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

/** The import, its row locked until the transaction ends. */
export async function lockImport(ctx: Ctx, id: string): Promise<ImportRow> {
  const row = await ctx.db
    .selectFrom('imports.import')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

/** Route: how far an import is. */
export async function getImport(
  ctx: Ctx,
  { params }: HandlerInput<typeof getImportRoute>,
): Promise<RouteReplyInput<typeof getImportRoute>> {
  return presentImport(ctx.actor, await readImport(ctx, params.id));
}

/** Newest first: ids grow with time. */
export async function listImports(
  ctx: Ctx,
  { query }: HandlerInput<typeof listImportsRoute>,
): Promise<RouteReplyInput<typeof listImportsRoute>> {
  let select = ctx.db
    .selectFrom('imports.import')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (query.cursor) {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(query.cursor))
      throw new AppError('lib.bad-input', 'Продолжение списка не читается. Откройте список сначала.');
    select = select.where('id', '<', query.cursor);
  }
  const rows = await select.execute();
  const page = rows.slice(0, query.limit);
  return {
    imports: page.map((row) => presentImport(ctx.actor, row)),
    next: rows.length > query.limit ? lastOf(page).id : null,
  };
}
