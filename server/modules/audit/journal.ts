import { sql } from 'kysely';
import type { z } from 'zod';
import type { listAuditRecords } from '../../../shared/contract/audit.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import type { Ctx } from '../../lib/context.ts';

type List = typeof listAuditRecords;
type Query = z.output<List['query']>;

/** Newest first. Plan: backward scan of the primary key or of the index of the one equality filter, `limit` rows. */
export async function listRecords(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const rows = await selectRecords(ctx, query);
  const page = rows.slice(0, query.limit);
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
      data,
      hash: row.hash.toString('hex'),
    };
  });
  const last = page.at(-1);
  return {
    records,
    next: rows.length > query.limit && last ? String(last.seq) : null,
    actions: await listActions(ctx),
  };
}

function selectRecords(ctx: Ctx, query: Query) {
  let select = ctx.db
    .selectFrom('audit.record')
    .selectAll()
    .orderBy('seq', 'desc')
    .limit(query.limit + 1);
  if (query.cursor && /^\d{1,18}$/.test(query.cursor))
    select = select.where('seq', '<', Number(query.cursor));
  if (query.actor) select = select.where('actor', '=', query.actor);
  if (query.action) select = select.where('action', '=', query.action);
  if (query.object) select = select.where('object', '=', query.object);
  if (query.objectId) select = select.where('object_id', '=', query.objectId);
  if (query.from) select = select.where('at', '>=', new Date(`${query.from}T00:00:00Z`));
  if (query.to) select = select.where('at', '<', new Date(Date.parse(`${query.to}T00:00:00Z`) + 86_400_000));
  return select.execute();
}

/** Names of actions present, by a loose scan of the index: one probe per distinct name, not one per row. */
async function listActions(ctx: Ctx): Promise<string[]> {
  const { rows } = await sql<{ action: string | null }>`
    WITH RECURSIVE name AS (
      SELECT min(action) AS action FROM audit.record
      UNION ALL
      SELECT (SELECT min(action) FROM audit.record WHERE action > name.action) FROM name WHERE name.action IS NOT NULL
    )
    SELECT action FROM name`.execute(ctx.db);
  return rows.flatMap(({ action }) => (action === null ? [] : [action]));
}
