import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registerCase } from '../../../../shared/contract/messages/cases-staff.ts';
import { readCard } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs, signInResident, signInStaff } from '../../../../tests/support/site/sign-in.ts';

let server: TestServer;
let operator: { cookie: string; personId: string };
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  operator = await signInStaff(server, 'operator');
});
afterAll(() => server.close());

const record = (kind: string, more: object = {}) => ({
  clientKey: randomUUID(),
  kind,
  text: 'Не работает светофор на перекрёстке, машины едут как попало.',
  name: 'Пробный Звонящий',
  phone: '+79120000033',
  ...more,
});
const register = (body: object, cookie = operator.cookie) =>
  server.call(registerCase, { body: body as never }, cookie);
const refuse = (body: object, cookie = operator.cookie) =>
  server.fail(registerCase, { body: body as never }, cookie);
const readClock = async (number: string) => {
  const { rows } = await sql<{ rule_id: string; regime: string; registered_by: string; channel: string }>`
    SELECT rule_id, contact.regime, registered_by, channel FROM cases.case_file file
    JOIN cases.clock ON clock.case_id = file.id JOIN cases.contact ON contact.case_id = file.id
    WHERE number = ${number}`.execute(server.app.services.database);
  return rows[0]!;
};
const count = async (): Promise<number> => {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM cases.case_file`.execute(
    server.app.services.database,
  );
  return rows[0]!.n;
};

describe('what came by voice or on paper', () => {
  test.each([
    ['phone_call', 'pos_message', 'answer-30cd'],
    ['edds_112', 'internal', 'answer-30cd'],
    ['media_publication', 'open_source', 'answer-30cd'],
    ['official_letter', 'internal', 'answer-30cd'],
    ['paper', 'appeal_59fz', 'fz59-answer'],
    ['reception', 'appeal_59fz', 'fz59-answer'],
  ])('%s goes by %s, its answer by %s', async (kind, regime, rule) => {
    const done = await register(record(kind));
    expect(done).toMatchObject({ regime, number: expect.stringMatching(/^2026-11-/) });
    expect(done.regimeReason).toMatch(/[а-я]{5}/);
    const clock = await readClock(done.number);
    expect(clock).toEqual({ rule_id: rule, regime, registered_by: operator.personId, channel: kind });
  });

  test('the moment it came may be said in any zone', async () => {
    const { number } = await register(record('paper', { receivedAt: '2026-11-24T10:30:00+05:00' }));
    const { rows } = await server.app.pool.query(
      'SELECT received_at FROM cases.contact JOIN cases.case_file AS file ON file.id = case_id WHERE number = $1',
      [number],
    );
    expect(rows[0].received_at.toISOString()).toBe('2026-11-24T05:30:00.000Z');
  });

  test('the term of a known topic is that of its fact, but a letter keeps its thirty days', async () => {
    const factId = 'roads.pavement.pothole';
    const call = await readClock((await register(record('phone_call', { factId }))).number);
    expect(call.rule_id).not.toBe('answer-30cd');
    const letter = await register(record('paper', { factId }));
    expect((await readClock(letter.number)).rule_id).toBe('fz59-answer');
    // 30 calendar days from Tuesday 24 November end on Thursday 24 December.
    expect(letter.dueAt.slice(0, 10)).toBe('2026-12-24');
  });

  test('the journal names who registered it, the timeline too, and neither the caller', async () => {
    const { id, number } = await register(record('phone_call'));
    const card = await readCard(server, number, operator.cookie);
    expect(card.timeline[0]).toMatchObject({ kind: 'registered', actorName: 'Пробный С.' });
    const entry = await server.app.services.database
      .selectFrom('audit.record')
      .select(['actor', 'payload'])
      .where('object_id', '=', id)
      .where('action', '=', 'cases.register')
      .executeTakeFirstOrThrow();
    expect(entry.actor).toBe(`staff:${operator.personId}`);
    expect(entry.payload).not.toMatch(/Звонящий|9120000033/);
    expect(card.contacts[0]).toMatchObject({ name: 'П. З.', phone: expect.stringContaining('•') });
  });

  test('a block alone is a topic by the operator’s word; the day of receipt is kept apart from registration', async () => {
    const { number } = await register(
      record('paper', {
        block: 'energy',
        receivedAt: '2026-11-20T05:00:00Z',
        returnAddress: 'ул. Ленина, 1',
      }),
    );
    const card = await readCard(server, number, operator.cookie);
    expect(card).toMatchObject({ block: 'energy', registeredAt: '2026-11-24T09:00:00.000Z' });
    expect(card.contacts[0]!.receivedAt).toBe('2026-11-20T05:00:00.000Z');
  });
});

describe('repeats', () => {
  test('the same key gives the same case, with another body it is refused', async () => {
    const body = record('phone_call');
    const first = await register(body);
    expect(await register(body)).toEqual(first);
    expect(await refuse({ ...body, text: 'Другое' })).toMatchObject({ code: 'lib.idempotency-mismatch' });
  });

  test('a card of 112 registered twice is refused with the number of the first, also at once', async () => {
    const first = await register(record('edds_112', { externalId: 'К-77' }));
    const before = await count();
    const problem = await refuse(record('edds_112', { externalId: 'К-77', text: 'Та же карточка' }));
    expect(problem).toMatchObject({ status: 409, code: 'lib.conflict', details: { number: first.number } });
    expect(problem.detail).toContain(first.number);
    expect(problem.fields).toHaveProperty('externalId');
    // The same number of another kind is another matter.
    await register(record('paper', { externalId: 'К-77' }));
    expect(await count()).toBe(before + 1);
    const replies = await Promise.all(
      Array.from({ length: 4 }, () =>
        server.inject({
          method: 'POST',
          url: '/api/cases',
          headers: { 'x-otklik': '1', cookie: operator.cookie },
          payload: record('edds_112', { externalId: 'К-78' }),
        }),
      ),
    );
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409, 409]);
    expect(await count()).toBe(before + 2);
  });
});

describe('refusals', () => {
  test.each([
    ['an unknown block', { block: 'dragons' }, 400, 'block'],
    ['a receipt that has not come', { receivedAt: '2026-11-25T09:00:00Z' }, 400, 'receivedAt'],
    ['a phone of letters', { phone: 'телефон' }, 400, 'phone'],
    ['no words', { text: '…' }, 400, 'text'],
    ['an unknown kind', { kind: 'pigeon' }, 400, 'kind'],
    ['an unknown topic', { factId: 'roads.x.y' }, 422, null],
  ])('%s', async (_, change, status, field) => {
    const before = await count();
    const problem = await refuse(record('phone_call', change));
    expect(problem.status).toBe(status);
    if (field) expect(problem.fields).toHaveProperty(field);
    expect(await count()).toBe(before);
  });

  test('whoever has no right to register does not', async () => {
    const executor = await signInAs(server, 'executor');
    expect((await refuse(record('phone_call'), executor)).code).toBe('lib.forbidden');
    const resident = await signInResident(server);
    expect((await refuse(record('phone_call'), resident)).code).toBe('lib.forbidden');
    expect((await server.fail(registerCase, { body: record('phone_call') as never })).code).toBe(
      'lib.not-signed-in',
    );
  });
});
