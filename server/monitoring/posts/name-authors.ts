import { z } from 'zod';
import {
  findConnection,
  type NetworkConnector,
  NetworkFailure,
  type PageAccess,
} from '../../base/networks/index.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import type { Conversation } from '../../lib/module/module.ts';

/** Asks a network for names of authors whose posts came without one: events of some networks carry numbers alone. */
export const nameAuthorsJob = defineJob('posts.name-authors', z.object({ pageId: z.uuid() }));

/** Authors asked for in one run. */
const MOST = 100;

interface Question {
  pageId: string;
  authorKeys: string[];
  access: PageAccess;
  ask: NonNullable<NetworkConnector['nameAuthors']>;
}

async function listNameless(ctx: Ctx, pageId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('posts.post')
    .select('author_key')
    .distinct()
    .where('page_id', '=', pageId)
    .where('author_name', '=', '')
    .where('author_key', '<>', '')
    .where('forgotten_at', 'is', null)
    .limit(MOST)
    .execute();
  return rows.map(({ author_key: key }) => key);
}

/** What was not named is asked again with the next post of the page; names stand beside posts, the evidence stays as it came. */
export const namingAuthors: Conversation<{ pageId: string }, Question, ReadonlyMap<string, string>> = {
  async intend(ctx, { pageId }) {
    const connection = await findConnection(ctx, pageId);
    const ask = connection?.connector.nameAuthors;
    const authorKeys = ask ? await listNameless(ctx, pageId) : [];
    return connection && ask && authorKeys.length > 0
      ? { pageId, authorKeys, access: connection.access, ask }
      : null;
  },
  // Asking changes nothing there: a network that says no, or a page without the key for it, leaves them nameless for now.
  call: ({ access, authorKeys, ask }) =>
    ask(access, authorKeys).catch((error: unknown) => {
      if (error instanceof NetworkFailure) return new Map<string, string>();
      throw error;
    }),
  async settle(ctx, { pageId }, names) {
    for (const [authorKey, name] of names)
      await ctx.db
        .updateTable('posts.post')
        .set({ author_name: name.slice(0, 200) })
        .where('page_id', '=', pageId)
        .where('author_key', '=', authorKey)
        .where('author_name', '=', '')
        .execute();
  },
  lose: async () => {},
};
