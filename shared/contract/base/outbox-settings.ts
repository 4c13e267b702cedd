import { z } from 'zod';
import { instant } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { done, idParams } from './person-fields.ts';

export const letterChannel = z.enum(['sms', 'email', 'push', 'max']);
export type LetterChannel = z.infer<typeof letterChannel>;

const text = z.string().trim().max(500, 'Не длиннее 500 знаков');
const needed = text.min(1, 'Заполните поле');
const address = z.email('Адрес почты записан неверно').max(200);
const webAddress = z.url({ protocol: /^https?$/, error: 'Адрес начинается с https://' }).max(1000);

/** Who letters are from where nobody has said otherwise: the city's name follows it. */
export const usualSender = 'Отклик';

export const emailSettings = z.object({
  host: needed,
  port: z.coerce.number().int().min(1).max(65535),
  security: z.enum(['tls', 'starttls', 'none']),
  user: text.default(''),
  from: address,
  fromName: text.default(usualSender),
  /** Seconds each step of the talk with the mail server may take. */
  patience: z.coerce.number().int().min(1).max(60).default(15),
});
export const smsSettings = z.object({
  /** With `{phone}`, `{text}`, `{key}`, `{id}` in it. */
  url: needed.max(1000).regex(/^https?:\/\//, 'Адрес начинается с https://'),
  method: z.enum(['GET', 'POST']),
  body: z.string().max(4000).default(''),
  contentType: z.enum(['json', 'form']).default('json'),
  /** Words of the reply that mean it was taken; empty = any reply 2xx. */
  accepted: text.default(''),
  mayBePrivate: z.boolean().default(false),
  /** The budget of all SMS, and of it the percent that sign-in codes have for themselves. */
  perHour: z.coerce.number().int().min(1).max(1_000_000).default(200),
  perDay: z.coerce.number().int().min(1).max(10_000_000).default(2000),
  codeShare: z.coerce.number().int().min(1).max(99).default(25),
});
export const maxSettings = z.object({
  baseUrl: webAddress.default('https://platform-api2.max.ru'),
  mayBePrivate: z.boolean().default(false),
});
export const pushSettings = z.object({
  /** Who a push service turns to: `mailto:` or an address. */
  subject: needed.regex(/^(mailto:|https:)/, 'Начинается с mailto: или https:'),
  publicKey: z.string().default(''),
  mayBePrivate: z.boolean().default(false),
});

const settings = z.record(z.string(), z.union([z.string().max(4000), z.number(), z.boolean()]));

const channelState = z.object({
  channel: letterChannel,
  settings,
  hasSecret: z.boolean(),
  isActive: z.boolean(),
  /** Letters that wait, those given up, those that may have arrived. */
  waiting: z.number(),
  dead: z.number(),
  unknown: z.number(),
});
export type ChannelState = z.infer<typeof channelState>;

export const listLetterChannels = defineRoute({
  id: 'outbox.list-letter-channels',
  method: 'GET',
  path: '/api/outbox/channels',
  access: { permission: 'outbox.manage' },
  summary: 'Через что уходят письма и SMS',
  reply: z.object({ channels: z.array(channelState), isDemo: z.boolean() }),
});

const channelParams = z.object({ channel: letterChannel });

export const setLetterChannel = defineRoute({
  id: 'outbox.set-letter-channel',
  method: 'PUT',
  path: '/api/outbox/channels/:channel',
  access: { permission: 'outbox.manage' },
  summary: 'Настроить канал отправки',
  params: channelParams,
  body: z.object({
    settings,
    /** Empty = keep the present one. */
    secret: z.string().max(500).default(''),
    isActive: z.boolean(),
  }),
  reply: done,
});

export const tryLetterChannel = defineRoute({
  id: 'outbox.try-letter-channel',
  method: 'POST',
  path: '/api/outbox/channels/:channel/test',
  access: { permission: 'outbox.manage' },
  summary: 'Отправить пробное письмо',
  params: channelParams,
  body: z.object({ to: needed }),
  reply: z.object({ isSent: z.boolean(), reason: z.string() }),
});

export const resendLetter = defineRoute({
  id: 'outbox.resend-letter',
  method: 'POST',
  path: '/api/outbox/letters/:id/resend',
  access: { permission: 'outbox.manage' },
  summary: 'Отправить снова письмо, которое не ушло',
  params: idParams,
  reply: done,
});

export const settleLetters = defineRoute({
  id: 'outbox.settle-letters',
  method: 'POST',
  path: '/api/outbox/letters/settle',
  access: { permission: 'outbox.manage' },
  summary: 'Решить о письмах, которые могли дойти: считать отправленными или отправить снова',
  body: z.object({ ids: z.array(z.uuid()).min(1).max(100), as: z.enum(['sent', 'again']) }),
  reply: z.object({ settled: z.number() }),
});

export const pace = z.enum(['instant', 'hourly', 'daily', 'answer', 'off']);
export type Pace = z.infer<typeof pace>;
const hour = z.number().int().min(0).max(23);
export const quietHours = z.object({ from: hour, to: hour }).nullable();

export const readPreferences = defineRoute({
  id: 'outbox.read-preferences',
  method: 'GET',
  path: '/api/outbox/preferences',
  access: 'resident',
  summary: 'Мои уведомления: куда, как часто, тихие часы',
  reply: z.object({
    channels: z.array(z.object({ channel: letterChannel, recipient: z.string(), pace })),
    quiet: quietHours,
    /** The key browsers subscribe with; empty = push is not set up here. */
    pushKey: z.string(),
    devices: z.array(z.object({ id: z.string(), device: z.string(), since: instant })),
  }),
});

export const setPreferences = defineRoute({
  id: 'outbox.set-preferences',
  method: 'PUT',
  path: '/api/outbox/preferences',
  access: 'resident',
  summary: 'Изменить мои уведомления',
  body: z.object({
    channels: z.array(z.object({ channel: letterChannel, pace })).max(4),
    quiet: quietHours,
  }),
  reply: done,
});

export const subscribePush = defineRoute({
  id: 'outbox.subscribe-push',
  method: 'POST',
  path: '/api/outbox/push',
  access: 'resident',
  summary: 'Включить уведомления в этом браузере',
  body: z.object({
    endpoint: webAddress,
    keys: z.object({ p256dh: z.string().min(1).max(200), auth: z.string().min(1).max(100) }),
  }),
  reply: done,
});

export const unsubscribePush = defineRoute({
  id: 'outbox.unsubscribe-push',
  method: 'DELETE',
  path: '/api/outbox/push/:id',
  access: 'resident',
  summary: 'Выключить уведомления в браузере',
  params: idParams,
  reply: done,
});

const token = z.string().max(200);
export const readUnsubscribe = defineRoute({
  id: 'outbox.read-unsubscribe',
  method: 'GET',
  path: '/api/outbox/unsubscribe',
  access: 'public',
  beforeOpening: true,
  summary: 'Какие письма прекратит эта ссылка',
  query: z.object({ token }),
  reply: z.object({ recipient: z.string(), channel: letterChannel, pace }),
});

export const unsubscribe = defineRoute({
  id: 'outbox.unsubscribe',
  method: 'POST',
  path: '/api/outbox/unsubscribe',
  access: 'public',
  beforeOpening: true,
  summary: 'Изменить частоту писем или прекратить их по ссылке из письма',
  body: z.object({ token, pace }),
  reply: done,
});
