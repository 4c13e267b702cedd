import { afterAll, beforeAll, expect, it } from 'vitest';
import { listPerformance, tellList } from '../../../shared/contract/heatmap/indicators.ts';
import { listCases } from '../../../shared/contract/messages/cases-list.ts';
import { LIVES_NOW, lifeUnits } from '../../../tests/support/draw-lives.ts';
import { plantLives } from '../../../tests/support/indicator-lives.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

let server: TestServer;
let chair: string;
const query = { from: '2026-11-01', to: '2027-01-31' };

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(new Date(LIVES_NOW).toISOString());
  chair = await signInAs(server, 'chair');
  await plantLives(server);
}, 60_000);
afterAll(() => server.close());

it('под вопросом — подтверждённые дела отбора с признаком, которого не отклонили, каждое один раз', async () => {
  const unitId = lifeUnits[1];
  const confirmed = async (slice: object) => {
    const listed = { told: tellList('K8', query), unitId, limit: 200, ...slice };
    return (await server.call(listCases, { query: listed }, chair)).rows.map(({ id }) => id);
  };
  const roads = await confirmed({ block: 'roads' });
  const waste = await confirmed({ block: 'waste' });
  expect([roads.length > 1, waste.length > 0]).toEqual([true, true]);
  const all = await confirmed({});
  const answered = { told: tellList('K2', query), unitId, limit: 200 };
  const other = (await server.call(listCases, { query: answered }, chair)).rows.find(
    ({ id }) => !all.includes(id),
  )!;
  const flag = (day: string, state: 'open' | 'dismissed', case_ids: string[]) => ({
    id: crypto.randomUUID(),
    kind: 'mass-closing',
    subject: unitId,
    day,
    unit_id: unitId,
    words: 'За день',
    state,
    case_ids,
    found_at: new Date(LIVES_NOW),
  });
  await server.app.services.database
    .insertInto('quality.flag')
    .values([
      flag('2026-11-05', 'open', [roads[0]!, waste[0]!, other.id]),
      flag('2026-11-06', 'open', [roads[0]!]),
      flag('2026-11-07', 'dismissed', [roads[1]!]),
      flag('2026-10-31', 'open', [roads[1]!]),
    ])
    .execute();
  const doubted = async (slice: object) => {
    const reply = await server.call(listPerformance, { query: { ...query, ...slice, by: 'unit' } }, chair);
    return reply.lines.map(({ id, doubted: count }) => [id, count]).filter(([, count]) => count !== 0);
  };
  expect(await doubted({})).toEqual([[unitId, 2]]);
  expect(await doubted({ block: 'roads' })).toEqual([[unitId, 1]]);
  expect(await doubted({ block: 'none' })).toEqual([]);
});
