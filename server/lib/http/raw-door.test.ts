import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRawDoor, type RawDoor } from './raw-door.ts';
import { readHead } from './raw-head.ts';

/** What a server understood of a stream of bytes, and what it said. */
interface Heard {
  requests: { path: string; body: string }[];
  statuses: number[];
}

interface Listener {
  server: Server;
  port: number;
  requests: Heard['requests'];
  /** Requests answered past `node:http`. */
  direct: () => number;
  door: RawDoor | null;
}

const REFUSED = '/events/refused';

async function listen(hasDoor: boolean): Promise<Listener> {
  const requests: Heard['requests'] = [];
  const server = createServer((request, reply) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      requests.push({ path: request.url!, body });
      reply.statusCode = request.url === REFUSED ? 401 : 200;
      reply.end('{}');
    });
  });
  let direct = 0;
  const door = hasDoor
    ? openRawDoor(server, async ({ path }, body) => {
        await turn();
        if (!path.startsWith('/events/') || path === REFUSED) throw new Error('refused');
        direct += 1;
        requests.push({ path, body });
        return { body: '{}', contentType: 'application/json' };
      })
    : null;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, port: (server.address() as AddressInfo).port, requests, direct: () => direct, door };
}

/** Sends parts, each as a packet of its own, and ends; what comes back is read to its end. */
async function send({ port, requests }: Listener, parts: Buffer[]): Promise<Heard> {
  requests.length = 0;
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  const closed = new Promise((done) => socket.on('error', () => {}).on('close', done));
  await new Promise((done) => socket.once('connect', done));
  for (const part of parts) {
    if (socket.writable) socket.write(part);
    await turn();
    await turn();
  }
  socket.end();
  await closed;
  const said = Buffer.concat(chunks).toString('latin1');
  const statuses = [...said.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
  return { requests: structuredClone(requests), statuses };
}

let withDoor: Listener;
let plain: Listener;
beforeAll(async () => {
  [withDoor, plain] = await Promise.all([listen(true), listen(false)]);
});
afterAll(() => {
  withDoor.server.closeAllConnections();
  withDoor.server.close();
  plain.server.close();
});

const request = (body: string, headers: string[] = [], path = '/events/a') =>
  [
    `POST ${path} HTTP/1.1`,
    'Host: x',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...headers,
    '',
    body,
  ].join('\r\n');

const hear = async (...parts: (string | Buffer)[]): Promise<[Heard, Heard]> => {
  const bytes = parts.map((part) => Buffer.from(part as string));
  return [await send(withDoor, bytes), await send(plain, bytes)];
};

describe('the raw door', () => {
  it('answers plain requests by itself, one after another on a connection', async () => {
    const before = withDoor.direct();
    const [heard, expected] = await hear(request('{"а":1}'), request('{"б":2}', ['X-More: yes']));
    expect(heard).toEqual(expected);
    expect(heard.statuses).toEqual([200, 200]);
    expect(withDoor.direct() - before).toBe(2);
  });

  it('leaves refusals, other paths and other methods to node:http, and all that follows them', async () => {
    const before = withDoor.direct();
    for (const first of [
      request('{}', [], REFUSED),
      request('{}', [], '/other'),
      'GET /events/a HTTP/1.1\r\nHost: x\r\n\r\n',
    ]) {
      const [heard, expected] = await hear(first, request('{"after":1}'));
      expect(heard).toEqual(expected);
      expect(heard.requests).toHaveLength(2);
    }
    expect(withDoor.direct()).toBe(before);
  });

  it.each([
    ['two lengths', ['Content-Length: 7']],
    ['a length and chunks', ['Transfer-Encoding: chunked']],
    ['a length and chunks, in disguise', ['Transfer-Encoding : chunked']],
    ['a length and chunks, folded', ['Transfer-Encoding:\r\n chunked']],
    ['chunks after a tab', ['Transfer-Encoding:\tchunked']],
    ['a header twice', ['Authorization: a', 'Authorization: b']],
    ['a bare line feed', ['X-A: 1\nContent-Length: 1']],
    ['a bare carriage return', ['X-A: 1\rContent-Length: 1']],
    ['a null byte', ['X-A: 1\0']],
    ['an upgrade', ['Connection: Upgrade', 'Upgrade: websocket']],
    ['the end of the connection', ['Connection: close']],
    ['a wait for «go on»', ['Expect: 100-continue']],
    ['letters beyond ASCII', ['X-A: й']],
    ['an empty header', ['X-A:']],
  ])('does not read a request with %s', (_, headers) => {
    expect(readHead(Buffer.from(request('{"a":1}', headers)), null)).toBeNull();
  });

  it('does not read a request that is cut or has anything behind it', () => {
    const whole = Buffer.from(request('{"a":1}'));
    const read = readHead(whole, null);
    expect(read).not.toBeNull();
    expect(readHead(Buffer.concat([whole, Buffer.from('\r\n')]), null)).toBeNull();
    for (let length = 0; length < whole.length; length += 1)
      expect(readHead(whole.subarray(0, length), read)).toBeNull();
  });

  it('ends idle connections when the server closes, and a busy one after its reply', async () => {
    const closing = await listen(true);
    const socket = connect(closing.port, '127.0.0.1');
    await new Promise((done) => socket.once('connect', done));
    socket.write(request('{}'));
    const first = await new Promise<Buffer>((done) => socket.once('data', done));
    expect(first.toString()).toContain('Connection: keep-alive');
    const ended = new Promise((done) => socket.once('close', done));
    socket.resume();
    closing.door!.close();
    closing.server.close();
    await ended;
  });
});

/** Mulberry32: the same stream of cases in each run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

describe('streams made at random', () => {
  const random = createRandom(20261126);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const smuggled = 'POST /events/smuggled HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}';
  const bodies = [
    '{}',
    '{"текст":"Яма"}',
    `0\r\n\r\n${smuggled}`,
    smuggled,
    '5\r\nhello\r\n0\r\n\r\n',
    '',
    '\r\n\r\n',
  ];
  const extras = [
    'Transfer-Encoding: chunked',
    'Transfer-Encoding : chunked',
    'Transfer-Encoding:\tchunked',
    'Transfer-Encoding: identity',
    'transfer-encoding: xchunked',
    'Content-Length: 0',
    'Content-Length: 5',
    'Content-Length: +2',
    'Content-Length: 02',
    'Content-Length: 2, 2',
    ' Content-Length: 3',
    'X-A: 1\nTransfer-Encoding: chunked',
    'X-A: 1\r\n folded',
    'Connection: close',
    'Connection: keep-alive',
    'Expect: 100-continue',
    `X-Long: ${'x'.repeat(5000)}`,
    'Webhook-Id: 17',
  ];

  function makeRequest(): string {
    const extra = random() < 0.6 ? [] : [pick(extras), ...(random() < 0.3 ? [pick(extras)] : [])];
    let text = request(
      pick(bodies),
      extra,
      pick(['/events/a', '/events/a', '/events/b', REFUSED, '/other', '/events/a?x=1']),
    );
    if (random() < 0.1) text = text.replace('HTTP/1.1', pick(['HTTP/1.0', 'HTTP/1.2', 'http/1.1']));
    if (random() < 0.1) text = text.replace('\r\n', pick(['\n', '\r', '\r\n\r\n', '  \r\n']));
    if (random() < 0.15) {
      const at = Math.floor(random() * text.length);
      text = text.slice(0, at) + pick(['', '\0', ' ', '\r\n', ':', 'x']) + text.slice(at + 1);
    }
    return text;
  }

  /** One to three requests, cut into packets at their bounds, anywhere, or nowhere. */
  function makeStream(): Buffer[] {
    const texts = Array.from({ length: 1 + Math.floor(random() * 3) }, makeRequest);
    const way = random();
    if (way < 0.5) return texts.map((text) => Buffer.from(text));
    const whole = Buffer.from(texts.join(''));
    if (way < 0.7) return [whole];
    const cut = Math.floor(random() * whole.length);
    return [whole.subarray(0, cut), whole.subarray(cut)].filter((part) => part.length > 0);
  }

  it('are understood and answered as node:http alone does, request by request', async () => {
    const before = withDoor.direct();
    for (let round = 0; round < 3000; round += 1) {
      const parts = makeStream();
      const [heard, expected] = [await send(withDoor, parts), await send(plain, parts)];
      const sent = JSON.stringify(parts.map(String));
      if (!expected.statuses.includes(400)) {
        expect(heard, sent).toEqual(expected);
        continue;
      }
      // node:http cuts the connection at once where it can read no further: what was under way is answered or not.
      expect(heard.statuses.at(-1), sent).toBe(400);
      const both = Math.min(heard.requests.length, expected.requests.length);
      expect(heard.requests.slice(0, both), sent).toEqual(expected.requests.slice(0, both));
      expect(Math.abs(heard.requests.length - expected.requests.length), sent).toBeLessThan(2);
    }
    // The door itself took part: else the comparison says nothing.
    expect(withDoor.direct() - before).toBeGreaterThan(300);
  }, 120_000);
});
