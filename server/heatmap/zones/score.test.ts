import { describe, expect, it, test } from 'vitest';
import type { HeatZone } from '../../../shared/contract/heatmap/zones.ts';
import { placeRule, zonePack } from './pack.ts';
import { type CellFacts, coolDays, scoreCell } from './score.ts';

const rule = zonePack.on('2026-11-27');
/** Eleven usual weeks of ten messages. */
const usual = Array.from({ length: 11 }, () => 10);
const facts = (fields: Partial<CellFacts> = {}): CellFacts => ({
  weeks: [10, ...usual],
  open: 20,
  overdue: 0,
  recent: 40,
  repeated: 0,
  ratings: 10,
  lowRatings: 0,
  important: 0,
  reach: null,
  onObject: 1,
  danger: 0,
  beyond: 0,
  ...fields,
});
/** Without reach the other six weigh 0.95. */
const of = (points: number): number => (100 * points) / 0.95;

describe('a place smaller than a district', () => {
  const part = placeRule(rule, 'subarea');
  it.each<[string, Partial<CellFacts>, number | null, HeatZone]>([
    ['too few messages are no colour', { weeks: [7, ...usual], overdue: 20 }, null, 'few'],
    ['as many as are asked are', { weeks: [8, ...usual.map(() => 8)] }, of(0.25), 'green'],
    ['a share of four open cases is chance', { open: 4, overdue: 4 }, (100 * 0.25) / 0.75, 'green'],
    ['a share of five is told', { open: 5, overdue: 5 }, of(0.25 + 0.2), 'yellow'],
    ['two of danger are the district’s', { danger: 2 }, of(0.25), 'green'],
    ['three are its own', { danger: 3 }, of(0.25), 'red'],
    ['four far beyond their term are the district’s', { beyond: 4 }, of(0.25), 'green'],
    ['five are its own', { beyond: 5 }, of(0.25), 'red'],
    ['messages at one address are as many for all', { onObject: 10 }, of(0.25), 'red'],
  ])('%s', (_, given, score, zone) => {
    const found = scoreCell(facts(given), part);
    expect(found.zone).toBe(zone);
    if (score === null) expect(found.score).toBeNull();
    else expect(found.score).toBeCloseTo(score, 9);
  });

  test('a hexagon asks for more than a part, a part for more than a district', () => {
    const asked = (['district', 'subarea', 'hexagon'] as const).map((kind) => {
      const { minimum, sample, triggers } = placeRule(rule, kind);
      return [minimum, sample, triggers.danger, triggers.beyond];
    });
    expect(asked).toEqual([
      [5, 1, 2, 2],
      [8, 5, 3, 5],
      [10, 5, 4, 6],
    ]);
  });
});

test('of a cell that is always silent the volume is nothing, of its first message it is full', () => {
  const volume = (count: number) =>
    scoreCell(facts({ weeks: [count, ...usual.map(() => 0)] }), rule).terms.find(({ id }) => id === 'volume')
      ?.measured;
  expect([volume(0), volume(1), volume(2)]).toEqual([0, 1, 1]);
});

describe('балл накала', () => {
  it.each<[string, Partial<CellFacts>, number | null, HeatZone]>([
    // The volume alone is full at its own 90th percentile: .25 of .95.
    ['обычная неделя', {}, of(0.25), 'green'],
    ['вдвое меньше обычной', { weeks: [5, ...usual] }, of(0.125), 'green'],
    // Twice the median: growth is full.
    ['вдвое больше', { weeks: [20, ...usual] }, of(0.25 + 0.2), 'yellow'],
    ['рост наполовину', { weeks: [15, ...usual] }, of(0.25 + 0.1), 'yellow'],
    ['просрочена четверть открытых', { overdue: 5 }, of(0.25 + 0.1), 'yellow'],
    ['просрочена половина', { overdue: 10 }, of(0.25 + 0.2), 'yellow'],
    ['возвраты: 6 из 40', { repeated: 6 }, of(0.25 + 0.075), 'green'],
    ['плохие оценки: 3 из 10', { lowRatings: 3 }, of(0.25 + 0.05), 'green'],
    ['важных: 3 из 10', { important: 3 }, of(0.25 + 0.05), 'green'],
    [
      'всё вместе',
      { weeks: [20, ...usual], overdue: 20, repeated: 12, lowRatings: 6, important: 6 },
      100,
      'red',
    ],
    [
      'без вырожденной важности — почти всё',
      { weeks: [20, ...usual], overdue: 10, repeated: 12, lowRatings: 6 },
      of(0.9),
      'red',
    ],
    ['оранжевая', { weeks: [20, ...usual], overdue: 10 }, of(0.65), 'orange'],
    ['охват известен: он весит', { reach: 1 }, 100 * (0.25 + 0.05), 'green'],
    ['оценок нет: их вес делят другие', { ratings: 0 }, (100 * 0.25) / 0.85, 'green'],
    ['мало сообщений — не цвет', { weeks: [4, ...usual], overdue: 20 }, null, 'few'],
    ['ровно пять — уже балл', { weeks: [5, ...usual.map(() => 5)] }, of(0.25), 'green'],
    // Seven former weeks: neither volume nor growth is known.
    ['молодая ячейка', { weeks: [10, ...usual.slice(4)] }, 0, 'green'],
    ['восьми прежних недель довольно', { weeks: [10, ...usual.slice(3)] }, of(0.25), 'green'],
    ['прежде тихая: первые пять — не рост', { weeks: [1, ...usual.map(() => 0)] }, null, 'few'],
    [
      'громкие недели считаются по порядку: девять из десяти',
      { weeks: [10, 2, ...usual.slice(3), 100, 10] },
      of(0.25),
      'green',
    ],
    [
      'и где недель не десятки: девять из десяти — не меньше',
      { weeks: [10, 10, 10, 20, 20, ...usual.slice(4)], ratings: 0 },
      (100 * (0.25 * 0.5)) / 0.85,
      'green',
    ],
    [
      'рост — против середины недель, в каком бы порядке они ни шли',
      { weeks: [20, 10, 10, 30, 30, 30, ...usual.slice(5)] },
      of((0.25 * 20) / 30 + 0.2),
      'yellow',
    ],
    [
      'прежде тихая, а теперь пять: и объём, и рост',
      { weeks: [5, ...usual.map(() => 0)] },
      of(0.25 + 0.2),
      'yellow',
    ],
    ['много на одном месте', { onObject: 10 }, of(0.25), 'red'],
    ['девять — ещё нет', { onObject: 9 }, of(0.25), 'green'],
    ['опасность', { weeks: [1, ...usual], danger: 2 }, null, 'red'],
    ['одно дольше двух сроков — ещё нет', { beyond: 1 }, of(0.25), 'green'],
    ['два дольше двух сроков', { beyond: 2 }, of(0.25), 'red'],
  ])('%s', (_, given, score, zone) => {
    const found = scoreCell(facts(given), rule);
    expect(found.zone).toBe(zone);
    if (score === null) expect(found.score).toBeNull();
    else expect(found.score).toBeCloseTo(score, 9);
  });

  test('балл раскрывается в слагаемые: их сумма — он сам', () => {
    const { score, terms } = scoreCell(facts({ overdue: 7, repeated: 5, lowRatings: 2, important: 1 }), rule);
    expect(terms.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score!, 9);
    expect(terms.find(({ id }) => id === 'overdue')).toMatchObject({ measured: 0.35, share: 0.7 });
    expect(terms.find(({ id }) => id === 'reach')).toMatchObject({ measured: null, share: null, points: 0 });
  });
});

test.each([
  ['красная начинается ровно с порога', 'red'],
  ['оранжевая', 'orange'],
  ['жёлтая', 'yellow'],
] as const)('%s', (_name, zone) => {
  const only = { ...rule, terms: [{ id: 'overdue' as const, title: '', weight: 1, full: 1 }] };
  const at = (score: number) => scoreCell(facts({ open: 1000, overdue: score * 10 }), only).zone;
  expect(at(rule.zones[zone])).toBe(zone);
  // Shown as the bar itself, it is the bar's colour.
  expect(at(rule.zones[zone] - 0.5)).toBe(zone);
  expect(at(rule.zones[zone] - 0.6)).not.toBe(zone);
});

test('слагаемых нет — балл ноль, а не пусто', () => {
  const bare = scoreCell(facts(), { ...rule, terms: [] });
  expect(bare).toMatchObject({ score: 0, band: 'green', zone: 'green', terms: [] });
});

test('правило без единого известного слагаемого не делит на ноль', () => {
  const unknown = { ...rule, terms: [{ id: 'reach' as const, title: '', weight: 0, full: 1 }] };
  expect(scoreCell(facts({ reach: 1 }), unknown)).toMatchObject({ score: 0 });
});

describe('выход по данным', () => {
  const days = (...scores: (number | null | 'red')[]) =>
    scores.map((score, at) => ({
      day: new Date(Date.parse('2026-12-28T00:00Z') + at * 86_400_000).toISOString().slice(0, 10),
      score: score === 'red' ? 20 : score,
      zone: score === 'red' ? ('red' as const) : ('green' as const),
    }));
  it.each<[string, ReturnType<typeof days>, string, number]>([
    ['три дня подряд, через Новый год', days(90, 59, 40, 30), '2026-12-31', 3],
    ['ровно порог — ещё горячо', days(40, 60, 40), '2026-12-30', 1],
    ['жёсткий признак при низком балле', days(40, 'red', 40), '2026-12-30', 1],
    ['мало данных — холодно', days(90, null, null), '2026-12-30', 2],
    ['день не считали — ряд прерван', days(40, 40, 40), '2027-01-01', 0],
    ['сегодня горячо', days(40, 40, 61), '2026-12-30', 0],
  ])('%s', (_, points, today, passed) => {
    expect(coolDays(points, today, rule)).toBe(passed);
  });
});
