import { sql } from 'kysely';
import type { listOpenRemarks as listRoute } from '../../../../shared/contract/participation/discussions-open.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { writeCursor } from '../../../lib/http/cursor.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readShownDiscussion } from '../shown.ts';
import { readNumber } from './list.ts';
import { type RemarkView, selectRemarks } from './rows.ts';

const PAGE = 100;

/**
 * Route: what was let out, and in place of what was hidden the reason. Answers are told with the result: until then they may still
 * change. Plan: the unique key of the numbers.
 */
export async function listOpenRemarks(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof listRoute>,
): Promise<RouteReplyInput<typeof listRoute>> {
  const { row: discussion, state } = await readShownDiscussion(ctx, params.id);
  const isResult = state === 'result';
  const personId = ctx.actor.kind === 'resident' ? ctx.actor.id : null;
  // A table of answers is whole: what nobody looked at stands there by its number.
  const seen = isResult ? sql`true` : sql`remark.shown <> 'waiting'`;
  const verdict = isResult && query.verdict ? sql`AND answer.verdict = ${query.verdict}` : sql``;
  const { rows } = await sql<RemarkView & { is_supported: boolean }>`
    SELECT held.*, EXISTS (SELECT FROM discussions.support
      WHERE support.remark_id = held.id AND support.person_id = ${personId}::uuid) AS is_supported
    FROM (${selectRemarks} WHERE remark.discussion_id = ${discussion.id}::uuid AND remark.number > ${readNumber(query.cursor)}
      AND ${seen} ${verdict} ORDER BY remark.number LIMIT ${PAGE + 1}) AS held ORDER BY held.number`.execute(
    ctx.db,
  );
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => ({
      id: row.id,
      number: row.number,
      paragraphId: row.paragraph_id,
      text: row.shown_text,
      wording: row.shown_wording,
      hiddenReason: row.shown === 'waiting' ? 'ещё не просмотрено' : row.hidden_reason,
      source: row.source,
      saidOn: row.said_on,
      supports: row.supports,
      isMine: personId !== null && row.person_id === personId,
      isSupported: row.is_supported,
      answer:
        isResult && row.verdict !== null && row.answer_reason !== null && row.answer_at !== null
          ? { verdict: row.verdict, reason: row.answer_reason, at: row.answer_at.toISOString() }
          : null,
    })),
    next: rows.length > PAGE && last ? writeCursor([String(last.number)]) : null,
  };
}
