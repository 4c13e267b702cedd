import { randomInt } from 'node:crypto';
import type { Ctx } from '../../lib/module/context.ts';
import { knowsRepeats } from './channel.ts';
import { nextTry } from './pace.ts';
import { SendFailure } from './sender.ts';

/** A letter as its try needs it. */
interface Tried {
  id: string;
  recipient: string;
  channel: string;
  attempts: number;
}

/** What becomes of a letter by what is known of its try. */
export type Ending =
  | { state: 'sent' }
  | { state: 'queued'; attempts: number; reason: string; nextAt: Date }
  | { state: 'dead' | 'unknown'; attempts: number; reason: string };

/** Pure: what a failure makes of a letter. `chance` spreads the tries, 0…1. */
export function endOfTry(
  letter: Pick<Tried, 'attempts' | 'channel'>,
  failure: SendFailure,
  now: Date,
  chance: number,
): Ending {
  const { isFinal, isUntried, mayHaveArrived, retryAfter } = failure.facts;
  const reason = failure.message;
  if (isUntried)
    return {
      state: 'queued',
      attempts: letter.attempts,
      reason,
      nextAt: new Date(now.getTime() + (retryAfter ?? 0)),
    };
  const attempts = letter.attempts + 1;
  if (mayHaveArrived && !knowsRepeats(letter.channel)) return { state: 'unknown', attempts, reason };
  const nextAt = isFinal ? null : nextTry(now, attempts, chance, retryAfter);
  return nextAt ? { state: 'queued', attempts, reason, nextAt } : { state: 'dead', attempts, reason };
}

const explain = (error: unknown): SendFailure =>
  error instanceof SendFailure
    ? error
    : // What was being done when it broke nobody can say.
      new SendFailure('Сбой при отправке: подробности в журнале сервера', { mayHaveArrived: true });

/** What is known of a letter's try when it is over; `null` = the other side has taken it. */
export async function endTry(ctx: Ctx, letter: Tried, tryId: string | null, error: unknown): Promise<void> {
  const failure = error === null ? null : explain(error);
  if (failure && failure !== error) ctx.log.error({ err: error, letter: letter.id }, 'письмо не отправлено');
  const ending: Ending = failure
    ? endOfTry(letter, failure, ctx.now, randomInt(1000) / 1000)
    : { state: 'sent' };
  await ctx.db
    .updateTable('outbox.letter')
    .set({
      state: ending.state,
      ...(ending.state !== 'queued' && { state_at: ctx.now }),
      attempts: 'attempts' in ending ? ending.attempts : letter.attempts + 1,
      reason: 'reason' in ending ? ending.reason : '',
      ...(ending.state === 'queued' && { next_at: ending.nextAt }),
      ...(ending.state !== 'unknown' && { try_id: null }),
    })
    .where('id', '=', letter.id)
    // A try that was given up for lost may end after all, unless a person has settled it or the letter is tried anew.
    .where('state', 'in', tryId ? ['sending', 'unknown'] : ['queued'])
    .where('try_id', tryId ? '=' : 'is', tryId)
    .execute();
  if (failure?.facts.isGone)
    await ctx.db.deleteFrom('outbox.push_subscription').where('id', '=', letter.recipient).execute();
}
