import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getSnapshot } from '../../../shared/contract/base/snapshots.ts';
import {
  changeViewLetter,
  deleteHeatView,
  listHeatViews,
  openHeatView,
  pauseSubscription,
  readViewLetter,
  renameHeatView,
  restoreHeatView,
  saveHeatView,
  shareHeatView,
  subscribeToView,
  unsubscribeFromView,
  type ViewSchedule,
} from '../../../shared/contract/heatmap/heat-views.ts';
import { getPivotTable } from '../../../shared/contract/heatmap/heatmap-pivot.ts';
import { plantCases } from '../../../tests/support/plant.ts';
import { asSystem, makeUnit } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInStaff } from '../../../tests/support/site/sign-in.ts';
import { nextSending } from './schedule.ts';
import { findDue } from './send.ts';

let server: TestServer;
let chair: { cookie: string; personId: string };
let observer: { cookie: string; personId: string };
let executor: { cookie: string; personId: string };
let viewId: string;
/** A Thursday; local time is UTC+5. */
const NOW = '2026-11-26T05:00:00Z';
const weekly: ViewSchedule = {
  rhythm: 'weekly',
  weekday: 0,
  monthDay: 1,
  hour: 9,
  workdaysOnly: true,
  file: 'xlsx',
};
const pivot = {
  screen: 'pivot' as const,
  query: { rows: 'district' as const, columns: 'block' as const, measure: 'received' as const },
};
const views = async (cookie: string) => (await server.call(listHeatViews, {}, cookie)).views;
const mine = async (cookie: string) => (await views(cookie)).find(({ id }) => id === viewId)?.subscription;
const save = (title: string, body: object = {}, cookie = chair.cookie) =>
  server.call(
    saveHeatView,
    { body: { title, content: pivot, period: { kind: 'last-week' }, ...body } as never },
    cookie,
  );
const minute = async (at: string) => {
  server.setNow(at);
  await asSystem(server, findDue);
  await server.drain();
};
const letters = async (purpose = 'heat-view') => {
  const { rows } = await server.app.pool.query<{
    id: string;
    recipient: string;
    text: string;
    subject: string;
  }>(
    'SELECT id, recipient, subject, text FROM outbox.letter WHERE purpose = $1 ORDER BY created_at, recipient',
    [purpose],
  );
  return rows;
};

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(NOW);
  const parent = await makeUnit(server, 'Комитет', 'housing');
  const unitId = await makeUnit(server, 'Дорожный отдел', 'roads-service', { parentId: parent });
  chair = await signInStaff(server, 'chair');
  observer = await signInStaff(server, 'observer', { unitId });
  executor = await signInStaff(server, 'executor');
  const at = (registered_at: string, district_id: string, block: string) => ({
    registered_at,
    district_id,
    block,
  });
  await plantCases(server, [
    // The week of 16–22 November: six; the week before it: two; the week after: one.
    ...Array.from({ length: 4 }, () => at('2026-11-18T09:00:00Z', 'krasnogorsky.yuzhny', 'roads')),
    ...Array.from({ length: 2 }, () => at('2026-11-19T09:00:00Z', 'sinarsky.trubny', 'waste')),
    ...Array.from({ length: 2 }, () => at('2026-11-11T09:00:00Z', 'krasnogorsky.yuzhny', 'roads')),
    at('2026-11-24T09:00:00Z', 'sinarsky.trubny', 'waste'),
  ]);
  viewId = (await save('Неделя по районам')).id;
  return parent;
});
afterAll(() => server.close());

describe('расписание', () => {
  const at = (schedule: Partial<ViewSchedule>, after: string) =>
    nextSending({ ...weekly, file: 'none', ...schedule }, new Date(after)).toISOString();

  test.each<[string, Partial<ViewSchedule>, string, string]>([
    [
      'каждый день, час ещё впереди',
      { rhythm: 'daily', workdaysOnly: false },
      '2026-11-26T03:59:00Z',
      '2026-11-26T04:00:00.000Z',
    ],
    [
      'ровно в свой час — уже следующее',
      { rhythm: 'daily', workdaysOnly: false },
      '2026-11-26T04:00:00Z',
      '2026-11-27T04:00:00.000Z',
    ],
    [
      'рабочие дни: после пятницы — понедельник',
      { rhythm: 'daily' },
      '2026-11-27T05:00:00Z',
      '2026-11-30T04:00:00.000Z',
    ],
    ['по понедельникам', {}, NOW, '2026-11-30T04:00:00.000Z'],
    ['по субботам, но в рабочий день', { weekday: 5 }, NOW, '2026-11-30T04:00:00.000Z'],
    ['по субботам и в выходной', { weekday: 5, workdaysOnly: false }, NOW, '2026-11-28T04:00:00.000Z'],
    [
      '31-го: в коротком месяце последний день',
      { rhythm: 'monthly', monthDay: 31 },
      NOW,
      '2026-11-30T04:00:00.000Z',
    ],
    [
      'полночь по местному времени',
      { rhythm: 'daily', hour: 0, workdaysOnly: false },
      NOW,
      '2026-11-26T19:00:00.000Z',
    ],
  ])('%s', (_, schedule, after, expected) => expect(at(schedule, after)).toBe(expected));

  test('первое января приходит после праздников, один раз', () => {
    const first = at({ rhythm: 'monthly', monthDay: 1 }, '2026-12-31T20:00:00Z');
    expect(first > '2027-01-08').toBe(true);
    expect(at({ rhythm: 'monthly', monthDay: 1 }, first)).toBe('2027-02-01T04:00:00.000Z');
  });
});

describe('вид', () => {
  test('прошлая неделя остаётся прошлой, заданные дни — заданными; адрес считает то же, что экран', async () => {
    const [view] = await views(chair.cookie);
    expect(view).toMatchObject({ title: 'Неделя по районам', isMine: true, screen: 'pivot' });
    expect(view!.told[0]).toEqual(['Период', 'прошлая неделя']);
    expect(view!.href).toContain('from=2026-11-16&to=2026-11-22');
    server.setNow('2026-12-03T05:00:00Z');
    expect((await views(chair.cookie))[0]!.href).toContain('from=2026-11-23&to=2026-11-29');
    server.setNow(NOW);
    const fixed = await save('Ноябрь', { period: { kind: 'days', from: '2026-11-01', to: '2026-11-30' } });
    expect(fixed.href).toContain('from=2026-11-01&to=2026-11-30');
    await server.call(deleteHeatView, { params: { id: fixed.id } }, chair.cookie);
  });

  test('вопрос без ответа не хранится', async () => {
    const refused = await server.fail(
      saveHeatView,
      {
        body: {
          title: 'О том же',
          period: { kind: 'week' },
          content: { screen: 'pivot', query: { rows: 'district', columns: 'subarea' } },
        },
      },
      chair.cookie,
    );
    expect(refused.code).toBe('lib.bad-input');
  });

  test('чужой не найден, пока им не поделились: ролью, подразделением выше, ссылкой; отнятая ссылка мертва', async () => {
    const share = (roles: string[], unitIds: string[], byLink = false) =>
      server.call(shareHeatView, { params: { id: viewId }, body: { roles, unitIds, byLink } }, chair.cookie);
    const { rows } = await server.app.pool.query("SELECT id FROM identity.unit WHERE title = 'Комитет'");
    expect(await views(observer.cookie)).toEqual([]);
    expect(
      (await server.fail(subscribeToView, { params: { id: viewId }, body: weekly }, observer.cookie)).code,
    ).toBe('lib.not-found');
    await share(['observer'], []);
    expect(await views(observer.cookie)).toMatchObject([{ id: viewId, isMine: false, sharing: null }]);
    expect(await views(executor.cookie)).toEqual([]);
    await share([], [rows[0].id]);
    expect((await views(observer.cookie)).length).toBe(1);
    expect(await views(executor.cookie)).toEqual([]);
    const { sharing } = await share([], [], true);
    const key = sharing!.link!.split('/').at(-1)!;
    expect(await views(observer.cookie)).toEqual([]);
    const opened = await server.call(openHeatView, { params: { key } }, executor.cookie);
    expect(opened).toMatchObject({ title: 'Неделя по районам', ownerName: 'Пробный С.' });
    await share(['observer'], []);
    expect((await server.fail(openHeatView, { params: { key } }, executor.cookie)).code).toBe(
      'lib.not-found',
    );
    for (const route of [deleteHeatView, restoreHeatView, renameHeatView] as const)
      expect(
        (
          await server.fail(
            route,
            { params: { id: viewId }, body: { title: 'Мой' } } as never,
            observer.cookie,
          )
        ).code,
      ).toBe('lib.not-found');
  });

  test('переименован, удалён и возвращён', async () => {
    const params = { id: viewId };
    await server.call(renameHeatView, { params, body: { title: 'Районы' } }, chair.cookie);
    await server.call(deleteHeatView, { params }, chair.cookie);
    expect(await views(observer.cookie)).toEqual([]);
    await server.call(restoreHeatView, { params, body: {} }, chair.cookie);
    expect((await views(observer.cookie))[0]).toMatchObject({ title: 'Районы', isMine: false });
  });
});

describe('подписка', () => {
  const subscribe = (who: string, schedule = weekly) =>
    server.call(subscribeToView, { params: { id: viewId }, body: schedule }, who);

  test('письмо в свой час, одно на каждого, с одним снимком, таблицей и файлом; числа — экрана', async () => {
    await subscribe(chair.cookie);
    const { subscription } = await subscribe(observer.cookie);
    expect(subscription!.nextAt).toBe('2026-11-30T04:00:00.000Z');
    await minute('2026-11-30T03:59:00Z');
    expect(await letters()).toEqual([]);
    await minute('2026-11-30T04:00:00Z');
    await minute('2026-11-30T04:00:30Z');
    await minute('2026-11-30T04:01:00Z');
    const sent = await letters();
    expect(sent.map(({ recipient }) => recipient)).toEqual(['chair@demo.invalid', 'observer@demo.invalid']);
    const { last, nextAt } = (await mine(chair.cookie))!;
    expect(nextAt).toBe('2026-12-07T04:00:00.000Z');
    expect(last).toMatchObject({ state: 'written', reason: '', plannedAt: '2026-11-30T04:00:00.000Z' });
    expect((await mine(observer.cookie))!.last!.snapshot).toBe(last!.snapshot);
    const snapshot = await server.call(getSnapshot, { params: { number: last!.snapshot! } }, chair.cookie);
    // «Прошлая неделя» of that Monday.
    const week = { from: '2026-11-23', to: '2026-11-29' };
    const live = await server.call(
      getPivotTable,
      { query: { ...pivot.query, ...week, compare: 'before' } },
      chair.cookie,
    );
    expect(snapshot.content.tables[0]!.rows).toEqual(live.table.rows);
    expect(snapshot.content.title).toBe('Районы');
    const [letter] = sent;
    expect(letter!.subject).toBe('Тепловая карта: Районы, 23.11.2026–29.11.2026');
    expect(letter!.text).toContain('Всего, поступило — 1 (−5)');
    expect(letter!.text).toContain('Синарский район — 1 (−1); больше всего:');
    expect(letter!.text).toContain(`Снимок ${last!.snapshot}`);
    expect(letter!.text).toContain('Те же строки картинкой — в приложении.');
    const { rows } = await server.app.pool.query<{ letter_id: string; name: string; content: Buffer }>(
      'SELECT letter_id, name, content FROM outbox.attachment ORDER BY name',
    );
    // Each of the two has the table and the picture of its lines.
    const ids = sent.map(({ id }) => id).toSorted();
    const [tables, pictures] = [`Районы ${last!.snapshot}.xlsx`, `${last!.snapshot}.png`].map((name) =>
      rows.filter((row) => row.name === name),
    );
    expect(tables!.map(({ letter_id }) => letter_id).toSorted()).toEqual(ids);
    expect(pictures!.map(({ letter_id }) => letter_id).toSorted()).toEqual(ids);
    expect(rows).toHaveLength(4);
    expect(pictures![0]!.content.subarray(1, 4).toString()).toBe('PNG');
  });

  test('ссылка письма: чтение ничего не меняет; пауза, возобновление, конец; чужая подпись не открывает', async () => {
    const [, letter] = await letters();
    const token = /token=(\S+)/u.exec(letter!.text)![1]!;
    const read = () => server.call(readViewLetter, { query: { token } });
    const change = (action: 'pause' | 'resume' | 'stop') =>
      server.call(changeViewLetter, { body: { token, action } });
    expect(await read()).toMatchObject({ title: 'Районы', state: 'active' });
    expect(await change('pause')).toMatchObject({ state: 'paused', nextAt: null });
    await minute('2026-12-07T04:00:00Z');
    // Only the other subscriber.
    expect((await letters()).map(({ recipient }) => recipient)).toHaveLength(3);
    expect(await change('resume')).toMatchObject({ nextAt: '2026-12-14T04:00:00.000Z' });
    expect(await change('stop')).toMatchObject({ state: 'gone' });
    expect(await mine(observer.cookie)).toBeNull();
    expect(await read()).toMatchObject({ state: 'gone', title: '' });
    const forged = token.replace(/.$/u, (last) => (last === 'A' ? 'B' : 'A'));
    expect((await server.fail(readViewLetter, { query: { token: forged } })).code).toBe('lib.not-found');
  });

  test('пропущенное за дни простоя приходит одно, за те дни, на которые было задумано', async () => {
    await minute('2026-12-23T06:00:00Z');
    const sent = (await letters()).filter(({ recipient }) => recipient === 'chair@demo.invalid');
    expect(sent).toHaveLength(3);
    expect(sent.at(-1)!.subject).toContain('07.12.2026–13.12.2026');
    expect((await mine(chair.cookie))!.nextAt).toBe('2026-12-28T04:00:00.000Z');
  });

  test('что не посчиталось, пробуется трижды и видно; следующее задумано', async () => {
    const { pool } = server.app;
    await pool.query(
      "UPDATE heat_views.view SET content = jsonb_set(content, '{query,columns}', '\"subarea\"') WHERE id = $1",
      [viewId],
    );
    for (const [at, state] of [
      ['2026-12-28T04:00:00Z', 'waiting'],
      ['2026-12-28T04:05:00Z', 'waiting'],
      ['2026-12-28T04:15:00Z', 'waiting'],
      ['2026-12-28T04:30:00Z', 'failed'],
    ] as const) {
      await minute(at);
      expect((await mine(chair.cookie))!.last, at).toMatchObject({ state, snapshot: null });
    }
    const { last, nextAt } = (await mine(chair.cookie))!;
    expect(last!.reason).toContain('Выберите разные стороны');
    expect(nextAt! > '2026-12-28T04:30').toBe(true);
    await pool.query(
      "UPDATE heat_views.view SET content = jsonb_set(content, '{query,columns}', '\"block\"') WHERE id = $1",
      [viewId],
    );
    const { rows } = await pool.query('SELECT count(*)::int AS count FROM snapshots.snapshot');
    expect(rows[0].count).toBe(3);
  });

  test('письмо, которое не ушло, видно; кому вид больше не открыт, узнаёт об этом и писем не получает', async () => {
    await server.app.pool.query(
      "UPDATE outbox.letter SET state = 'dead', reason = 'Адреса нет' WHERE id = (SELECT max(id::text)::uuid FROM outbox.letter WHERE purpose = 'heat-view')",
    );
    await subscribe(observer.cookie, { ...weekly, rhythm: 'daily', file: 'none' });
    await server.call(
      shareHeatView,
      { params: { id: viewId }, body: { roles: [], unitIds: [], byLink: true } },
      chair.cookie,
    );
    const before = (await letters()).length;
    await minute('2026-12-29T04:00:00Z');
    expect((await letters()).length).toBe(before);
    expect((await letters('heat-view-ended')).map(({ recipient }) => recipient)).toEqual([
      'observer@demo.invalid',
    ]);
  });

  test('у удалённого вида писем нет; возвращённый пишет дальше; своё можно остановить и на экране', async () => {
    const params = { id: viewId };
    await subscribe(chair.cookie, { ...weekly, rhythm: 'daily', file: 'none' });
    await server.call(deleteHeatView, { params }, chair.cookie);
    const before = (await letters()).length;
    await minute('2026-12-31T06:00:00Z');
    await server.call(restoreHeatView, { params, body: {} }, chair.cookie);
    expect((await letters()).length).toBe(before);
    expect((await mine(chair.cookie))!.nextAt! > '2026-12-31T06').toBe(true);
    const paused = await server.call(pauseSubscription, { params, body: { isPaused: true } }, chair.cookie);
    expect(paused.subscription!.nextAt).toBeNull();
    expect((await server.call(unsubscribeFromView, { params }, chair.cookie)).subscription).toBeNull();
    const { rows } = await server.app.pool.query(
      "SELECT DISTINCT action FROM audit.record WHERE action LIKE 'heat-views.%' ORDER BY action",
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'heat-views.deleted',
      'heat-views.paused',
      'heat-views.renamed',
      'heat-views.restored',
      'heat-views.resumed',
      'heat-views.saved',
      'heat-views.shared',
      'heat-views.subscribed',
      'heat-views.unsubscribed',
    ]);
  });
});
