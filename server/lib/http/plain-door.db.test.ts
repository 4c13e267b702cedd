import { randomUUID } from 'node:crypto';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';

let server: TestServer;
let port: number;
beforeAll(async () => {
  server = await startTestServer({ OTKLIK_REQUESTS_PER_MINUTE: '5' });
  await server.app.http.listen({ port: 0, host: '127.0.0.1' });
  port = (server.app.http.server.address() as AddressInfo).port;
});
afterAll(() => server.close());

interface Said {
  status: number;
  headers: Record<string, string>;
  body: Record<string, unknown>;
  /** Answered past `node:http`, which tells how long it keeps a connection. */
  isDirect: boolean;
}

const message = (more: object = {}) => ({
  clientKey: randomUUID(),
  text: 'Яма на дороге у моста',
  phone: '+79120000017',
  consent: true,
  consentVersion: '3',
  ...more,
});

/** Sends a request in one packet: the plainest there is, or with a header that is left to `node:http`. */
async function send(body: unknown, from: string, { isPlain = true, lines = ['X-Otklik: 1'] } = {}) {
  const text = JSON.stringify(body);
  const head = [
    'POST /api/messages HTTP/1.1',
    'Host: x',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(text)}`,
    `X-Forwarded-For: ${from}`,
    ...lines,
    ...(isPlain ? [] : ['Keep-Alive: timeout=5']),
    '',
    '',
  ].join('\r\n');
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const chunks: Buffer[] = [];
  const answered = new Promise<void>((done) =>
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      // The body of every answer is JSON, and ends as it does.
      if (chunk.at(-1) === 0x7d) done();
    }),
  );
  await new Promise((done) => socket.once('connect', done));
  socket.write(head + text);
  await answered;
  socket.destroy();
  return read(Buffer.concat(chunks).toString());
}

function read(said: string): Said {
  const [head = '', body = ''] = said.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.split(': ')[0]!.toLowerCase(), line.split(': ')[1]!]),
  );
  const { 'keep-alive': kept, ...rest } = headers;
  return {
    status: Number(first.split(' ')[1]),
    headers: rest,
    body: JSON.parse(body),
    isDirect: kept === undefined,
  };
}

test('a message is registered past node:http as by it: the same answer, headers, address and share of requests', async () => {
  const body = message();
  const direct = await send(body, '203.0.113.7');
  const usual = await send(body, '203.0.113.7', { isPlain: false });
  expect([direct.isDirect, usual.isDirect]).toEqual([true, false]);
  expect(direct.body).toEqual(usual.body);
  expect([direct.headers['x-ratelimit-remaining'], usual.headers['x-ratelimit-remaining']]).toEqual([
    '4',
    '3',
  ]);
  const changing = { date: '', 'x-ratelimit-remaining': '', 'x-ratelimit-reset': '' };
  expect({ ...direct.headers, ...changing }).toEqual({ ...usual.headers, ...changing });
  const { rows } = await server.app.pool.query(
    'SELECT host(consent_ip) AS ip FROM cases.contact JOIN cases.case_file file ON file.id = case_id WHERE number = $1',
    [direct.body.number],
  );
  expect(rows).toEqual([{ ip: '203.0.113.7' }]);
});

test.each([
  ['a form filled wrongly', { text: '' }, ['X-Otklik: 1'], 400],
  ['a message without consent', { consent: false }, ['X-Otklik: 1'], 422],
  ['a request from elsewhere', {}, [], 403],
])('%s is refused in the words of node:http', async (title, more, lines, status) => {
  const body = message(more);
  const from = `203.0.113.${20 + title.length}`;
  const direct = await send(body, from, { lines });
  const usual = await send(body, from, { lines, isPlain: false });
  expect(direct.isDirect).toBe(false);
  expect(direct.status).toBe(usual.status);
  expect(direct.status).toBe(status);
  expect({ ...direct.body, requestId: '' }).toEqual({ ...usual.body, requestId: '' });
});

test('whoever has had their share waits, whichever way they come', async () => {
  const codes: number[] = [];
  for (let at = 0; at < 6; at += 1) codes.push((await send(message(), '203.0.113.9')).status);
  expect(codes).toEqual([200, 200, 200, 200, 200, 429]);
  expect((await send(message(), '203.0.113.9', { isPlain: false })).status).toBe(429);
});
