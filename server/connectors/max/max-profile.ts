import { z } from 'zod';
import { NetworkFailure, type PageAccess, type PageProfile } from '../../base/networks/index.ts';
import { readTogether } from '../kit/profiles.ts';
import type { MaxClient } from './max-client.ts';

/** `Chat` of the schema. It has neither a cover nor an address nor contacts: they stand in the description, or nowhere. */
const chat = z.object({
  chat_id: z.number(),
  type: z.string(),
  status: z.string(),
  title: z.string().nullish(),
  icon: z.object({ url: z.string() }).nullish(),
  participants_count: z.number(),
  is_public: z.boolean(),
  link: z.string().nullish(),
  description: z.string().nullish(),
  messages_count: z.number().nullish(),
});

/** A bot is of one page: each is asked by itself. */
export const readMaxProfiles = (
  client: MaxClient,
  pages: readonly PageAccess[],
): Promise<(PageProfile | NetworkFailure)[]> =>
  readTogether(pages, {
    most: 1,
    keyOf: ({ baseUrl, keys }) => `${baseUrl} ${keys.token ?? ''}`,
    ask: async (_own, access) => {
      const found = await client.ask(access, `/chats/${encodeURIComponent(access.pageId)}`, chat);
      if (found.status !== 'active')
        return [new NetworkFailure('rights', 'MAX: бота больше нет в канале, или канал закрыт')];
      return [
        {
          name: found.title ?? '',
          description: found.description ?? '',
          hasPicture: found.icon != null,
          hasCover: null,
          address: null,
          phones: null,
          emails: null,
          sites: null,
          members: found.participants_count,
          // The schema of what is read leaves out its owner, its people and what is pinned.
          raw: JSON.stringify(found),
        },
      ];
    },
  });
