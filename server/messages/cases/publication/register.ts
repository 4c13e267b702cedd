import { sql } from 'kysely';
import type * as contract from '../../../../shared/contract/messages/cases-register.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { filterPublic, type PublicFilter } from './public-cases.ts';
import { type MessageRow, presentMessage, selectMessages } from './public-map.ts';
import { fitsWords, stemsOf } from './public-words.ts';

type List = typeof contract.listPublicMessages;

/** Rows read at once where words are looked for, and at most for one page. */
const AT_ONCE = 200;
const MOST_READ = 4000;

const readAfter = (ctx: Ctx, filter: PublicFilter, cursor: string | undefined, limit: number) =>
  selectMessages(ctx, filterPublic(ctx, filter))
    .$if(cursor !== undefined, (query) =>
      query.where(
        sql<boolean>`(registered_at, id) < (SELECT registered_at, id FROM cases.case_file WHERE id = ${cursor}::uuid)`,
      ),
    )
    .orderBy('registered_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();

/** The next so many that fit the words too; `isCut` = more were not looked at. */
async function readFitting(ctx: Ctx, filter: PublicFilter, cursor: string | undefined, limit: number) {
  const stems = stemsOf(filter.q);
  const fitting: MessageRow[] = [];
  let after = cursor;
  for (let read = 0; read < MOST_READ; read += AT_ONCE) {
    const rows = await readAfter(ctx, filter, after, AT_ONCE);
    fitting.push(...rows.filter((row) => fitsWords(row, stems)));
    after = rows.at(-1)?.id ?? after;
    if (rows.length < AT_ONCE) return { rows: fitting, isCut: false, after };
    if (fitting.length >= limit) break;
  }
  return { rows: fitting, isCut: true, after };
}

/** Route: the register, the newest first. Plan: case_file_published backwards. */
export async function listPublicMessages(
  ctx: Ctx,
  { query }: HandlerInput<List>,
): Promise<RouteReplyInput<List>> {
  const { cursor, limit } = query;
  if (stemsOf(query.q).length > 0) {
    const found = await readFitting(ctx, query, cursor, limit + 1);
    const shown = found.rows.slice(0, limit);
    const isMore = found.rows.length > limit;
    const messages = shown.map((row) => presentMessage(ctx, row));
    const isWhole = cursor === undefined && !isMore && !found.isCut;
    const next = isMore ? (shown.at(-1)?.id ?? null) : found.isCut ? (found.after ?? null) : null;
    return { messages, total: isWhole ? messages.length : null, next };
  }
  const [rows, count] = await Promise.all([
    readAfter(ctx, query, cursor, limit + 1),
    // Whoever reads on has been told already.
    cursor === undefined
      ? filterPublic(ctx, query)
          .select((eb) => eb.fn.countAll<number>().as('total'))
          .executeTakeFirstOrThrow()
      : { total: null },
  ]);
  const shown = rows.slice(0, limit);
  return {
    messages: shown.map((row) => presentMessage(ctx, row)),
    total: count.total,
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}
