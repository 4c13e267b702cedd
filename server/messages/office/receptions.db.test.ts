import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  bookVisit,
  closeVisit,
  listReceptions,
  planReception,
} from '../../../shared/contract/messages/office-reception.ts';
import { registerLetter } from '../../../tests/support/site/appeals.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInStaff } from '../../../tests/support/site/sign-in.ts';
import { slotsOf } from './receptions.ts';

let server: TestServer;
let secretary: { cookie: string };
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  secretary = await signInStaff(server, 'secretary');
});
afterAll(() => server.close());

const hours = (more: object = {}) => ({
  body: {
    day: '2026-12-02',
    startsAt: '15:00',
    endsAt: '16:00',
    official: 'Пробный А.В.',
    position: 'Заместитель главы',
    place: 'Каб. 12',
    ...more,
  },
});
const person = (at: string) => ({ at, name: 'Образцова Вера Ильинична', subject: 'О ремонте двора' });

describe('personal reception', () => {
  test('is planned by hours; each time is one person’s, whose name is masked', async () => {
    const planned = await server.call(planReception, hours(), secretary.cookie);
    expect(planned.free).toEqual(['15:00', '15:15', '15:30', '15:45']);
    const at = { params: { id: planned.id } };
    const booked = await server.call(bookVisit, { ...at, body: person('15:15') }, secretary.cookie);
    expect(booked.free).toEqual(['15:00', '15:30', '15:45']);
    expect(booked.visits[0]).toMatchObject({ name: 'О. В. И.', result: null });
    const twice = await server.fail(bookVisit, { ...at, body: person('15:15') }, secretary.cookie);
    expect(twice.fields).toHaveProperty('at');
    const outside = await server.fail(bookVisit, { ...at, body: person('18:00') }, secretary.cookie);
    expect(outside.code).toBe('lib.conflict');
  });

  test('ends with a result; a written appeal names its case', async () => {
    const planned = await server.call(planReception, hours({ day: '2026-12-03' }), secretary.cookie);
    const { visits } = await server.call(
      bookVisit,
      { params: { id: planned.id }, body: person('15:00') },
      secretary.cookie,
    );
    const at = { params: { id: visits[0]!.id } };
    const nameless = await server.fail(closeVisit, { ...at, body: { result: 'written' } }, secretary.cookie);
    expect(nameless.fields).toHaveProperty('caseNumber');
    const letter = await registerLetter(server, secretary.cookie, {
      kind: 'reception',
      signs: ['written-at-reception'],
    });
    const body = { result: 'written' as const, note: 'Принято заявление на 1 л.', caseNumber: letter.number };
    const closed = await server.call(closeVisit, { ...at, body }, secretary.cookie);
    expect(closed.visits[0]).toMatchObject({ result: 'written', caseNumber: letter.number });
  });

  test('is read by who reads the journal, and planned by who keeps it', async () => {
    const observer = await signInStaff(server, 'observer');
    const query = { from: '2026-12-01', to: '2026-12-31' };
    const { receptions, legal } = await server.call(listReceptions, { query }, observer.cookie);
    expect(receptions.length).toBe(2);
    expect(legal).toContain('ст. 13');
    expect(receptions[0]!.can).toEqual([]);
    expect((await server.fail(planReception, hours(), observer.cookie)).status).toBe(403);
    const wrong = await server.fail(planReception, hours({ endsAt: '14:00' }), secretary.cookie);
    expect(wrong.fields).toHaveProperty('endsAt');
  });

  test('times of a reception', () => {
    expect(slotsOf('09:00', '09:40', 20)).toEqual(['09:00', '09:20']);
    expect(slotsOf('09:00', '09:10', 20)).toEqual([]);
  });
});
