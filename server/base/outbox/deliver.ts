import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { LetterChannel } from '../../../shared/contract/base/outbox-settings.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import type { Conversation } from '../../lib/module/module.ts';
import { activeChannels, openChannel } from './channel.ts';
import { deliverJob, fillText, type LetterFile } from './letter.ts';
import { planLetters, releaseHeld } from './plan.ts';
import { type OutgoingLetter, SendFailure } from './sender.ts';
import { countSms, readBudget, watchBudget } from './sms-budget.ts';
import { roomOf, worstLevel } from './sms-limits.ts';
import { endTry } from './tries.ts';
import { unsubscribeLink } from './unsubscribe.ts';

/** Letters handed to senders in one run. */
const BATCH = 500;

/** One letter, one job: what it waits for in the network holds nobody else. */
export const sendJob = defineJob('outbox.send', z.object({ id: z.uuid() }));

/**
 * Gives new letters their hour and hands those that are due to their senders. The demo shows its letters on a page;
 * a letter of a channel that is not connected waits.
 */
export async function deliverLetters(ctx: Ctx): Promise<void> {
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
  for (const { id } of rows) ctx.enqueue(sendJob, { id }, { key: `${sendJob.name}:${id}` });
  if (isMore || others.length === BATCH)
    ctx.enqueue(deliverJob, {}, { key: deliverJob.name, runAt: new Date(ctx.now.getTime() + 1000) });
}

const findDue = (
  ctx: Ctx,
  active: readonly LetterChannel[],
  which: RawBuilder<boolean>,
  limit: number,
): Promise<{ id: string }[]> =>
  ctx.db
    .selectFrom('outbox.letter')
    .select('id')
    .where('state', '=', 'queued')
    .where('planned_at', 'is not', null)
    .where('next_at', '<=', ctx.now)
    .where(sql<boolean>`channel = ANY(${[...active]}::text[])`)
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

/** Two workers never hold one letter: its row is locked until it is marked as being sent. */
const takeLetter = (ctx: Ctx, id: string) =>
  ctx.db
    .selectFrom('outbox.letter')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .where('next_at', '<=', ctx.now)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();

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

/** A letter as it leaves, or a refusal that needs nobody outside. */
async function compose(ctx: Ctx, letter: Letter): Promise<OutgoingLetter> {
  const { id } = letter;
  const isSecret = letter.secret !== null;
  // Its secret has been wiped: what is left tells nobody anything.
  const isStale = !isSecret && letter.weight === 'urgent' && letter.text.includes('{secret}');
  if (isStale) throw new SendFailure('Код или ссылка устарели', { isFinal: true });
  const unsubscribe = isSecret || letter.channel === 'push' ? '' : unsubscribeLink(ctx.config, id);
  const text = fillText(letter, true);
  const foot = isNotice(letter)
    ? `Что и как часто присылать: ${ctx.config.publicUrl}/staff/notices`
    : `Реже или никогда: ${unsubscribe}`;
  return {
    id,
    recipient: await findRecipient(ctx, letter),
    subject: letter.subject,
    text: letter.channel === 'email' && unsubscribe ? `${text}\n\n--\n${foot}\n` : text,
    unsubscribe,
    files: letter.channel === 'email' ? await readFiles(ctx, id) : [],
  };
}

interface Try {
  id: string;
  letter: Letter;
  outgoing: OutgoingLetter;
  send: (letter: OutgoingLetter) => Promise<void>;
}

/** Marks the letter as being sent; one that cannot be is settled at once. */
async function beginTry(ctx: Ctx, { id }: { id: string }): Promise<Try | null> {
  const letter = await takeLetter(ctx, id);
  if (!letter) return null;
  try {
    const outgoing = await compose(ctx, letter);
    const send = await openChannel(ctx, letter.channel);
    const tryId = newId();
    await ctx.db
      .updateTable('outbox.letter')
      .set({ state: 'sending', state_at: ctx.now, try_id: tryId })
      .where('id', '=', id)
      .execute();
    return { id: tryId, letter, outgoing, send };
  } catch (error) {
    if (!(error instanceof SendFailure)) throw error;
    await endTry(ctx, letter, null, error);
    return null;
  }
}

/** The process ended, or lost its database for long, after the letter was marked. */
async function loseTry(ctx: Ctx, { id }: { id: string }): Promise<void> {
  const letter = await ctx.db
    .selectFrom('outbox.letter')
    .select(['id', 'recipient', 'channel', 'attempts', 'try_id'])
    .where('id', '=', id)
    .where('state', '=', 'sending')
    .forUpdate()
    .executeTakeFirst();
  if (!letter) return;
  const failure = new SendFailure('Сервер остановился во время отправки', { mayHaveArrived: true });
  await endTry(ctx, letter, letter.try_id, failure);
}

/** One letter: marked as being sent, sent outside any transaction, settled. */
export const sending: Conversation<{ id: string }, Try, unknown> = {
  intend: beginTry,
  call: ({ outgoing, send }) =>
    send(outgoing).then(
      () => null,
      (error: unknown) => error,
    ),
  settle: (ctx, { id, letter }, error) => endTry(ctx, letter, id, error),
  lose: loseTry,
};
