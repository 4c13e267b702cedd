import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { submitMessage } from '../../../../shared/contract/messages/cases-portal.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInResident } from '../../../../tests/support/site/sign-in.ts';
import { verifyChain } from '../../../base/audit/index.ts';
import { incomingFields } from './incoming.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(() => server.setNow('2026-11-24T09:00:00Z'));
afterAll(() => server.close());

const message = (more: object = {}) => ({
  clientKey: randomUUID(),
  text: 'На дороге глубокая яма, машины пробивают колёса. Телефон для связи есть.',
  phone: '8 (912) 000-00-17',
  name: 'Пробный Житель',
  consent: true,
  consentVersion: '3',
  ...more,
});
const submit = (body: ReturnType<typeof message>, cookie?: string) =>
  server.call(submitMessage, { body }, cookie);
const refuse = (body: object) => server.fail(submitMessage, { body: body as never });
const db = () => server.app.services.database;
const readCase = (number: string) =>
  db().selectFrom('cases.case_file').selectAll().where('number', '=', number).executeTakeFirstOrThrow();
const countCases = async (): Promise<number> =>
  Number(
    (await db().selectFrom('cases.case_file').select(db().fn.countAll().as('n')).executeTakeFirstOrThrow()).n,
  );

describe('one message', () => {
  test('fields of a batch are those of its type, and any sign of a text comes through', async () => {
    const { rows } = await sql<{ name: string }>`SELECT attname AS name FROM pg_attribute
      WHERE attrelid = 'cases.incoming'::regclass ORDER BY attnum`.execute(db());
    expect(incomingFields.map(([name]) => name)).toEqual(rows.map(({ name }) => name));
    const texts = ['"', '\\', '\\"', '{"a":"\\\\"}', '(,)', "'NULL'", 'две\nстроки\tи', '💧', '\\N']
      .map((sign) => `Яма ${sign} на дороге ${sign}`)
      .concat('NULL и яма у дома');
    const sent = await Promise.all(texts.map((text) => submit(message({ text, name: text }))));
    for (const [at, { number }] of sent.entries()) {
      const { id, body } = await readCase(number);
      const contact = await db()
        .selectFrom('cases.contact')
        .select('person_name')
        .where('case_id', '=', id)
        .executeTakeFirstOrThrow();
      expect([body, contact.person_name]).toEqual([texts[at], texts[at]]);
    }
  });

  test('is a case with number, contact, clock, timeline, journal record and follow-up, all before the reply', async () => {
    const sent = await submit(
      message({ factId: 'roads.pavement.pothole', publish: true, place: { lat: 56.4149, lon: 61.9188 } }),
    );
    expect(sent.number).toMatch(/^2026-11-\d{4}$/);
    expect(sent).toMatchObject({ registeredAt: '2026-11-24T09:00:00.000Z', needsConfirmation: true });
    const file = await readCase(sent.number);
    expect(file).toMatchObject({
      status: 'moderation',
      channel: 'site_form',
      regime: 'pos_message',
      block: 'roads',
      fact_id: 'roads.pavement.pothole',
      topic_source: 'resident',
      title: 'На дороге глубокая яма, машины пробивают колёса',
      place_precision: 'point',
      has_publish_consent: true,
      published_at: null,
      suggestion: null,
    });
    expect(file.h3).toMatch(/^89/);
    expect(file.district_id).not.toBeNull();
    expect(file.due_at?.toISOString()).toBe(sent.dueAt);
    const contact = await db()
      .selectFrom('cases.contact')
      .selectAll()
      .where('case_id', '=', file.id)
      .executeTakeFirstOrThrow();
    expect(contact).toMatchObject({
      phone: '+79120000017',
      person_name: 'Пробный Житель',
      identity: 'anonymous',
      consent_version: '3',
      is_joiner: false,
    });
    expect(contact.consent_ip).not.toBeNull();
    const clock = await db()
      .selectFrom('cases.clock')
      .selectAll()
      .where('case_id', '=', file.id)
      .executeTakeFirstOrThrow();
    expect(clock).toMatchObject({ kind: 'answer', rule_version: '2026.1', stopped_at: null });
    expect(clock.rule_id).not.toBe('answer-30cd');
    expect(clock.due_at).toEqual(file.due_at);
    const events = await db()
      .selectFrom('cases.event')
      .select(['kind', 'visibility', 'actor_name'])
      .where('case_id', '=', file.id)
      .execute();
    expect(events).toEqual([{ kind: 'registered', visibility: 'public', actor_name: 'Житель' }]);
    const record = await db()
      .selectFrom('audit.record')
      .select(['action', 'payload'])
      .where('object_id', '=', file.id)
      .executeTakeFirstOrThrow();
    expect(record.action).toBe('cases.register');
    expect(record.payload).not.toMatch(/9120000017|Пробный|яма/);
    const unread = await db().selectFrom('cases.unread').selectAll().where('case_id', '=', file.id).execute();
    expect(unread).toHaveLength(1);
  });

  test('without a topic has the general term and waits for the suggestion', async () => {
    const file = await readCase((await submit(message())).number);
    expect(file).toMatchObject({ block: null, fact_id: null, topic_source: 'none', place_precision: 'none' });
    // 30 calendar days end on Thursday 24 December, the end of that local day.
    expect(file.due_at?.toISOString().slice(0, 10)).toBe('2026-12-24');
  });

  test('of a signed-in resident needs no phone of its own and no confirmation', async () => {
    const cookie = await signInResident(server, '+79120000099');
    const sent = await submit(message({ phone: undefined, name: undefined }), cookie);
    expect(sent.needsConfirmation).toBe(false);
    const contact = await db()
      .selectFrom('cases.contact')
      .innerJoin('cases.case_file as file', 'file.id', 'cases.contact.case_id')
      .select(['cases.contact.phone', 'identity', 'cases.contact.resident_id', 'file.resident_id as owner'])
      .where('number', '=', sent.number)
      .executeTakeFirstOrThrow();
    expect(contact).toMatchObject({ phone: '+79120000099', identity: 'phone' });
    expect(contact.resident_id).not.toBeNull();
    expect(contact.owner).toBe(contact.resident_id);
  });

  test('keeps the answers to the topic’s questions for the resident and staff alone', async () => {
    const sent = await submit(message({ answers: { size: 'полметра' } }));
    const events = await db()
      .selectFrom('cases.event')
      .innerJoin('cases.case_file as file', 'file.id', 'cases.event.case_id')
      .select(['kind', 'visibility', 'data'])
      .where('number', '=', sent.number)
      .where('kind', '=', 'details')
      .execute();
    expect(events).toEqual([
      { kind: 'details', visibility: 'resident', data: { answers: { size: 'полметра' } } },
    ]);
  });
});

describe('the same key', () => {
  test('again gives the same case; nothing is added', async () => {
    const body = message();
    const first = await submit(body);
    const before = await countCases();
    server.setNow('2026-11-25T09:00:00Z');
    expect(await submit(body)).toEqual(first);
    expect(await countCases()).toBe(before);
  });

  test('with another body is refused', async () => {
    const body = message();
    await submit(body);
    const before = await countCases();
    const problem = await refuse({ ...body, text: 'Совсем другое дело, но с тем же ключом.' });
    expect(problem).toMatchObject({ status: 422, code: 'lib.idempotency-mismatch' });
    expect(await countCases()).toBe(before);
  });

  test('many times at once is one case for all; another body among them is refused alone', async () => {
    const body = message();
    const before = await countCases();
    const send = (payload: object) =>
      server.inject({ method: 'POST', url: '/api/messages', headers: { 'x-otklik': '1' }, payload });
    const replies = await Promise.all([
      ...Array.from({ length: 12 }, () => send(body)),
      send({ ...body, name: 'Другой Житель' }),
    ]);
    const numbers = new Set(replies.slice(0, 12).map((reply) => reply.json().number));
    expect([...numbers]).toEqual([expect.stringMatching(/^2026-11-/)]);
    expect(replies.slice(0, 12).map(({ statusCode }) => statusCode)).toEqual(Array(12).fill(200));
    expect(replies[12]!.statusCode).toBe(422);
    expect(await countCases()).toBe(before + 1);
  });
});

describe('refusals name what is wrong and register nothing', () => {
  test.each([
    ['no consent', { consent: false }, 422, 'cases.consent-missing', 'consent'],
    ['no way to answer', { phone: undefined }, 400, 'lib.bad-input', 'phone'],
    ['a phone of nine digits', { phone: '+7 912 000-00' }, 400, 'lib.bad-input', 'phone'],
    ['an e-mail without its end', { email: 'kto@' }, 400, 'lib.bad-input', 'email'],
    ['a place outside the city', { place: { lat: 55.75, lon: 37.62 } }, 422, 'territory.outside', 'place'],
    ['a place nowhere', { place: { lat: 0, lon: 0 } }, 422, 'territory.outside', 'place'],
    ['an unknown topic', { factId: 'roads.pavement.dragon' }, 422, 'taxonomy.unknown-fact', null],
    ['signs without words', { text: '!!! ??? …' }, 400, 'lib.bad-input', 'text'],
    ['a null byte', { text: 'Яма\u0000на дороге' }, 400, 'lib.bad-input', 'text'],
    [
      'a null byte in the address',
      { place: { address: 'у дома с \u0000 башней' } },
      400,
      'lib.bad-input',
      null,
    ],
  ])('%s', async (_, change, status, code, field) => {
    const before = await countCases();
    const problem = await refuse(message(change));
    expect(problem).toMatchObject({ status, code });
    expect(problem.detail).toMatch(/[а-яё]/i);
    if (field) expect(problem.fields).toHaveProperty(field);
    expect(await countCases()).toBe(before);
  });
});

test('the journal’s chain is whole', async () => {
  expect(await verifyChain(db())).toMatchObject({ fault: null });
});
