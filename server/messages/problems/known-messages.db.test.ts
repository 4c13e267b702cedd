import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { findLikely, warmUp, whenWarm } from './known-messages.ts';
import { lookBackJob } from './propose.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await asSystem(server, whenWarm);
});
afterAll(() => server.close());

test('of a file whose messages were all registered at one moment none is left out of memory', async () => {
  const at = new Date('2026-11-24T09:00:00Z');
  server.setNow(at.toISOString());
  // More than two pages; the one asked about stands in the middle, past the first and before the newest.
  await server.app.pool.query(
    `INSERT INTO cases.case_file (id, number, registered_at, status, status_since, channel, regime, title, body, block,
       fact_id, suggestion, lat, lon, place_precision)
     SELECT (lpad(row::text, 8, '0') || '-0000-4000-8000-000000000000')::uuid, 'КУ-2099-' || lpad(row::text, 6, '0'), $1, 'new', $1,
       'import', 'message', 'Сообщение', CASE row WHEN 5500 THEN 'Не работает лифт, пожилым не подняться' ELSE 'Прочее' END,
       'housing', 'housing.entrance.lift', '[]', -50 + row * 0.01, 61.9, 'point'
     FROM generate_series(1, 11000) AS row`,
    [at],
  );
  warmUp(server.app.services, lookBackJob);
  await asSystem(server, whenWarm);
  const message = {
    id: 'ffffffff-0000-4000-8000-000000000000',
    text: 'Лифт не работает, пожилым тяжело',
    at: at.getTime(),
    lat: -50 + 55,
    lon: 61.9,
    address: null,
    block: 'housing',
    facts: ['housing.entrance.lift'],
  };
  const [found] = await asSystem(server, (ctx) => findLikely(ctx, [message]));
  expect(found?.pairs.map(({ id }) => id)).toEqual(['00005500-0000-4000-8000-000000000000']);
});
