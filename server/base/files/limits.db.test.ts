import { readdir } from 'node:fs/promises';
import { Agent, type OutgoingHttpHeaders, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPicture, toMultipart } from '../../../tests/support/pictures.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';

const MB = 1024 * 1024;

let server: TestServer;
let port: number;
// One kept connection: what one request leaves unread would spoil the next.
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

beforeAll(async () => {
  server = await startTestServer();
  await server.app.http.listen({ port: 0, host: '127.0.0.1' });
  port = (server.app.http.server.address() as AddressInfo).port;
});
afterAll(async () => {
  agent.destroy();
  await server.close();
});

interface Answer {
  status: number;
  body: { code?: string; detail?: string; status?: string };
}

/** Sends one file over the kept connection; `isChunked` hides the length, so that only counting can find it. */
function send(payload: Buffer | null, headers: OutgoingHttpHeaders, isChunked = false): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = payload && !isChunked ? { 'content-length': payload.length } : {};
    const target = payload ? { method: 'POST', path: '/api/files' } : { method: 'GET', path: '/healthz' };
    const outgoing = request(
      { port, agent, ...target, headers: { ...headers, ...length } },
      async (reply) => {
        const chunks: Buffer[] = [];
        for await (const chunk of reply) chunks.push(chunk);
        resolve({ status: reply.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()) });
      },
    );
    outgoing.on('error', reject);
    if (payload)
      for (let at = 0; at < payload.length; at += MB) outgoing.write(payload.subarray(at, at + MB));
    outgoing.end();
  });
}

/** Two requests one after the other on one bare connection: status lines of both answers. */
async function sendPair(payload: Buffer, headers: Record<string, string>): Promise<string[]> {
  const socket = connect(port, '127.0.0.1');
  const head = Object.entries({ host: 'test', ...headers, 'content-length': String(payload.length) })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  socket.write(`POST /api/files HTTP/1.1\r\n${head}\r\n`);
  socket.write(payload);
  socket.write('GET /healthz HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\r\n');
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  return answer.match(/HTTP\/1\.1 \d+/g) ?? [];
}

const drafts = () => readdir(join(server.app.services.config.dataDir, 'files/tmp'));

describe('слишком большой файл', () => {
  it.each([
    ['30 МБ с объявленной длиной', 30, false],
    ['30 МБ без длины', 30, true],
    ['26 МБ: длина проходит, файл нет', 25.05, false],
    ['200 МБ без длины', 200, true],
  ])('%s: 413 понятными словами, соединение живо', async (_name, size, isChunked) => {
    const picture = await drawPicture('jpeg');
    const { payload, headers } = toMultipart(Buffer.concat([picture, Buffer.alloc(Math.round(size * MB))]));
    const answer = await send(payload, headers, isChunked);
    expect(answer).toMatchObject({ status: 413, body: { code: 'files.too-large' } });
    expect(answer.body.detail).toBe('Файл больше 25 МБ. Уменьшите его или пришлите другой.');
    expect((await send(null, {})).status).toBe(200);
    expect(await drafts()).toEqual([]);
  });

  it.each([30, 25.05])('%s МБ: недочитанное не мешает следующему запросу той же связи', async (size) => {
    const { payload, headers } = toMultipart(Buffer.alloc(Math.round(size * MB)));
    expect(await sendPair(payload, headers)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200']);
  });

  it('ровно 25 МБ принимаются', async () => {
    const picture = await drawPicture('jpeg');
    const { payload, headers } = toMultipart(
      Buffer.concat([picture, Buffer.alloc(25 * MB - picture.length)]),
    );
    expect(await send(payload, headers)).toMatchObject({ status: 200 });
  });
});

describe('связь', () => {
  it('обрыв посреди загрузки ничего не оставляет', async () => {
    const { payload, headers } = toMultipart(Buffer.alloc(5 * MB, 1));
    const cut = request({
      port,
      method: 'POST',
      path: '/api/files',
      headers: { ...headers, 'content-length': payload.length },
    });
    cut.on('error', () => {});
    cut.write(payload.subarray(0, 2 * MB));
    for (let i = 0; i < 100 && (await drafts()).length === 0; i += 1) await wait(20);
    expect(await drafts()).toHaveLength(1);
    cut.destroy();
    for (let i = 0; i < 100 && (await drafts()).length > 0; i += 1) await wait(20);
    expect(await drafts()).toEqual([]);
    expect((await send(null, {})).status).toBe(200);
  });

  it('20 больших снимков сразу принимаются, одинаковое содержание хранится один раз', async () => {
    const noise = { type: 'gaussian' as const, mean: 128, sigma: 8 };
    const picture = await sharp({
      create: { width: 4000, height: 3000, channels: 3, background: '#888', noise },
    })
      .jpeg({ quality: 60 })
      .toBuffer();
    const { payload, headers } = toMultipart(picture);
    const statuses = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const reply = await server.inject({
          method: 'POST',
          url: '/api/files',
          payload,
          headers,
          remoteAddress: `203.0.113.${index}`,
        });
        return reply.statusCode;
      }),
    );
    expect(statuses).toEqual(Array.from({ length: 20 }, () => 200));
    const { rows } = await server.app.pool.query(
      'SELECT count(*) AS rows, count(DISTINCT sha256) AS contents FROM files.file WHERE width = 4000',
    );
    expect(rows).toEqual([{ rows: 20, contents: 1 }]);
  });
});
