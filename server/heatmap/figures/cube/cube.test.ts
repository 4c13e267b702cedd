import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outcomes } from '../../../../shared/contract/messages/cases.ts';
import { type CaseFacts, type Cube, createCube, themeName } from './cube.ts';
import { importances, type MeasureId, measureOf, measures } from './marks.ts';
import { type Axis, type CubeFilter, type CubeQuery, type Dimension, whole } from './query.ts';
import { restoreCube, saveCube } from './saved.ts';

const HEXAGONS = ['89a', '89b', '89c', null];
const FIRST = 20_000;

const facts: fc.Arbitrary<CaseFacts> = fc.record({
  day: fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: FIRST, max: FIRST + 70 }) },
    // Slips of a clock, and what lies before the days that are summed ahead.
    { weight: 1, arbitrary: fc.constantFrom(FIRST - 2000, FIRST + 3000) },
  ),
  district: fc.constantFrom('north', 'north.old', 'south', null),
  block: fc.constantFrom('roads', 'waste', null),
  fact: fc.constantFrom('pothole', 'bin', null),
  channel: fc.constantFrom('pos', 'phone_call'),
  unit: fc.constantFrom('u1', 'u2', null),
  hexagon: fc.constantFrom(...HEXAGONS),
  square: fc.constantFrom(7, 9, null),
  dueAt: fc.constantFrom(100, 200, null),
  importance: fc.constantFrom(...importances),
  outcome: fc.constantFrom(null, ...outcomes),
  rating: fc.constantFrom(null, 1, 2, 3, 4, 5),
  isAnswered: fc.boolean(),
  isLate: fc.boolean(),
  isReopened: fc.boolean(),
  isReworked: fc.boolean(),
  isDeferred: fc.boolean(),
  isSignedIn: fc.boolean(),
  isOpen: fc.boolean(),
});

const dimensions: Dimension[] = [
  ...(['district', 'block', 'theme', 'channel', 'unit', 'hexagon', 'day'] as const),
  ...(['importance', 'outcome', 'rating', 'applicant'] as const),
];

interface Plan {
  rows: Dimension | 'whole';
  columns: Dimension | 'whole';
  filter: Dimension | 'whole';
  from: number;
  length: number;
  measure: MeasureId;
  now: number;
  seed: number;
}

const plans: fc.Arbitrary<Plan> = fc.record({
  rows: fc.constantFrom('whole' as const, ...dimensions),
  columns: fc.constantFrom('whole' as const, ...dimensions),
  filter: fc.constantFrom('whole' as const, ...dimensions),
  from: fc.integer({ min: FIRST - 10, max: FIRST + 75 }),
  length: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.constant(4000)),
  measure: fc.constantFrom(...measures.map(({ id }) => id)),
  now: fc.constantFrom(50, 150, 250),
  seed: fc.integer({ min: 0, max: 3 }),
});

/** The value of a case in a dimension as a text: what the naive count goes by. */
function readValue(one: CaseFacts, dimension: Dimension): string {
  if (dimension === 'theme') return String(themeName(one.block, one.fact));
  if (dimension === 'applicant') return String(Number(one.isSignedIn));
  return String(one[dimension as keyof CaseFacts]);
}

function nameOf(cube: Cube, dimension: Dimension, code: number): string {
  if (dimension === 'day') return String(code);
  if (dimension === 'hexagon') return String(cube.spots.hexagons.name(code));
  if (dimension === 'importance') return importances[code - 1] ?? 'normal';
  if (dimension === 'outcome') return String(outcomes[code - 1] ?? null);
  if (dimension === 'applicant') return String(code);
  if (dimension === 'rating') return code === 0 ? 'null' : String(code);
  return String(cube.names[dimension].name(code));
}

const LINES = 5;
/** A line for every value, some of them left out: the same rule for the cube and for the naive count. */
const lineOf = (value: string, seed: number): number => {
  let hash = seed * 31;
  for (const letter of value) hash = (hash * 33 + letter.charCodeAt(0)) >>> 0;
  return (hash % (LINES + 1)) - 1;
};

function readPlan(cube: Cube, plan: Plan): CubeQuery {
  const axis = (of: Dimension | 'whole', seed: number): Axis =>
    of === 'whole' ? whole : { of, size: LINES, line: (code) => lineOf(nameOf(cube, of, code), seed) };
  const { filter, from, measure, now, seed } = plan;
  const filters: CubeFilter[] =
    filter === 'whole'
      ? []
      : [{ of: filter, takes: (code) => lineOf(nameOf(cube, filter, code), seed + 7) % 2 === 0 }];
  return {
    filters,
    from,
    measure,
    now,
    to: from + plan.length,
    rows: axis(plan.rows, seed),
    columns: axis(plan.columns, seed + 1),
  };
}

function countNaively(cases: readonly CaseFacts[], plan: Plan): number[] {
  const width = plan.columns === 'whole' ? 1 : LINES;
  const counts = new Array<number>((plan.rows === 'whole' ? 1 : LINES) * width).fill(0);
  const { ofOpen, weigh } = measureOf(plan.measure);
  for (const one of cases) {
    if (one.day < plan.from || one.day > plan.from + plan.length) continue;
    if (ofOpen && !one.isOpen) continue;
    if (ofOpen?.isOverdue && !(one.dueAt !== null && one.dueAt < plan.now)) continue;
    if (plan.filter !== 'whole' && lineOf(readValue(one, plan.filter), plan.seed + 7) % 2 !== 0) continue;
    const row = plan.rows === 'whole' ? 0 : lineOf(readValue(one, plan.rows), plan.seed);
    const column = plan.columns === 'whole' ? 0 : lineOf(readValue(one, plan.columns), plan.seed + 1);
    if (row >= 0 && column >= 0) counts[row * width + column]! += weigh(one);
  }
  return counts;
}

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
        fc.array(facts, { minLength: 1, maxLength: 60 }),
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
        fc.array(facts, { minLength: 1, maxLength: 30 }),
        fc.array(fc.tuple(fc.nat(), fc.option(facts)), { maxLength: 20 }),
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
          expect(cube.size()).toBe(cases.length);
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
      fc.array(facts, { maxLength: 40 }),
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

test('a case that was never counted cannot leave', () => {
  const cube = make(0);
  const [one] = fc.sample(facts, 1) as [CaseFacts];
  expect(cube.remove(one)).toBe(false);
  cube.add(one);
  expect(cube.remove({ ...one, day: one.day + 1 })).toBe(false);
  expect(cube.remove(one)).toBe(true);
  expect(cube.size()).toBe(0);
});

test('days after the sums are counted with the cases they had when the sums reach them', () => {
  const [one] = fc.sample(facts, 1) as [CaseFacts];
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
  const [one] = fc.sample(facts, 1) as [CaseFacts];
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
