import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HostResting, OutboundFailure, OutboundRefused } from './failures.ts';
import { fetchOutside, forgiveHost, speakTo } from './fetch-outside.ts';
import { usualLimits } from './host-book.ts';
import { isPrivateAddress } from './private-networks.ts';

let port: number;
let otherPort: number;
const seen: { port: number; method: string; url: string; headers: IncomingHttpHeaders; body: string }[] = [];

/** Where `/to?…` leads, with what status. */
function answerFor(url: URL): { status: number; headers?: Record<string, string>; body?: string } | null {
  const to = url.searchParams.get('to');
  if (to !== null)
    return { status: Number(url.searchParams.get('status') ?? 302), headers: { location: to } };
  if (url.pathname === '/large') return { status: 200, body: 'x'.repeat(2000) };
  if (url.pathname === '/broken') return { status: 500 };
  if (url.pathname === '/busy') return { status: 503, headers: { 'retry-after': '120' } };
  return url.pathname === '/silent' ? null : { status: 200 };
}
const makeServer = () =>
  createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      seen.push({ port: request.socket.localPort!, method, url, headers, body });
      const answer = answerFor(new URL(url, 'http://localhost'));
      if (answer) response.writeHead(answer.status, answer.headers).end(answer.body ?? `${method} ${body}`);
    });
  });
const servers = [makeServer(), makeServer()];
beforeAll(async () => {
  for (const server of servers) await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  [port, otherPort] = servers.map((server) => (server.address() as AddressInfo).port) as [number, number];
});
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});
beforeEach(() => {
  seen.length = 0;
  forgiveHost(`http://localhost:${port}`);
});

describe('addresses', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.20.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001:db8::1',
    'ff02::1',
  ])('%s is private', (address) => expect(isPrivateAddress(address)).toBe(true));
  it.each(['8.8.8.8', '95.163.1.1', '2a00:1450::1', '2606:4700::1'])('%s is open', (address) =>
    expect(isPrivateAddress(address)).toBe(false),
  );
});

const own = (path: string) => `http://localhost:${port}${path}`;
const failureOf = (address: string, options: Parameters<typeof fetchOutside>[1] = {}): Promise<unknown> =>
  fetchOutside(address, { mayBePrivate: true, ...options }).then(
    () => 'no failure',
    (error: unknown) => error,
  );

describe('the way out', () => {
  it.each([
    () => `http://127.0.0.1:${port}/`,
    () => `http://localhost:${port}/`,
    () => `http://[::1]:${port}/`,
    () => `http://2130706433:${port}/`,
    () => 'file:///etc/passwd',
    () => 'http://user:word@example.org/',
    () => 'not an address',
  ])('refuses %s', async (address) => {
    await expect(fetchOutside(address())).rejects.toThrow(OutboundRefused);
    expect(seen).toEqual([]);
  });

  it.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const)(
    'opens the private network only when the setting says so: %s',
    async (method) => {
      const body = method === 'GET' || method === 'HEAD' ? undefined : 'я';
      const reply = await fetchOutside(own('/'), {
        mayBePrivate: true,
        method,
        headers: { 'x-a': 'b' },
        ...(body && { body }),
      });
      expect(reply.status).toBe(200);
      expect(seen).toMatchObject([{ method, headers: { 'x-a': 'b' }, body: body ?? '' }]);
    },
  );

  it('ends in time and size, and says whether the request may have arrived', async () => {
    expect(await failureOf(own('/large'), { limit: 1000 })).toMatchObject({
      code: 'too-large',
      mayHaveArrived: true,
    });
    expect(await failureOf(own('/silent'), { timeout: 100 })).toMatchObject({
      code: 'late',
      mayHaveArrived: true,
    });
    const gone = createServer();
    await new Promise<void>((done) => gone.listen(0, '127.0.0.1', done));
    const { port: closed } = gone.address() as AddressInfo;
    await new Promise((done) => gone.close(done));
    const failure = await failureOf(`http://127.0.0.1:${closed}/`);
    expect(failure).toBeInstanceOf(OutboundFailure);
    expect(failure).toMatchObject({ code: 'ECONNREFUSED', mayHaveArrived: false });
  });
});

describe('redirects', () => {
  const to = (target: string, status = 302) => own(`/?status=${status}&to=${encodeURIComponent(target)}`);

  it('are not followed unless asked for', async () => {
    const reply = await fetchOutside(to('/'), { mayBePrivate: true });
    expect([reply.status, seen.length]).toEqual([302, 1]);
  });

  it('are looked at one by one: into the private network, to another protocol, too many', async () => {
    // The first hop is allowed by its setting, so what the guard is asked about is the second one alone.
    for (const target of ['file:///etc/passwd', 'http://user:word@localhost/'])
      expect(await failureOf(to(target), { redirects: 3 })).toBeInstanceOf(OutboundRefused);
    expect(seen.length).toBe(2);
    const around = to(own('/?to=%2F'));
    expect(await failureOf(around, { redirects: 1 })).toBeInstanceOf(OutboundRefused);
    expect((await fetchOutside(around, { mayBePrivate: true, redirects: 2 })).status).toBe(200);
  });

  it.each([
    [303, 'POST', 'GET'],
    [302, 'POST', 'GET'],
    [301, 'PUT', 'PUT'],
    [303, 'PUT', 'GET'],
    [303, 'HEAD', 'HEAD'],
    [307, 'POST', 'POST'],
    [308, 'POST', 'POST'],
  ] as const)('%i takes a %s on as %s', async (status, method, then) => {
    const body = method === 'HEAD' ? undefined : '{}';
    await fetchOutside(to('/next', status), {
      mayBePrivate: true,
      redirects: 1,
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body }),
    });
    const isAsked = then === 'GET';
    expect(seen[1]).toMatchObject({ method: then, url: '/next', body: isAsked ? '' : (body ?? '') });
    expect(seen[1]!.headers['content-type']).toBe(isAsked ? undefined : 'application/json');
  });

  it('take keys to the same host alone', async () => {
    const headers = { authorization: 'Bearer k', 'x-api-key': 'k', cookie: 'k=1', accept: 'text/plain' };
    const follow = (target: string) =>
      fetchOutside(to(target), { mayBePrivate: true, redirects: 1, headers });
    await follow('/same');
    await follow(`http://localhost:${otherPort}/other`);
    expect(seen[1]!.headers).toMatchObject(headers);
    expect(seen[3]).toMatchObject({ port: otherPort, headers: { accept: 'text/plain' } });
    for (const name of ['authorization', 'x-api-key', 'cookie'])
      expect(seen[3]!.headers[name]).toBeUndefined();
  });
});

describe('a host', () => {
  it('that fails again and again is not asked for a while; a person may ask at once', async () => {
    for (let n = 0; n < usualLimits.failures; n += 1)
      expect((await fetchOutside(own('/broken'), { mayBePrivate: true })).status).toBe(500);
    expect(await failureOf(own('/'))).toBeInstanceOf(HostResting);
    expect(seen.length).toBe(usualLimits.failures);
    forgiveHost(own('/any'));
    expect((await fetchOutside(own('/'), { mayBePrivate: true })).status).toBe(200);
  });

  it('of another protocol is forgiven by its name too', async () => {
    const speak = (work: () => Promise<string>) =>
      speakTo('smtp://mail.city.local:25', 1000, work, () => 'failed').catch((error: unknown) => error);
    const fail = () => Promise.reject(new Error('no connection'));
    for (let n = 0; n < usualLimits.failures; n += 1) await speak(fail);
    expect(await speak(async () => 'said')).toBeInstanceOf(HostResting);
    forgiveHost('smtp://mail.city.local:25');
    expect(await speak(async () => 'said')).toBe('said');
  });

  it('is left alone for as long as Retry-After says', async () => {
    await fetchOutside(own('/busy'), { mayBePrivate: true });
    const failure = await failureOf(own('/'));
    expect(failure).toBeInstanceOf(HostResting);
    const { retryAfter } = failure as HostResting;
    expect(retryAfter).toBeGreaterThan(100_000);
    expect(retryAfter).toBeLessThanOrEqual(120_000);
  });

  it('is not blamed for an address that may not be opened', async () => {
    for (let n = 0; n <= usualLimits.failures; n += 1)
      await expect(fetchOutside(own('/'))).rejects.toThrow(OutboundRefused);
    expect((await fetchOutside(own('/'), { mayBePrivate: true })).status).toBe(200);
  });
});
