import { type RawBuilder, sql } from 'kysely';
import type * as contract from '../../../shared/contract/participation/initiatives.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { maskPersonal } from '../../base/understanding/index.ts';
import { cityDay } from '../../lib/city.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import { cursorId, cursorMoment, readCursor, writeCursor } from '../../lib/http/cursor.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import type { InitiativeRow } from './rows.ts';

/** Plans: initiative_state; all of them by initiative_latest. */
const shelves: Readonly<Record<contract.InitiativeShelf, RawBuilder<unknown>>> = {
  waiting: sql`state = 'waiting'`,
  open: sql`state = 'open'`,
  reached: sql`state IN ('reached', 'accepted')`,
  over: sql`state IN ('declined', 'decided', 'ended', 'refused')`,
  all: sql`true`,
};

/** In full to whoever looks at it, without names and numbers of people to whoever only reads. */
export const wordsFor =
  (ctx: Ctx) =>
  (text: string): string =>
    hasPermission(ctx, 'initiatives.keep') ? text : maskPersonal(text);

export const presentInitiativeLine = (
  ctx: Ctx,
  row: InitiativeRow & { supported: number },
): contract.InitiativeLine => ({
  id: row.id,
  title: wordsFor(ctx)(row.title),
  place: wordsFor(ctx)(row.place),
  districtId: row.district_id,
  state: row.state,
  madeAt: row.made_at.toISOString(),
  closesAt: row.closes_at?.toISOString() ?? null,
  dueOn: row.due_on,
  isLate: row.due_on !== null && row.due_on < cityDay(ctx.config, ctx.now),
  supports: row.supported,
  threshold: row.threshold,
});

/** Route. Plan of the numbers: the primary key of the roll. */
export async function listInitiatives(
  ctx: Ctx,
  { query }: HandlerInput<typeof contract.listInitiatives>,
): Promise<RouteReplyInput<typeof contract.listInitiatives>> {
  const cursor = readCursor(query.cursor, 2);
  const after = cursor
    ? sql`AND (made_at, id) < (${cursorMoment(cursor[0] ?? null)}::timestamptz, ${cursorId(cursor[1] ?? null)}::uuid)`
    : sql``;
  const { rows } = await sql<InitiativeRow & { supported: number; key: string }>`
    SELECT *, made_at::text AS key,
      coalesce(supports, (SELECT count(*)::int FROM initiatives.supporter WHERE initiative_id = initiative.id)) AS supported
    FROM initiatives.initiative WHERE ${shelves[query.shelf]} ${after}
    ORDER BY made_at DESC, id DESC LIMIT ${query.limit + 1}`.execute(ctx.db);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => presentInitiativeLine(ctx, row)),
    next: rows.length > query.limit && last ? writeCursor([last.key, last.id]) : null,
  };
}

/** Route. Plan: initiative_state. */
export async function countInitiatives(ctx: Ctx): Promise<RouteReplyInput<typeof contract.countInitiatives>> {
  const { rows } = await sql<{ waiting: number }>`
    SELECT count(*)::int AS waiting FROM initiatives.initiative WHERE state IN ('waiting', 'reached', 'accepted')`.execute(
    ctx.db,
  );
  return firstRow(rows);
}
