import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { plantRow } from '../../../tests/support/plant.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { emptyEventsJob, emptyOldEvents, forgetEvents, forgetTalk } from './retention.ts';

/** Words and authors that networks brought are let go: those that are asked for, and no others. */

let server: TestServer;
const pages = { own: 'vk', other: 'ok' } as const;
const pageIds = {
  own: '00000000-0000-4000-8000-000000000001',
  other: '00000000-0000-4000-8000-000000000002',
} as const;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  for (const [name, network] of Object.entries(pages) as [keyof typeof pages, string][])
    await server.asOwner(
      `INSERT INTO networks.page (id, network, external_id, title, url, is_own, next_pull_at, created_at, created_by_name)
       VALUES ('${pageIds[name]}', '${network}', '-${name}', 'Страница', 'https://network.example/', true, now(), now(), 'Отклик')`,
    );
});
beforeEach(async () => {
  await server.asOwner('DELETE FROM networks.event; DELETE FROM networks.saying');
});
afterAll(() => server.close());

const rows = async (text: string) => (await server.asOwner(text)).rows;

describe('events', () => {
  async function hear(
    key: string,
    given: { at?: string; state?: string; raw?: string } = {},
  ): Promise<number> {
    const { at = '2026-11-01T09:00:00Z', state = 'read', raw = 'слова' } = given;
    const [row] = await rows(
      `INSERT INTO networks.event (page_id, event_key, facts, raw, received_at, state)
       VALUES ('${pageIds.own}', '${key}', '[1]', '${raw}', '${at}', '${state}') RETURNING id`,
    );
    return Number(row.id);
  }
  const kept = async (): Promise<string[]> =>
    (await rows(`SELECT event_key FROM networks.event WHERE raw <> '' ORDER BY event_key`)).map(
      ({ event_key: key }) => key,
    );
  const EDGE = '2026-08-26T09:00:00Z';

  test('lose their words ninety days after they came; what waits to be read keeps them', async () => {
    await hear('old', { at: '2026-08-26T08:59:59Z' });
    await hear('ignored', { at: '2026-01-01T09:00:00Z', state: 'ignored' });
    await hear('edge', { at: EDGE });
    await hear('waits', { at: '2026-01-01T09:00:00Z', state: 'received' });
    await hear('new');
    const again: string[] = [];
    await asSystem(server, (ctx) =>
      emptyOldEvents({
        ...ctx,
        enqueue: ((job: { name: string }) => void again.push(job.name)) as typeof ctx.enqueue,
      }),
    );
    expect(await kept()).toEqual(['edge', 'new', 'waits']);
    expect(await rows(`SELECT facts FROM networks.event WHERE event_key = 'old'`)).toEqual([{ facts: '[]' }]);
    expect(again).toEqual([]);
  });

  test('of more than a run empties call the next one', async () => {
    await server.asOwner(
      `INSERT INTO networks.event (page_id, event_key, facts, raw, received_at, state)
       SELECT '${pageIds.own}', 'many-' || n, '[]', 'слова', '2026-01-01T09:00:00Z', 'read' FROM generate_series(1, 20001) AS n`,
    );
    const run = async (): Promise<string[]> => {
      const called: string[] = [];
      await asSystem(server, (ctx) =>
        emptyOldEvents({
          ...ctx,
          enqueue: ((job: { name: string }) => void called.push(job.name)) as typeof ctx.enqueue,
        }),
      );
      return called;
    };
    expect(await run()).toEqual([emptyEventsJob.name]);
    expect(await kept()).toHaveLength(1);
    expect(await run()).toEqual([]);
  });

  test('of posts that are let go lose their words at once, unless they wait to be read', async () => {
    const [asked, waits] = [await hear('asked'), await hear('waits', { state: 'received' })];
    await hear('other');
    await asSystem(server, (ctx) => forgetEvents(ctx, { eventIds: [asked, waits], posts: [] }));
    expect(await kept()).toEqual(['other', 'waits']);
  });
});

describe('what was said', () => {
  interface Said {
    page?: keyof typeof pages;
    to?: string;
    state?: string;
    kind?: string;
    subject?: string;
  }
  const say = (
    name: string,
    { page = 'own', to = 'post-1', state = 'said', kind = name, subject }: Said = {},
  ) =>
    plantRow(server, 'networks.saying', {
      id: randomUUID(),
      page_id: pageIds[page],
      subject_kind: kind,
      subject_id: subject ?? randomUUID(),
      to_kind: 'comment',
      to_id: to,
      to_thread: 'talk',
      to_author: name,
      text: 'Ответ',
      state,
      state_at: '2026-11-24T09:00:00Z',
      next_at: '2026-11-24T09:00:00Z',
      made_at: '2026-11-24T09:00:00Z',
      attempts: 0,
      reason: '',
      ...(state === 'said' && { said_at: '2026-11-24T09:00:00Z', said_id: 'r-1', said_url: '' }),
    });
  const named = async (): Promise<string[]> =>
    (await rows(`SELECT to_author FROM networks.saying WHERE to_author <> '' ORDER BY to_author`)).map(
      ({ to_author: author }) => author,
    );

  test('to a post that is let go forgets its author; another post, network or what waits does not', async () => {
    await say('asked');
    await say('failed', { state: 'failed' });
    await say('another-post', { to: 'post-2' });
    await say('another-network', { page: 'other' });
    await say('waits', { state: 'waiting' });
    await say('unknown', { state: 'unknown' });
    const posts = [{ network: 'vk', externalId: 'post-1' }];
    await asSystem(server, (ctx) => forgetEvents(ctx, { eventIds: [], posts }));
    expect(await named()).toEqual(['another-network', 'another-post', 'unknown', 'waits']);
  });

  test('to somebody alone forgets who and where, once it was said or could not be', async () => {
    const [one, two, three, four, foreign] = Array.from({ length: 5 }, () => randomUUID());
    const kind = 'notice';
    await say('said', { kind, subject: one });
    await say('unknown', { kind, subject: two, state: 'unknown' });
    await say('failed', { kind, subject: three, state: 'failed' });
    await say('waits', { kind, subject: four, state: 'waiting' });
    await say('of-another-kind', { kind: 'reply', subject: one });
    await say('of-another-subject', { kind, subject: foreign });
    await asSystem(server, (ctx) => forgetTalk(ctx, kind, [one, two, three, four] as string[]));
    expect(await named()).toEqual(['of-another-kind', 'of-another-subject', 'waits']);
    const where = `SELECT to_author FROM networks.saying WHERE to_id <> '' AND to_thread <> '' ORDER BY to_author`;
    expect((await rows(where)).map(({ to_author: author }) => author)).toEqual(await named());
  });
});
