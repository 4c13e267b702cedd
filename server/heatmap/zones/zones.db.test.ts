import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  claimExit,
  countZones,
  getZone,
  listScores,
  listZones,
  noteZone,
  planZone,
  proveZone,
  setZoneOwner,
} from '../../../shared/contract/heatmap/zones.ts';
import { DAY } from '../../../shared/time.ts';
import { drawPicture } from '../../../tests/support/pictures.ts';
import { plantCases } from '../../../tests/support/plant.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { sendFile } from '../../../tests/support/uploads.ts';
import { roles } from '../../base/identity/people/roles.ts';
import { watchZones } from './watch.ts';

let server: TestServer;
let chair: string;
let executor: string;
const START = Date.parse('2026-11-27T09:00:00Z');
const TODAY = '2026-11-27';
const nowIs = (days: number): void => server.setNow(new Date(START + days * DAY).toISOString());
const night = (): Promise<void> => asSystem(server, watchZones);
const zones = async (state: 'open' | 'closed' = 'open') =>
  (await server.call(listZones, { query: { state } }, chair)).zones;

/** A picture brought by the executor as a proof of a zone. */
async function prove(id: string, version: number) {
  const { body: file } = await sendFile(server, await drawPicture('jpeg'));
  const body = { version, fileId: file.fileId, token: file.token, title: 'До работ' };
  return server.call(proveZone, { params: { id }, body }, executor);
}

beforeAll(async () => {
  server = await startTestServer();
  nowIs(0);
  chair = await signInAs(server, 'chair');
  executor = await signInAs(server, 'executor', { slug: 'zones-executor' });
  const place = { district_id: 'sinarsky.trubny', block: 'roads', fact_id: 'roads.pavement.pothole' };
  const spread = (count: number, back: number, fields: object) =>
    Array.from({ length: count }, (_, at) => ({
      ...place,
      registered_at: new Date(START - (back + (at % 6) + 0.5) * DAY).toISOString(),
      ...fields,
    }));
  const solved = (back: number) => ({
    status: 'closed',
    closed_at: new Date(START - back * DAY).toISOString(),
  });
  await plantCases(server, [
    // Ten usual weeks of six answered cases, then a week of twenty-four of which half wait beyond their term.
    ...Array.from({ length: 10 }, (_, week) => spread(6, 7 * (week + 1), solved(7 * week))).flat(),
    ...spread(12, 0, { due_at: '2026-11-26T18:59:59Z', reopen_count: 1, importance: 'high' }),
    ...spread(12, 0, { due_at: '2026-12-20T18:59:59Z', importance: 'high' }),
    // Another block is calm.
    ...spread(6, 0, { block: 'waste', fact_id: 'waste.removal.missed', due_at: '2026-12-20T18:59:59Z' }),
  ]);
});
afterAll(() => server.close());

describe('красная зона', () => {
  test('открывается правилом, один раз', async () => {
    await night();
    await night();
    const [zone, ...others] = await zones();
    expect(others).toEqual([]);
    // All of it is of one part: that is the zone, and the district has none of the same messages.
    expect(zone).toMatchObject({
      place: { kind: 'subarea', key: 'sinarsky.trubny' },
      title: 'Трубный, Синарский район',
      block: 'roads',
      state: 'open',
      zone: 'red',
      openCases: 24,
      list: { districtId: 'sinarsky.trubny' },
    });
    const { history } = await server.call(getZone, { params: { id: zone!.id } }, chair);
    expect(history[0]!.text).toContain(
      'По тем же сообщениям красное и целое, отдельной зоны нет: «Синарский район»',
    );
    const { cells } = await server.call(listScores, {}, chair);
    const hot = cells.find(({ block }) => block === 'roads')!;
    expect(hot.terms.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(hot.score!, 6);
    expect(cells.find(({ block }) => block === 'waste')!.zone).not.toBe('red');
    const letters = await server.app.pool.query(
      "SELECT count(*)::int AS count FROM outbox.letter WHERE purpose = 'red-zone'",
    );
    expect(letters.rows[0].count).toBeGreaterThan(0);
  });

  test('ведёт её владелец и руководство; чужой — нет', async () => {
    const [zone] = await zones();
    const params = { id: zone!.id };
    const body = {
      version: 1,
      cause: 'Подрядчик не вышел',
      plan: 'Сменить подрядчика',
      exitOn: '2026-12-10',
    };
    expect((await server.fail(planZone, { params, body }, executor)).code).toBe('lib.forbidden');
    const ownerless = await server.fail(planZone, { params, body }, chair);
    expect([ownerless.code, ownerless.detail]).toEqual([
      'lib.conflict',
      'Сначала назначьте владельца: за план кто-то отвечает.',
    ]);
    expect(
      (await server.fail(claimExit, { params, body: { version: 1, words: 'Сделано' } }, chair)).code,
    ).toBe('lib.conflict');
    const { rows } = await server.app.pool.query(
      "SELECT id FROM identity.person WHERE email LIKE '%zones-executor%'",
    );
    const owned = await server.call(
      setZoneOwner,
      { params, body: { version: 1, ownerId: rows[0].id } },
      chair,
    );
    expect(owned.ownerName).not.toBeNull();
    const planned = await server.call(
      planZone,
      { params, body: { ...body, version: owned.version } },
      executor,
    );
    expect(planned).toMatchObject({ state: 'working', cause: body.cause, exitOn: body.exitOn });
    for (const exitOn of ['2000-01-01', TODAY]) {
      const late = await server.fail(
        planZone,
        { params, body: { ...body, version: planned.version, exitOn } },
        executor,
      );
      expect(late).toMatchObject({ code: 'lib.bad-input', fields: { exitOn: 'Не раньше завтра' } });
    }
    const stale = await server.fail(planZone, { params, body }, executor);
    expect(stale).toMatchObject({
      code: 'lib.changed-meanwhile',
      details: {
        version: planned.version,
        changes: [
          { by: 'вы', what: 'Записаны причина и план красной зоны' },
          { what: 'Назначен владелец красной зоны' },
        ],
      },
    });
    await server.call(noteZone, { params, body: { words: 'Осмотрели' } }, executor);
    const claim = (version: number) => ({ params, body: { version, words: 'Всё засыпано' } });
    const bare = await server.fail(claimExit, claim(planned.version), executor);
    expect([bare.code, bare.detail]).toEqual([
      'lib.conflict',
      'Сначала приложите доказательство: фотографию или документ.',
    ]);
    const proven = await prove(params.id, planned.version);
    expect(proven.version).toBe(planned.version + 1);
    const claimed = await server.call(claimExit, claim(proven.version), executor);
    expect(claimed).toMatchObject({ state: 'claimed', may: { own: false, work: true } });
  });

  test('a proof is a file of one’s own, and its reading is that of zones', async () => {
    const [zone] = await zones();
    const params = { id: zone!.id };
    const { version } = await server.call(getZone, { params }, executor);
    const { body: file } = await sendFile(server, await drawPicture('jpeg'));
    const prove = (token: string) => ({
      params,
      body: { version, fileId: file.fileId, token, title: 'Засыпано' },
    });
    expect((await server.fail(proveZone, prove('not-the-token'), executor)).status).toBeGreaterThanOrEqual(
      400,
    );
    const proven = await server.call(proveZone, prove(file.token), executor);
    expect(proven.version).toBe(version + 1);
    expect(proven.history.at(-1)).toMatchObject({ text: 'Приложено: Засыпано' });
    const show = (cookie?: string) =>
      server.inject({ url: `/api/files/${file.fileId}/thumb`, headers: cookie ? { cookie } : {} });
    expect((await show(chair)).statusCode).toBe(200);
    expect((await show()).statusCode).toBeGreaterThanOrEqual(400);
  });

  test('красная по данным возвращается в работу', async () => {
    await night();
    const [zone] = await zones();
    expect(zone!.state).toBe('working');
    const card = await server.call(getZone, { params: { id: zone!.id } }, executor);
    await server.call(
      claimExit,
      { params: { id: zone!.id }, body: { version: card.version, words: 'Теперь точно' } },
      executor,
    );
  });

  test('никто ни одним действием её не закроет', async () => {
    const [zone] = await zones();
    const params = { id: zone!.id };
    for (const { id } of roles) {
      const cookie = id === 'executor' ? executor : await signInAs(server, id);
      const { version } = await server.call(getZone, { params }, chair);
      const words = 'Закройте, пожалуйста';
      const attempts = [
        () => server.call(countZones, { body: {} }, cookie),
        () => server.call(noteZone, { params, body: { words } }, cookie),
        () => server.call(claimExit, { params, body: { version, words } }, cookie),
      ];
      for (const attempt of attempts) await attempt().catch(() => null);
      expect(
        (await zones()).map(({ id: one }) => one),
        id,
      ).toContain(zone!.id);
    }
  });

  test('закрывают её семь дней ниже порога подряд', async () => {
    const { database } = server.app.services;
    let card = (await zones())[0]!;
    if (card.state === 'working') {
      const { version } = await server.call(getZone, { params: { id: card.id } }, chair);
      await server.call(claimExit, { params: { id: card.id }, body: { version, words: 'Сделано' } }, chair);
      card = (await zones())[0]!;
    }
    // The work is done: what waited is answered.
    await database
      .updateTable('cases.case_file')
      .set({ status: 'closed', answered_at: new Date(START), closed_at: new Date(START), reopen_count: 0 })
      .where('block', '=', 'roads')
      .where('closed_at', 'is', null)
      .execute();
    for (let day = 8; day < 14; day += 1) {
      nowIs(day);
      await night();
      expect(
        (await zones()).map(({ id }) => id),
        `день ${day}`,
      ).toContain(card.id);
    }
    nowIs(14);
    await night();
    expect(await zones()).toEqual([]);
    const [closed] = await zones('closed');
    expect(closed).toMatchObject({ id: card.id, state: 'closed' });
    const read = await server.call(getZone, { params: { id: card.id } }, executor);
    expect(read.history.at(-1)).toMatchObject({
      by: 'Отклик',
      text: expect.stringContaining('Закрыта данными'),
    });
    expect(read.may).toEqual({ own: false, work: false });
    // Everything that was done to it stands in its history and in the journal, in this order.
    const told = read.history.map(({ text }) => text.split(':')[0]!);
    const steps = [
      'Открыта',
      'Владелец',
      'Причина',
      'Осмотрели',
      'Приложено',
      'Выход заявлен',
      'Данные не подтвердили выход',
    ];
    // A second proof came after the claim.
    expect(steps.map((step) => told.indexOf(step))).toEqual([0, 1, 2, 3, 4, 5, 7]);
    const { rows } = await server.app.pool.query(
      "SELECT DISTINCT ON (action) action, seq FROM audit.record WHERE object = 'zone' AND object_id = $1 ORDER BY action, seq",
      [card.id],
    );
    const journal = rows.toSorted((a, b) => Number(a.seq) - Number(b.seq)).map(({ action }) => action);
    expect(journal).toEqual(
      ['open', 'set-owner', 'plan', 'note', 'prove', 'claim', 'refute', 'close'].map((act) => `zones.${act}`),
    );
    const body = { version: read.version, words: 'Ещё раз' };
    expect((await server.fail(claimExit, { params: { id: card.id }, body }, executor)).code).toBe(
      'lib.conflict',
    );
  });
});
