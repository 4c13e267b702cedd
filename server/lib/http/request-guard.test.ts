import { connect } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sendProblem } from './problem.ts';
import { drainBody, guardRequests } from './request-guard.ts';
import { refuseConnection } from './socket-errors.ts';

let app: FastifyInstance;
let port = 0;
/** Whether the caller counts as a proxy. */
let isTrusted = true;

beforeEach(async () => {
  isTrusted = true;
  app = Fastify({
    clientErrorHandler: refuseConnection,
    bodyLimit: 1000,
    http: { requireHostHeader: false },
  }) as unknown as FastifyInstance;
  app.setErrorHandler(async (error, request, reply) => {
    await drainBody(request.raw);
    return sendProblem(error, request, reply);
  });
  guardRequests(app, { isTrusted: () => isTrusted, bodyTime: 400, mostConnections: 2 });
  app.addContentTypeParser('multipart/form-data', (_request, payload, done) => {
    payload.resume();
    payload.on('end', () => done(null, {}));
  });
  app.post('/in', async () => ({ done: true }));
  app.get('/', async () => ({ done: true }));
  await app.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = app.server.address() as { port: number });
});
afterEach(() => app.close());

/** Sends the parts one by one; the whole answer once the server has closed or `enough` is seen. */
function talk(parts: readonly string[], { enough = '\r\n\r\n', pause = 20 } = {}): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1');
    const finish = () => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('data', (chunk) => {
      answer += chunk;
      if (answer.includes(enough)) finish();
    });
    socket.on('close', finish).on('error', finish);
    let at = 0;
    const next = () => {
      if (at < parts.length && socket.writable) socket.write(parts[at++]!);
      if (at < parts.length) setTimeout(next, pause);
    };
    next();
  });
}

const problem = (status: number) => new RegExp(`^HTTP/1.1 ${status} [\\s\\S]*application/problem\\+json`);

describe('heads', () => {
  test.each([
    ['two Hosts', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', 400],
    ['two Hosts in other letters', 'GET / HTTP/1.1\r\nHOST: a\r\nhost: a\r\n\r\n', 400],
    ['no Host', 'GET / HTTP/1.1\r\nAccept: */*\r\n\r\n', 400],
    ['no sense', 'GEТ / HTTP/1.1\r\nHost: a\r\n\r\n', 400],
    ['a head too long', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    [
      'an expectation nobody has',
      'POST /in HTTP/1.1\r\nHost: a\r\nExpect: miracle\r\nContent-Length: 2\r\n\r\n',
      417,
    ],
  ])('%s', async (_, bytes, status) => {
    expect(await talk([bytes])).toMatch(problem(status));
  });

  test('one Host, and none by HTTP/1.0, is well', async () => {
    expect(await talk(['GET / HTTP/1.1\r\nHost: a\r\n\r\n'])).toMatch(/^HTTP\/1\.1 200/);
    expect(await talk(['GET / HTTP/1.0\r\n\r\n'])).toMatch(/^HTTP\/1\.1 200/);
  });
});

describe('bodies', () => {
  const head = (type: string, length: number) =>
    `POST /in HTTP/1.1\r\nHost: a\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`;

  test('one that trickles is cut in time', async () => {
    const drops = Array.from({ length: 200 }, () => ' ');
    expect(await talk([head('application/json', 300), ...drops])).toMatch(problem(408));
  });

  test('a file that stands still is cut, one that comes on is not', async () => {
    expect(await talk([head('multipart/form-data', 1000), ...Array<string>(50).fill('x')])).toMatch(
      problem(408),
    );
    const pieces = Array<string>(12).fill('x'.repeat(20_000));
    expect(await talk([head('multipart/form-data', 240_000), ...pieces])).toMatch(/^HTTP\/1\.1 200/);
  });

  test('one that is too large hears why, after its last byte', async () => {
    const pieces = Array<string>(10).fill('x'.repeat(100_000));
    const answer = await talk([head('application/json', 1_000_000), ...pieces], { pause: 1 });
    expect(answer).toMatch(problem(413));
  });
});

test('an address has so many connections and no more; a proxy has what it needs', async () => {
  const open = () =>
    new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.on('close', () => resolve('closed')).on('error', () => resolve('closed'));
      socket.on('data', () => resolve('answered'));
      socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    });
  expect(await Promise.all([open(), open(), open(), open()])).toEqual(Array(4).fill('answered'));
  isTrusted = false;
  const said = await Promise.all([open(), open(), open(), open()]);
  expect(said.filter((one) => one === 'answered')).toHaveLength(2);
});

test('an injected request whose body nobody has read has no connection to cut', async () => {
  const failed: unknown[] = [];
  const note = (error: unknown) => failed.push(error);
  process.on('uncaughtExceptionMonitor', note);
  const reply = await app.inject({ method: 'GET', url: '/', headers: { host: 'a' }, payload: 'nobody asks' });
  expect(reply.statusCode).toBe(200);
  // Past the moment at which a body that has not come would be cut.
  await new Promise((resolve) => setTimeout(resolve, 600));
  process.off('uncaughtExceptionMonitor', note);
  expect(failed).toEqual([]);
});
