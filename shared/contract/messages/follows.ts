import { z } from 'zod';
import { defineRoute } from '../route.ts';

/** Letters about published messages of a topic and a district, once a day, to a resident who asked for them. */

const follow = z.object({
  id: z.string(),
  /** «Дороги, Синарский район». */
  title: z.string(),
  block: z.string().nullable(),
  district: z.string().nullable(),
});

const follows = z.object({
  follows: z.array(follow),
  /** Where the letters go, masked; null = the account has no e-mail. */
  email: z.string().nullable(),
});
export type Follows = z.infer<typeof follows>;

export const listFollows = defineRoute({
  id: 'follows.list',
  method: 'GET',
  path: '/api/follows',
  access: 'resident',
  summary: 'О чём житель получает письма раз в день',
  reply: follows,
});

export const addFollow = defineRoute({
  id: 'follows.add',
  method: 'POST',
  path: '/api/follows',
  access: 'resident',
  summary: 'Получать раз в день письма о сообщениях темы и района',
  body: z.object({
    block: z.string().max(40).nullable().default(null),
    district: z.string().max(60).nullable().default(null),
  }),
  reply: follows,
});

export const removeFollow = defineRoute({
  id: 'follows.remove',
  method: 'POST',
  path: '/api/follows/remove',
  access: 'resident',
  summary: 'Больше не получать таких писем',
  body: z.object({ id: z.uuid() }),
  reply: follows,
});

const token = z.string().max(200);
const ofLink = z.object({
  /** Null: it was dropped already. */
  title: z.string().nullable(),
});

export const readFollowLink = defineRoute({
  id: 'follows.read-link',
  method: 'GET',
  path: '/api/follows/link',
  access: 'public',
  beforeOpening: true,
  summary: 'Ссылка из письма: о чём эта подписка',
  query: z.object({ token }),
  reply: ofLink,
});

export const stopFollow = defineRoute({
  id: 'follows.stop',
  method: 'POST',
  path: '/api/follows/link',
  access: 'public',
  beforeOpening: true,
  summary: 'По ссылке из письма, без входа: больше не получать таких писем',
  body: z.object({ token }),
  reply: ofLink,
});
