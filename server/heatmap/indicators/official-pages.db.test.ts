import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listIndicators } from '../../../shared/contract/heatmap/indicators.ts';
import { lookAtPage } from '../../../shared/contract/pages/register-acts.ts';
import { deliverEvent, makePost, readingOf } from '../../../tests/support/networks/told-network.ts';
import { type EmptyRegisterDesk, openEmptyRegister } from '../../../tests/support/pages/register-desk.ts';
import { drawPicture } from '../../../tests/support/pictures.ts';
import { sendFile } from '../../../tests/support/uploads.ts';

let desk: EmptyRegisterDesk;
let server: EmptyRegisterDesk['server'];
beforeAll(async () => {
  desk = await openEmptyRegister();
  ({ server } = desk);
});
afterAll(() => server.close());

const november = { from: '2026-11-01', to: '2026-11-25' };
const read = async (id: 'K16' | 'K17' | 'K19', query: object = november) => {
  const { indicators } = await server.call(listIndicators, { query: query as typeof november }, desk.head);
  const { value, lacks, parts } = indicators.find((one) => one.id === id)!;
  return { value, lacks, part: (key: string) => parts.find((one) => one.key === key)?.value };
};
const database = () => server.app.services.database;
const own = (id: string, at: string, views: number | null, goneAt: string | null = null) => ({
  post: makePost({
    id,
    kind: 'post',
    threadId: id,
    parentId: null,
    isOwn: true,
    text: 'Новость дня',
    postedAt: new Date(at),
    reach: views === null ? null : { views, likes: 5, comments: 3, shares: 2 },
  }),
  goneAt,
});
async function tell(posts: ReturnType<typeof own>[]): Promise<void> {
  for (const { post, goneAt } of posts) {
    const facts = [{ fact: 'seen' as const, post }];
    const gone = goneAt
      ? [{ fact: 'gone' as const, id: post.id, at: new Date(goneAt), by: 'page' as const }]
      : [];
    expect(await deliverEvent(server, desk.source, readingOf(`own-${post.id}`, ...facts, ...gone))).toBe(200);
  }
  await server.drain();
}

test('with no page in the register they say so, and of a topic they say nothing', async () => {
  for (const id of ['K16', 'K17', 'K19'] as const) {
    expect(await read(id)).toMatchObject({
      value: null,
      lacks: 'нет данных: в реестре нет официальных страниц',
    });
    expect((await read(id, { ...november, block: 'roads' })).lacks).toMatch(/не делятся по темам/u);
  }
});

describe('of pages that are kept', () => {
  test('checks that are there, posts of the last seven days, reactions against reach; as an independent query counts them', async () => {
    const bound = await desk.create({ networkPageId: desk.source.id });
    const other = await desk.create({ network: 'ok', unitId: desk.schoolId, url: 'https://ok.ru/school' });
    await sql`UPDATE register.page SET bound_at = '2026-10-01' WHERE id = ${bound.id}::uuid`.execute(
      database(),
    );
    await sql`UPDATE register.page SET made_at = '2026-10-01'`.execute(database());
    await sql`UPDATE networks.page SET pulled_at = ${server.app.services.now()} WHERE id = ${desk.source.id}::uuid`.execute(
      database(),
    );
    const { fileId, token } = (await sendFile(server, await drawPicture('png'))).body;
    await server.call(
      lookAtPage,
      {
        params: { id: bound.id },
        body: {
          checks: ['name', 'avatar', 'phone'],
          isThere: true,
          takenOn: '2026-11-25',
          file: { fileId, token },
        },
      },
      desk.editor,
    );
    await tell([
      own('p1', '2026-11-19T09:00:00Z', 100),
      own('p2', '2026-11-23T09:00:00Z', 300),
      own('p3', '2026-11-25T06:00:00Z', null),
      // Taken off before it had stood a day; before the last week.
      own('p4', '2026-11-24T06:00:00Z', 900, '2026-11-24T09:00:00Z'),
      own('p5', '2026-11-10T06:00:00Z', 200),
    ]);
    // What was known at the end of the period: of the school nothing yet, and what came later is of a later period.
    await sql`INSERT INTO register.figure (id, page_id, on_day, followers, source, at, by_name) VALUES
      (gen_random_uuid(), ${bound.id}::uuid, '2026-11-02', 5200, 'статистика', '2026-11-02T09:00:00Z', 'Е'),
      (gen_random_uuid(), ${bound.id}::uuid, '2026-11-24', 5300, 'статистика', '2026-11-24T09:00:00Z', 'Е')`.execute(
      database(),
    );
    const checks = await read('K16');
    expect(checks).toMatchObject({ value: 3 / 24, lacks: null });
    expect([checks.part('pages'), checks.part('network-0'), checks.part('network-1')]).toEqual([
      2,
      3 / 12,
      0,
    ]);
    const posts = await read('K17');
    expect(posts).toMatchObject({ value: 3, lacks: null });
    // Three whole weeks before Wednesday noon: one with three posts, one with none, one with one; the norm is five.
    expect([posts.part('missed'), posts.part('weeks'), posts.part('read')]).toEqual([3, 3, 1]);
    const reach = await read('K19');
    expect(reach.value).toBeCloseTo(30 / 600, 9);
    expect([reach.part('reach'), reach.part('posts')]).toEqual([200, 3]);
    expect([reach.part('week-reach'), reach.part('followers')]).toEqual([400, 5300]);
    const { rows } = await sql<{ passed: number; stood: number; engagement: number }>`SELECT
      (SELECT count(*)::int FROM register.look WHERE is_there) AS passed,
      (SELECT count(*)::int FROM posts.post WHERE is_own AND kind = 'post' AND posted_at >= '2026-11-18T07:00:00Z'
        AND (gone_at IS NULL OR gone_at >= posted_at + interval '24 hours')) AS stood,
      (SELECT sum(likes + comments + shares)::float8 / sum(views) FROM posts.post WHERE is_own AND kind = 'post' AND views IS NOT NULL
        AND (gone_at IS NULL OR gone_at >= posted_at + interval '24 hours')) AS engagement`.execute(
      database(),
    );
    expect(rows[0]).toEqual({ passed: 3, stood: 3, engagement: reach.value });
    // An organisation has its own.
    expect((await read('K16', { ...november, unitId: desk.schoolId })).value).toBe(0);
    expect((await read('K17', { ...november, unitId: desk.schoolId })).lacks).toMatch(/не читаются/u);
    expect(other.network).toBe('ok');
  });

  test('a page nobody has read for a day is not known', async () => {
    await sql`UPDATE networks.page SET pulled_at = '2026-11-24T06:59:59Z' WHERE id = ${desk.source.id}::uuid`.execute(
      database(),
    );
    expect(await read('K17')).toMatchObject({
      value: null,
      lacks: 'нет данных: страницы не читаются весь период',
    });
  });
});
