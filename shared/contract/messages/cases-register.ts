import { z } from 'zod';
import { defineRoute } from '../route.ts';
import { publicFilter, publicPoint } from './cases-open.ts';

/** The register of published messages: all of them by one filter, page by page and as a feed. */

export const publicMessage = publicPoint.omit({ lat: true, lon: true });
export type PublicMessage = z.infer<typeof publicMessage>;

export const listPublicMessages = defineRoute({
  id: 'cases.list-public-messages',
  method: 'GET',
  path: '/api/open/messages',
  access: 'public',
  scope: 'open-data.read',
  summary: 'Реестр опубликованных сообщений: по теме, району, состоянию, периоду и словам, новые сверху',
  query: z.object({
    ...publicFilter,
    cursor: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({
    messages: z.array(publicMessage),
    /** By this filter, told with the first page; null where words are looked for and there is more than one. */
    total: z.number().nullable(),
    next: z.string().nullable(),
  }),
});

export const feedFormats = ['rss', 'atom'] as const;
export type FeedFormat = (typeof feedFormats)[number];

export const getPublicFeed = defineRoute({
  id: 'cases.get-public-feed',
  method: 'GET',
  path: '/api/open/messages/feed/:format',
  access: 'public',
  download: true,
  summary: 'Тот же реестр по тому же отбору лентой RSS или Atom: до ста последних опубликованных',
  params: z.object({ format: z.enum(feedFormats) }),
  query: z.object(publicFilter),
  reply: z.unknown(),
});
