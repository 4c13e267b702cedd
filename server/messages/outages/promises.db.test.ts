import { beforeEach, describe, expect, test } from 'vitest';
import * as contract from '../../../shared/contract/messages/outages.ts';
import { openOutageDesk } from '../../../tests/support/outages.ts';
import { plantCases } from '../../../tests/support/plant.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import type { Matter } from '../../base/promises/index.ts';
import { outagePromises } from './promises.ts';

/** Terms of outages as promises: which of them, what proves that they were kept, in which words. */

const NOW = '2026-11-24T09:00:00Z';
const desk = openOutageDesk(NOW);
type Outage = contract.StaffOutage;

beforeEach(async () => {
  desk.server.setNow(NOW);
  await desk.server.asOwner(
    `DELETE FROM cases.event; DELETE FROM cases.case_file;
     UPDATE outages.outage SET ended_at = NULL, cancelled_at = now(), cancel_reason = 'другое' WHERE cancelled_at IS NULL`,
  );
});

const list = (since = '2026-11-01T00:00:00Z', most = 50) =>
  asSystem(desk.server, (ctx) => outagePromises.list(ctx, { since: new Date(since), most }));
const wordsOf = async ({ id }: Outage) =>
  (await asSystem(desk.server, (ctx) => outagePromises.words(ctx, [id]))).get(id);
const end = ({ id, version }: Outage, at: string): Promise<Outage> => {
  desk.server.setNow(at);
  return desk.server.call(contract.endOutage, { params: { id }, body: { version } as never }, desk.operator);
};
const move = ({ id, version }: Outage, untilAt: string | null): Promise<Outage> => {
  const untilOn = untilAt && '2026-11-24';
  const body = { version, untilOn, untilAt, reason: 'ждём деталь' };
  return desk.server.call(contract.moveOutageTerm, { params: { id }, body }, desk.operator);
};

describe('a term of an outage', () => {
  test('is a promise to the minute, with the terms it was moved to', async () => {
    const outage = await desk.create();
    const moved = await move(outage, '22:00');
    expect(await list()).toEqual([
      {
        id: outage.id,
        unitId: null,
        body: '«Тепло Синары»',
        block: 'housing',
        madeAt: new Date(NOW),
        dueAt: new Date('2026-11-24T13:00:00Z'),
        moves: [{ at: new Date(NOW), dueAt: new Date('2026-11-24T17:00:00Z') }],
        hasHour: true,
        isFound: false,
        doneAt: null,
        proof: null,
      },
    ]);
    await end(moved, '2026-11-24T12:00:00Z');
    expect(await list()).toMatchObject([{ doneAt: new Date('2026-11-24T12:00:00Z'), proof: null }]);
  });

  test('is none of an outage without one, or whose term was over when it was told; nor of a cancelled one', async () => {
    await desk.create({ untilOn: null, untilAt: null });
    await desk.create({ untilAt: '13:00' });
    const { id, version } = await desk.create();
    const body = { version, reason: 'не подтвердилось' };
    await desk.server.call(contract.cancelOutage, { params: { id }, body }, desk.operator);
    expect(await list()).toEqual([]);
  });

  test('is of the weeks that are looked at, the latest term first, no more than are asked for', async () => {
    const early = await desk.create({ addresses: 'Титова, 10' });
    const late = await desk.create({ addresses: 'Титова, 12', untilAt: '20:00' });
    const ids = async (...given: Parameters<typeof list>) => (await list(...given)).map(({ id }) => id);
    expect(await ids('2026-11-24T13:00:00Z')).toEqual([late.id, early.id]);
    expect(await ids('2026-11-24T13:00:01Z')).toEqual([late.id]);
    expect(await ids('2026-11-01T00:00:00Z', 1)).toEqual([late.id]);
  });
});

describe('that nobody wrote of the same afterwards proves it', () => {
  const matter = {
    fact_id: 'housing.water.hot-absent',
    street_id: 'ul-titova',
    district_id: 'krasnogorsky.yuzhny',
    registered_at: '2026-11-24T13:00:00Z',
  };
  const proofWith = async (file: object | null, at = '2026-11-25T12:00:00Z', more = {}): Promise<unknown> => {
    const outage = await desk.create(more);
    await end(outage, '2026-11-24T12:00:00Z');
    if (file) await plantCases(desk.server, [{ ...matter, ...file }]);
    desk.server.setNow(at);
    return (await list()).find(({ id }) => id === outage.id)?.proof;
  };

  test.each<[string, object | null]>([
    ['nobody at all', null],
    ['somebody of another topic', { fact_id: 'housing.water.cold-absent' }],
    ['somebody of another street', { street_id: 'ul-lenina' }],
    ['somebody before it ended, or as it did', { registered_at: '2026-11-24T12:00:00Z' }],
    ['somebody after the hours that count', { registered_at: '2026-11-25T12:00:01Z' }],
  ])('%s', async (_, file) => {
    expect(await proofWith(file)).toBe('indicator');
  });

  test.each<[string, object]>([
    ['somebody did', {}],
    ['somebody did in the last moment', { registered_at: '2026-11-25T12:00:00Z' }],
  ])('but not where %s', async (_, file) => {
    expect(await proofWith(file)).toBeNull();
  });

  test('but not before the hours are over', async () => {
    expect(await proofWith(null, '2026-11-25T11:59:59Z')).toBeNull();
  });

  test('of a whole district it is of the district with its parts', async () => {
    const whole = { addresses: '', wholeDistricts: ['krasnogorsky'] };
    const at = '2026-11-25T12:00:00Z';
    expect(await proofWith({ street_id: null }, at, whole)).toBeNull();
    await desk.server.asOwner('DELETE FROM cases.event; DELETE FROM cases.case_file');
    desk.server.setNow(NOW);
    expect(await proofWith({ street_id: null, district_id: 'krasnogorsky' }, at, whole)).toBeNull();
    await desk.server.asOwner('DELETE FROM cases.event; DELETE FROM cases.case_file');
    desk.server.setNow(NOW);
    expect(await proofWith({ street_id: null, district_id: 'sinarsky.trubny' }, at, whole)).toBe('indicator');
  });
});

test('its words say what is given back, where, and why the term was left', async () => {
  const outage = await desk.create();
  const told = await wordsOf(outage);
  expect(told).toEqual({
    title: 'Дадут: горячая вода',
    place: expect.stringMatching(/Титова/u),
    where: 'в сообщении об отключении',
    link: '/outages',
    note: '',
    proofs: [{ title: 'дали, и 24\u00a0часа после никто об этом не писал', link: null }],
    photos: null,
  });
  const moved = await move(outage, '22:00');
  expect((await wordsOf(outage))?.note).toBe('срок перенесли: ждём деталь');
  await end(moved, '2026-11-24T12:00:00Z');
  expect((await wordsOf(outage))?.link).toBeNull();
});

describe('what outages say of a matter', () => {
  const matter: Matter = { category: 'housing.water', placeKey: 'ul-titova|14', caseId: null };
  const said = (of: Matter) =>
    asSystem(desk.server, (ctx) => outagePromises.saidOf!(ctx, of, new Date('2026-11-01T00:00:00Z')));

  test('is the last term of those that run there, of a resource of its sphere', async () => {
    const outage = await move(await desk.create(), '22:00');
    await desk.create({ resource: 'power' });
    await desk.create({ addresses: 'Титова, 40' });
    await desk.create({ untilOn: null, untilAt: null });
    await end(await desk.create(), NOW);
    expect(await said(matter)).toEqual([
      {
        at: new Date(NOW),
        unitId: null,
        claims: [expect.objectContaining({ kind: 'day', day: '2026-11-24', hour: '22:00' })],
        title: 'отключение, срок назван 24.11.2026',
        link: `/staff/outages?id=${outage.id}`,
      },
    ]);
  });

  test.each<[string, Partial<Matter>]>([
    ['of no sphere', { category: null }],
    ['of another sphere', { category: 'roads.pavement' }],
    ['of no place', { placeKey: null }],
    ['of a cell alone', { placeKey: 'h3:8910dc0ca77ffff' }],
  ])('is nothing %s', async (_, of) => {
    await desk.create();
    expect(await said({ ...matter, ...of })).toEqual([]);
  });
});
