import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cable, layCable } from '../../../tests/support/site/cable.ts';
import { cloneDatabase, type TestDatabase } from '../../../tests/support/site/database.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';

let database: TestDatabase;
let server: TestServer;
let cable: Cable;

beforeAll(async () => {
  database = await cloneDatabase();
  cable = await layCable(database.url);
  server = await startTestServer({ DATABASE_URL: cable.url });
});
afterAll(async () => {
  await server.close();
  await cable.pull();
  await database.drop();
});

const body = {
  clientKey: randomUUID(),
  text: 'Яма на дороге',
  phone: '+79120000017',
  consent: true,
  consentVersion: '1',
};
const submit = () =>
  server.inject({ method: 'POST', url: '/api/messages', headers: { 'x-otklik': '1' }, payload: body });

test('the database away: a clear 503 that says when to try again, then all goes on by itself', async () => {
  const first = await submit();
  expect(first.statusCode).toBe(200);
  await cable.pull();
  for (const reply of [
    await submit(),
    await server.inject({ method: 'GET', url: '/api/map/points' }),
    await server.inject({ method: 'GET', url: '/api/messages/2026-11-0001' }),
  ]) {
    expect(reply.statusCode).toBe(503);
    expect(reply.json()).toMatchObject({
      code: 'lib.unavailable',
      detail: expect.stringMatching(/повторите/),
    });
    expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
  }
  const ready = await server.inject({ method: 'GET', url: '/readyz' });
  expect([ready.statusCode, ready.headers['retry-after']]).toEqual([503, '5']);
  expect((await server.inject({ method: 'GET', url: '/healthz' })).statusCode).toBe(200);
  await cable.plug();
  expect((await server.inject({ method: 'GET', url: '/readyz' })).statusCode).toBe(200);
  // The same message sent again is the same case.
  const again = await submit();
  expect(again.json()).toEqual(first.json());
});
