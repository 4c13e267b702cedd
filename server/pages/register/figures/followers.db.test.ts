import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSystem } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { readFollowers, readFollowersOn, writeFigures } from './followers.ts';

/** Followers of pages, as networks told of them and as people wrote them down. */

let server: TestServer;
let serial = 0;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-25T07:00:00Z');
});
afterAll(() => server.close());

async function page(): Promise<string> {
  serial += 1;
  const id = randomUUID();
  await server.asOwner(
    `INSERT INTO register.page (id, unit_id, network, title, url, grade, made_at, made_by_name)
     VALUES ('${id}', '${randomUUID()}', 'vk', 'Страница', 'https://vk.com/f${serial}', 'active', now(), 'Пробный')`,
  );
  return id;
}
const tell = (id: string, at: string, members: number | null): Promise<unknown> =>
  server.asOwner(
    `INSERT INTO register.reading (id, page_id, network_page_id, at, by_name, raw, sha256, members, findings)
     VALUES ('${randomUUID()}', '${id}', '${randomUUID()}', '${at}', 'Отклик', '{}', repeat('0', 64), ${members}, '{}')`,
  );
const write = (
  id: string,
  day: string,
  followers: number | null,
  at = '2026-11-25T06:00:00Z',
): Promise<unknown> =>
  server.asOwner(
    `INSERT INTO register.figure (id, page_id, on_day, followers, source, at, by_name)
     VALUES ('${randomUUID()}', '${id}', '${day}', ${followers}, 'кабинет', '${at}', 'Пробный')`,
  );
const read = (id: string) => asSystem(server, (ctx) => readFollowers(ctx, id));
const on = (ids: string[], day: string) =>
  asSystem(server, async (ctx) => Object.fromEntries(await readFollowersOn(ctx, ids, day)));

describe('the chart of a page', () => {
  test('has a number a day, the last of the network before what a person wrote; of this page, of its days', async () => {
    const [id, other] = [await page(), await page()];
    await tell(id, '2026-11-20T06:00:00Z', 100);
    await tell(id, '2026-11-20T09:00:00Z', 110);
    await tell(id, '2026-11-21T06:00:00Z', null);
    await tell(id, '2026-11-25T07:00:01Z', 999);
    await tell(other, '2026-11-22T06:00:00Z', 5);
    await write(id, '2026-11-20', 90);
    await write(id, '2026-11-22', 120, '2026-11-22T06:00:00Z');
    await write(id, '2026-11-22', 125, '2026-11-23T06:00:00Z');
    await write(id, '2026-11-23', null);
    expect(await read(id)).toEqual([
      { day: '2026-11-20', count: 110, by: 'network', source: '' },
      { day: '2026-11-22', count: 125, by: 'hand', source: 'кабинет' },
    ]);
    // This very moment is known already.
    await tell(id, '2026-11-25T07:00:00Z', 130);
    expect((await read(id)).at(-1)).toEqual({ day: '2026-11-25', count: 130, by: 'network', source: '' });
  });

  test('begins three months ago, by the days of the city', async () => {
    const id = await page();
    await tell(id, '2026-08-24T18:59:59Z', 1);
    await tell(id, '2026-08-24T19:00:00Z', 2);
    await write(id, '2026-08-24', 3);
    await write(id, '2026-08-26', 4);
    expect((await read(id)).map(({ day, count }) => [day, count])).toEqual([
      ['2026-08-25', 2],
      ['2026-08-26', 4],
    ]);
  });
});

test('of a day is what was known when it ended: the latest, of the network before a person’s of one day', async () => {
  const [told, written, both, none] = [await page(), await page(), await page(), await page()];
  await tell(told, '2026-11-19T06:00:00Z', 9);
  await tell(told, '2026-11-20T18:59:59Z', 10);
  await tell(told, '2026-11-20T19:00:00Z', 11);
  await tell(told, '2026-11-20T12:00:00Z', null);
  await write(written, '2026-11-20', 20, '2026-11-20T06:00:00Z');
  await write(written, '2026-11-20', 21, '2026-11-21T06:00:00Z');
  await write(written, '2026-11-19', 19);
  await write(written, '2026-11-21', 22);
  await tell(both, '2026-11-18T06:00:00Z', 30);
  await write(both, '2026-11-19', 31);
  await write(both, '2026-11-20', null);
  const ids = [told, written, both, none];
  expect(await on(ids, '2026-11-20')).toEqual({ [told]: 10, [written]: 21, [both]: 31 });
  expect(await on(ids, '2026-11-18')).toEqual({ [both]: 30 });
  expect(await on([told], '2026-11-21')).toEqual({ [told]: 11 });
  expect(await on([], '2026-11-21')).toEqual({});
});

describe('what a person writes', () => {
  const figures = { followers: 50, weekReach: 7, postReach: 3, on: '2026-11-24', source: 'кабинет' };
  type Known = Parameters<typeof writeFigures>[1];
  const put = async (known: Partial<Known>, given: Partial<typeof figures> | { followers: null } = {}) => {
    const id = await page();
    const set = await asSystem(server, (ctx) =>
      writeFigures(ctx, { id, followers_on: null, followers_by: null, ...known }, { ...figures, ...given }),
    );
    const { rows } = await server.asOwner(
      `SELECT on_day::text, followers, week_reach, post_reach, source FROM register.figure WHERE page_id = '${id}'`,
    );
    return { set, rows };
  };
  const reach = { week_reach: 7, post_reach: 3, figures_on: '2026-11-24' };
  const own = { followers: 50, followers_on: '2026-11-24', followers_by: 'hand' };

  test('is kept as it was written', async () => {
    expect((await put({})).rows).toEqual([
      { on_day: '2026-11-24', followers: 50, week_reach: 7, post_reach: 3, source: 'кабинет' },
    ]);
  });

  test.each<[string, Partial<Known>, { followers?: null }, object]>([
    ['stands where nothing was known', {}, {}, { ...reach, ...own }],
    [
      'stands over what was written before',
      { followers_by: 'hand', followers_on: '2026-11-25' },
      {},
      { ...reach, ...own },
    ],
    [
      'stands over what the network told of a day before',
      { followers_by: 'network', followers_on: '2026-11-23' },
      {},
      { ...reach, ...own },
    ],
    [
      'stands beside what the network told of that day',
      { followers_by: 'network', followers_on: '2026-11-24' },
      {},
      reach,
    ],
    [
      'stands beside what the network told later',
      { followers_by: 'network', followers_on: '2026-11-25' },
      {},
      reach,
    ],
    [
      'without a number takes the number away',
      { followers_by: 'hand', followers_on: '2026-11-20' },
      { followers: null },
      { ...reach, followers: null, followers_on: null, followers_by: null },
    ],
    [
      'without a number leaves the one of the network',
      { followers_by: 'network', followers_on: '2026-11-20' },
      { followers: null },
      reach,
    ],
  ])('%s', async (_, known, given, set) => {
    expect((await put(known, given)).set).toEqual(set);
  });
});
