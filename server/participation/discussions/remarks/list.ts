import { type RawBuilder, sql } from 'kysely';
import type {
  listRemarks as listRoute,
  RemarkShelf,
} from '../../../../shared/contract/participation/discussion-remarks.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { readCursor, writeCursor } from '../../../lib/http/cursor.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { findDiscussion } from '../rows.ts';
import { presentRemark, type RemarkView, selectRemarks } from './rows.ts';

/** Plans: remark_unanswered, remark_waiting; else the unique key of the numbers. */
const shelves: Readonly<Record<RemarkShelf, RawBuilder<unknown>>> = {
  unanswered: sql`remark.answer_id IS NULL`,
  waiting: sql`remark.shown = 'waiting'`,
  answered: sql`remark.answer_id IS NOT NULL`,
  all: sql`true`,
};

/** The number a page begins after; the first page after none. */
export function readNumber(cursor: string | undefined): number {
  const [text] = readCursor(cursor, 1) ?? [];
  const number = Number(text ?? 0);
  return Number.isSafeInteger(number) && number >= 0 && number < 2 ** 31 ? number : 0;
}

/** Route. */
export async function listRemarks(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof listRoute>,
): Promise<RouteReplyInput<typeof listRoute>> {
  await findDiscussion(ctx, params.id);
  const { rows } = await sql<RemarkView>`
    ${selectRemarks} WHERE remark.discussion_id = ${params.id}::uuid AND remark.number > ${readNumber(query.cursor)}
      AND ${shelves[query.shelf]} ORDER BY remark.number LIMIT ${query.limit + 1}`.execute(ctx.db);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => presentRemark(ctx, row)),
    next: rows.length > query.limit && last ? writeCursor([String(last.number)]) : null,
  };
}
