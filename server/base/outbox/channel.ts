import type { z } from 'zod';
import * as contract from '../../../shared/contract/base/outbox-settings.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { keysOf } from '../../../shared/known.ts';
import { normaliseEmail, normalisePhone } from '../../../shared/text/contacts.ts';
import { someFieldsWrong } from '../../../shared/text/words.ts';
import { AppError } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { forgiveHost } from '../../lib/outbound/fetch-outside.ts';
import { smtpHost } from '../../lib/outbound/smtp.ts';
import type { SealedColumn } from '../../lib/seal/reseal.ts';
import { seal, unseal } from '../../lib/seal/sealed.ts';
import { sendEmail } from './email.ts';
import { sendMax } from './max.ts';
import { pushTarget, sendPush } from './push.ts';
import { type ChannelAccess, type OutgoingLetter, type Sender, SendFailure } from './sender.ts';
import { sendSms } from './sms.ts';

type Channel = contract.LetterChannel;

interface Kind {
  send: Sender;
  settings: z.ZodType<Record<string, unknown>>;
  isRecipient: (text: string) => boolean;
}

/** A new channel is one file with its sender and one line here. */
const kinds: Record<Channel, Kind> = {
  email: {
    send: sendEmail,
    settings: contract.emailSettings,
    isRecipient: (text) => normaliseEmail(text) !== null,
  },
  sms: {
    send: sendSms,
    settings: contract.smsSettings,
    isRecipient: (text) => normalisePhone(text) !== null,
  },
  max: { send: sendMax, settings: contract.maxSettings, isRecipient: (text) => /^\d{1,19}$/.test(text) },
  push: { send: sendPush, settings: contract.pushSettings, isRecipient: (text) => isTarget(text) },
};
const channels = keysOf(kinds);

function isTarget(text: string): boolean {
  try {
    return pushTarget.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

const placeOf = (channel: string): string => `outbox.channel:${channel}`;

/** Where this module keeps sealed secrets. */
export const sealedChannels: SealedColumn = {
  table: 'outbox.channel_setting',
  column: 'secret',
  key: 'channel',
  placeOf,
};

/** Channels switched on, ready to send. */
export async function activeChannels(ctx: Pick<Ctx, 'db'>): Promise<contract.LetterChannel[]> {
  const rows = await ctx.db
    .selectFrom('outbox.channel_setting')
    .select('channel')
    .where('is_active', '=', true)
    .execute();
  return rows.map(({ channel }) => channel);
}

/** Settings of a channel with its secret opened; null = it was never set. */
export async function readAccess(
  ctx: Pick<Ctx, 'db' | 'config'>,
  channel: Channel,
): Promise<ChannelAccess | null> {
  const row = await ctx.db
    .selectFrom('outbox.channel_setting')
    .selectAll()
    .where('channel', '=', channel)
    .executeTakeFirst();
  if (!row) return null;
  return {
    settings: row.settings as Record<string, unknown>,
    secret: row.secret ? unseal(ctx.config, placeOf(channel), row.secret) : null,
    config: ctx.config,
  };
}

/** The channel as it is set now, opened to hand letters over. Throws `SendFailure`. Of a demo nothing leaves, whatever is set. */
export async function openChannel(
  ctx: Pick<Ctx, 'db' | 'config'>,
  channel: Channel,
): Promise<(letter: OutgoingLetter) => Promise<void>> {
  if (ctx.config.isDemo) throw new SendFailure('В демонстрации ничего не уходит', { isFinal: true });
  const access = await readAccess(ctx, channel);
  if (!access) throw new SendFailure('Канал не настроен');
  return (letter) => kinds[channel].send(letter, access);
}

/** A letter that comes twice by such a channel is seen once: browsers put a notice in place of another of its id. */
export const knowsRepeats = (channel: string): boolean => channel === 'push';

/** Channels whose secret no key opens any more. */
export async function findLostSecrets(ctx: Pick<Ctx, 'db' | 'config'>): Promise<Channel[]> {
  const rows = await ctx.db.selectFrom('outbox.channel_setting').select(['channel', 'secret']).execute();
  return rows.flatMap(({ channel, secret }) =>
    secret !== null && unseal(ctx.config, placeOf(channel), secret) === null ? channel : [],
  );
}

/** The key browsers subscribe with; empty while push is off. */
export async function readPushKey(ctx: Pick<Ctx, 'db'>): Promise<string> {
  const row = await ctx.db
    .selectFrom('outbox.channel_setting')
    .select('settings')
    .where('channel', '=', 'push')
    .where('is_active', '=', true)
    .executeTakeFirst();
  return String((row?.settings as { publicKey?: string } | undefined)?.publicKey ?? '');
}

/** Route: what each channel is set to; secrets stay. */
export async function listChannels(ctx: Ctx): Promise<RouteReplyInput<typeof contract.listLetterChannels>> {
  const rows = await ctx.db.selectFrom('outbox.channel_setting').selectAll().execute();
  const counts = await ctx.db
    .selectFrom('outbox.letter')
    .select((eb) => ['channel', 'state', eb.fn.countAll<string>().as('count')])
    .where('state', 'in', ['queued', 'held', 'dead', 'unknown'])
    .groupBy(['channel', 'state'])
    .execute();
  const count = (channel: string, states: string[]): number =>
    counts
      .filter((row) => row.channel === channel && states.includes(row.state))
      .reduce((sum, row) => sum + Number(row.count), 0);
  return {
    isDemo: ctx.config.isDemo,
    channels: channels.map((channel) => {
      const row = rows.find((one) => one.channel === channel);
      return {
        channel,
        settings: (row?.settings ?? {}) as Record<string, string | number | boolean>,
        hasSecret: Boolean(row?.secret),
        isActive: row?.is_active ?? false,
        waiting: count(channel, ['queued', 'held']),
        dead: count(channel, ['dead']),
        unknown: count(channel, ['unknown']),
      };
    }),
  };
}

function readSettings(channel: Channel, given: unknown): Record<string, unknown> {
  const parsed = kinds[channel].settings.safeParse(given);
  if (parsed.success) return parsed.data;
  const fields = Object.fromEntries(
    parsed.error.issues.map(({ path, message }) => [`settings.${path.join('.')}`, message]),
  );
  throw new AppError('lib.bad-input', someFieldsWrong, {
    fields,
  });
}

/** Where the secret goes: changed without typing it anew, it would be told to a stranger. */
const destination = (settings: Record<string, unknown>): string =>
  String(settings.host ?? settings.baseUrl ?? URL.parse(String(settings.url ?? ''))?.host ?? '');

/** The budget of SMS stands in the journal with the day it was set. */
const budgetOf = ({ perHour, perDay, codeShare }: Record<string, unknown>) =>
  perHour === undefined ? {} : { perHour, perDay, codeShare };

/** Route: settings of a channel. Keys of web push are made here, once, and stay. */
export async function setChannel(
  ctx: Ctx,
  { params: { channel }, body }: HandlerInput<typeof contract.setLetterChannel>,
): Promise<{ done: true }> {
  const before = await ctx.db
    .selectFrom('outbox.channel_setting')
    .selectAll()
    .where('channel', '=', channel)
    .executeTakeFirst();
  const settings = readSettings(channel, body.settings);
  const former = (before?.settings ?? {}) as Record<string, unknown>;
  if (before?.secret && !body.secret && channel !== 'push' && destination(former) !== destination(settings)) {
    const text = 'Адрес другой: впишите пароль или ключ заново.';
    throw new AppError('lib.bad-input', text, { fields: { secret: text } });
  }
  forgiveChannel(settings);
  let secret = body.secret;
  if (channel === 'push') {
    const keys = former.publicKey ? null : (await import('web-push')).default.generateVAPIDKeys();
    settings.publicKey = keys?.publicKey ?? former.publicKey;
    secret = keys?.privateKey ?? '';
  }
  const values = {
    settings: JSON.stringify(settings),
    is_active: body.isActive,
    changed_at: ctx.now,
    // Other settings are not those that were tried.
    tried_at: null,
    is_tried_well: null,
    ...(secret && { secret: seal(ctx.config, placeOf(channel), secret) }),
  };
  await ctx.db
    .insertInto('outbox.channel_setting')
    .values({ channel, ...values })
    .onConflict((conflict) => conflict.column('channel').doUpdateSet(values))
    .execute();
  ctx.audit({
    action: 'outbox.channel-set',
    object: 'letter-channel',
    objectId: channel,
    data: { isActive: body.isActive, hasNewSecret: secret !== '', ...budgetOf(settings) },
  });
  return { done: true };
}

/** A person changed or tries the settings: the other side is asked even while it is left alone. */
function forgiveChannel({ url, baseUrl, host, port }: Record<string, unknown>): void {
  forgiveHost(String(url ?? baseUrl ?? smtpHost(String(host), Number(port))));
}

/** How a trial of these settings ended: a city is not opened before its mail was tried. */
async function keepTrial(ctx: Ctx, channel: contract.LetterChannel, isWell: boolean): Promise<void> {
  await ctx.db
    .updateTable('outbox.channel_setting')
    .set({ tried_at: ctx.now, is_tried_well: isWell })
    .where('channel', '=', channel)
    .execute();
}

/** Route: a letter at once, past the queue; says what the other side answered. */
export async function tryChannel(
  ctx: Ctx,
  { params: { channel }, body }: HandlerInput<typeof contract.tryLetterChannel>,
): Promise<RouteReplyInput<typeof contract.tryLetterChannel>> {
  if (ctx.config.isDemo) throw new AppError('lib.conflict', 'В демонстрации ничего не уходит.');
  if (!kinds[channel].isRecipient(body.to)) {
    const text = 'Адрес получателя записан неверно.';
    throw new AppError('lib.bad-input', text, { fields: { to: text } });
  }
  ctx.audit({ action: 'outbox.tried', object: 'letter-channel', objectId: channel });
  const to =
    channel === 'sms' ? normalisePhone(body.to) : channel === 'email' ? normaliseEmail(body.to) : body.to;
  const letter = {
    id: newId(),
    recipient: to ?? body.to,
    subject: 'Отклик: пробное письмо',
    text: 'Это пробное письмо системы «Отклик». Если вы его читаете, отправка настроена.',
    unsubscribe: '',
  };
  forgiveChannel((await readAccess(ctx, channel))?.settings ?? {});
  try {
    const send = await openChannel(ctx, channel);
    await send(letter);
    await keepTrial(ctx, channel, true);
    return { isSent: true, reason: '' };
  } catch (error) {
    if (!(error instanceof SendFailure)) throw error;
    await keepTrial(ctx, channel, false);
    return { isSent: false, reason: error.message };
  }
}
