import { type RawBuilder, sql } from 'kysely';
import type * as contract from '../../../shared/contract/base/breaches.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { cursorId, cursorMoment, readCursor, writeCursor } from '../../lib/http/cursor.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { presentBreachLine } from './card.ts';
import type { BreachRow } from './rows.ts';

const shelves: Readonly<Record<'running' | 'over' | 'all', RawBuilder<unknown>>> = {
  running: sql`state IN ('open', 'notified', 'reported')`,
  over: sql`state IN ('closed', 'dismissed')`,
  all: sql`true`,
};

/** Route. Plan: breach_latest; a city has tens of them. */
export async function listBreaches(
  ctx: Ctx,
  { query }: HandlerInput<typeof contract.listBreaches>,
): Promise<RouteReplyInput<typeof contract.listBreaches>> {
  const cursor = readCursor(query.cursor, 2);
  const after = cursor
    ? sql`AND (discovered_at, id) < (${cursorMoment(cursor[0] ?? null)}::timestamptz, ${cursorId(cursor[1] ?? null)}::uuid)`
    : sql``;
  const { rows } = await sql<BreachRow & { key: string }>`
    SELECT *, discovered_at::text AS key FROM breaches.breach WHERE ${shelves[query.shelf]} ${after}
    ORDER BY discovered_at DESC, id DESC LIMIT ${query.limit + 1}`.execute(ctx.db);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => presentBreachLine(row, ctx.now)),
    next: rows.length > query.limit && last ? writeCursor([last.key, last.id]) : null,
  };
}
