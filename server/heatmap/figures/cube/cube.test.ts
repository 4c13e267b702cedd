import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  countNaively,
  FIRST,
  facts,
  type Plan,
  plans,
  readPlan,
} from '../../../../tests/support/figures/naive-cube.ts';
import { type CaseFacts, type Cube, createCube } from './cube.ts';
import { measures } from './measures.ts';
import { type Axis, type CubeQuery, type Dimension, whole } from './query.ts';
import { restoreCube, saveCube } from './saved.ts';

const make = (ledgersFrom: number, budget = 1e8) => createCube({ budget, ledgersFrom });

describe('every number is the one a naive count gives', { timeout: 60_000 }, () => {
  const check = (cube: Cube, cases: readonly CaseFacts[], list: readonly Plan[]) => {
    for (const plan of list) expect([...cube.count(readPlan(cube, plan))]).toEqual(countNaively(cases, plan));
  };

  test.each([
    ['by prefix sums', 0, 1e8],
    ['over the cases', 1e9, 1e8],
    ['where only some sums fit', 0, 20_000],
  ])('%s', (_, ledgersFrom, budget) => {
    fc.assert(
      fc.property(
        fc.array(facts, { minLength: 1, maxLength: 60, size: 'max' }),
        fc.array(plans, { minLength: 1, maxLength: 8 }),
        (cases, list) => {
          const cube = make(ledgersFrom, budget);
          for (const one of cases) cube.add(one);
          check(cube, cases, list);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('after cases came, changed and left, whatever had been summed before', () => {
    fc.assert(
      fc.property(
        fc.array(facts, { minLength: 1, maxLength: 30, size: 'max' }),
        fc.array(fc.tuple(fc.nat(), fc.option(facts)), { maxLength: 20, size: 'max' }),
        fc.array(plans, { minLength: 2, maxLength: 6 }),
        (start, changes, list) => {
          const cube = make(0);
          const cases = [...start];
          for (const one of cases) cube.add(one);
          for (const plan of list) cube.count(readPlan(cube, plan));
          for (const [at, next] of changes) {
            const [gone] = cases.splice(at % (cases.length + 1), 1);
            if (gone) expect(cube.remove(gone)).toBe(true);
            if (next) {
              cube.add(next);
              cases.push(next);
            }
          }
          expect(cube.size()).toBe(cases.filter(({ isCounted }) => isCounted).length);
          check(cube, cases, list);
        },
      ),
      { numRuns: 60 },
    );
  });
});

test('a cube that was saved counts as the one it was, and goes on from there', () => {
  fc.assert(
    fc.property(
      fc.array(facts, { maxLength: 40, size: 'max' }),
      fc.array(facts, { maxLength: 10 }),
      plans,
      (start, more, plan) => {
        const cube = make(0);
        for (const one of start) cube.add(one);
        const { header, body } = saveCube(cube);
        const other = make(0);
        restoreCube(other, JSON.parse(JSON.stringify(header)), body);
        for (const one of more) other.add(one);
        for (const one of start.slice(0, 3)) expect(other.remove(one)).toBe(true);
        expect([...other.count(readPlan(other, plan))]).toEqual(
          countNaively([...start.slice(3), ...more], plan),
        );
        if (start.length > 0)
          expect(() => restoreCube(make(0), header, body.subarray(0, -1))).toThrow(/короче/);
      },
    ),
    { numRuns: 60 },
  );
});

const sample = (): CaseFacts => ({ ...(fc.sample(facts, 1)[0] as CaseFacts), isCounted: true });

test('a case that was never counted cannot leave', () => {
  const cube = make(0);
  const one = sample();
  expect(cube.remove(one)).toBe(false);
  cube.add(one);
  expect(cube.remove({ ...one, day: one.day + 1 })).toBe(false);
  expect(cube.remove(one)).toBe(true);
  expect(cube.size()).toBe(0);
});

test('days after the sums are counted with the cases they had when the sums reach them', () => {
  const one = sample();
  for (const ahead of [1, 20, 60]) {
    const cube = make(0);
    for (let at = 0; at < 3000; at += 1) cube.add({ ...one, day: FIRST + (at % 10) });
    // Two of three thousand: a slip of a clock, not worth a day of sums.
    const late = { ...one, day: FIRST + 9 + ahead };
    cube.add(late);
    cube.add({ ...late, channel: 'another' });
    const count = (rows: Axis) =>
      cube.count({ rows, columns: whole, from: FIRST, to: FIRST + 200, measure: 'received', now: 0 })[0];
    const sides: Axis[] = [
      whole,
      { of: 'channel', size: 1, line: () => 0 },
      { of: 'hexagon', size: 1, line: () => 0 },
    ];
    for (const side of sides) expect(count(side)).toBe(3002);
    for (let day = 10; day <= 9 + ahead; day += 1) cube.add({ ...one, day: FIRST + day });
    for (const side of sides) expect(count(side), String(ahead)).toBe(3002 + ahead);
    expect(cube.remove(late)).toBe(true);
    for (const side of sides) expect(count(side)).toBe(3001 + ahead);
  }
});

test('a flow of which nothing has happened is nothing, over any days', () => {
  const cube = make(0);
  cube.add({ ...sample(), rests: [], restedDay: null });
  const sides: Axis[] = [whole, { of: 'hexagon', size: 1, line: () => 0 }];
  for (const rows of sides)
    for (const measure of ['given', 'returned'] as const)
      expect([...cube.count({ rows, columns: whole, from: FIRST, to: FIRST + 70, measure, now: 0 })]).toEqual(
        [0],
      );
});

test('prefix sums keep within their budget', () => {
  const cube = make(0, 300_000);
  for (const one of fc.sample(facts, { numRuns: 2000, seed: 5 })) cube.add(one);
  for (const { id } of measures)
    for (const _ of cube.prepare(id)) expect(cube.bytes().sums).toBeLessThan(400_000);
  expect(cube.bytes().sums).toBeGreaterThan(0);
});

test('it is known beforehand how many cases a count passes over', () => {
  const ask = (more: Partial<CubeQuery>): CubeQuery => ({
    rows: whole,
    columns: whole,
    from: Number.NEGATIVE_INFINITY,
    to: Number.POSITIVE_INFINITY,
    measure: 'received' as const,
    now: 0,
    ...more,
  });
  const of = (dimension: Dimension): Partial<CubeQuery> => ({
    filters: [{ of: dimension, takes: () => true }],
  });
  const one = sample();
  const cube = make(0);
  for (let at = 0; at < 3000; at += 1)
    cube.add({ ...one, day: FIRST + (at % 10), isOpen: at < 40, importance: 'normal' });
  expect(cube.reads(ask({}))).toBe(3000);
  for (const _ of cube.prepare('received'));
  for (const dimension of ['district', 'theme', 'unit', 'hexagon'] as const)
    expect(cube.reads(ask(of(dimension))), dimension).toBe(0);
  // What no sums know, a measure nobody has summed, and cases whose term runs.
  expect(cube.reads(ask(of('importance')))).toBe(3000);
  expect(cube.reads(ask({ ...of('importance'), from: FIRST + 8 }))).toBe(600);
  expect(cube.reads(ask({ measure: 'rated' }))).toBe(3000);
  expect(cube.reads(ask({ measure: 'open' }))).toBe(40);
  // A slip of a clock lies beyond the sums.
  cube.add({ ...one, day: FIRST + 3000 });
  expect(cube.reads(ask({}))).toBe(1);
  expect(cube.count(ask({}))[0]).toBe(3001);
  const few = make(1e9);
  few.add(one);
  expect(few.reads(ask({}))).toBe(1);
});
