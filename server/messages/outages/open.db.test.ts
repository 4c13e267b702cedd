import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as contract from '../../../shared/contract/messages/outages.ts';
import * as open from '../../../shared/contract/messages/outages-open.ts';
import type { RouteInput } from '../../../shared/contract/route.ts';
import { type OutageBody, outageBody } from '../../../tests/support/outages.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { sendFrom, signInAs, signInResident } from '../../../tests/support/site/sign-in.ts';

/** What a resident meets: before filing, on the page for everybody, and one tap. */

const NOW = '2026-11-24T09:00:00Z';
const NO_HOT = 'Нет горячей воды второй день, из крана не течёт.';
const hot = 'housing.water.hot-absent';
let server: TestServer;
let operator: string;
let running: contract.StaffOutage;
let tonight: contract.StaffOutage;
let tomorrow: contract.StaffOutage;

const create = (more: Partial<OutageBody>) =>
  server.call(
    contract.createOutage,
    { body: outageBody({ addresses: 'Титова, 10–28 чётные', ...more }) },
    operator,
  );

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(NOW);
  operator = await signInAs(server, 'operator');
  running = await create({});
  tonight = await create({
    isPlanned: true,
    beginsAt: '23:00',
    untilOn: '2026-11-25',
    untilAt: '05:00',
    addresses: 'Кунавина',
  });
  tomorrow = await create({
    isPlanned: true,
    beginsOn: '2026-11-25',
    untilOn: '2026-11-25',
    addresses: 'Победы, 1–9',
  });
});
afterAll(() => server.close());

type Asked = RouteInput<typeof open.findCoveringOutages>['body'];
const find = async (place: Asked['place'], text = NO_HOT, more: Partial<Asked> = {}, cookie?: string) =>
  (await server.call(open.findCoveringOutages, { body: { place, text, ...more } }, cookie)).outages;
const near = (outages: readonly { id: string; coverage: string; house: string | null }[]) =>
  outages.map(({ id, coverage, house }) => [id, coverage, house]);

describe('before filing', () => {
  test('a house within, by its words or by its point', async () => {
    expect(near(await find({ address: 'Титова 14' }))).toEqual([[running.id, 'house', '14']]);
    expect(near(await find({ lat: 56.36827, lon: 61.966608 }))).toEqual([[running.id, 'house', '14']]);
    const [found] = await find({ address: 'Титова 14', streetId: 'ul-titova', house: '14' });
    expect(found).toMatchObject({
      title: 'Нет горячей воды',
      reason: 'порыв трубы у дома 18',
      repairer: '«Тепло Синары»',
      until: '2026-11-24T13:00:00.000Z',
      isJoined: false,
    });
    // Drawn around the ten houses of the even side.
    expect(found!.outlines).toHaveLength(1);
    const [lon, lat] = found!.outlines[0]![0]!;
    expect([lon, lat]).toEqual([expect.closeTo(61.966, 1), expect.closeTo(56.368, 1)]);
  });

  test.each<[string, Asked['place']]>([
    ['the other side of the street', { address: 'Титова 13' }],
    ['a house beyond', { address: 'Титова 30' }],
    ['another street', { address: 'Победы 14' }],
    ['words that are no address', { address: 'у рынка' }],
    ['a point beyond the city', { lat: 55.75, lon: 37.62 }],
    ['no place', {}],
    ['one that is off tomorrow', { address: 'Победы 5' }],
  ])('nothing is asked of %s', async (_, place) => {
    expect(await find(place)).toEqual([]);
  });

  test('a street without a house is asked about; one planned for today too', async () => {
    expect(near(await find({ address: 'ул. Титова' }))).toEqual([[running.id, 'near', null]]);
    const [planned] = await find({ address: 'Кунавина 5' });
    expect(planned).toMatchObject({ id: tonight.id, state: 'planned', title: 'Отключат горячую воду' });
  });

  test.each<[string, string, string | undefined, number]>([
    ['of the topic chosen, whatever the words', 'Сделайте что-нибудь', hot, 1],
    ['not of another topic chosen', NO_HOT, 'roads.pavement.pothole', 0],
    ['of words of the resource', 'Отключили горячую воду во всём доме', undefined, 1],
    ['not of another resource', 'Во всём доме нет света, отключили электричество', undefined, 0],
    ['not of a pothole', 'На дороге огромная яма, пробил колесо', undefined, 0],
    ['not of a smell of gas', 'Сильно пахнет газом в подъезде', undefined, 0],
    ['not of an unknown topic', NO_HOT, 'no.such.topic', 1],
    ['not of no words', '', undefined, 0],
  ])('%s', async (_, text, factId, count) => {
    expect(await find({ address: 'Титова 14' }, text, factId ? { factId } : {})).toHaveLength(count);
  });

  test('an overdue one says so, one that is over is not asked about', async () => {
    server.setNow('2026-11-24T13:00:00Z');
    expect((await find({ address: 'Титова 14' }))[0]?.state).toBe('overdue');
    server.setNow(NOW);
    const over = await create({ addresses: 'Каменская, 1–9' });
    expect(await find({ address: 'Каменская 3' })).toHaveLength(1);
    await server.call(contract.endOutage, { params: { id: over.id }, body: { version: 1 } }, operator);
    expect(await find({ address: 'Каменская 3' })).toEqual([]);
  });

  test('tells a stranger nothing that the page for everybody does not', async () => {
    const [asked] = await find({ address: 'Титова 14' });
    const { coverage: _c, house: _h, isJoined: _j, ...told } = asked!;
    const page = await server.call(open.listOpenOutages, {});
    expect(page.outages).toContainEqual(told);
  });
});

describe('one tap', () => {
  const join = (id: string, clientKey: string, cookie?: string) =>
    server.call(open.joinOutage, { params: { id }, body: { clientKey } }, cookie);
  const leave = (id: string, clientKey: string, cookie?: string) =>
    server.call(open.leaveOutage, { params: { id }, body: { clientKey } }, cookie);

  test('counts once however often it is pressed, and is taken back', async () => {
    const key = randomUUID();
    expect(await join(running.id, key)).toEqual({ people: 1, isJoined: true });
    expect(await join(running.id, key)).toEqual({ people: 1, isJoined: true });
    expect(await join(running.id, randomUUID())).toEqual({ people: 2, isJoined: true });
    expect(await leave(running.id, key)).toEqual({ people: 1, isJoined: false });
    expect(await leave(running.id, key)).toEqual({ people: 1, isJoined: false });
    const told = await server.app.services.database
      .selectFrom('audit.record')
      .select('action')
      .where('object_id', '=', running.id)
      .where('action', 'in', ['outages.join', 'outages.leave'])
      .execute();
    expect(told.map(({ action }) => action).toSorted()).toEqual([
      'outages.join',
      'outages.join',
      'outages.leave',
    ]);
  });

  test('at once from two taps is one', async () => {
    const key = randomUUID();
    const before = (await join(running.id, randomUUID())).people;
    const both = await Promise.all([join(running.id, key), join(running.id, key)]);
    expect(Math.max(...both.map(({ people }) => people))).toBe(before + 1);
    expect((await leave(running.id, key)).people).toBe(before);
  });

  test('a signed-in resident is one on all devices, and what is kept names nobody', async () => {
    const resident = await signInResident(server, '+79120000081', 'Пробный Житель');
    const before = running.people;
    const first = await join(tonight.id, randomUUID(), resident);
    const second = await join(tonight.id, randomUUID(), resident);
    expect([first.people, second.people]).toEqual([before + 1, before + 1]);
    const [asked] = await find({ address: 'Кунавина 5' }, NO_HOT, {}, resident);
    expect(asked?.isJoined).toBe(true);
    const rows = await server.app.services.database.selectFrom('outages.joined').select('joiner').execute();
    expect(rows.every(({ joiner }) => /^[0-9a-f]{64}$/u.test(joiner))).toBe(true);
    expect((await leave(tonight.id, randomUUID(), resident)).people).toBe(before);
  });

  test('not of what is over or cancelled, nor of what never was; taking back works to the end', async () => {
    const over = await create({ addresses: 'Калинина, 1–9' });
    const key = randomUUID();
    await join(over.id, key);
    await server.call(contract.endOutage, { params: { id: over.id }, body: { version: 1 } }, operator);
    const fail = (id: string) =>
      server.fail(open.joinOutage, { params: { id }, body: { clientKey: randomUUID() } });
    expect((await fail(over.id)).detail).toMatch(/закончилось/u);
    expect((await leave(over.id, key)).people).toBe(0);
    const never = await create({ addresses: 'Калинина, 1–9' });
    await server.call(
      contract.cancelOutage,
      { params: { id: never.id }, body: { version: 1, reason: 'ошибка' } },
      operator,
    );
    expect((await fail(never.id)).detail).toMatch(/отменили/u);
    expect((await fail(randomUUID())).status).toBe(404);
  });

  test('a flood from one address is stopped', async () => {
    const route = { ...open.joinOutage, path: open.joinOutage.path.replace(':id', running.id) };
    const codes: number[] = [];
    for (let at = 0; at < 25; at += 1)
      codes.push((await sendFrom(server, '10.77.0.5', route, { clientKey: randomUUID() })).status);
    expect(codes.filter((code) => code === 200).length).toBeLessThanOrEqual(20);
    expect(codes).toContain(429);
  });
});

describe('the page for everybody', () => {
  const page = (query: RouteInput<typeof open.listOpenOutages>['query'] = {}) =>
    server.call(open.listOpenOutages, { query });
  const idsOf = (outages: readonly { id: string }[]) => outages.map(({ id }) => id);

  test('what runs by its term, then what is ahead by its beginning; a season’s schedule is not shown', async () => {
    const soon = await create({ untilAt: '16:00', addresses: 'Мира' });
    const whenever = await create({ untilOn: null, untilAt: null, addresses: 'Мира' });
    const spring = await create({
      isPlanned: true,
      beginsOn: '2027-05-10',
      untilOn: '2027-05-24',
      addresses: 'Мира',
    });
    const { outages, isCut } = await page();
    expect(idsOf(outages)).toEqual([soon.id, running.id, whenever.id, tonight.id, tomorrow.id]);
    expect(idsOf(outages)).not.toContain(spring.id);
    expect(isCut).toBe(false);
    expect(await server.call(open.countOpenOutages, {})).toEqual({
      running: 3,
      unconfirmed: 0,
      planned: 2,
    });
  });

  test('by district, its parts with it, and by address or words', async () => {
    expect(idsOf((await page({ district: 'krasnogorsky' })).outages)).toContain(running.id);
    expect(idsOf((await page({ district: 'krasnogorsky.yuzhny' })).outages)).toContain(running.id);
    expect(idsOf((await page({ district: 'krasnogorsky.kosmos' })).outages)).not.toContain(running.id);
    expect(idsOf((await page({ district: 'sinarsky.leninsky' })).outages)).toEqual([tonight.id]);
    const found = await page({ q: 'титова 14' });
    expect(found.address).toMatch(/Титова, 14/u);
    expect(idsOf(found.outages)).toEqual([running.id]);
    expect((await page({ q: 'Титова 30' })).outages).toEqual([]);
    expect(idsOf((await page({ q: 'Титова' })).outages)).toEqual([running.id]);
    expect(await page({ q: 'абракадабра' })).toEqual({ outages: [], isCut: false, address: null });
  });
});
