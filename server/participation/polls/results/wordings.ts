import { sql } from 'kysely';
import type { listWordings as wordingsRoute } from '../../../../shared/contract/participation/polls.ts';
import type { judgeWording as judgeRoute } from '../../../../shared/contract/participation/polls-acts.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import { cursorId, readCursor, writeCursor } from '../../../lib/http/cursor.ts';
import { type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import { contentOf, findPoll } from '../rows.ts';

/** Route: answers in words, in no order of theirs. Plan: wording_poll. */
export async function listWordings(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof wordingsRoute>,
): Promise<RouteReplyInput<typeof wordingsRoute>> {
  const poll = await findPoll(ctx, params.id);
  const titles = new Map(contentOf(poll).questions.map(({ id, title }) => [id, title]));
  const cursor = readCursor(query.cursor, 1);
  const after = cursor ? sql`AND id > ${cursorId(cursor[0] ?? null)}::uuid` : sql``;
  const { rows } = await sql<{ id: string; question_id: string; text: string; judged_by_name: string }>`
    SELECT id, question_id, text, judged_by_name FROM polls.wording
    WHERE poll_id = ${poll.id}::uuid AND state = ${query.state} ${after} ORDER BY id LIMIT ${query.limit + 1}`.execute(
    ctx.db,
  );
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => ({
      id: row.id,
      questionId: row.question_id,
      question: titles.get(row.question_id) ?? '',
      text: row.text,
      state: query.state,
      judgedBy: row.judged_by_name,
    })),
    next: rows.length > query.limit && last ? writeCursor([last.id]) : null,
  };
}

/** Route. Shown or hidden, and the other way round while the poll is not in the archive. */
export async function judgeWording(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof judgeRoute>,
): Promise<RouteReplyInput<typeof judgeRoute>> {
  const found = await ctx.db
    .selectFrom('polls.wording as wording')
    .innerJoin('polls.poll as poll', 'poll.id', 'wording.poll_id')
    .select(['poll.id as poll_id', 'poll.state'])
    .where('wording.id', '=', params.id)
    .executeTakeFirst();
  if (!found) throw new AppError('lib.not-found', 'Такого ответа нет. Обновите список.');
  if (found.state === 'archived')
    throw new AppError('lib.conflict', 'Опрос в архиве: в нём больше ничего не меняют.');
  await ctx.db
    .updateTable('polls.wording')
    .set({ state: body.isReleased ? 'released' : 'hidden', judged_by_name: nameOfActor(ctx) })
    .where('id', '=', params.id)
    .execute();
  ctx.audit({
    action: body.isReleased ? 'polls.release-wording' : 'polls.hide-wording',
    object: 'poll',
    objectId: found.poll_id,
    data: { wording: params.id },
  });
  const waiting = await ctx.db
    .selectFrom('polls.wording')
    .select((build) => build.fn.countAll<number>().as('count'))
    .where('poll_id', '=', found.poll_id)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return { waiting: waiting.count };
}
