import { Agent, request } from 'node:http';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { revealContact } from '../../../shared/contract/messages/cases-card.ts';
import { createSource, listSources, switchSource } from '../../../shared/contract/messages/channels.ts';
import { readCard } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { verifyChain } from '../../base/audit/index.ts';

let server: TestServer;
let admin: string;
let operator: string;
let token: string;

beforeAll(async () => {
  server = await startTestServer({ OTKLIK_URL: 'https://otklik.example' });
  server.setNow('2026-11-24T09:00:00Z');
  admin = await signInAs(server, 'admin');
  operator = await signInAs(server, 'operator');
  token = await makeSource('bot', 'max_bot');
});
afterAll(() => server.close());

async function makeSource(id: string, kind: 'max_bot' | 'pos' | 'edds_112'): Promise<string> {
  const made = await server.call(createSource, { body: { id, title: `Источник ${id}`, kind } }, admin);
  expect(made.url).toBe(`https://otklik.example/api/channels/${id}/events`);
  return made.token;
}

interface Delivery {
  source?: string;
  bearer?: string | null;
  id?: string;
  type?: string;
}
const deliver = (body: unknown, { source = 'bot', bearer = token, id, type }: Delivery = {}) =>
  server.inject({
    method: 'POST',
    url: `/api/channels/${source}/events`,
    headers: {
      'content-type': type ?? 'application/json',
      ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
      ...(id !== undefined && { 'webhook-id': id }),
    },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  });
interface Stored {
  event_key: string;
  state: string;
  reason: string | null;
  number: string | null;
}
const listEvents = async (source = 'bot'): Promise<Stored[]> => {
  const { rows } = await sql<Stored>`
    SELECT event_key, state, reason, number FROM channels.inbound_event event
    LEFT JOIN cases.case_file file ON file.id = event.case_id WHERE source = ${source} ORDER BY event.id`.execute(
    server.app.services.database,
  );
  return rows;
};
const eventOf = async (key: string, source = 'bot') =>
  (await listEvents(source)).find(({ event_key: found }) => found === key);

describe('the door', () => {
  test('over the network stores what it lets in and refuses in words, on one connection', async () => {
    const address = await server.app.http.listen({ port: 0, host: '127.0.0.1' });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const post = (bearer: string, payload: string) =>
      new Promise<{ status: number; type: string; text: string }>((resolve, reject) => {
        const headers = {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(payload),
          authorization: `Bearer ${bearer}`,
        };
        const sent = request(
          `${address}/api/channels/bot/events`,
          { method: 'POST', agent, headers },
          (reply) => {
            let text = '';
            reply.setEncoding('utf8');
            reply.on('data', (part: string) => {
              text += part;
            });
            reply.on('end', () =>
              resolve({ status: reply.statusCode!, type: String(reply.headers['content-type']), text }),
            );
          },
        );
        sent.on('error', reject);
        // In one packet, as senders of events do.
        sent.end(payload);
      });
    const before = (await listEvents()).length;
    const good = { status: 200, type: 'application/json; charset=utf-8', text: '{"accepted":true}' };
    expect(await post(token, '{"text":"Яма у моста"}')).toEqual(good);
    expect(await post(token, '{"text":"Яма у моста"}')).toEqual(good);
    expect(await post('x'.repeat(43), '{"text":"Чужое"}')).toMatchObject({
      status: 401,
      type: 'application/problem+json; charset=utf-8',
    });
    expect(await post(token, '{"text":"Фонарь у школы"}')).toEqual(good);
    expect((await listEvents()).length).toBe(before + 2);
    agent.destroy();
  });

  test('lets in only the key of an active source', async () => {
    const before = (await listEvents()).length;
    const wrong = 'x'.repeat(43);
    for (const delivery of [{ bearer: wrong }, { bearer: null }, { bearer: '' }, { source: 'no-such' }]) {
      const reply = await deliver({ text: 'Яма' }, delivery);
      expect(reply.statusCode, JSON.stringify(delivery)).toBe(401);
      expect(reply.json()).toMatchObject({ code: 'lib.not-signed-in' });
    }
    const other = await makeSource('other-bot', 'max_bot');
    expect((await deliver({ text: 'Яма' }, { bearer: other })).statusCode).toBe(401);
    await server.call(switchSource, { params: { source: 'other-bot' }, body: { isActive: false } }, admin);
    expect((await deliver({ text: 'Яма' }, { source: 'other-bot', bearer: other })).statusCode).toBe(401);
    await server.call(switchSource, { params: { source: 'other-bot' }, body: { isActive: true } }, admin);
    expect((await deliver({ text: 'Яма' }, { source: 'other-bot', bearer: other })).statusCode).toBe(200);
    expect((await listEvents()).length).toBe(before);
  });

  test('refuses what is no JSON, holds a null byte or is too large', async () => {
    const before = (await listEvents()).length;
    expect((await deliver('{"text":')).json()).toMatchObject({ status: 400, code: 'lib.bad-input' });
    expect((await deliver('')).json()).toMatchObject({ status: 400, code: 'lib.bad-input' });
    expect((await deliver('{"text":"Яма\\u0000"}')).statusCode).toBe(400);
    expect((await deliver(`{"text":"${'я'.repeat(600_000)}"}`)).json()).toMatchObject({
      code: 'lib.too-large',
    });
    expect((await listEvents()).length).toBe(before);
  });

  test('takes the same delivery once: by its id, and without one by its body', async () => {
    const before = (await listEvents()).length;
    for (const text of ['Яма на дороге', 'Яма на дороге', 'Другие слова, но тот же номер доставки']) {
      const reply = await deliver({ text }, { id: 'evt-1' });
      expect([reply.statusCode, reply.json()]).toEqual([200, { accepted: true }]);
      expect(reply.headers['x-content-type-options']).toBe('nosniff');
    }
    await deliver({ text: 'Без номера' });
    await deliver({ text: 'Без номера' }, { type: 'text/plain' });
    await deliver({ text: 'Без номера, другое' });
    // An empty id is no id: two messages do not become one.
    await deliver({ text: 'Пустой номер, раз' }, { id: '' });
    await deliver({ text: 'Пустой номер, два' }, { id: ' ' });
    expect((await listEvents()).length).toBe(before + 5);
  });

  test('a thousand deliveries of one event at once are one event and one case', async () => {
    const replies = await Promise.all(
      Array.from({ length: 1000 }, () =>
        deliver({ text: 'Прорвало трубу, вода на дороге' }, { id: 'storm' }),
      ),
    );
    expect(new Set(replies.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    await server.drain();
    const stored = (await listEvents()).filter(({ event_key: key }) => key === 'storm');
    expect(stored).toMatchObject([{ state: 'processed', number: expect.stringMatching(/^2026-11-/) }]);
    const { rows } = await sql<{ n: number }>`
      SELECT count(*)::int AS n FROM cases.contact WHERE external_id = 'storm'`.execute(
      server.app.services.database,
    );
    expect(rows[0]!.n).toBe(1);
  });
});

describe('processing', () => {
  test('makes a case of the message: words, place, author, the moment of receipt, its channel', async () => {
    const message = {
      text: 'На дороге глубокая яма, машины пробивают колёса.',
      receivedAt: '2026-11-20T10:00:00+05:00',
      author: { name: 'Пробный Автор', phone: '8 912 000-11-22', email: 'avtor@example.ru' },
      place: { lat: 56.42, lon: 61.93 },
    };
    await deliver(message, { id: 'whole' });
    await server.drain();
    const { number } = (await eventOf('whole'))!;
    const card = await readCard(server, number!, operator);
    expect(card).toMatchObject({
      channel: 'max_bot',
      regime: 'pos_message',
      registeredAt: '2026-11-20T05:00:00.000Z',
      place: { lat: 56.42, lon: 61.93 },
      text: message.text,
    });
    expect(card.suggestion[0]?.block).toBe('roads');
    expect(card.contacts[0]).toMatchObject({ name: 'П. А.', externalId: 'whole' });
    expect(card.contacts[0]!.phone).toMatch(/•/);
  });

  test('refuses with its reason what cannot be a case, and goes on with the rest', async () => {
    const bad: [string, unknown, RegExp][] = [
      ['no-text', { words: 'яма' }, /не по форме/],
      ['no-words', { text: '!!!' }, /не по форме/],
      ['not-object', [1, 2], /не по форме/],
      ['future', { text: 'Яма', receivedAt: '2027-11-24T09:00:00Z' }, /в будущем/],
      ['ancient', { text: 'Яма', receivedAt: '2001-11-24T09:00:00Z' }, /раньше 2019/],
      ['no-date', { text: 'Яма', receivedAt: 'вчера' }, /не по форме/],
    ];
    for (const [id, body] of bad) await deliver(body, { id });
    await deliver(
      { text: 'Яма вне города', place: { lat: 55.75, lon: 37.6, address: 'Москва' } },
      { id: 'far' },
    );
    await deliver('{"text":"Половина знака \\ud83d в сообщении"}', { id: 'half' });
    await deliver({ text: 'Эта хороша' }, { id: 'good' });
    await server.drain();
    for (const [id, , reason] of bad) {
      const event = await eventOf(id);
      expect(event, id).toMatchObject({ state: 'refused', number: null });
      expect(event!.reason).toMatch(reason);
    }
    for (const id of ['far', 'half', 'good'])
      expect(await eventOf(id), id).toMatchObject({ state: 'processed', reason: null });
    const far = await readCard(server, (await eventOf('far'))!.number!, operator);
    expect(far.place).toMatchObject({ address: 'Москва', lat: null, precision: 'text' });
  });

  test('of more than one run’s batch takes all; a message known from elsewhere is refused and stops nobody', async () => {
    const posToken = await makeSource('pos', 'pos');
    // A register loaded from a file took number 7 under the same name of the system.
    await deliver({ text: 'Из файла' }, { source: 'pos', bearer: posToken, id: '7' });
    await server.drain();
    await sql`DELETE FROM channels.inbound_event WHERE source = 'pos'`.execute(server.app.services.database);
    await Promise.all(
      Array.from({ length: 230 }, (_, at) =>
        deliver({ text: `Сообщение ${at}` }, { source: 'pos', bearer: posToken, id: String(at) }),
      ),
    );
    await server.drain();
    const events = await listEvents('pos');
    expect(events.filter(({ state }) => state === 'processed')).toHaveLength(229);
    expect(events.filter(({ state }) => state === 'refused')).toEqual([
      expect.objectContaining({ event_key: '7', reason: expect.stringMatching(/уже есть: дело № 2026-11-/) }),
    ]);
    expect(new Set(events.flatMap(({ number }) => number ?? [])).size).toBe(229);
    expect(await verifyChain(server.app.services.database)).toMatchObject({ fault: null });
  });
});

describe('events of MAX', () => {
  const said = (mid: string, more: object = {}) => ({
    update_type: 'message_created',
    timestamp: 1_763_960_400_000,
    message: {
      sender: { user_id: 1, first_name: 'Пробный', last_name: 'Автор', is_bot: false },
      recipient: { chat_id: 1, chat_type: 'channel' },
      timestamp: Date.parse('2026-11-23T08:00:00Z'),
      body: { mid, seq: 1, text: 'На дороге глубокая яма', attachments: null },
      url: 'https://max.example/c/1/2',
      ...more,
    },
  });
  let secret: string;
  beforeAll(async () => {
    const body = { id: 'max', title: 'Бот города', kind: 'max_bot' as const, adapter: 'max' as const };
    const made = await server.call(createSource, { body }, admin);
    expect(made.header).toBe('x-max-bot-api-secret');
    secret = made.token;
  });
  const post = (body: unknown, headers: Record<string, string>) =>
    server.inject({
      method: 'POST',
      url: '/api/channels/max/events',
      headers: { 'content-type': 'application/json', ...headers },
      payload: JSON.stringify(body),
    });

  test('come in by the secret in their own header alone, and are answered as MAX expects', async () => {
    const wrong: Record<string, string>[] = [
      {},
      { authorization: `Bearer ${secret}` },
      { 'x-max-bot-api-secret': 'wrong-secret' },
    ];
    for (const headers of wrong) expect((await post(said('m0'), headers)).statusCode).toBe(401);
    expect((await deliver({ text: 'Яма' }, { source: 'bot', bearer: null })).statusCode).toBe(401);
    const reply = await post(said('m1'), { 'x-max-bot-api-secret': secret });
    expect([reply.statusCode, reply.json()]).toEqual([200, { success: true }]);
    expect((await listEvents('max')).map(({ event_key: key }) => key)).toEqual([
      'message_created:m1:1763960400000',
    ]);
  });

  test('become cases; a repeat is one; what says nothing is ignored with the reason, not refused', async () => {
    const known = { 'x-max-bot-api-secret': secret };
    await post(said('m1'), known);
    await post({ update_type: 'bot_started', timestamp: 1, chat_id: 1 }, known);
    await post({ update_type: 'message_created', timestamp: 2 }, known);
    await server.drain();
    const events = await listEvents('max');
    expect(events.map(({ state, reason }) => [state, reason])).toEqual([
      ['processed', null],
      ['ignored', 'Событие «bot_started»: дел из него не делают'],
      ['refused', 'Событие не по форме MAX: нет update_type или message.body'],
    ]);
    const card = await readCard(server, events[0]!.number!, operator);
    expect(card).toMatchObject({ channel: 'max_bot', registeredAt: '2026-11-23T08:00:00.000Z' });
  });

  test('where a message stands is told with its author’s contacts, for a reason, and nowhere else', async () => {
    const [event] = await listEvents('max');
    const card = await readCard(server, event!.number!, operator);
    expect(JSON.stringify(card)).not.toContain('max.example');
    const params = { id: card.id, contactId: card.contacts[0]!.id };
    const told = await server.call(
      revealContact,
      { params, body: { reason: 'Перезвонить жителю' } },
      operator,
    );
    expect(told).toMatchObject({ name: 'Пробный Автор', url: 'https://max.example/c/1/2' });
  });
});

describe('an event', () => {
  test('of a source whose consumer is gone is refused, and stops nobody', async () => {
    const key = await makeSource('orphan', 'pos');
    await sql`UPDATE channels.source SET consumer = 'nobody' WHERE id = 'orphan'`.execute(
      server.app.services.database,
    );
    await deliver({ text: 'Яма' }, { source: 'orphan', bearer: key, id: 'o1' });
    await deliver({ text: 'Фонарь у моста' }, { id: 'beside-orphan' });
    await server.drain();
    expect(await eventOf('o1', 'orphan')).toMatchObject({ state: 'refused', reason: /никто не принимает/ });
    expect(await eventOf('beside-orphan')).toMatchObject({ state: 'processed' });
  });

  test('loses its words after ninety days, and a late repeat is still the same event', async () => {
    const read = async () =>
      (
        await sql<{ key: string; payload: string; url: string | null }>`
          SELECT event_key AS key, payload, url FROM channels.inbound_event WHERE source IN ('max', 'orphan') ORDER BY id`.execute(
          server.app.services.database,
        )
      ).rows;
    const run = async () => {
      await server.app.pool.query("SELECT graphile_worker.add_job('channels.empty-events', '{}')");
      await server.drain();
    };
    await sql`UPDATE channels.inbound_event SET received_at = '2026-08-26T09:00:01Z' WHERE source = 'max'`.execute(
      server.app.services.database,
    );
    await run();
    expect((await read()).every(({ payload }) => payload !== '')).toBe(true);
    await sql`UPDATE channels.inbound_event SET received_at = '2026-08-26T08:59:59Z' WHERE source = 'max'`.execute(
      server.app.services.database,
    );
    const before = (await read()).length;
    await run();
    const after = await read();
    expect(after.map(({ payload, url }) => [payload === '', url])).toEqual([
      [true, null],
      [true, null],
      [true, null],
      [false, null],
    ]);
    expect(after).toHaveLength(before);
  });
});

describe('sources', () => {
  test('are listed with what waits and what was refused; a code is taken once; only an administrator sees them', async () => {
    const waitToken = await makeSource('waiting', 'edds_112');
    await deliver({ text: 'Ждёт' }, { source: 'waiting', bearer: waitToken });
    await deliver({ words: 0 }, { source: 'waiting', bearer: waitToken });
    const read = async () =>
      (await server.call(listSources, {}, admin)).sources.find(({ id }) => id === 'waiting');
    expect(await read()).toMatchObject({ kind: 'edds_112', isActive: true, waiting: 2, refused: 0 });
    await server.drain();
    expect(await read()).toMatchObject({ waiting: 0, refused: 1, lastEventAt: expect.any(String) });
    const again = { body: { id: 'waiting', title: 'Ещё раз', kind: 'pos' as const } };
    expect(await server.fail(createSource, again, admin)).toMatchObject({
      status: 409,
      fields: { id: 'Занято' },
    });
    expect((await server.fail(createSource, { body: { ...again.body, id: 'Бот' } }, admin)).status).toBe(400);
    const unknown = { params: { source: 'no-such' }, body: { isActive: false } };
    expect((await server.fail(switchSource, unknown, admin)).code).toBe('lib.not-found');
    for (const cookie of [operator, undefined]) {
      expect((await server.fail(listSources, {}, cookie)).status).toBe(cookie ? 403 : 401);
      expect((await server.fail(createSource, again, cookie)).status).toBe(cookie ? 403 : 401);
    }
    // The key is shown once; the table holds its hash alone.
    const { rows } = await sql<{ row: string }>`SELECT source::text AS row FROM channels.source`.execute(
      server.app.services.database,
    );
    expect(rows.some(({ row }) => row.includes(token))).toBe(false);
  });
});
