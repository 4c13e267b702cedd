import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as contract from '../../../shared/contract/messages/outages.ts';
import * as open from '../../../shared/contract/messages/outages-open.ts';
import type { RouteInput } from '../../../shared/contract/route.ts';
import { type OutageBody, outageBody } from '../../../tests/support/outages.ts';
import { makeUnit } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

/** 14:00 in the city. */
const NOW = '2026-11-24T09:00:00Z';
const _hot = 'housing.water.hot-absent';
let server: TestServer;
let operator: string;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(NOW);
  operator = await signInAs(server, 'operator');
});
afterAll(() => server.close());

const create = (more: Partial<OutageBody> = {}, cookie = operator) =>
  server.call(contract.createOutage, { body: outageBody(more) }, cookie);
const refuse = (more: Partial<OutageBody>, cookie = operator) =>
  server.fail(contract.createOutage, { body: outageBody(more) }, cookie);
const list = async (query: RouteInput<typeof contract.listOutages>['query'] = {}, cookie = operator) =>
  (await server.call(contract.listOutages, { query }, cookie)).outages;
const idsOf = (outages: readonly { id: string }[]) => outages.map(({ id }) => id);
const change = (outage: contract.StaffOutage, more: Partial<OutageBody> = {}, version = outage.version) => {
  const { resource: _, untilOn: _on, untilAt: _at, ...rest } = outageBody(more);
  return { params: { id: outage.id }, body: { ...rest, version } };
};
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('who keeps outages writes one', () => {
  test('its places are read as notices write them, of the streets there are', async () => {
    const outage = await create({
      addresses: 'ул. Титова, 10–28 чётные, 31\nКунавина; просп. Победы, дома 1, 3',
      wholeDistricts: ['villages'],
    });
    expect(outage).toMatchObject({
      title: 'Нет горячей воды',
      state: 'running',
      beginsAt: '2026-11-24T01:40:00.000Z',
      until: '2026-11-24T13:00:00.000Z',
      repairer: '«Тепло Синары»',
      people: 0,
      moves: [],
      version: 1,
      can: ['change', 'move', 'cancel', 'end', 'on-site'],
      districtIds: ['krasnogorsky.yuzhny', 'sinarsky.leninsky', 'sinarsky.sotsgorod', 'villages'],
      wholeDistricts: ['villages'],
    });
    expect(outage.places.map(({ label, houses }) => plain(`${label}: ${houses}`))).toEqual([
      'Сёла и посёлки: ',
      'ул. Титова: 10–28 (чётные), 31',
      'ул. Кунавина: ',
      'пр. Победы: 1, 3',
    ]);
    // What the form shows is read as the same places.
    const again = await server.call(
      contract.changeOutage,
      change(outage, { addresses: outage.addresses, wholeDistricts: ['villages'] }),
      operator,
    );
    expect(again.places).toEqual(outage.places);
    expect(again.version).toBe(2);
  });

  test.each<[string, Partial<OutageBody>, string, RegExp]>([
    [
      'an unknown street',
      { addresses: 'Титова, 10\nНесуществующая, 5' },
      'addresses',
      /Строка 2: улицы «Несуществующая» нет/u,
    ],
    ['houses that are none', { addresses: 'Титова, 10, подвал' }, 'addresses', /«подвал» — не номер/u],
    ['no place', { addresses: ' \n ' }, 'addresses', /Напишите улицы/u],
    ['an unknown district', { wholeDistricts: ['nowhere'] }, 'wholeDistricts', /района/u],
    ['an unknown resource', { resource: 'wine' }, 'resource', /чего нет/u],
    ['a term before the beginning', { untilAt: '06:40' }, 'untilOn', /позже начала/u],
    ['a day without a time', { untilAt: null }, 'untilAt', /время/u],
    ['a time without a day', { untilOn: null }, 'untilOn', /день/u],
    ['nobody who mends', { repairer: '' }, 'repairer', /кто чинит/u],
    ['an unknown unit', { unitId: randomUUID() }, 'unitId', /подразделения/u],
    ['no reason', { reason: ' ' }, 'reason', /причину/u],
    ['a time that is none', { beginsAt: '25:00' }, 'beginsAt', /18:00/u],
  ])('%s is refused at its field', async (_, more, field, words) => {
    const before = (await list()).length;
    const refusal = await refuse(more);
    expect(refusal.status).toBe(400);
    expect(refusal.fields?.[field] ?? refusal.fields?.[`body.${field}`]).toMatch(words);
    expect(await list()).toHaveLength(before);
  });

  test('the name of a unit stands for who mends where no other words are given', async () => {
    const unitId = await makeUnit(server, 'Горводоканал', 'water-utility');
    expect(await create({ unitId, repairer: '' })).toMatchObject({ unitId, repairer: 'Горводоканал' });
  });

  test('without a term until somebody names one', async () => {
    expect(await create({ untilOn: null, untilAt: null })).toMatchObject({ until: null, state: 'running' });
  });
});

describe('its life', () => {
  test('a term that is moved stays shown, with the reason of the move', async () => {
    const outage = await create();
    const params = { id: outage.id };
    const move = (
      untilOn: string | null,
      untilAt: string | null,
      version: number,
      reason = 'нашли второй порыв',
    ) => ({ params, body: { untilOn, untilAt, version, reason } });
    const moved = await server.call(contract.moveOutageTerm, move('2026-11-24', '22:00', 1), operator);
    const unknown = await server.call(contract.moveOutageTerm, move(null, null, 2, 'ждут насос'), operator);
    expect(moved).toMatchObject({ until: '2026-11-24T17:00:00.000Z', version: 2 });
    expect(unknown).toMatchObject({
      until: null,
      moves: [
        { until: '2026-11-24T13:00:00.000Z', reason: 'нашли второй порыв', at: '2026-11-24T09:00:00.000Z' },
        { until: '2026-11-24T17:00:00.000Z', reason: 'ждут насос' },
      ],
    });
    const fail = async (...given: Parameters<typeof move>) =>
      (await server.fail(contract.moveOutageTerm, move(...given), operator)).fields;
    expect(await fail(null, null, 3)).toMatchObject({ untilOn: 'Это тот же срок' });
    expect(await fail('2026-11-24', '14:00', 3)).toMatchObject({
      untilOn: expect.stringContaining('впереди'),
    });
    expect(await fail('2026-11-23', '14:00', 3)).toMatchObject({ untilOn: 'Срок — позже начала' });
    expect(await fail('2026-11-25', '14:00', 3, 'ой')).toMatchObject({
      reason: expect.stringContaining('причину'),
    });
  });

  test('a stale version is refused, with what happened meanwhile', async () => {
    const outage = await create();
    await server.call(contract.markOnSite, { params: { id: outage.id }, body: { version: 1 } }, operator);
    const refusal = await server.fail(
      contract.changeOutage,
      change(outage, { reason: 'другая причина' }),
      operator,
    );
    expect(refusal).toMatchObject({
      code: 'lib.changed-meanwhile',
      details: { version: 2, changes: [{ by: 'вы', what: 'Отмечено: бригада на месте отключения' }] },
    });
  });

  test('planned until it begins, overdue after its term, over when it is said so', async () => {
    const outage = await create({ isPlanned: true, beginsAt: '16:00', untilAt: '20:00' });
    expect(outage).toMatchObject({
      state: 'planned',
      title: 'Отключат горячую воду',
      can: ['change', 'move', 'cancel'],
    });
    const act = { params: { id: outage.id }, body: { version: 1 } };
    for (const early of [contract.endOutage, contract.markOnSite])
      expect((await server.fail(early, act, operator)).detail).toMatch(/ещё не началось/u);
    const stateAt = async (time: string) => {
      server.setNow(`2026-11-24T${time}:00Z`);
      return (await list({ state: 'open' })).find(({ id }) => id === outage.id)?.state;
    };
    expect(await stateAt('10:59')).toBe('planned');
    expect(await stateAt('11:00')).toBe('running');
    const there = await server.call(contract.markOnSite, act, operator);
    expect(there.onSiteAt).toBe('2026-11-24T11:00:00.000Z');
    const twice = { params: { id: outage.id }, body: { version: 2 } };
    expect((await server.fail(contract.markOnSite, twice, operator)).code).toBe('lib.conflict');
    expect(await stateAt('15:00')).toBe('overdue');
    const ended = await server.call(contract.endOutage, twice, operator);
    expect(ended).toMatchObject({ state: 'ended', endedAt: '2026-11-24T15:00:00.000Z', can: [] });
    for (const [route, more] of [
      [contract.endOutage, {}],
      [contract.cancelOutage, { reason: 'не было' }],
      [contract.moveOutageTerm, { untilOn: '2026-11-25', untilAt: '10:00', reason: 'не было' }],
    ] as const)
      expect(
        (
          await server.fail(
            route,
            { params: { id: outage.id }, body: { version: 3, ...more } } as never,
            operator,
          )
        ).detail,
      ).toMatch(/уже закончилось/u);
    server.setNow(NOW);
  });

  test('a cancelled one says why and is shown to nobody', async () => {
    const outage = await create();
    const cancelled = await server.call(
      contract.cancelOutage,
      { params: { id: outage.id }, body: { version: 1, reason: 'записали по ошибке' } },
      operator,
    );
    expect(cancelled).toMatchObject({ state: 'cancelled', cancelReason: 'записали по ошибке', can: [] });
    expect(idsOf((await server.call(open.listOpenOutages, {})).outages)).not.toContain(outage.id);
    expect(idsOf(await list({ state: 'cancelled' }))).toContain(outage.id);
    expect(
      (await server.fail(contract.endOutage, { params: { id: outage.id }, body: { version: 2 } }, operator))
        .detail,
    ).toMatch(/отменено/u);
  });

  test('the journal has each step in words and no name of a resident', async () => {
    const outage = await create();
    await server.call(contract.endOutage, { params: { id: outage.id }, body: { version: 1 } }, operator);
    const rows = await server.app.services.database
      .selectFrom('audit.record')
      .select('action')
      .where('object_id', '=', outage.id)
      .orderBy('seq')
      .execute();
    expect(rows.map(({ action }) => action)).toEqual(['outages.create', 'outages.end']);
  });
});

describe('the desk’s list', () => {
  test('by state, resource and words, page by page, the newest beginning first', async () => {
    const gas = await create({ resource: 'gas', beginsOn: '2026-11-23', reason: 'опрессовка 100% трубы_1' });
    const late = await create({ resource: 'gas', beginsOn: '2026-11-22', untilOn: '2026-11-23' });
    expect(idsOf(await list({ resource: 'gas' }))).toEqual([gas.id, late.id]);
    expect(idsOf(await list({ resource: 'gas', state: 'overdue' }))).toEqual([late.id]);
    expect(idsOf(await list({ resource: 'gas', state: 'running' }))).toEqual([gas.id]);
    expect(idsOf(await list({ q: '100% ТРУБЫ_' }))).toEqual([gas.id]);
    expect(await list({ q: '100_ трубы' })).toEqual([]);
    expect(idsOf(await list({ q: 'титова, 10–28', resource: 'gas' }))).toEqual([gas.id, late.id]);
    const first = await server.call(contract.listOutages, { query: { resource: 'gas', limit: 1 } }, operator);
    const next = await server.call(
      contract.listOutages,
      { query: { resource: 'gas', limit: 1, cursor: first.next! } },
      operator,
    );
    expect([idsOf(first.outages), idsOf(next.outages), next.next]).toEqual([[gas.id], [late.id], null]);
  });
});
