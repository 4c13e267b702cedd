import { type Selectable, sql } from 'kysely';
import type { PublicationState, VariantState } from '../../../../shared/contract/pages/publications.ts';
import type { DB } from '../../../lib/database/schema.gen.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { lockSeen, type RecordKind } from '../../../lib/module/stale.ts';
import { type RequestAct, refusalOf } from './workflow.ts';

export type RequestRow = Selectable<DB['gospubliki.request']>;
export type RequestPageRow = Selectable<DB['gospubliki.request_page']>;

const requestKind: RecordKind = { words: 'Заявку', object: 'placement-request', module: 'gospubliki' };
const missing = (): AppError => new AppError('lib.not-found', 'Такой заявки нет. Обновите список.');

/** Requests are of the whole administration: whoever may read them reads all of them. */
export async function findRequest(ctx: Ctx, id: string): Promise<RequestRow> {
  const row = await ctx.db
    .selectFrom('gospubliki.request')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw missing();
  return row;
}

/** Locks a request by the version that was seen; refuses an act its state does not allow. */
export async function lockRequest(
  ctx: Ctx,
  { id, version }: { id: string; version: number },
  act: RequestAct,
): Promise<RequestRow> {
  const query = ctx.db.selectFrom('gospubliki.request').selectAll().where('id', '=', id);
  const row = await lockSeen(requestKind, query, { seen: version, missing });
  const words = refusalOf(act, row.state);
  if (words) throw new AppError('lib.conflict', words);
  return row;
}

/** Writes what changed of a locked request, as its next version. */
export async function updateRequest(
  ctx: Ctx,
  row: Pick<RequestRow, 'id' | 'version'>,
  set: Partial<Omit<RequestRow, 'id' | 'version' | 'load'>> & { load?: string },
): Promise<void> {
  await ctx.db
    .updateTable('gospubliki.request')
    .set({ ...set, moved_at: ctx.now, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
}

/** Pages of these requests. Plan: request_page_pkey. */
export async function pagesOfRequests(ctx: Ctx, ids: readonly string[]): Promise<RequestPageRow[]> {
  if (ids.length === 0) return [];
  return ctx.db
    .selectFrom('gospubliki.request_page')
    .selectAll()
    .where('request_id', 'in', [...ids])
    .execute();
}

/** A page's variant of the publication of a request, and how that publication stands. */
export interface RequestVariant {
  page_id: string;
  state: VariantState;
  piece_state: PublicationState;
  due_at: Date;
  url: string;
  published_at: Date | null;
  reason: string;
}

/** Variants of the publications that were begun from these requests, by request. Plan: publication_source. */
export async function variantsOfRequests(
  ctx: Ctx,
  ids: readonly string[],
): Promise<Map<string, RequestVariant[]>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<RequestVariant & { source_id: string }>`
    SELECT source_id, page_id, state, piece_state, due_at, url, published_at, reason FROM publications.v_variant
    WHERE source_kind = 'request' AND source_id = ANY(${[...ids]}::uuid[])`.execute(ctx.db);
  return Map.groupBy(rows, ({ source_id: id }) => id);
}
