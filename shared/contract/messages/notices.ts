import { z } from 'zod';
import { type NoticeKind, noticeKindNames, noticePaces } from '../../text/notice-kinds.ts';
import { done } from '../base/person-fields.ts';
import { instant } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** Notices of a member of staff: what came, and how each kind is to come. */

const kind = z.enum(noticeKindNames as [NoticeKind, ...NoticeKind[]]);
const hour = z.number().int().min(0).max(23);
const wishes = z.object({
  kinds: z.array(z.object({ kind, pace: z.enum(noticePaces) })).max(noticeKindNames.length),
  /** In the city's time; null = letters come at any hour. */
  quiet: z.object({ from: hour, to: hour }).nullable(),
});

/**
 * `mailed` — the letter went, alone or in a digest; `waits` — for its hour; `here` — not by e-mail; `failed` — it did not go;
 * `demo` — nothing leaves a demonstration.
 */
export const noticeStates = ['mailed', 'waits', 'here', 'failed', 'demo'] as const;

export const notice = z.object({
  id: z.string(),
  kind,
  subject: z.string(),
  text: z.string(),
  at: instant,
  state: z.enum(noticeStates),
  /** When the letter that waits goes. */
  nextAt: instant.nullable(),
  isNew: z.boolean(),
});
export type Notice = z.infer<typeof notice>;

export const readNotices = defineRoute({
  id: 'control.read-notices',
  method: 'GET',
  path: '/api/notices',
  access: 'staff',
  summary: 'Мои уведомления за два месяца и как часто приходит каждый вид',
  reply: wishes.extend({
    /** Where letters go; null = no address is known. */
    email: z.string().nullable(),
    notices: z.array(notice),
  }),
});

export const countNotices = defineRoute({
  id: 'control.count-notices',
  method: 'GET',
  path: '/api/notices/count',
  access: 'staff',
  summary: 'Сколько уведомлений пришло с тех пор, как их читали',
  reply: z.object({ fresh: z.number() }),
});

export const seeNotices = defineRoute({
  id: 'control.see-notices',
  method: 'POST',
  path: '/api/notices/seen',
  access: 'staff',
  summary: 'Уведомления прочитаны',
  reply: done,
});

export const setNoticeWishes = defineRoute({
  id: 'control.set-notice-wishes',
  method: 'PUT',
  path: '/api/notices/wishes',
  access: 'staff',
  summary: 'Как часто присылать каждый вид уведомлений, тихие часы',
  body: wishes,
  reply: done,
});
