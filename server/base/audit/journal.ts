import { sql } from 'kysely';
import type { z } from 'zod';
import type { exportAuditRecords, listAuditRecords } from '../../../shared/contract/base/audit.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { readCity } from '../../lib/city.ts';
import { escapeLike } from '../../lib/database/like.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { COMMITTED } from './publish.ts';

type List = typeof listAuditRecords;
type Filter = Omit<z.output<(typeof exportAuditRecords)['query']>, 'format'> & {
  /** Any of these acts; any of these things. */
  actions?: readonly string[] | undefined;
  objectIds?: readonly string[] | undefined;
};

/** Newest first. Plan: backward scan of the primary key or of the index of the one equality filter, `limit` rows. */
export async function listRecords(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const { cursor, limit, ...filter } = query;
  const seen = cursor && /^\d{1,18}$/.test(cursor) ? Number(cursor) : undefined;
  const rows = await selectRecords(ctx, filter, limit + 1, seen);
  const page = rows.slice(0, limit);
  const records = page.map((row) => {
    const { actorName, data } = JSON.parse(row.payload) as {
      actorName: string;
      data: Record<string, unknown>;
    };
    return {
      seq: row.seq,
      at: row.at.toISOString(),
      actor: row.actor,
      actorName,
      action: row.action,
      object: row.object,
      objectId: row.object_id,
      data: tellBriefly(row.action, data),
      hash: row.hash.toString('hex'),
    };
  });
  const last = page.at(-1);
  return {
    records,
    next: rows.length > limit && last ? String(last.seq) : null,
    actions: await listValues(ctx, 'action'),
    objects: await listValues(ctx, 'object'),
    people: await listJournalPeople(ctx),
  };
}

/** What a record tells on a screen and in a cell: of commitments, hundreds of hashes in one record, how many. */
export const tellBriefly = (action: string, data: Record<string, unknown>): Record<string, unknown> =>
  action === COMMITTED && Array.isArray(data.lines) ? { lines: data.lines.length } : data;

/** Records by a filter, newest first; `seen` is the last one shown. */
export function selectRecords(ctx: Ctx, query: Filter, limit: number, seen?: number) {
  let select = ctx.db.selectFrom('audit.record').selectAll().orderBy('seq', 'desc').limit(limit);
  if (seen !== undefined) select = select.where('seq', '<', seen);
  const { actor } = query;
  // All of a kind: names that begin so.
  if (actor?.endsWith(':')) select = select.where('actor', 'like', `${escapeLike(actor)}%`);
  else if (actor) select = select.where('actor', '=', actor);
  if (query.action) select = select.where('action', '=', query.action);
  if (query.object) select = select.where('object', '=', query.object);
  if (query.objectId) select = select.where('object_id', '=', query.objectId);
  if (query.actions) select = select.where('action', 'in', query.actions);
  if (query.objectIds) select = select.where(sql<boolean>`object_id = ANY(${query.objectIds}::text[])`);
  // Days are the city's.
  const { zone } = readCity(ctx.config);
  if (query.from)
    select = select.where(sql<boolean>`at >= ${query.from}::date::timestamp AT TIME ZONE ${zone}`);
  if (query.to)
    select = select.where(sql<boolean>`at < (${query.to}::date + 1)::timestamp AT TIME ZONE ${zone}`);
  return select.execute();
}

/** Values present in a column, by a loose scan of its index: one probe per distinct value, not one per row. */
async function listValues(ctx: Ctx, column: 'action' | 'object'): Promise<string[]> {
  const value = sql.ref(column);
  const { rows } = await sql<{ value: string | null }>`
    WITH RECURSIVE present AS (
      SELECT min(${value}) AS value FROM audit.record
      UNION ALL
      SELECT (SELECT min(${value}) FROM audit.record WHERE ${value} > present.value) FROM present
      WHERE present.value IS NOT NULL
    )
    SELECT value FROM present`.execute(ctx.db);
  return rows.flatMap(({ value: found }) => found ?? []);
}

/**
 * Staff the journal knows, under the name of their last record; residents are never listed. Plan: record_actor. Ids are
 * hexadecimal, so the bounds hold in any collation. That none is a stranger is said for the index, which leaves them out.
 */
export async function listJournalPeople(ctx: Ctx): Promise<{ actor: string; name: string }[]> {
  const { rows } = await sql<{ actor: string; name: string | null }>`
    WITH RECURSIVE present AS (
      SELECT min(actor) AS actor FROM audit.record WHERE actor >= 'staff:0' AND actor <= 'staff:z' AND actor <> 'anonymous'
      UNION ALL
      SELECT (SELECT min(actor) FROM audit.record WHERE actor > present.actor AND actor <= 'staff:z' AND actor <> 'anonymous') FROM present
      WHERE present.actor IS NOT NULL
    )
    SELECT present.actor, last.payload::jsonb ->> 'actorName' AS name FROM present
    CROSS JOIN LATERAL (SELECT payload FROM audit.record
      WHERE record.actor = present.actor AND record.actor <> 'anonymous' ORDER BY seq DESC LIMIT 1) AS last`.execute(
    ctx.db,
  );
  return rows
    .map(({ actor, name }) => ({ actor, name: name || actor }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'ru'));
}
