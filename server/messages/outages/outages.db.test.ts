import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as contract from '../../../shared/contract/messages/outages.ts';
import * as open from '../../../shared/contract/messages/outages-open.ts';
import { changeTo, idsOf, type OutageBody, openOutageDesk } from '../../../tests/support/outages.ts';
import { makeUnit } from '../../../tests/support/site/cases.ts';

/** 14:00 in the city. */
const NOW = '2026-11-24T09:00:00Z';
const desk = openOutageDesk(NOW);
const { create, refuse, list } = desk;
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
    const again = await desk.server.call(
      contract.changeOutage,
      changeTo(outage, { addresses: outage.addresses, wholeDistricts: ['villages'] }),
      desk.operator,
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
    const unitId = await makeUnit(desk.server, 'Горводоканал', 'water-utility');
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
    const moved = await desk.server.call(
      contract.moveOutageTerm,
      move('2026-11-24', '22:00', 1),
      desk.operator,
    );
    const unknown = await desk.server.call(
      contract.moveOutageTerm,
      move(null, null, 2, 'ждут насос'),
      desk.operator,
    );
    expect(moved).toMatchObject({ until: '2026-11-24T17:00:00.000Z', version: 2 });
    expect(unknown).toMatchObject({
      until: null,
      moves: [
        { until: '2026-11-24T13:00:00.000Z', reason: 'нашли второй порыв', at: '2026-11-24T09:00:00.000Z' },
        { until: '2026-11-24T17:00:00.000Z', reason: 'ждут насос' },
      ],
    });
    const fail = async (...given: Parameters<typeof move>) =>
      (await desk.server.fail(contract.moveOutageTerm, move(...given), desk.operator)).fields;
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
    await desk.server.call(
      contract.markOnSite,
      { params: { id: outage.id }, body: { version: 1 } },
      desk.operator,
    );
    const refusal = await desk.server.fail(
      contract.changeOutage,
      changeTo(outage, { reason: 'другая причина' }),
      desk.operator,
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
      expect((await desk.server.fail(early, act, desk.operator)).detail).toMatch(/ещё не началось/u);
    const stateAt = async (time: string) => {
      desk.server.setNow(`2026-11-24T${time}:00Z`);
      return (await list({ state: 'open' })).find(({ id }) => id === outage.id)?.state;
    };
    expect(await stateAt('10:59')).toBe('planned');
    expect(await stateAt('11:00')).toBe('running');
    const there = await desk.server.call(contract.markOnSite, act, desk.operator);
    expect(there.onSiteAt).toBe('2026-11-24T11:00:00.000Z');
    const twice = { params: { id: outage.id }, body: { version: 2 } };
    expect((await desk.server.fail(contract.markOnSite, twice, desk.operator)).code).toBe('lib.conflict');
    expect(await stateAt('15:00')).toBe('overdue');
    const ended = await desk.server.call(contract.endOutage, twice, desk.operator);
    expect(ended).toMatchObject({ state: 'ended', endedAt: '2026-11-24T15:00:00.000Z', can: [] });
    for (const [route, more] of [
      [contract.endOutage, {}],
      [contract.cancelOutage, { reason: 'не было' }],
      [contract.moveOutageTerm, { untilOn: '2026-11-25', untilAt: '10:00', reason: 'не было' }],
    ] as const)
      expect(
        (
          await desk.server.fail(
            route,
            { params: { id: outage.id }, body: { version: 3, ...more } } as never,
            desk.operator,
          )
        ).detail,
      ).toMatch(/уже закончилось/u);
    desk.server.setNow(NOW);
  });

  test('a cancelled one says why and is shown to nobody', async () => {
    const outage = await create();
    const cancelled = await desk.server.call(
      contract.cancelOutage,
      { params: { id: outage.id }, body: { version: 1, reason: 'записали по ошибке' } },
      desk.operator,
    );
    expect(cancelled).toMatchObject({ state: 'cancelled', cancelReason: 'записали по ошибке', can: [] });
    expect(idsOf((await desk.server.call(open.listOpenOutages, {})).outages)).not.toContain(outage.id);
    expect(idsOf(await list({ state: 'cancelled' }))).toContain(outage.id);
    expect(
      (
        await desk.server.fail(
          contract.endOutage,
          { params: { id: outage.id }, body: { version: 2 } },
          desk.operator,
        )
      ).detail,
    ).toMatch(/отменено/u);
  });

  test('the journal has each step in words and no name of a resident', async () => {
    const outage = await create();
    await desk.server.call(
      contract.endOutage,
      { params: { id: outage.id }, body: { version: 1 } },
      desk.operator,
    );
    const rows = await desk.server.app.services.database
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
    const first = await desk.server.call(
      contract.listOutages,
      { query: { resource: 'gas', limit: 1 } },
      desk.operator,
    );
    const next = await desk.server.call(
      contract.listOutages,
      { query: { resource: 'gas', limit: 1, cursor: first.next! } },
      desk.operator,
    );
    expect([idsOf(first.outages), idsOf(next.outages), next.next]).toEqual([[gas.id], [late.id], null]);
  });
});
