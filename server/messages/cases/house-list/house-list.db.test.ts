import { afterAll, beforeAll, expect, test } from 'vitest';
import { editUnit, listUnits } from '../../../../shared/contract/base/people.ts';
import { suggestFor } from '../../../../shared/contract/messages/cases-staff.ts';
import { triageCase } from '../../../../shared/contract/messages/cases-triage.ts';
import {
  getHouseLists,
  type importHouseKeepers,
  returnHouseList,
  saveRoutingRule,
  switchRoutingRule,
  tryRoutingRule,
} from '../../../../shared/contract/messages/routing.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { toMultipart } from '../../../../tests/support/pictures.ts';
import { makeUnit, readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { currentTaxonomy } from '../../../base/taxonomy/index.ts';
import { MANAGING_KIND } from '../routing/house-keeper.ts';

let server: TestServer;
let admin: string;
let operator: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  admin = await signInAs(server, 'admin');
  operator = await signInAs(server, 'operator');
});
afterAll(() => server.close());

async function send(text: string, query = '') {
  const { payload, headers } = toMultipart(Buffer.from(text), { filename: 'дома.csv', type: 'text/csv' });
  const reply = await server.inject({
    method: 'POST',
    url: `/api/routing/houses/import${query}`,
    payload,
    headers: { ...headers, cookie: admin },
  });
  return { status: reply.statusCode, body: reply.json<RouteReply<typeof importHouseKeepers>>() };
}
const factOf = (kind: string): string =>
  currentTaxonomy().facts.find(({ executorKind }) => executorKind === kind)!.id;
const lists = async () => (await server.call(getHouseLists, {}, admin)).lists;

/** Who an accepted message of a managing company's topic at a house goes to; null where the operator has to say. */
async function takerAt(address: string, factId = factOf(MANAGING_KIND)): Promise<string | null> {
  const sent = await submitCase(server, { text: 'В подъезде третий день темно.', place: { address } });
  const { id, version } = await readCard(server, sent.number, operator);
  try {
    await server.call(triageCase, { params: { id }, body: { version, factId } }, operator);
  } catch {
    return null;
  }
  return (await readCard(server, sent.number, operator)).executorUnit;
}

const LIST = `Улица;Дом;Управляющая компания;ИНН;Почта
ул. Титова;14;УК «Пробный дом»;6600000003;dom@example.ru
ул. Титова;б/н;УК «Пробный дом»;;
ул. Далёкая;1;УК «Пробный дом»;;
`;

test('a list is looked at first: houses, companies, every fault; nothing is written', async () => {
  const { status, body } = await send(LIST);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    isWritten: false,
    rows: 3,
    houses: 1,
    companies: [{ title: 'УК «Пробный дом»', houses: 1, isNew: true }],
    refusedCount: 2,
    former: 0,
    routed: [],
  });
  expect(body.left).toBeGreaterThan(100);
  expect(body.refused.map(({ faults }) => faults[0])).toEqual([
    'номер дома «б/н» не читается',
    'улицы «ул. Далёкая» нет в справочнике',
  ]);
  expect(await lists()).toEqual([]);
  expect(await takerAt('ул. Титова, 14')).toBeNull();
});

test('in force, a topic of a managing company goes to that of the house, and another topic or house does not', async () => {
  await makeUnit(server, 'Свет улиц', 'street-lighting');
  expect((await send(LIST, '?write=yes')).body.isWritten).toBe(true);
  expect(await takerAt('ул. Титова, 14')).toBe('УК «Пробный дом»');
  expect(await takerAt('ул. Титова, 16')).toBeNull();
  const { units } = await server.call(listUnits, {}, admin);
  expect(units.find(({ title }) => title === 'УК «Пробный дом»')).toMatchObject({
    inn: '6600000003',
    isExternal: true,
    kind: '',
    email: 'dom@example.ru',
  });
});

test('the card and the form of a call offer the company of the house first, and for a house of no list all of them', async () => {
  const text = 'В подъезде не убирают, лестницы не моют третью неделю.';
  const offered = async (address: string) => {
    const { number } = await submitCase(server, { text, place: { address } });
    return (await readCard(server, number, operator)).executors.map(({ title }) => title);
  };
  expect((await offered('ул. Титова, 14'))[0]).toBe('УК «Пробный дом»');
  expect(await offered('ул. Титова, 16')).toContain('УК «Пробный дом»');
  const hint = await server.call(suggestFor, { body: { text: `${text} Титова 14` } }, operator);
  expect(hint.executorUnit).toBe('УК «Пробный дом»');
});

test('a route is stronger, the trial of one knows of houses, and the list says which topics it cannot move', async () => {
  const night = await makeUnit(server, 'Аварийная служба', '');
  const factId = factOf(MANAGING_KIND);
  const rule = {
    priority: 100,
    factId,
    block: null,
    districtId: null,
    importance: null,
    weekdays: [],
    fromTime: null,
    toTime: null,
    unitId: night,
    personId: null,
    validFrom: '2026-11-01',
    validTo: null,
    note: 'проба',
  };
  const trial = await server.call(tryRoutingRule, { body: rule }, admin);
  expect(trial.moves).toContainEqual({ from: 'УК «Пробный дом»', to: 'Аварийная служба', count: 1 });
  const { rule: saved } = await server.call(saveRoutingRule, { body: rule }, admin);
  await server.call(switchRoutingRule, { params: { id: saved.id }, body: { isOn: true } }, admin);
  expect(await takerAt('ул. Титова, 14')).toBe('Аварийная служба');
  expect((await send(LIST)).body.routed).toHaveLength(1);
  await server.call(switchRoutingRule, { params: { id: saved.id }, body: { isOn: false } }, admin);
});

test('a company that is closed gets nothing more', async () => {
  const find = async () =>
    (await server.call(listUnits, {}, admin)).units.find(({ title }) => title === 'УК «Пробный дом»')!;
  const { people: _, ...open } = await find();
  await server.call(editUnit, { params: { id: open.id }, body: { ...open, isActive: false } }, admin);
  expect(await takerAt('ул. Титова, 14')).toBeNull();
  const { version } = await find();
  await server.call(editUnit, { params: { id: open.id }, body: { ...open, version } }, admin);
  expect(await takerAt('ул. Титова, 14')).toBe('УК «Пробный дом»');
});

test('another list takes its place and is taken back; of the first nothing is left', async () => {
  await send('Улица;Дом;УК\nул. Титова;14;УК «Другая»\n', '?write=yes');
  expect(await takerAt('ул. Титова, 14')).toBe('УК «Другая»');
  expect((await lists()).map(({ isCurrent, houses }) => [isCurrent, houses])).toEqual([
    [true, 1],
    [false, 1],
  ]);
  await server.call(returnHouseList, {}, admin);
  expect(await takerAt('ул. Титова, 14')).toBe('УК «Пробный дом»');
  await server.call(returnHouseList, {}, admin);
  expect(await takerAt('ул. Титова, 14')).toBeNull();
  await expect(server.call(returnHouseList, {}, admin)).rejects.toThrow('Возвращать нечего');
});

test('two lists sent at the same moment take turns: one is in force, the company of both is made once', async () => {
  const told = await Promise.all(
    ['14', '16'].map((house) => send(`Улица;Дом;УК\nул. Титова;${house};УК «Обоих»\n`, '?write=yes')),
  );
  expect(told.map(({ status }) => status)).toEqual([200, 200]);
  expect((await lists()).filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
  const { units } = await server.call(listUnits, {}, admin);
  expect(units.filter(({ title }) => title === 'УК «Обоих»')).toHaveLength(1);
  // Two returns at once take back both lists, a third has nothing left.
  await Promise.all(told.map(() => server.call(returnHouseList, {}, admin)));
  await expect(server.call(returnHouseList, {}, admin)).rejects.toThrow('Возвращать нечего');
});

test('a list without a sound row changes nothing', async () => {
  expect((await send('Улица;Дом;УК\n;1;А\n', '?write=yes')).body).toMatchObject({
    isWritten: false,
    houses: 0,
  });
  expect(await lists()).toEqual([]);
});
