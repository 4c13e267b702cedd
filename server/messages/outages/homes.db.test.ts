import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as contract from '../../../shared/contract/messages/outages.ts';
import * as open from '../../../shared/contract/messages/outages-open.ts';
import { type OutageBody, outageBody } from '../../../tests/support/outages.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs, signInResident } from '../../../tests/support/site/sign-in.ts';

/** Letters about the outages of a resident's house: who gets them, of what, and that others do not. */

let server: TestServer;
let operator: string;
let anna: string;
let boris: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  operator = await signInAs(server, 'operator');
  anna = await signInResident(server, 'anna@demo.invalid', 'Пробная Анна');
  boris = await signInResident(server, 'boris@demo.invalid', 'Пробный Борис');
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.drain();
  await server.app.services.database.deleteFrom('outbox.letter').execute();
  await server.app.services.database.deleteFrom('outages.home').execute();
});

const add = (address: string, cookie: string) =>
  server.call(open.addOutageHome, { body: { address } }, cookie);
const create = (more: Partial<OutageBody> = {}) =>
  server.call(contract.createOutage, { body: outageBody(more) }, operator);
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
/** Letters written since the last look, by who gets them. */
async function letters() {
  await server.drain();
  const { database } = server.app.services;
  const rows = await database
    .selectFrom('outbox.letter')
    .select(['recipient', 'subject', 'text', 'purpose'])
    .orderBy('recipient')
    .execute();
  await database.deleteFrom('outbox.letter').execute();
  return rows.map((row) => ({ ...row, subject: plain(row.subject), text: plain(row.text) }));
}

test('a new, a moved and an ended outage are told to whoever asked for its house, and to nobody else', async () => {
  await add('Титова 14', anna);
  await add('Титова 30', boris);
  const outage = await create();
  const [first, ...rest] = await letters();
  expect(rest).toEqual([]);
  expect(first).toMatchObject({
    recipient: 'anna@demo.invalid',
    purpose: 'outage-at-home',
    subject: 'Нет горячей воды: ул. Титова, 14',
  });
  expect(first?.text).toContain('Дадут сегодня к 18:00.');
  expect(first?.text).toContain(
    'Где: ул. Титова, 10–28. Причина: порыв трубы у дома 18. Чинит «Тепло Синары».',
  );
  expect(first?.text).toContain('/outages');
  const params = { id: outage.id };
  const term = { untilOn: '2026-11-24', untilAt: '22:00', reason: 'нашли второй порыв' };
  await server.call(contract.moveOutageTerm, { params, body: { version: 1, ...term } }, operator);
  const [moved] = await letters();
  expect(moved?.text).toContain(
    'Дадут сегодня к 22:00. Прежний срок — сегодня к 18:00. Причина: нашли второй порыв.',
  );
  await server.call(contract.endOutage, { params, body: { version: 2 } }, operator);
  const [ended] = await letters();
  expect(ended).toMatchObject({
    recipient: 'anna@demo.invalid',
    subject: 'Отключение закончилось: ул. Титова, 14',
  });
  expect(ended?.text).toContain('Дали сегодня в 14:00.');
});

test('one letter to a resident of several houses; a district tells all of its houses; what is over at once is no news', async () => {
  await add('Титова 14', anna);
  await add('Титова 16', anna);
  const outage = await create();
  expect(await letters()).toHaveLength(1);
  const cancel = { params: { id: outage.id }, body: { version: 1, reason: 'записали по ошибке' } };
  await server.call(contract.cancelOutage, cancel, operator);
  expect((await letters()).map(({ text }) => text.includes('Записали по ошибке.'))).toEqual([true]);
  await add('Кунавина 5', boris);
  const whole = await create({ addresses: '', wholeDistricts: ['sinarsky'] });
  expect((await letters()).map(({ recipient }) => recipient)).toEqual(['boris@demo.invalid']);
  await server.call(contract.endOutage, { params: { id: whole.id }, body: { version: 1 } }, operator);
  await letters();
  const short = await create();
  await server.call(contract.endOutage, { params: { id: short.id }, body: { version: 1 } }, operator);
  expect((await letters()).map(({ subject }) => subject)).toEqual(['Отключение закончилось: ул. Титова, 16']);
});

test('switched off by the resident, it tells no more', async () => {
  const { homes } = await add('Титова 14', anna);
  const left = await server.call(open.removeOutageHome, { body: { id: homes[0]!.id } }, anna);
  expect(left.homes).toEqual([]);
  await create();
  expect(await letters()).toEqual([]);
});

test('what is asked twice is one; of others nothing is seen or taken away', async () => {
  const first = await add('Титова 14', anna);
  expect(first).toMatchObject({ homes: [{ label: 'ул. Титова, 14' }], email: expect.stringContaining('•') });
  expect((await add('ул. Титова, д. 14', anna)).homes).toHaveLength(1);
  expect((await server.call(open.listOutageHomes, {}, boris)).homes).toEqual([]);
  await server.call(open.removeOutageHome, { body: { id: first.homes[0]!.id } }, boris);
  await server.call(open.removeOutageHome, { body: { id: randomUUID() } }, anna);
  expect((await server.call(open.listOutageHomes, {}, anna)).homes).toHaveLength(1);
  expect((await server.fail(open.listOutageHomes, {})).status).toBe(401);
  expect((await server.fail(open.listOutageHomes, {}, operator)).status).toBe(403);
});

test('a house that is none, too many houses and an account without an e-mail are refused', async () => {
  const fail = (address: string, cookie = anna) =>
    server.fail(open.addOutageHome, { body: { address } }, cookie);
  for (const words of ['Титова', 'у рынка', 'Лунная 5'])
    expect((await fail(words)).fields?.address, words).toMatch(/не нашли/u);
  for (const house of [1, 2, 3, 4, 5]) await add(`Титова ${house}`, anna);
  expect((await fail('Титова 6')).fields?.address).toMatch(/не больше 5/u);
  const byPhone = await signInResident(server, '+79120000077');
  expect((await fail('Титова 14', byPhone)).detail).toMatch(/нет e-mail/u);
});
