import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { LetterChannel, resendLetter } from '../../../shared/contract/outbox-settings.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { type Ctx, defineJob } from '../../lib/context.ts';
import { AppError } from '../../lib/errors.ts';
import { activeChannels, handOver } from './channel.ts';
import { deliverJob, fillText, type LetterFile } from './letter.ts';
import { nextTry } from './pace.ts';
import { planLetters, releaseHeld } from './plan.ts';
import { SendFailure } from './sender.ts';
import { unsubscribeLink } from './unsubscribe.ts';

/** Letters handed to senders in one run. */
const BATCH = 500;

/** One letter, one transaction: what it waits for in the network holds nobody else. */
export const sendJob = defineJob('outbox.send', z.object({ id: z.uuid() }));

/**
 * Gives new letters their hour and hands those that are due to their senders. The demo shows its letters on a page;
 * a letter of a channel that is not connected waits.
 */
export async function deliver(ctx: Ctx): Promise<void> {
  if (ctx.config.isDemo) {
    await ctx.db
      .updateTable('outbox.letter')
      .set({ state: 'shown', state_at: ctx.now })
      .where('state', '=', 'queued')
      .where(sql<boolean>`coalesce(not_before <= ${ctx.now}, true)`)
      .execute();
    return;
  }
  const isMore = await planLetters(ctx);
  await releaseHeld(ctx);
  const active = await activeChannels(ctx);
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM outbox.letter
    WHERE state = 'queued' AND planned_at IS NOT NULL AND next_at <= ${ctx.now} AND channel = ANY (${active}::text[])
    ORDER BY next_at LIMIT ${BATCH}`.execute(ctx.db);
  // One job a letter, however many runs find it due.
  for (const { id } of rows) ctx.enqueue(sendJob, { id }, { key: `outbox.send:${id}` });
  if (isMore || rows.length === BATCH)
    ctx.enqueue(deliverJob, {}, { key: deliverJob.name, runAt: new Date(ctx.now.getTime() + 1000) });
}

/** Two workers never hold one letter: its row is locked for as long as it is being sent. */
async function takeLetter(ctx: Ctx, id: string) {
  return ctx.db
    .selectFrom('outbox.letter')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .where('next_at', '<=', ctx.now)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

type Letter = NonNullable<Awaited<ReturnType<typeof takeLetter>>>;

/** A browser's letter names its subscription; the rest of it lies there. */
async function findRecipient(ctx: Ctx, letter: Letter): Promise<string> {
  if (letter.channel !== 'push') return letter.recipient;
  const browser = await ctx.db
    .selectFrom('outbox.push_subscription')
    .select(['endpoint', 'p256dh', 'auth'])
    .where('id', '=', letter.recipient)
    .executeTakeFirst();
  if (!browser) throw new SendFailure('Уведомления в этом браузере выключены', { isFinal: true });
  return JSON.stringify(browser);
}

/** Plan: the key of attachments. */
async function readFiles(ctx: Ctx, id: string): Promise<LetterFile[]> {
  const rows = await ctx.db
    .selectFrom('outbox.attachment')
    .select(['name', 'content_type', 'content'])
    .where('letter_id', '=', id)
    .orderBy('place')
    .execute();
  return rows.map((row) => ({ name: row.name, contentType: row.content_type, content: row.content }));
}

/** Sends one letter, or records why not and when again. */
export async function sendOne(ctx: Ctx, { id }: { id: string }): Promise<void> {
  const letter = await takeLetter(ctx, id);
  if (!letter) return;
  const isSecret = letter.secret !== null;
  // Its secret has been wiped: what is left tells nobody anything.
  const isStale = !isSecret && letter.weight === 'urgent' && letter.text.includes('{secret}');
  try {
    if (isStale) throw new SendFailure('Код или ссылка устарели', { isFinal: true });
    const unsubscribe = isSecret || letter.channel === 'push' ? '' : unsubscribeLink(ctx.config, id);
    const text = fillText(letter, true);
    const files = letter.channel === 'email' ? await readFiles(ctx, id) : [];
    await handOver(ctx, letter.channel as LetterChannel, {
      id,
      recipient: await findRecipient(ctx, letter),
      subject: letter.subject,
      text:
        letter.channel === 'email' && unsubscribe
          ? `${text}\n\n--\nРеже или никогда: ${unsubscribe}\n`
          : text,
      unsubscribe,
      files,
    });
  } catch (error) {
    return noteFailure(ctx, letter, error);
  }
  await ctx.db
    .updateTable('outbox.letter')
    .set({ state: 'sent', state_at: ctx.now, attempts: letter.attempts + 1, reason: '' })
    .where('id', '=', id)
    .execute();
}

async function noteFailure(ctx: Ctx, letter: Letter, error: unknown): Promise<void> {
  const failure =
    error instanceof SendFailure
      ? error
      : new SendFailure('Сбой при отправке: подробности в журнале сервера');
  if (failure !== error) ctx.log.error({ err: error, letter: letter.id }, 'письмо не отправлено');
  const attempts = letter.attempts + 1;
  const again = failure.isFinal
    ? null
    : nextTry(ctx.now, attempts, randomInt(1000) / 1000, failure.retryAfter);
  await ctx.db
    .updateTable('outbox.letter')
    .set({
      attempts,
      reason: failure.message,
      ...(again ? { next_at: again } : { state: 'dead', state_at: ctx.now }),
    })
    .where('id', '=', letter.id)
    .execute();
  if (failure.isGone)
    await ctx.db.deleteFrom('outbox.push_subscription').where('id', '=', letter.recipient).execute();
}

/** Route: a dead letter goes into the queue again, as if it were new. */
export async function resend(
  ctx: Ctx,
  { params }: HandlerInput<typeof resendLetter>,
): Promise<{ done: true }> {
  const changed = await ctx.db
    .updateTable('outbox.letter')
    .set({
      state: 'queued',
      state_at: ctx.now,
      next_at: ctx.now,
      planned_at: ctx.now,
      attempts: 0,
      reason: '',
    })
    .where('id', '=', params.id)
    .where('state', 'in', ['dead', 'dropped'])
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n)
    throw new AppError('lib.conflict', 'Это письмо уже уходит или ушло. Обновите страницу.');
  ctx.audit({ action: 'outbox.resent', object: 'letter', objectId: params.id });
  ctx.enqueue(deliverJob, {}, { key: deliverJob.name });
  return { done: true };
}
