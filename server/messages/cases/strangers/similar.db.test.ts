import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findSimilar } from '../../../../shared/contract/messages/cases-portal.ts';
import { registerCase } from '../../../../shared/contract/messages/cases-staff.ts';
import { rejectCase, triageCase } from '../../../../shared/contract/messages/cases-triage.ts';
import { answerMessage, type Crew, makeCrew, POTHOLE } from '../../../../tests/support/loop.ts';
import { makeUnit, readCard, submitCase, submitShown } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { shiftPoint } from '../../../base/territory/gazetteer/geo.ts';

let server: TestServer;
let crew: Crew;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  crew = await makeCrew(server);
  await makeUnit(server, 'Соцзащита', 'social-fund');
});
afterAll(() => server.close());

/** Spots of their own, far from one another: tests do not see each other's messages. */
const spots = Array.from({ length: 12 }, (_, at) =>
  shiftPoint({ lat: 56.412, lon: 61.9 }, (at % 6) * 900, Math.floor(at / 6) * 900),
);
type Spot = (typeof spots)[number];
const HOLE = 'На дороге огромная яма, пробил колесо.';
const find = async (point: Spot, text = HOLE, more: object = {}) =>
  (await server.call(findSimilar, { body: { ...point, text, ...more } })).messages;
const messageAt = (point: Spot, more: object = {}) => ({
  place: { ...point, address: 'у дома Марии Пробной' },
  text: 'Яма на дороге, машины бьют подвеску.',
  factId: POTHOLE,
  publish: true,
  ...more,
});
const shownAt = async (point: Spot, more: object = {}) =>
  (await submitShown(server, crew.operator, messageAt(point, more))).number;

test('the same matter is offered, the surest first, with its distance to ten metres; what is farther is not', async () => {
  const spot = spots[0]!;
  const far = await shownAt(shiftPoint(spot, 90, 0));
  const near = await shownAt(shiftPoint(spot, 0, 31));
  await shownAt(shiftPoint(spot, 0, 330));
  const found = await find(spot);
  expect(found.map(({ number, distance }) => [number, distance])).toEqual([
    [near, 30],
    [far, 90],
  ]);
});

test('what is only near is not like: another matter of the same spot is not offered, nor anything to a lamp', async () => {
  const spot = spots[1]!;
  await shownAt(spot, { text: 'Тротуар разбит, с коляской не пройти.', factId: 'roads.general.other' });
  const hole = await shownAt(shiftPoint(spot, 40, 0));
  expect((await find(spot)).map(({ number }) => number)).toEqual([hole]);
  expect(await find(spot, 'Не горит фонарь у подъезда, темно.')).toEqual([]);
  expect(await find(spot, 'Стая собак бросается на детей.')).toEqual([]);
  expect(await find(spot, '')).toEqual([]);
});

test('a private message is offered to nobody, whatever its topic', async () => {
  const spot = spots[2]!;
  await submitCase(server, messageAt(spot));
  expect(await find(spot)).toEqual([]);
  const number = await shownAt(spot);
  const [shown, ...rest] = await find(spot);
  expect(rest).toEqual([]);
  expect(shown).toMatchObject({ number, photoId: null, joinedCount: 0 });
});

test('a personal topic is like nobody’s: neither words about it nor a message of it are offered', async () => {
  const spot = spots[3]!;
  const benefit = 'Подала на детское пособие в октябре, ответа нет.';
  const number = await shownAt(spot);
  const card = await readCard(server, number, crew.operator);
  expect(await find(spot)).toHaveLength(1);
  // Its topic becomes known after a moderator showed it: from then on it is not there.
  const { version } = await readCard(server, number, crew.operator);
  const sorted = { version, factId: 'social.families.child-benefit' };
  await server.call(triageCase, { params: { id: card.id }, body: sorted }, crew.operator);
  expect(await find(spot)).toEqual([]);
  expect(await find(spot, benefit)).toEqual([]);
  expect(await find(spot, HOLE, { factId: 'social.families.child-benefit' })).toEqual([]);
  const again = await readCard(server, number, crew.operator);
  expect(again.can).not.toContain('publish');
});

test('words of a published message carry no contacts', async () => {
  const spot = spots[4]!;
  await shownAt(spot, { text: 'Яма на дороге, позвоните Марии Пробной +7 912 345-67-89.' });
  const [shown] = await find(spot);
  expect(shown!.title).toMatch(/•••/);
  expect(shown!.title).not.toMatch(/Мари|345/);
});

test('a home cannot be found by its distances: they are told from the point strangers see', async () => {
  const spot = spots[5]!;
  await shownAt(spot, { place: { ...spot, address: 'ул. Титова, 1', isHome: true } });
  const points = [shiftPoint(spot, 90, 0), shiftPoint(spot, -90, 0), shiftPoint(spot, 0, 90), spot];
  const told = await Promise.all(points.map(async (point) => (await find(point))[0]?.distance));
  // From the door itself three are 90 and the last is next to nothing.
  expect(told).not.toEqual([90, 90, 90, 10]);
});

test('the closed, the refused, the answered and the old are left out', async () => {
  const spot = spots[6]!;
  const refused = await shownAt(spot);
  const card = await readCard(server, refused, crew.operator);
  const rejection = { version: card.version, ground: 'spam' as const };
  await server.call(rejectCase, { params: { id: card.id }, body: rejection }, crew.operator);
  const answered = await shownAt(spot);
  await answerMessage(server, crew, answered);
  expect(await find(spot)).toEqual([]);
  server.setNow('2026-09-20T09:00:00Z');
  const old = await shownAt(spot);
  expect((await find(spot)).map(({ number }) => number)).toEqual([old]);
  server.setNow('2026-11-24T09:00:00Z');
  expect(await find(spot)).toEqual([]);
});

test('what was answered with a promise shows the promise, not the term that is over', async () => {
  const spot = spots[7]!;
  const number = await shownAt(spot);
  expect((await find(spot))[0]).toMatchObject({ promisedOn: null });
  const planned = { outcome: 'planned' as const, promisedOn: '2027-01-20' };
  await answerMessage(server, crew, number, {
    text: `Яму заделаем до 20.01.2027, работы внесены в план. Сообщение № ${number}.`,
    ...planned,
  });
  expect((await find(spot))[0]).toMatchObject({ number, promisedOn: '2027-01-20', dueAt: null });
});

test('names and phones of a foreign text take no part in the comparison', async () => {
  const spot = spots[8]!;
  const words =
    'Марию Пробную Кравцову из сорок второй квартиры, телефон 8 912 345-67-89, не пускают в подъезд';
  await shownAt(spot, { text: words, factId: 'housing.general.other' });
  const ask = (text: string) => find(spot, text, { factId: 'housing.general.other' });
  expect(await ask('Мария Пробная Кравцова 8 912 345-67-89')).toEqual([]);
});

test('what was written as a statutory appeal is told to nobody, even if it were shown', async () => {
  const spot = spots[9]!;
  const record = { kind: 'paper' as const, text: 'Яма на дороге, отремонтируйте дорогу.', factId: POTHOLE };
  const register = async (more: object) => {
    const body = { ...record, clientKey: randomUUID(), place: spot, name: 'Пробный Заявитель', ...more };
    const { number } = await server.call(registerCase, { body }, crew.operator);
    await server.drain();
    await server.app.pool.query('UPDATE cases.case_file SET published_at = now() WHERE number = $1', [
      number,
    ]);
  };
  await register({});
  expect(await find(spot)).toEqual([]);
  await register({ kind: 'phone_call' });
  expect(await find(spot)).toHaveLength(1);
});

test('five at most; outside the city and nowhere there are none', async () => {
  const spot = spots[10]!;
  for (let at = 0; at < 6; at += 1) await shownAt(shiftPoint(spot, at * 10, 0));
  expect(await find(spot)).toHaveLength(5);
  expect(await find({ lat: 55.75, lon: 37.62 })).toEqual([]);
  expect(await find({ lat: 0, lon: 0 })).toEqual([]);
});
