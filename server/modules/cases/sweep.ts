import { z } from 'zod';
import { type Ctx, defineJob } from '../../lib/context.ts';
import { caseClosed } from './events.ts';
import { RETURN_WINDOW_DAYS } from './message-page.ts';
import { lockCase, moveCase } from './move.ts';

export const sweepJob = defineJob('cases.sweep', z.object({}));

/** Cases one run takes; the rest waits for the next quarter of an hour. */
const BATCH = 500;
const DAY = 86_400_000;
/** Days a resident has to answer a question. */
const QUESTION_DAYS = 5;
/** Days in which a refusal may be disputed. */
const DISPUTE_DAYS = 7;

/**
 * What happens by itself: an answer nobody rated is closed without «решено», an unanswered question and an undisputed
 * refusal are closed, a promise whose date comes near returns to work.
 */
export async function sweep(ctx: Ctx): Promise<void> {
  const since = (days: number) => new Date(ctx.now.getTime() - days * DAY);
  await closeAll(ctx, 'answered', since(RETURN_WINDOW_DAYS), 'confirm', 'Житель не оценил ответ за 7 дней');
  await closeAll(
    ctx,
    'clarification',
    since(QUESTION_DAYS),
    'expire-question',
    'Житель не ответил на вопрос за 5 дней',
  );
  await closeAll(ctx, 'rejected', since(DISPUTE_DAYS), 'close-rejected', 'Отказ не оспорен за 7 дней');
  const near = new Date(ctx.now.getTime() + 3 * DAY);
  const promised = await ctx.db
    .selectFrom('cases.case_file')
    .select('id')
    .where('status', '=', 'deferred')
    .where('promised_on', '<=', near.toISOString().slice(0, 10))
    .limit(BATCH)
    .execute();
  for (const { id } of promised)
    await moveCase(ctx, await lockCase(ctx, id), 'wake', { text: 'Подходит обещанная дата' });
}

async function closeAll(
  ctx: Ctx,
  status: string,
  before: Date,
  move: 'confirm' | 'expire-question' | 'close-rejected',
  text: string,
): Promise<void> {
  const rows = await ctx.db
    .selectFrom('cases.case_file')
    .select(['id', 'number', 'resolved'])
    .where('status', '=', status)
    .where('status_since', '<', before)
    .limit(BATCH)
    .execute();
  for (const { id, number, resolved } of rows) {
    await moveCase(ctx, await lockCase(ctx, id), move, { text });
    ctx.announce(caseClosed, { caseId: id, number, resolved });
  }
}
