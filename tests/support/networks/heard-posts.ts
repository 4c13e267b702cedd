import type { HeardFact, NetworkFact, SeenPost } from '../../../server/base/networks/index.ts';
import { captureFacts } from '../../../server/monitoring/posts/capture.ts';
import { asSystem } from '../site/cases.ts';
import type { TestServer } from '../site/server.ts';
import { makePost } from './told-network.ts';

/** What posts are taken in of, told by nobody but the test: who is told of them in turn hears nothing. */

/** A page of ours, and one that is not. */
export const heardPage = {
  id: '00000000-0000-4000-8000-000000000001',
  network: 'vk',
  externalId: '-1',
  isOwn: true,
};
export const foreignPage = {
  id: '00000000-0000-4000-8000-000000000002',
  network: 'vk',
  externalId: '-2',
  isOwn: false,
};

export interface HeardTold {
  /** Names of events, with numbers of posts in the network. */
  events: [string, string[]][];
  jobs: [string, unknown][];
}

export interface Hearing {
  /** A comment of a stranger under a number of its own. */
  fresh: (given?: Partial<SeenPost>) => SeenPost;
  /** Takes facts in; what is announced and handed out goes nowhere but here. */
  hear: (facts: readonly (NetworkFact & { heard?: Date })[], page?: HeardFact['page']) => Promise<HeardTold>;
  /** Rows as JSON has them: moments are texts. */
  ask: (sql: string, values: readonly unknown[]) => Promise<Record<string, unknown>[]>;
  rowOf: (externalId: string) => Promise<Record<string, unknown> | undefined>;
  sightsOf: (externalId: string) => Promise<Record<string, unknown>[]>;
}

export const seenFact = (post: SeenPost, isBirth?: boolean): NetworkFact => ({
  fact: 'seen',
  post,
  ...(isBirth && { isBirth }),
});

export function openHearing(server: TestServer): Hearing {
  let serial = 0;
  const ask: Hearing['ask'] = async (sql, values) =>
    JSON.parse(JSON.stringify((await server.app.pool.query(sql, [...values])).rows));
  return {
    ask,
    fresh(given = {}) {
      serial += 1;
      return makePost({ id: `post-${serial}`, ...given });
    },
    async hear(facts, page = heardPage) {
      const told: HeardTold = { events: [], jobs: [] };
      await asSystem(server, async (ctx) => {
        const announced: { name: string; ids: string[] }[] = [];
        const listening = {
          ...ctx,
          announce: (({ name }: { name: string }, { postIds }: { postIds: string[] }) => {
            announced.push({ name, ids: postIds });
          }) as typeof ctx.announce,
          enqueue: ((job: { name: string }, payload: unknown) => {
            told.jobs.push([job.name, payload]);
          }) as typeof ctx.enqueue,
        };
        await captureFacts(
          listening,
          facts.map((fact) => ({ eventId: 7, receivedAt: fact.heard ?? ctx.now, page, fact, raw: 'raw' })),
        );
        for (const { name, ids } of announced) {
          const rows = await ctx.db
            .selectFrom('posts.post')
            .select('external_id')
            .where('id', 'in', ids)
            .execute();
          told.events.push([name, rows.map((row) => row.external_id).toSorted()]);
        }
      });
      return told;
    },
    rowOf: async (id) => (await ask('SELECT * FROM posts.post WHERE external_id = $1', [id]))[0],
    sightsOf: (id) =>
      ask(
        `SELECT sight.serial, sight.text, sight.as_of, sight.seen_at, sight.author_name, sight.pictures, sight.event_id FROM posts.sight
         JOIN posts.post ON post.id = post_id WHERE external_id = $1 ORDER BY sight.serial`,
        [id],
      ),
  };
}

/** Both pages as rows, where a rule asks whose they are. */
export async function putHeardPages(server: TestServer): Promise<void> {
  for (const { id, externalId, isOwn } of [heardPage, foreignPage])
    await server.asOwner(
      `INSERT INTO networks.page (id, network, external_id, title, url, is_own, next_pull_at, created_at, created_by_name)
       VALUES ('${id}', 'vk', '${externalId}', 'Страница', 'https://network.example/', ${isOwn}, now(), now(), 'Отклик')`,
    );
}
