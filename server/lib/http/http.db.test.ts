import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { modules } from '../../modules.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const from = (ip: string) => ({ 'x-forwarded-for': ip });

describe('a request that changes something', () => {
  test('must come from our own pages: without its mark every such route refuses', async () => {
    const routes = modules
      .flatMap((module) => module.routes ?? [])
      .filter(({ route, raw }) => route.method !== 'GET' && !raw);
    expect(routes.length).toBeGreaterThan(40);
    for (const { route } of routes) {
      const url = route.path.replaceAll(/:[A-Za-z]+/g, '00000000-0000-7000-8000-000000000000');
      const reply = await server.inject({ method: route.method, url, payload: {} });
      expect([route.id, reply.statusCode]).toEqual([route.id, 403]);
    }
    const wrong = {
      method: 'POST' as const,
      url: '/api/messages',
      headers: { 'x-otklik': '0' },
      payload: {},
    };
    const reply = await server.inject(wrong);
    expect(reply.json()).toMatchObject({ code: 'lib.forbidden', status: 403 });
  });

  test('a form of a foreign page is refused whatever its kind', async () => {
    for (const type of [
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data; boundary=x',
    ]) {
      const headers = { 'content-type': type };
      const reply = await server.inject({ method: 'POST', url: '/api/messages', headers, payload: 'a=1' });
      expect([type, reply.statusCode]).toEqual([type, 403]);
    }
  });
});

describe('refusals are problem+json with a Russian sentence', () => {
  const send = { headers: { 'x-otklik': '1', 'content-type': 'application/json' } };
  test.each([
    ['an unknown address of the API', { method: 'GET', url: '/api/no-such' }, 404, 'lib.not-found'],
    [
      'a method the address does not know',
      { method: 'DELETE', url: '/api/messages', headers: { 'x-otklik': '1' } },
      404,
      'lib.not-found',
    ],
    ['an unknown asset', { method: 'GET', url: '/assets/none.js' }, 404, 'lib.not-found'],
    ['half a percent', { method: 'GET', url: '/api/messages/%E0%A4%A' }, 404, 'lib.not-found'],
    ['no JSON', { method: 'POST', url: '/api/messages', ...send, payload: '{"text":' }, 400, 'lib.bad-input'],
    ['nothing', { method: 'POST', url: '/api/messages', ...send }, 400, 'lib.bad-input'],
    [
      'more than a megabyte',
      {
        method: 'POST',
        url: '/api/messages',
        ...send,
        payload: JSON.stringify({ text: 'я'.repeat(600_000) }),
      },
      413,
      'lib.too-large',
    ],
    [
      'another kind of data',
      {
        method: 'POST',
        url: '/api/messages',
        headers: { ...send.headers, 'content-type': 'text/xml' },
        payload: '<a/>',
      },
      415,
      'lib.unsupported-media',
    ],
    ['fields that are wrong', { method: 'GET', url: '/api/map/points?days=0' }, 400, 'lib.bad-input'],
    ['nobody', { method: 'GET', url: '/api/inbox' }, 401, 'lib.not-signed-in'],
  ] as const)('%s', async (_, request, status, code) => {
    const reply = await server.inject(request as never);
    expect(reply.statusCode).toBe(status);
    expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(reply.json()).toMatchObject({ status, code, requestId: expect.stringMatching(/^[\w-]{8}-/) });
    expect(reply.json().detail).toMatch(/[а-яё]{3}/i);
    expect(reply.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  });

  test('an address with a mistake is told of as an address, not as a form', async () => {
    const detail = async (url: string) => (await server.inject({ method: 'GET', url })).json().detail;
    expect(await detail('/api/map/points?days=0')).toMatch(/^Условия в адресе страницы заданы неверно/);
    expect(await detail('/api/files/none/thumb')).toMatch(/^Ссылка устарела или набрана с ошибкой/);
  });

  test('a bug shows nothing of itself', async () => {
    const { services } = server.app;
    const former = services.now;
    services.now = () => {
      throw new Error('secret detail of the inside');
    };
    const reply = await server.inject({ method: 'GET', url: '/api/city' });
    services.now = former;
    expect(reply.statusCode).toBe(500);
    expect(reply.json()).toMatchObject({ code: 'lib.internal' });
    expect(reply.body).not.toMatch(/secret|stack|\.ts/);
  });
});

test('every reply of the API is no document and is not kept; HEAD answers as GET without a body', async () => {
  const cookie = await signInAs(server, 'operator');
  const reply = await server.inject({ method: 'GET', url: '/api/inbox', headers: { cookie } });
  expect(reply.statusCode).toBe(200);
  expect(reply.headers).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  });
  const head = await server.inject({ method: 'HEAD', url: '/api/city' });
  expect([head.statusCode, head.body]).toEqual([200, '']);
  expect((await server.inject({ method: 'HEAD', url: '/api/inbox' })).statusCode).toBe(401);
});

describe('limits', () => {
  test('a caller beyond their share of requests waits, others do not; the reply says how long', async () => {
    const limited = await startTestServer({ OTKLIK_REQUESTS_PER_MINUTE: '5' });
    const get = (ip: string) => limited.inject({ method: 'GET', url: '/api/city', headers: from(ip) });
    const replies = [];
    for (let at = 0; at < 6; at += 1) replies.push(await get('203.0.113.7'));
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200, 429]);
    const last = replies[5]!;
    expect(last.json()).toMatchObject({ code: 'lib.too-many-requests', status: 429 });
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(last.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect((await get('203.0.113.8')).statusCode).toBe(200);
    // Pages, health and the source door stand apart: a crowd behind one address still sees them.
    expect(
      (await limited.inject({ method: 'GET', url: '/healthz', headers: from('203.0.113.7') })).statusCode,
    ).toBe(200);
    await limited.close();
  });

  test('a route’s own limit holds even where there is no general one', async () => {
    const get = () =>
      server.inject({ method: 'GET', url: '/api/messages/2026-11-0001', headers: from('203.0.113.9') });
    const codes: number[] = [];
    for (let at = 0; at < 121; at += 1) codes.push((await get()).statusCode);
    expect(codes.slice(0, 120).every((code) => code === 404)).toBe(true);
    expect(codes[120]).toBe(429);
  });
});
