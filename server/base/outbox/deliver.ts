import { randomInt } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { LetterChannel, resendLetter } from '../../../shared/contract/base/outbox-settings.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { activeChannels, handOver } from './channel.ts';
import { deliverJob, fillText, type LetterFile } from './letter.ts';
import { nextTry } from './pace.ts';
import { planLetters, releaseHeld } from './plan.ts';
import { SendFailure } from './sender.ts';
import { countSms, readBudget, watchBudget } from './sms-budget.ts';
import { roomOf, worstLevel } from './sms-limits.ts';
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
  const others = await findDue(
    ctx,
    active,
    sql<boolean>`(channel <> 'sms' OR purpose = 'sign-in-code')`,
    BATCH,
  );
  const notices = active.includes('sms') ? await findSmsNotices(ctx) : [];
  const rows = [...others, ...notices];
  // One job a letter, however many runs find it due.
  for (const { id } of rows) ctx.enqueue(sendJob, { id }, { key: `outbox.send:${id}` });
  if (isMore || others.length === BATCH)
    ctx.enqueue(deliverJob, {}, { key: deliverJob.name, runAt: new Date(ctx.now.getTime() + 1000) });
}

const findDue = (
  ctx: Ctx,
  active: readonly string[],
  which: RawBuilder<boolean>,
  limit: number,
): Promise<{ id: string }[]> =>
  ctx.db
    .selectFrom('outbox.letter')
    .select('id')
    .where('state', '=', 'queued')
    .where('planned_at', 'is not', null)
    .where('next_at', '<=', ctx.now)
    .where('channel', 'in', [...active, ''])
    .where(which)
    .orderBy('next_at')
    .limit(limit)
    .execute();

/** SMS notices that are due, as many as their share of the budget lets out; near its end steps wait for a quieter hour. */
async function findSmsNotices(ctx: Ctx): Promise<{ id: string }[]> {
  const [budget, used] = [await readBudget(ctx), await countSms(ctx)];
  const room = roomOf(budget, used, 'notices');
  const isEasy = worstLevel(budget, used, 'notices') === 'easy';
  const notices = sql<boolean>`channel = 'sms' AND purpose <> 'sign-in-code' AND (weight <> 'step' OR ${isEasy})`;
  const found = room > 0 ? await findDue(ctx, ['sms'], notices, Math.min(room, BATCH)) : [];
  const { hour, day } = used.notices;
  await watchBudget(ctx, budget, {
    ...used,
    notices: { hour: hour + found.length, day: day + found.length },
  });
  return found;
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

/** To staff, who choose on a screen of their own. */
const isNotice = ({ notice_kind, purpose }: Letter): boolean =>
  notice_kind !== null || purpose === 'staff-digest';

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
    const foot = isNotice(letter)
      ? `Что и как часто присылать: ${ctx.config.publicUrl}/staff/notices`
      : `Реже или никогда: ${unsubscribe}`;
    const files = letter.channel === 'email' ? await readFiles(ctx, id) : [];
    await handOver(ctx, letter.channel as LetterChannel, {
      id,
      recipient: await findRecipient(ctx, letter),
      subject: letter.subject,
      text: letter.channel === 'email' && unsubscribe ? `${text}\n\n--\n${foot}\n` : text,
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
  const { isFinal, isGone, isUntried, retryAfter = 0 } = failure.facts;
  const attempts = letter.attempts + (isUntried ? 0 : 1);
  const next = () =>
    isUntried
      ? new Date(ctx.now.getTime() + retryAfter)
      : nextTry(ctx.now, attempts, randomInt(1000) / 1000, retryAfter);
  const again = isFinal ? null : next();
  await ctx.db
    .updateTable('outbox.letter')
    .set({
      attempts,
      reason: failure.message,
      ...(again ? { next_at: again } : { state: 'dead', state_at: ctx.now }),
    })
    .where('id', '=', letter.id)
    .execute();
  if (isGone)
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
