import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import * as identity from '../../shared/contract/base/identity.ts';
import { startTestServer, type TestServer } from '../support/site/server.ts';
import { readSecretLetter, sendFrom } from '../support/site/sign-in.ts';
import { heldMemory } from './effects.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

let address = 0;
function nextAddress(): string {
  address += 1;
  return `10.6.${address >> 8}.${address & 255}`;
}

describe('sign-in', () => {
  it('by a wrong code ends with five tries of it, and the right one no longer helps', async () => {
    const phone = '+79120000044';
    await sendFrom(server, nextAddress(), identity.sendSignInCode, { phone });
    const code = await readSecretLetter(server, phone);
    const wrong = code === '000000' ? '111111' : '000000';
    const said: string[] = [];
    for (let attempt = 0; attempt < 6; attempt += 1)
      said.push(
        (await sendFrom(server, nextAddress(), identity.checkSignInCode, { phone, code: wrong })).body.code,
      );
    expect(said).toEqual([...Array(5).fill('identity.wrong-code'), 'identity.code-expired']);
    const late = await sendFrom(server, '10.7.0.1', identity.checkSignInCode, { phone, code });
    expect([late.status, late.body.code]).toEqual([400, 'identity.code-expired']);
  });

  it('by a wrong password is slowed down after five of one network', async () => {
    const body = { email: 'nobody@example.ru', password: 'неверный' };
    const said: number[] = [];
    server.setNow(new Date().toISOString());
    for (let attempt = 0; attempt < 8; attempt += 1)
      said.push((await sendFrom(server, '10.7.1.1', identity.signInByPassword, body)).status);
    server.setNow(null);
    expect(said).toEqual([...Array(6).fill(401), 429, 429]);
  });

  it('by a forged cookie is nobody’s', async () => {
    for (const value of ['x', `${randomUUID()}.x`, 'a'.repeat(5000), '%00', '"><script>', '../../x']) {
      const reply = await server.inject({
        method: 'GET',
        url: '/api/session',
        headers: { cookie: `otklik.session_token=${value}; __Secure-otklik.session_token=${value}` },
      });
      expect([reply.statusCode, reply.json().kind]).toEqual([200, 'anonymous']);
    }
  });
});

describe('the socket', () => {
  let port: number;
  beforeAll(async () => {
    await server.app.http.listen({ port: 0, host: '127.0.0.1' });
    ({ port } = server.app.http.server.address() as { port: number });
  });

  /** Sends bytes as they are; the whole answer once the server has closed or `enough` was seen. */
  const exchange = (bytes: string | Buffer): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
      let said = '';
      socket.setTimeout(5000, () => reject(new Error(`Нет ответа: ${said}`)));
      socket.on('data', (chunk) => {
        said += chunk;
        const [head = '', body] = said.split('\r\n\r\n');
        const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
        if (body !== undefined && Buffer.byteLength(body) >= length) socket.destroy();
      });
      socket.on('error', reject);
      socket.on('close', () => resolve(said));
    });

  const post = (headers: string, body = '') =>
    `POST /api/messages HTTP/1.1\r\nhost: x\r\nx-otklik: 1\r\n${headers}\r\n\r\n${body}`;
  test.each([
    ['no HTTP at all', 'привет\r\n\r\n', 400],
    ['an unknown method', 'FLY / HTTP/1.1\r\nhost: x\r\n\r\n', 400],
    ['headers of 40 KB', `GET /api/city HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(40_000)}\r\n\r\n`, 431],
    ['an address of 40 KB', `GET /api/city?${'a'.repeat(40_000)} HTTP/1.1\r\nhost: x\r\n\r\n`, 431],
    [
      'two lengths',
      post('content-type: application/json\r\ncontent-length: 5\r\ncontent-length: 2', '{}'),
      400,
    ],
    [
      'a length and chunks',
      post('content-type: application/json\r\ncontent-length: 2\r\ntransfer-encoding: chunked', '0\r\n\r\n'),
      400,
    ],
    ['a negative length', post('content-type: application/json\r\ncontent-length: -1', '{}'), 400],
    ['a length of 200 MB', post('content-type: application/json\r\ncontent-length: 209715200', '{}'), 413],
    [
      'a chunk that lies',
      post('content-type: application/json\r\ntransfer-encoding: chunked', 'zz\r\n{}\r\n'),
      400,
    ],
    ['a null byte in a header', 'GET /api/city HTTP/1.1\r\nhost: x\r\nx: a\0b\r\n\r\n', 400],
    ['a null byte in the address', 'GET /api/\0 HTTP/1.1\r\nhost: x\r\n\r\n', 400],
  ])('%s is answered in Russian', async (_, bytes, status) => {
    const said = await exchange(bytes);
    const [head = '', body = ''] = said.split('\r\n\r\n');
    expect(head).toContain('application/problem+json');
    expect([Number(head.slice(9, 12)), JSON.parse(body).status]).toEqual([status, status]);
    expect(JSON.parse(body).detail).toMatch(/[а-я]/i);
  });

  it('holds no memory of a thousand broken requests', async () => {
    await exchange('x\r\n\r\n');
    const before = heldMemory();
    for (let index = 0; index < 1000; index += 1)
      await exchange(post('content-type: application/json\r\ncontent-length: 7', '{"a":1,'));
    expect(heldMemory() - before).toBeLessThan(16);
  });
});
