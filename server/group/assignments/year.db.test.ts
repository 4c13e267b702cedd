import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Group, makeGroup } from '../../../tests/support/group/group.ts';
import { fillGroupYear } from '../../../tests/support/group/group-year.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';

/** A year of sixty meetings and two thousand assignments: every list opens, and tells in the log what it cost. */

let server: TestServer;
let group: Group;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T06:00:00Z');
  group = await makeGroup(server);
  await fillGroupYear(server.app.pool, { year: 2026, people: [group.ids.member, group.ids.second] });
});
afterAll(() => server.close());

const lists = [
  '/api/assignments?limit=100',
  '/api/assignments?view=overdue&limit=100',
  '/api/assignments?view=all&limit=100',
  '/api/assignments?q=работы перечню&view=all&limit=100',
  '/api/assignments?mine=yes',
  '/api/assignments/use',
  '/api/assignments/decisions?assignment=019a0000-0000-7000-8000-000000000000',
  '/api/working-group/meetings?year=2026',
];
const ROUNDS = 10;

test.each(lists)('%s', async (url) => {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    const reply = await server.inject({
      method: 'GET',
      url: encodeURI(url),
      headers: { cookie: group.cookies.secretary },
    });
    times.push(performance.now() - begun);
    expect(reply.statusCode).toBe(200);
  }
  times.sort((a, b) => a - b);
  const late = times[Math.ceil(ROUNDS * 0.95) - 1]!;
  console.log(`${url}: медиана ${times[ROUNDS / 2]!.toFixed(1)} мс, 95-й процентиль ${late.toFixed(1)} мс`);
});
