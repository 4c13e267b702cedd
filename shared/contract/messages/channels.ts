import { z } from 'zod';
import { saidInstant } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { channel, personText, placeInput } from './cases.ts';

const sourceId = z.string().regex(/^[a-z0-9-]{2,40}$/, 'Латинские строчные буквы, цифры и дефис, от 2 до 40');

/** Where a message stands at its source: what a person may press. */
export const messageAddress = z.url({ protocol: /^https?$/ }).max(1000);

/** One message as an outside system sends it; unknown fields are kept in the raw event. */
export const inboundMessage = z.object({
  text: personText().refine((value) => /\p{L}|\p{N}/u.test(value), 'Нет слов'),
  receivedAt: saidInstant.optional(),
  author: z
    .object({
      name: z.string().max(150).optional(),
      phone: z.string().max(30).optional(),
      email: z.string().max(200).optional(),
    })
    .optional(),
  place: placeInput.optional(),
  url: messageAddress.optional(),
});
export type InboundMessage = z.output<typeof inboundMessage>;

/** How a source speaks: our own form, or the events of MAX. */
export const sourceAdapters = ['json', 'max'] as const;
const sourceAdapter = z.enum(sourceAdapters);
export type SourceAdapter = z.infer<typeof sourceAdapter>;

export const receiveEvent = defineRoute({
  id: 'channels.receive-event',
  method: 'POST',
  path: '/api/channels/:source/events',
  access: 'link',
  summary: 'Принять сообщение внешней системы: ключ источника в Authorization, подтверждение после записи',
  params: z.object({ source: sourceId }),
  raw: true,
  body: inboundMessage,
  reply: z.object({ accepted: z.boolean() }),
});

export const channelSource = z.object({
  id: z.string(),
  title: z.string(),
  kind: channel,
  adapter: sourceAdapter,
  isActive: z.boolean(),
  createdAt: z.string(),
  lastEventAt: z.string().nullable(),
  waiting: z.number(),
  refused: z.number(),
});

export const listSources = defineRoute({
  id: 'channels.list-sources',
  method: 'GET',
  path: '/api/channels',
  access: { permission: 'channels.manage' },
  summary: 'Источники сообщений: последний обмен, очередь, отказы',
  reply: z.object({ sources: z.array(channelSource) }),
});

export const createSource = defineRoute({
  id: 'channels.create-source',
  method: 'POST',
  path: '/api/channels',
  access: { permission: 'channels.manage' },
  summary: 'Завести источник; ключ показывается один раз',
  body: z.object({
    id: sourceId,
    title: personText(150).min(1, 'Назовите источник'),
    kind: channel,
    adapter: sourceAdapter.default('json'),
  }),
  reply: z.object({ token: z.string(), url: z.string(), header: z.string() }),
});

export const switchSource = defineRoute({
  id: 'channels.switch-source',
  method: 'PATCH',
  path: '/api/channels/:source',
  access: { permission: 'channels.manage' },
  summary: 'Включить или выключить источник',
  params: z.object({ source: sourceId }),
  body: z.object({ isActive: z.boolean() }),
  reply: z.object({ sources: z.array(channelSource) }),
});
