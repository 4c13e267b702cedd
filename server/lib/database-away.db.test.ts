import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { startTestServer, type TestServer } from '../../tests/support/server.ts';

/** A cable between the server and its database that a test can pull out. */
class Unplugged extends Error {}

let database: TestDatabase;
let server: TestServer;
let cable: Server;
const sockets = new Set<Socket>();
let port = 0;

function openCable(target: URL): Server {
  return createServer((inside) => {
    const outside = connect(Number(target.port), target.hostname);
    for (const socket of [inside, outside]) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    }
    inside.pipe(outside).pipe(inside);
    inside.on('close', () => outside.destroy());
    outside.on('close', () => inside.destroy());
  });
}
async function plug(): Promise<void> {
  cable = openCable(new URL(database.url));
  cable.listen(port, '127.0.0.1');
  await once(cable, 'listening');
  port = (cable.address() as AddressInfo).port;
}
async function pull(): Promise<void> {
  const closed = once(cable, 'close');
  cable.close();
  for (const socket of sockets) socket.destroy(new Unplugged());
  await closed;
}

beforeAll(async () => {
  database = await cloneDatabase();
  await plug();
  const url = new URL(database.url);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  server = await startTestServer({ DATABASE_URL: url.href });
});
afterAll(async () => {
  await server.close();
  await pull();
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
  await pull();
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
  await plug();
  expect((await server.inject({ method: 'GET', url: '/readyz' })).statusCode).toBe(200);
  // The same message sent again is the same case.
  const again = await submit();
  expect(again.json()).toEqual(first.json());
});
