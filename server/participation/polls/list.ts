import { type RawBuilder, sql } from 'kysely';
import type * as contract from '../../../shared/contract/participation/polls.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { cursorId, cursorMoment, readCursor, writeCursor } from '../../lib/http/cursor.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { offers } from '../../lib/module/offers.ts';
import { countParticipants } from './card.ts';
import type { PollRow } from './rows.ts';

/** Plans: poll_state; all of them by poll_latest. */
const shelves: Readonly<Record<contract.PollShelf, RawBuilder<unknown>>> = {
  making: sql`state IN ('draft', 'legal-review', 'approved')`,
  running: sql`state IN ('announced', 'open', 'paused')`,
  over: sql`state IN ('closed', 'counted', 'published')`,
  all: sql`true`,
};

type Row = Pick<
  PollRow,
  'id' | 'kind' | 'title' | 'state' | 'state_at' | 'opens_at' | 'closes_at' | 'made_by_name' | 'reason'
> & { key: string };

/** Route. */
export async function listPolls(
  ctx: Ctx,
  { query }: HandlerInput<typeof contract.listPolls>,
): Promise<RouteReplyInput<typeof contract.listPolls>> {
  const cursor = readCursor(query.cursor, 2);
  const after = cursor
    ? sql`AND (made_at, id) < (${cursorMoment(cursor[0] ?? null)}::timestamptz, ${cursorId(cursor[1] ?? null)}::uuid)`
    : sql``;
  const { rows } = await sql<Row>`
    SELECT id, kind, title, state, state_at, opens_at, closes_at, made_by_name, reason, made_at::text AS key FROM polls.poll
    WHERE ${shelves[query.shelf]} ${after} ORDER BY made_at DESC, id DESC LIMIT ${query.limit + 1}`.execute(
    ctx.db,
  );
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const items: contract.PollLine[] = [];
  for (const row of shown)
    items.push({
      id: row.id,
      kind: row.kind,
      title: row.title,
      state: row.state,
      stateAt: row.state_at.toISOString(),
      opensAt: row.opens_at?.toISOString() ?? null,
      closesAt: row.closes_at?.toISOString() ?? null,
      madeBy: row.made_by_name,
      reason: row.reason,
      participants: await countParticipants(ctx, row),
    });
  return {
    items,
    next: rows.length > query.limit && last ? writeCursor([last.key, last.id]) : null,
    can: offers(ctx, { keep: 'polls.keep', approve: 'polls.approve' }),
  };
}

/** Route: numbers beside the shelves. */
export async function countPolls(ctx: Ctx): Promise<RouteReplyInput<typeof contract.countPolls>> {
  const { rows } = await sql<{ making: number; running: number; over: number }>`
    SELECT count(*) FILTER (WHERE ${shelves.making})::int AS making, count(*) FILTER (WHERE ${shelves.running})::int AS running,
      count(*) FILTER (WHERE ${shelves.over})::int AS over
    FROM polls.poll WHERE ${shelves.making} OR ${shelves.running} OR ${shelves.over}`.execute(ctx.db);
  return rows[0] ?? { making: 0, running: 0, over: 0 };
}
