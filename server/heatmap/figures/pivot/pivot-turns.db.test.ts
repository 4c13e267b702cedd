import { afterAll, beforeAll, expect, test } from 'vitest';
import { getPivot, getPivotTable } from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import { listCases } from '../../../../shared/contract/messages/cases-list.ts';
import { plantCases } from '../../../../tests/support/plant.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';

let server: TestServer;
let cookie: string;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-30T09:00:00Z');
  cookie = await signInAs(server, 'head');
});
afterAll(() => server.close());

test('an answer given and returned opens its case by the outcome it had then; returns are told by no outcome', async () => {
  const rest = (from: string, to: string, outcome: string) => ({
    from,
    to,
    answered: true,
    late: false,
    returned: true,
    outcome,
    rating: 5,
  });
  const own = { block: 'archive', registered_at: '2026-10-01T09:00:00Z' };
  const first = rest('2026-10-05T09:00:00Z', '2026-10-08T09:00:00Z', 'solved');
  const again = { answered_at: '2026-10-20T09:00:00Z', status: 'answered' as const };
  await plantCases(server, [
    { ...own, rests: JSON.stringify([first]), reopen_count: 1 },
    { ...own, ...again, outcome: 'explained', rests: JSON.stringify([first]), reopen_count: 1 },
    { ...own, ...again, outcome: 'solved', rests: JSON.stringify([first]), reopen_count: 1 },
  ]);
  const october = { from: '2026-10-01', to: '2026-10-31', block: 'archive', compare: 'none' };
  const sides = { rows: 'outcome', columns: 'channel' };
  for (const [measure, told] of [
    ['given', { Решено: [4, 3], Разъяснено: [1, 1] }],
    ['settled', { Решено: [4, 3] }],
    ['scored', { Решено: [3, 3] }],
  ] as const) {
    const query = { ...october, ...sides, measure } as never;
    const { table } = await server.call(getPivotTable, { query }, cookie);
    const found: Record<string, number[]> = {};
    for (const { kind, title, cells, list } of table.rows)
      if (kind === 'row') {
        const page = await server.call(listCases, { query: { ...table.list, ...list } as never }, cookie);
        found[title] = [cells.at(-1)!, page.total];
      }
    expect(found, measure).toEqual(told);
  }
  const refused = await server.fail(
    getPivot,
    { query: { ...october, ...sides, measure: 'returned' } as never },
    cookie,
  );
  expect(refused).toMatchObject({ status: 400, fields: { measure: 'Не считается по этой стороне' } });
});
