import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import {
  type CaseListId,
  type IndicatorId,
  indicatorIds,
  listIndicators,
  listIndicatorTrend,
  listPerformance,
  type PerformanceFigure,
  performanceFigures,
  tellList,
} from '../../../shared/contract/heatmap/indicators.ts';
import { listCases } from '../../../shared/contract/messages/cases-list.ts';
import { figureWords } from '../../../shared/text/heatmap/performance.ts';
import { DAY } from '../../../shared/time.ts';
import { LIVES_NOW, type Life, lifeUnits } from '../../../tests/support/draw-lives.ts';
import { plantLives } from '../../../tests/support/indicator-lives.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import * as k from './definitions/answers.ts';
import { isWithin, shareOf, type Window } from './definitions/records.ts';
import { readIndicators } from './index.ts';
import { SKETCH_ERROR } from './sketch.ts';

/** What the database counts is held against the definitions over the same cases, drawn at random but always the same. */

let server: TestServer;
let chair: string;
let records: Life[];

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(new Date(LIVES_NOW).toISOString());
  chair = await signInAs(server, 'chair');
  records = await plantLives(server);
}, 60_000);
afterAll(() => server.close());

const read = async (query: {
  from: string;
  to: string;
  block?: string;
  districtId?: string;
  channel?: 'pos';
}) => {
  const { indicators } = await server.call(listIndicators, { query }, chair);
  return (id: IndicatorId) => {
    const one = indicators.find((indicator) => indicator.id === id)!;
    return { ...one, part: (key: string) => one.parts.find((each) => each.key === key)!.value };
  };
};
const windowOf = (from: string, to: string): Window => ({
  from: Date.parse(`${from}T00:00:00+05:00`),
  to: Date.parse(`${to}T00:00:00+05:00`) + DAY,
  now: LIVES_NOW,
});
const near = (value: number | null, exact: number | null): void => {
  if (exact === null) expect(value).toBeNull();
  else expect(Math.abs(value! - exact)).toBeLessThanOrEqual(exact * SKETCH_ERROR + 1e-6);
};

describe('база считает то же, что определения', () => {
  const all = (): boolean => true;
  it.each<[string, string, string, object, (file: Life) => boolean]>([
    ['ноябрь', '2026-11-01', '2026-11-30', {}, all],
    ['декабрь, до конца года', '2026-12-01', '2026-12-31', {}, all],
    ['через Новый год', '2026-12-20', '2027-01-20', {}, all],
    ['месяц, который идёт', '2027-02-01', '2027-02-28', {}, all],
    ['блок', '2026-11-01', '2027-01-31', { block: 'roads' }, ({ block }) => block === 'roads'],
    ['без темы', '2026-11-01', '2027-01-31', { block: 'none' }, ({ block }) => block === null],
    [
      ...(['район с частями', '2026-11-01', '2027-01-31', { districtId: 'sinarsky' }] as const),
      ({ districtId }) => districtId === 'sinarsky.trubny',
    ],
    ['канал', '2026-11-01', '2027-01-31', { channel: 'pos' }, ({ channel }) => channel === 'pos'],
  ])('%s', async (_, from, to, slice, takes) => {
    const value = await read({ from, to, ...slice });
    const window = windowOf(from, to);
    const own = records.filter(takes);
    const overdue = k.overdueShare(own, window);
    expect([value('K1').value, value('K1').cases, value('K1').part('due')]).toEqual([
      overdue.value,
      overdue.breached,
      overdue.due,
    ]);
    const time = k.answerTime(own, window);
    expect(value('K2').cases).toBe(time.answered);
    near(value('K2').value, time.value);
    near(value('K2').part('percentile'), time.percentileDays);
    near(value('K2').part('hours'), time.medianHours);
    expect(value('K2').part('averageHours')).toBeCloseTo(time.averageHours!, 6);
    expect(value('K4').value).toBeCloseTo(time.averageDays!, 6);
    const good = k.goodRatings(own, window);
    expect([value('K3').value, value('K3').part('ratings'), value('K3').part('response')]).toEqual([
      good.value,
      good.ratings,
      good.response,
    ]);
    const repeats = k.repeatShare(own, window, 90);
    expect([value('K5').value, value('K5').cases, value('K5').part('appeals')]).toEqual([
      repeats.value,
      repeats.repeats,
      repeats.answered,
    ]);
    const deferred = k.deferredShare(own, window);
    expect([value('K6').value, value('K6').part('kept')]).toEqual([deferred.value, deferred.kept]);
    const confirmed = k.confirmedShare(own, window);
    expect([value('K8').value, value('K8').part('closed')]).toEqual([confirmed.value, confirmed.closed]);
    const mean = k.satisfaction(own, window);
    expect([value('K9').value, value('K9').part('index')]).toEqual([mean.value, mean.index]);
    expect(value('K10').value).toBe(k.reopenRate(own, window).value);
    expect(value('K11').value).toBe(k.reworkRate(own, window).value);
    expect(value('K12').value).toBe(k.misrouting(own, window).value);
    expect(value('K13').value).toBe(k.touches(own, window).value);
    expect(value('K14').value).toBe(k.boilerplate(own, window).value);
  });
});

test('чего в продукте нет, о том сказано словами, а не числом', async () => {
  const value = await read({ from: '2026-11-01', to: '2026-11-30' });
  for (const id of ['K7', 'K16', 'K17', 'K18', 'K19'] as const)
    expect(value(id)).toMatchObject({ value: null, lacks: expect.stringMatching(/^нет данных: /u) });
  expect(indicatorIds.map((id) => value(id).id)).toEqual([...indicatorIds]);
});

test('решения рабочей группы: исполнено в срок, из тех, чей срок наступил', async () => {
  const december = (await read({ from: '2026-12-01', to: '2026-12-31' }))('K20');
  expect(december).toMatchObject({ value: 2 / 5, lacks: null });
  expect([december.part('due'), december.part('regularity')]).toEqual([5, 0]);
});

test('a trend is the same numbers month by month, the last month up to the end of the period', async () => {
  const query = { from: '2026-11-10', to: '2026-11-20', block: 'roads' };
  const trend = await server.call(listIndicatorTrend, { query }, chair);
  expect([trend.months[0], trend.months.at(-1), trend.isLastWhole]).toEqual(['2025-12', '2026-11', false]);
  for (const [month, from, to] of [
    ['2026-10', '2026-10-01', '2026-10-31'],
    ['2026-11', '2026-11-01', '2026-11-20'],
  ] as const) {
    const { indicators } = await server.call(listIndicators, { query: { from, to, block: 'roads' } }, chair);
    const at = trend.months.indexOf(month);
    expect(trend.trends.map(({ id, values }) => [id, values[at]])).toEqual(
      indicators.map(({ id, value }) => [id, value]),
    );
    expect(indicators.some(({ value }) => value !== null)).toBe(true);
  }
  const whole = await server.call(
    listIndicatorTrend,
    { query: { ...query, to: '2026-10-31', from: '2026-10-01' } },
    chair,
  );
  expect([whole.months.at(-1), whole.isLastWhole]).toEqual(['2026-10', true]);
});

test('другим модулям — те же числа', async () => {
  const query = { from: '2026-11-01', to: '2026-11-30', block: 'roads' };
  const { indicators } = await server.call(listIndicators, { query }, chair);
  // Lists are a screen's: a report opens none.
  const values = indicators.map((value) => ({ ...value, listed: null }));
  expect(await asSystem(server, (ctx) => readIndicators(ctx, query))).toEqual(values);
});

test('период наоборот и длиннее года отвергнут', async () => {
  for (const query of [
    { from: '2026-11-30', to: '2026-11-01' },
    { from: '2024-01-01', to: '2026-11-01' },
  ])
    for (const route of [listIndicators, listIndicatorTrend])
      expect((await server.fail(route, { query }, chair)).code).toBe('lib.bad-input');
});

describe('виды показателей: строка каждой стороны — те же определения', () => {
  const query = { from: '2026-11-01', to: '2027-01-31' };
  const window = windowOf(query.from, query.to);
  const words = (own: readonly Life[], takes: (score: number) => boolean): number =>
    own
      .filter(({ isMerged }) => !isMerged)
      .flatMap(({ ratings }) => ratings)
      .filter(({ at, score }) => isWithin(at, window) && takes(score)).length;
  it.each([
    ['channel', (life: Life) => life.channel],
    ['block', (life: Life) => life.block ?? 'none'],
    ['district', (life: Life) => life.districtId?.split('.')[0] ?? 'none'],
    ['unit', (life: Life) => life.unitId ?? 'none'],
  ] as const)('%s', async (by, sideOf) => {
    const reply = await server.call(listPerformance, { query: { ...query, by } }, chair);
    expect(new Set(reply.lines.map(({ id }) => id))).toEqual(new Set(records.map(sideOf)));
    for (const line of [...reply.lines, reply.whole]) {
      const own = line.id === '' ? records : records.filter((life) => sideOf(life) === line.id);
      const value = (id: PerformanceFigure) => line.figures[id].value;
      const overdue = k.overdueShare(own, window);
      const time = k.answerTime(own, window);
      expect(line.answered).toBe(time.answered);
      near(value('median'), time.value);
      near(value('slowest'), time.percentileDays);
      expect(line.figures.overdue).toMatchObject({
        value: overdue.value,
        of: overdue.due,
        cases: overdue.breached,
      });
      expect(value('kept')).toBe(shareOf(overdue.due - overdue.breached, overdue.due));
      expect(value('confirmed')).toBe(k.confirmedShare(own, window).value);
      expect(value('good')).toBe(k.goodRatings(own, window).value);
      expect(value('promises')).toBe(k.deferredShare(own, window).kept);
      expect(value('rework')).toBe(k.reworkRate(own, window).value);
      expect(value('reopened')).toBe(k.reopenRate(own, window).value);
      expect(value('unsolved')).toBe(
        shareOf(
          words(own, (score) => score < 3),
          words(own, () => true),
        ),
      );
      const moved = own.filter(({ isMerged, prolongedAt }) => !isMerged && isWithin(prolongedAt, window));
      expect(line.figures.prolonged.cases).toBe(moved.length);
    }
  });

  it('число открывает столько дел, сколько сказано; чужая сторона не открывается', async () => {
    const { lines } = await server.call(listPerformance, { query: { ...query, by: 'unit' } }, chair);
    const line = lines.find(({ id }) => id === lifeUnits[0])!;
    const count = async (id: CaseListId, unitId: string) =>
      (await server.call(listCases, { query: { told: tellList(id, query), unitId } }, chair)).total;
    expect(await count('K2', lifeUnits[0])).toBe(line.answered);
    expect(await count('prolonged', lifeUnits[0])).toBe(line.figures.prolonged.listed!.own);
    for (const figure of performanceFigures) {
      const { listed } = line.figures[figure];
      expect(await count(figureWords[figure].list, lifeUnits[0]), figure).toBe(listed!.own);
    }
    const none = lines.find(({ id }) => id === 'none')!;
    expect(await count('K2', 'none')).toBe(none.answered);
  });

  it('и весь отбор — столько же, сколько без стороны', async () => {
    const { whole } = await server.call(listPerformance, { query: { ...query, by: 'district' } }, chair);
    for (const figure of performanceFigures) {
      const { list } = figureWords[figure];
      const { total } = await server.call(listCases, { query: { told: tellList(list, query) } }, chair);
      expect(whole.figures[figure].listed, figure).toEqual({ all: total, own: total });
    }
  });

  it('места — по нижней границе, без исполнителя места нет; отклонённый признак не показан', async () => {
    const files = await server.app.services.database
      .selectFrom('cases.case_file')
      .select('id')
      .where('executor_unit_id', '=', lifeUnits[0])
      .limit(2)
      .execute();
    const flag = (day: string, state: 'open' | 'confirmed' | 'dismissed', kind = 'mass-closing') => ({
      id: crypto.randomUUID(),
      kind,
      subject: lifeUnits[0],
      day,
      unit_id: lifeUnits[0],
      words: 'За день',
      state,
      case_ids: files.map(({ id }) => id),
      found_at: new Date(LIVES_NOW),
    });
    await server.app.services.database
      .insertInto('quality.flag')
      .values([flag('2026-11-05', 'open'), flag('2026-11-06', 'confirmed'), flag('2026-11-07', 'dismissed')])
      .execute();
    const { lines } = await server.call(listPerformance, { query: { ...query, by: 'unit' } }, chair);
    const ranked = lines.filter(({ rank }) => rank !== null).toSorted((a, b) => a.rank! - b.rank!);
    expect(ranked.map(({ rank }) => rank)).toEqual([1, 2]);
    expect(ranked[0]!.interval!.low).toBeGreaterThanOrEqual(ranked[1]!.interval!.low);
    expect(lines.find(({ id }) => id === lifeUnits[0])!.flags).toEqual([{ kind: 'mass-closing', count: 2 }]);
    const told = tellList('flagged', query, lifeUnits[0]);
    expect((await server.call(listCases, { query: { told } }, chair)).total).toBe(2);
  });

  it('the file holds what the screen shows, the whole slice last; without the right to export there is none', async () => {
    const asked = { ...query, by: 'unit', view: 'league' };
    const take = (format: string, cookie: string) =>
      server.inject({
        method: 'GET',
        url: '/api/indicators/performance/export',
        query: { ...asked, format },
        headers: { cookie },
      });
    const { lines, whole } = await server.call(listPerformance, { query: { ...query, by: 'unit' } }, chair);
    const rows = (await take('csv', chair)).body.trim().split('\r\n');
    expect(rows[0]).toMatch(/^\ufeff?"Место";"Исполнитель";"Отвечено";"Подтверждено";"Из закрытых";/u);
    expect(rows).toHaveLength(lines.length + 2);
    expect(rows.at(-1)).toContain(`"Весь отбор";${whole.answered};`);
    const first = lines.find(({ rank }) => rank === 1)!;
    const share = String(first.figures.confirmed.value).replace('.', ',');
    expect(rows[1]).toContain(`1;"${first.title}";${first.answered};${share};${first.figures.confirmed.of};`);
    expect((await take('csv', await signInAs(server, 'executor'))).statusCode).toBe(403);
  });
});
