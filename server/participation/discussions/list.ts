import { type RawBuilder, sql } from 'kysely';
import type * as contract from '../../../shared/contract/participation/discussions.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import { cursorId, cursorMoment, readCursor, writeCursor } from '../../lib/http/cursor.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { offers } from '../../lib/module/offers.ts';
import type { DiscussionRow } from './rows.ts';

/** Plans: discussion_state; all of them by discussion_latest. */
const shelves: Readonly<Record<contract.DiscussionShelf, RawBuilder<unknown>>> = {
  making: sql`state IN ('draft', 'legal-review', 'approved')`,
  running: sql`state IN ('announced', 'open')`,
  answering: sql`state IN ('closed', 'answered')`,
  over: sql`state IN ('published', 'decision-recorded', 'archived')`,
  all: sql`true`,
};

type Row = Pick<
  DiscussionRow,
  'id' | 'kind' | 'title' | 'state' | 'opens_at' | 'closes_at' | 'made_by_name' | 'reason'
> & { key: string; remarks: number; unanswered: number };

/** Route. Plan of the numbers: the unique key of the remarks, remark_unanswered. */
export async function listDiscussions(
  ctx: Ctx,
  { query }: HandlerInput<typeof contract.listDiscussions>,
): Promise<RouteReplyInput<typeof contract.listDiscussions>> {
  const cursor = readCursor(query.cursor, 2);
  const after = cursor
    ? sql`AND (made_at, id) < (${cursorMoment(cursor[0] ?? null)}::timestamptz, ${cursorId(cursor[1] ?? null)}::uuid)`
    : sql``;
  const { rows } = await sql<Row>`
    SELECT id, kind, title, state, opens_at, closes_at, made_by_name, reason, made_at::text AS key,
      (SELECT count(*)::int FROM discussions.remark WHERE discussion_id = discussion.id) AS remarks,
      (SELECT count(*)::int FROM discussions.remark WHERE discussion_id = discussion.id AND answer_id IS NULL) AS unanswered
    FROM discussions.discussion WHERE ${shelves[query.shelf]} ${after}
    ORDER BY made_at DESC, id DESC LIMIT ${query.limit + 1}`.execute(ctx.db);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => ({
      id: row.id,
      kind: row.kind,
      title: row.title,
      state: row.state,
      opensAt: row.opens_at?.toISOString() ?? null,
      closesAt: row.closes_at?.toISOString() ?? null,
      madeBy: row.made_by_name,
      reason: row.reason,
      remarks: row.remarks,
      unanswered: row.unanswered,
    })),
    next: rows.length > query.limit && last ? writeCursor([last.key, last.id]) : null,
    can: offers(ctx, { keep: 'discussions.keep', approve: 'discussions.approve' }),
  };
}

/** Route: remarks that wait for an answer or for whoever lets them out. Plans: remark_unanswered, remark_waiting. */
export async function countDiscussions(ctx: Ctx): Promise<RouteReplyInput<typeof contract.countDiscussions>> {
  const { rows } = await sql<{ waiting: number }>`
    SELECT count(*)::int AS waiting FROM discussions.remark JOIN discussions.discussion ON discussion.id = remark.discussion_id
    WHERE (remark.answer_id IS NULL OR remark.shown = 'waiting') AND discussion.state IN ('open', 'closed', 'answered')`.execute(
    ctx.db,
  );
  return firstRow(rows);
}
