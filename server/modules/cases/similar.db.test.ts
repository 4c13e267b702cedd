import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findSimilar } from '../../../shared/contract/cases-portal.ts';
import { publishCase, registerCase } from '../../../shared/contract/cases-staff.ts';
import { rejectCase } from '../../../shared/contract/cases-triage.ts';
import { readCard, submitCase } from '../../../tests/support/cases.ts';
import { answerMessage, type Crew, makeCrew, POTHOLE } from '../../../tests/support/loop.ts';
import { startTestServer, type TestServer } from '../../../tests/support/server.ts';
import { shiftPoint } from '../territory/geo.ts';

let server: TestServer;
let crew: Crew;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  crew = await makeCrew(server);
});
afterAll(() => server.close());

/** Spots of their own, far from one another: tests do not see each other's messages. */
const spots = [0, 1, 2, 3, 4, 5, 6, 7].map((at) =>
  shiftPoint({ lat: 56.412, lon: 61.9 }, (at % 6) * 900, Math.floor(at / 6) * 900),
);
const find = async (point: { lat: number; lon: number }, more: object = {}) =>
  (await server.call(findSimilar, { body: { ...point, ...more } })).messages;
const submitAt = (point: { lat: number; lon: number }, more: object = {}) =>
  submitCase(server, { place: { ...point, address: 'у дома Марии Пробной' }, factId: POTHOLE, ...more });

test('nearest first within 300 m, distances to ten metres; the same topic before another', async () => {
  const spot = spots[0]!;
  const far = await submitAt(shiftPoint(spot, 240, 0));
  const near = await submitAt(shiftPoint(spot, 0, 61));
  const other = await submitAt(shiftPoint(spot, 20, 0), { factId: 'roads.general.other' });
  await submitAt(shiftPoint(spot, 0, 330));
  const found = await find(spot);
  expect(found.map(({ number, distance }) => [number, distance])).toEqual([
    [other.number, 20],
    [near.number, 60],
    [far.number, 240],
  ]);
  const byFact = await find(spot, { factId: POTHOLE });
  expect(byFact.map(({ number }) => number)).toEqual([near.number, other.number, far.number]);
  // Another block is another matter; a message whose block is not known yet may be the same one.
  expect(await find(spot, { block: 'housing' })).toEqual([]);
});

test('a private message without a topic is not offered: nothing of it could be shown', async () => {
  const spot = spots[5]!;
  const { number } = await submitAt(spot, { factId: undefined });
  await server.app.services.database
    .updateTable('cases.case_file')
    .set({ fact_id: null })
    .where('number', '=', number)
    .execute();
  expect(await find(spot)).toEqual([]);
});

test('of a private message only the topic is shown; of a published one its words without contacts', async () => {
  const spot = spots[1]!;
  const { number } = await submitAt(spot, {
    text: 'Позвоните Марии Пробной +7 912 345-67-89 про яму.',
    publish: true,
  });
  const [hidden] = await find(spot);
  expect(hidden).toMatchObject({ number, address: null, photoId: null, joinedCount: 0 });
  expect(JSON.stringify(hidden)).not.toMatch(/Мари|912|345/);
  const card = await readCard(server, number, crew.operator);
  const body = { version: card.version, published: true };
  await server.call(publishCase, { params: { id: card.id }, body }, crew.operator);
  const [shown] = await find(spot);
  expect(shown!.title).toMatch(/^Позвоните •••/);
  expect(shown!.title).not.toMatch(/345/);
});

test('a home cannot be found by its distances: they are told from the point strangers see', async () => {
  const spot = spots[2]!;
  await submitAt(spot, { place: { ...spot, address: 'ул. Титова, 1', isHome: true } });
  const told = await Promise.all(
    [shiftPoint(spot, 150, 0), shiftPoint(spot, -150, 0), shiftPoint(spot, 0, 150), spot].map(
      async (point) => (await find(point))[0]?.distance,
    ),
  );
  // From the door itself three are 150 and the last is next to nothing.
  expect(told).not.toEqual([150, 150, 150, 10]);
});

test('the closed, the refused, the answered and the old are left out', async () => {
  const spot = spots[3]!;
  const refused = await submitAt(spot);
  const card = await readCard(server, refused.number, crew.operator);
  const rejection = { version: card.version, ground: 'spam' as const };
  await server.call(rejectCase, { params: { id: card.id }, body: rejection }, crew.operator);
  const answered = await submitAt(spot);
  await answerMessage(server, crew, answered.number);
  expect(await find(spot)).toEqual([]);
  server.setNow('2026-09-20T09:00:00Z');
  const old = await submitAt(spot);
  expect((await find(spot)).map(({ number }) => number)).toEqual([old.number]);
  server.setNow('2026-11-24T09:00:00Z');
  expect(await find(spot)).toEqual([]);
});

test('what tells of the same matter stands first and is called so; another matter near by is only near', async () => {
  const spot = spots[6]!;
  const open = await submitAt(shiftPoint(spot, 60, 0), { text: 'Яма на дороге, машины бьют подвеску.' });
  await submitAt(spot, { text: 'Тротуар разбит, с коляской не пройти.', factId: 'roads.general.other' });
  await server.drain();
  const text = 'На дороге огромная яма, пробил колесо.';
  const found = await find(spot, { text });
  expect(found.map(({ number, isLikely }) => [number, isLikely])[0]).toEqual([open.number, true]);
  expect(found.slice(1).map(({ isLikely }) => isLikely)).toEqual([false]);
  // Whoever writes of something else is offered neighbours, not «the same».
  const other = await find(spot, { text: 'Стая собак бросается на детей.', factId: undefined });
  expect(other.every(({ isLikely }) => !isLikely)).toBe(true);
  // A month later it is another pothole.
  server.setNow('2026-12-28T09:00:00Z');
  expect((await find(spot, { text })).some(({ isLikely }) => isLikely)).toBe(false);
  server.setNow('2026-11-24T09:00:00Z');
});

test('names and phones of a foreign text take no part in the comparison', async () => {
  const spot = spots[7]!;
  const words =
    'Марию Пробную Кравцову из сорок второй квартиры, телефон 8 912 345-67-89, не пускают в подъезд';
  await submitAt(spot, { text: words, factId: 'housing.general.other' });
  await server.drain();
  const ask = (text: string) => find(spot, { text, factId: 'housing.general.other' });
  const [likely] = await ask('Мария Пробная Кравцова 8 912 345-67-89');
  expect(likely?.isLikely ?? false).toBe(false);
});

test('what was written as a statutory appeal is told to nobody', async () => {
  const spot = spots[5]!;
  const record = {
    ...{ clientKey: randomUUID(), kind: 'paper' as const, text: 'Прошу отремонтировать дорогу, на ней яма.' },
    ...{ factId: POTHOLE, place: spot, name: 'Пробный Заявитель' },
  };
  await server.call(registerCase, { body: record }, crew.operator);
  await server.drain();
  expect(await find(spot)).toEqual([]);
  await server.call(
    registerCase,
    { body: { ...record, clientKey: randomUUID(), kind: 'phone_call' } },
    crew.operator,
  );
  expect(await find(spot)).toHaveLength(1);
});

test('five at most; outside the city and nowhere there are none', async () => {
  const spot = spots[4]!;
  for (let at = 0; at < 6; at += 1) await submitAt(shiftPoint(spot, at * 10, 0));
  expect(await find(spot)).toHaveLength(5);
  expect(await find({ lat: 55.75, lon: 37.62 })).toEqual([]);
  expect(await find({ lat: 0, lon: 0 })).toEqual([]);
});
