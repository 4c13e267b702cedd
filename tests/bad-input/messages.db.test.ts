import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { statuses } from '../../shared/contract/messages/cases.ts';
import { submitCase } from '../support/site/cases.ts';
import { startTestServer, type TestServer } from '../support/site/server.ts';
import { signInAs } from '../support/site/sign-in.ts';
import { fingerprint } from './effects.ts';
import { findFault } from './judge.ts';
import { naughty } from './naughty.ts';

let server: TestServer;
let operator: string;
beforeAll(async () => {
  server = await startTestServer();
  operator = await signInAs(server, 'operator');
});
afterAll(() => server.close());

let address = 0;
async function send(method: 'GET' | 'POST', url: string, body?: unknown, type = 'application/json') {
  address += 1;
  const reply = await server.inject({
    method,
    url,
    headers: {
      'x-otklik': '1',
      'x-forwarded-for': `10.7.${address >> 8}.${address & 255}`,
      'content-type': type,
    },
    ...(body !== undefined && {
      payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
    }),
  });
  expect(findFault(reply)).toBeNull();
  return { status: reply.statusCode, headers: reply.headers, text: reply.body, body: reply.json() };
}

const message = (more: Record<string, unknown> = {}) => ({
  clientKey: randomUUID(),
  text: 'Яма на проезжей части у остановки',
  phone: '+79120000017',
  consent: true,
  consentVersion: '1',
  ...more,
});
const submit = (more: Record<string, unknown>) => send('POST', '/api/messages', message(more));

/** The same message, with one field as a piece of JSON text. */
const submitPiece = (field: string, piece: string | Buffer) => {
  const [before = '', after = ''] = JSON.stringify(message({ [field]: '@@' })).split('"@@"');
  return send(
    'POST',
    '/api/messages',
    Buffer.concat([Buffer.from(before), Buffer.from(piece), Buffer.from(after)]),
  );
};

async function refuse(attempt: () => ReturnType<typeof send>, status: number, code: string) {
  const before = await fingerprint(server);
  const reply = await attempt();
  expect([reply.status, reply.body.code], reply.text.slice(0, 300)).toEqual([status, code]);
  expect(await fingerprint(server)).toEqual(before);
  return reply;
}

async function readOwn(sent: { number: string; trackToken: string }) {
  return (await send('GET', `/api/messages/${sent.number}?k=${sent.trackToken}`)).body;
}

/** The document of a message's page without what names the request and its moment; where the client is not built, the refusal. */
async function readDocument(number: string, key = ''): Promise<string> {
  address += 1;
  const page = await server.inject({
    method: 'GET',
    url: `/m/${number}${key && `?k=${key}`}`,
    headers: { 'x-forwarded-for': `10.7.${address >> 8}.${address & 255}` },
  });
  return page.body
    .replace(/"requestId":"[^"]*"/, '')
    .replace(/"at":\d+/, '')
    .replaceAll(number, '№');
}

describe('the text of a message', () => {
  it('is taken up to 100,000 characters, whole', async () => {
    const text = 'Яма '.repeat(25_000).slice(0, 99_999).padEnd(100_000, '!');
    const { status, body } = await submit({ text });
    expect(status).toBe(200);
    expect((await readOwn(body)).text).toBe(text);
  });

  it('is refused from 100,001 on, and the person is told the limit', async () => {
    const { body } = await refuse(() => submit({ text: 'я'.repeat(100_001) }), 400, 'lib.bad-input');
    expect(body.fields.text).toMatch(/100\s000/);
  });

  test.each([
    ['empty', ''],
    ['blank', ' \n\t '],
    ['emoji alone', '😀🚧🕳️👨‍👩‍👧‍👦'],
    ['signs alone', '!!! ??? …'],
    ['a null byte', 'яма\u0000'],
  ])('is refused when %s', async (_, text) => {
    const { body } = await refuse(() => submit({ text }), 400, 'lib.bad-input');
    expect(body.fields.text).toMatch(/[а-я]/i);
  });

  it('is not taken with a null byte that is not even escaped', () =>
    refuse(() => submitPiece('text', Buffer.from('"яма\0"')), 400, 'lib.bad-input'));

  it('keeps halves of characters and broken bytes as «�»', async () => {
    const halves = await submitPiece('text', '"яма \\ud83d и \\ude00"');
    expect((await readOwn(halves.body)).text).toBe('яма \uFFFD и \uFFFD');
    const bytes = await submitPiece(
      'text',
      Buffer.concat([Buffer.from('"яма '), Buffer.from([0xff, 0xc3]), Buffer.from('"')]),
    );
    expect((await readOwn(bytes.body)).text).toBe('яма \uFFFD\uFFFD');
  });

  const harmless = naughty.filter(
    ({ name, json }) =>
      typeof json === 'string' &&
      json.startsWith('"') &&
      json.endsWith('"') &&
      json.length < 5000 &&
      /[\p{L}\p{N}]/u.test(json) &&
      !/null byte|surrogate|escape|not a character/.test(name),
  );
  test.each(harmless.map(({ name, json }) => [name, JSON.parse(String(json)) as string] as const))(
    'is stored as it is and shown as text: %s',
    async (_, text) => {
      if (!/[\p{L}\p{N}]/u.test(text)) return;
      const { body } = await submit({ text, name: text.slice(0, 150), publish: true });
      const reply = await send('GET', `/api/messages/${body.number}?k=${body.trackToken}`);
      expect(reply.body.text).toBe(text.trim());
      expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
      expect(reply.headers['content-security-policy']).toContain("default-src 'none'");
      // To a stranger a document tells nothing, not even that there is such a message; to its author no mark-up of theirs.
      expect(await readDocument(body.number)).toBe(await readDocument('2026-11-0000'));
      if (/[<>]/.test(text))
        expect(await readDocument(body.number, body.trackToken)).not.toContain(text.trim());
      expect(JSON.stringify(reply.body.timeline)).not.toContain('<script');
    },
  );
});

describe('the rest of a message', () => {
  it('is told by the right status code when it cannot be taken', async () => {
    const huge = JSON.stringify(message({ text: 'я'.repeat(1_000_000) }));
    await refuse(() => send('POST', '/api/messages', huge), 413, 'lib.too-large');
    await refuse(
      () => send('POST', '/api/messages', JSON.stringify(message()), 'text/plain'),
      415,
      'lib.unsupported-media',
    );
    await refuse(() => send('POST', '/api/messages', '{"text":'), 400, 'lib.bad-input');
    await refuse(
      () => send('POST', '/api/messages', `${'['.repeat(10_000)}${']'.repeat(10_000)}`),
      400,
      'lib.bad-input',
    );
    await refuse(() => submit({ consent: false }), 422, 'cases.consent-missing');
    await refuse(() => submit({ phone: '12' }), 400, 'lib.bad-input');
    await refuse(() => submit({ phone: undefined }), 400, 'lib.bad-input');
    await refuse(() => submit({ factId: "'; DROP TABLE cases.case_file; --" }), 422, 'taxonomy.unknown-fact');
    await refuse(() => submit({ clientKey: 'x' }), 400, 'lib.bad-input');
    await refuse(() => submit({ files: [{ fileId: randomUUID(), token: 'x' }] }), 404, 'files.not-found');
  });

  test.each([
    ['another city', { lat: 56.838, lon: 60.605 }],
    ['latitude and longitude swapped', { lat: 61.9185, lon: 56.4185 }],
    ['the sea', { lat: 0, lon: 0 }],
    ['the pole', { lat: 90, lon: 180 }],
  ])('a place outside the city is refused: %s', async (_, place) => {
    await refuse(() => submit({ place }), 422, 'territory.outside');
  });

  test.each([
    ['past the pole', '{"lat":91,"lon":61.9}'],
    ['as text', '{"lat":"56.4","lon":"61.9"}'],
    ['1e999', '{"lat":1e999,"lon":61.9}'],
    ['nothing', 'null'],
  ])('a place that is none is refused: %s', async (_, piece) => {
    await refuse(() => submitPiece('place', piece), 400, 'lib.bad-input');
  });

  it('a place without half of its point is a message without a point', async () => {
    const { body } = await submit({ place: { lat: 56.4185 } });
    expect((await readOwn(body)).place).toMatchObject({ lat: null, lon: null });
  });

  it('what the sender may not set is not set', async () => {
    const { body } = await submit({
      status: 'closed',
      number: '2020-01-0001',
      id: randomUUID(),
      importance: 'high',
    });
    const own = await readOwn(body);
    expect(own.status).toBe('moderation');
    expect(own.number).not.toBe('2020-01-0001');
  });

  it('the same key with other words is refused, with the same words it is the same message', async () => {
    const first = message();
    const { body } = await send('POST', '/api/messages', first);
    const again = await send('POST', '/api/messages', first);
    expect(again.body.number).toBe(body.number);
    await refuse(
      () => send('POST', '/api/messages', { ...first, text: 'Другое' }),
      422,
      'lib.idempotency-mismatch',
    );
  });

  it('a field given twice is taken once', async () => {
    const doubled = JSON.stringify(message()).replace('"text":', '"text":"Первое","text":');
    const { body } = await send('POST', '/api/messages', doubled);
    expect((await readOwn(body)).text).toBe('Яма на проезжей части у остановки');
  });
});

describe('a number', () => {
  it('that is unknown is told so, one that is no number too', async () => {
    expect((await send('GET', '/api/messages/2026-11-999999')).body.code).toBe('cases.not-found');
    expect((await send('GET', '/api/messages/2026-11-0001%27')).status).toBe(400);
    expect((await send('GET', '/api/messages/..%2F..%2Fetc%2Fpasswd')).status).toBe(400);
  });

  it('tried in a row is soon tried no more', async () => {
    const from = { 'x-forwarded-for': '10.9.9.9' };
    const codes = new Set<number>();
    for (let serial = 1; serial <= 125; serial += 1) {
      const url = `/api/messages/2026-11-${String(serial + 5000).padStart(4, '0')}`;
      codes.add((await server.inject({ method: 'GET', url, headers: from })).statusCode);
    }
    expect([...codes]).toEqual([404, 429]);
  });
});

describe('the resident’s own actions in every state of the case', () => {
  test.each(statuses)('%s', async (status) => {
    const sent = await submitCase(server);
    const isOver = status.startsWith('closed') || status === 'merged';
    await server.app.services.database
      .updateTable('cases.case_file')
      .set({
        status,
        ...(status === 'answered' && { answered_at: new Date() }),
        ...(isOver && { closed_at: new Date() }),
      })
      .where('number', '=', sent.number)
      .execute();
    const own = `/api/messages/${sent.number}`;
    const before = await fingerprint(server);
    const rated = await send('POST', `${own}/rating?k=${sent.trackToken}`, { score: 1, resolved: 'partly' });
    expect(rated.body.code ?? 'rated').toBe(status === 'answered' ? 'rated' : 'cases.illegal-transition');
    if (status === 'answered') {
      const again = await send('POST', `${own}/rating?k=${sent.trackToken}`, { score: 5, resolved: 'yes' });
      expect(again.body.code).toBe('lib.conflict');
      return;
    }
    if (isOver) {
      expect((await send('POST', `${own}/comments?k=${sent.trackToken}`, { text: 'Ещё' })).status).toBe(409);
      expect((await send('POST', `${own}/join`, message({ phone: '+79120000018' }))).status).toBe(404);
    }
    expect(await fingerprint(server)).toEqual(before);
  });
});

describe('filters of staff', () => {
  test.each([
    '/api/cases?status=forged',
    '/api/cases?sort=number;DROP',
    '/api/cases?limit=1000000',
    '/api/cases?limit=NaN',
    '/api/cases?from=2026-02-30',
    '/api/cases?near=1,2',
    '/api/inbox?view=%27%20OR%201=1',
    '/api/inbox?order=due,(select%201)',
    '/api/heatmap/matrix?from=2026-11-30&to=2026-11-01',
    '/api/heatmap/matrix?from=2000-01-01&to=2026-11-01',
    '/api/cases?cursor=AAAA',
  ])('%s is refused', async (url) => {
    const reply = await server.inject({ method: 'GET', url, headers: { cookie: operator } });
    expect(findFault(reply)).toBeNull();
    expect([reply.statusCode, reply.json().code]).toEqual([400, 'lib.bad-input']);
  });

  it('find nothing by SQL and everything but SQL by words', async () => {
    const find = async (q: string) => {
      const url = `/api/cases?q=${encodeURIComponent(q)}`;
      return (await server.inject({ method: 'GET', url, headers: { cookie: operator } })).json().rows.length;
    };
    await server.drain();
    expect(await find("' OR 'qwe'='qwe")).toBe(0);
    expect(await find("%' --")).toBe(0);
    expect(await find('остановки')).toBeGreaterThan(0);
  });
});
