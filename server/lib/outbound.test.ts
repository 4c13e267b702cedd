import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchOutside, isPrivateAddress, OutboundRefused } from './outbound.ts';

const server = createServer((request, response) => {
  if (request.url === '/away') response.writeHead(302, { location: '/' }).end();
  else if (request.url === '/large') response.end('x'.repeat(2000));
  else if (request.url !== '/silent') response.end(`${request.method} ${request.headers['x-a'] ?? ''}`);
});
let port: number;
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
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
  });

  it('opens the private network only when the setting says so; follows no redirects; ends in time and size', async () => {
    const own = `http://localhost:${port}`;
    const reply = await fetchOutside(`${own}/`, {
      mayBePrivate: true,
      method: 'POST',
      headers: { 'x-a': 'b' },
      body: 'я',
    });
    expect([reply.status, await reply.text()]).toEqual([200, 'POST b']);
    expect((await fetchOutside(`${own}/away`, { mayBePrivate: true })).status).toBe(302);
    await expect(fetchOutside(`${own}/large`, { mayBePrivate: true, limit: 1000 })).rejects.toThrow(
      OutboundRefused,
    );
    await expect(fetchOutside(`${own}/silent`, { mayBePrivate: true, timeout: 100 })).rejects.toThrow();
  });
});
