import { z } from 'zod';
import { can, instant } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { idParams } from './person-fields.ts';

/** Networks and pages in them, for whoever keeps their keys. */

export const networkUses = ['required', 'recommended', 'source', 'off', 'archived'] as const;

const network = z.object({
  id: z.string(),
  title: z.string(),
  short: z.string(),
  use: z.enum(networkUses),
  /** A page of it can be added: the law allows and a connector is there. */
  isOpen: z.boolean(),
  maySpeak: z.boolean(),
  ground: z.string(),
  /** Keys a page of it may have. */
  keys: z.array(
    z.object({ name: z.string(), title: z.string(), hint: z.string(), unlocks: z.array(z.string()) }),
  ),
});
export type Network = z.infer<typeof network>;

export const pageKinds = ['media', 'community', 'advertiser', 'unknown'] as const;

export const networkPage = z.object({
  id: z.string(),
  network: z.string(),
  externalId: z.string(),
  title: z.string(),
  url: z.string(),
  isOwn: z.boolean(),
  /** What a page of others is. */
  kind: z.enum(pageKinds),
  /** It tells of our city alone. */
  isLocal: z.boolean(),
  unitId: z.string().nullable(),
  baseUrl: z.string(),
  isActive: z.boolean(),
  /** Names of keys that are entered; a key itself is never shown. */
  keys: z.array(z.string()),
  /** Where the network sends events to; null where it is only asked. */
  eventsUrl: z.string().nullable(),
  pulledAt: instant.nullable(),
  lastEventAt: instant.nullable(),
  waiting: z.number(),
  /** Of the last exchange; empty = it went well. */
  trouble: z.string(),
  version: z.number(),
  can,
});
export type NetworkPage = z.infer<typeof networkPage>;

const manage = { permission: 'networks.manage' } as const;

export const listNetworkPages = defineRoute({
  id: 'networks.list-pages',
  method: 'GET',
  path: '/api/networks',
  access: manage,
  summary: 'Сети и страницы в них: ключи, последний обмен, что не вышло',
  reply: z.object({ networks: z.array(network), pages: z.array(networkPage) }),
});

const keyInput = z.string().trim().max(4000);
const pageInput = {
  title: z.string().trim().min(1, 'Назовите страницу').max(150, 'Не длиннее 150 знаков'),
  url: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(1000)]),
  isOwn: z.boolean(),
  kind: z.enum(pageKinds).default('community'),
  isLocal: z.boolean().default(true),
  unitId: z.uuid().nullable().default(null),
  /** Of a mailbox the server letters are read from. */
  baseUrl: z.union([z.literal(''), z.url({ protocol: /^(?:https?|imaps?)$/ }).max(500)]).default(''),
  /** Key name → key; an empty one stays as it is. */
  keys: z.record(z.string().max(40), keyInput).default({}),
};

export const createNetworkPage = defineRoute({
  id: 'networks.create-page',
  method: 'POST',
  path: '/api/networks/pages',
  access: manage,
  summary: 'Подключить страницу сети',
  body: z.object({
    network: z.string().max(40),
    externalId: z.string().trim().min(1, 'Напишите номер или адрес страницы').max(500),
    ...pageInput,
  }),
  reply: networkPage,
});

export const changeNetworkPage = defineRoute({
  id: 'networks.change-page',
  method: 'PATCH',
  path: '/api/networks/pages/:id',
  access: manage,
  summary: 'Исправить страницу, ввести новые ключи',
  params: idParams,
  body: z.object({ version: z.number().int(), isActive: z.boolean(), ...pageInput }),
  reply: networkPage,
});

export const tryNetworkPage = defineRoute({
  id: 'networks.try-page',
  method: 'POST',
  path: '/api/networks/pages/:id/try',
  access: manage,
  summary: 'Проверить ключи страницы: что каждый открывает на самом деле',
  params: idParams,
  reply: z.object({
    functions: z.array(z.object({ title: z.string(), refusal: z.string().nullable() })),
  }),
});

export const receiveNetworkEvent = defineRoute({
  id: 'networks.receive-event',
  method: 'POST',
  path: '/api/networks/:page/events',
  access: 'link',
  summary: 'Принять событие сети: подпись проверяется, подтверждение после записи',
  params: z.object({ page: z.string().max(100) }),
  raw: true,
  body: z.unknown(),
  reply: z.unknown(),
});

/** Of a network that signs nothing: the secret is the last part of the address. */
export const receiveSecretEvent = defineRoute({
  id: 'networks.receive-secret-event',
  method: 'POST',
  path: '/api/networks/:page/events/:secret',
  access: 'link',
  summary: 'Принять событие сети, которая не подписывает их: секрет в адресе, подтверждение после записи',
  params: z.object({ page: z.string().max(100), secret: z.string().max(200) }),
  raw: true,
  body: z.unknown(),
  reply: z.unknown(),
});
