import fc from 'fast-check';
import { type CaseFacts, type Cube, themeName } from '../../../server/heatmap/figures/cube/cube.ts';
import { importances, type MarkedFacts } from '../../../server/heatmap/figures/cube/marks.ts';
import {
  type MeasureId,
  measureOf,
  measures,
  ofOpenOf,
} from '../../../server/heatmap/figures/cube/measures.ts';
import {
  type Axis,
  type CubeFilter,
  type CubeQuery,
  type Dimension,
  whole,
} from '../../../server/heatmap/figures/cube/query.ts';
import type { Course, Rest } from '../../../server/heatmap/figures/cube/spells.ts';
import { outcomes } from '../../../shared/contract/messages/cases.ts';

/** Cases drawn at random, questions about them, and the answers by going over the cases one by one. */

const HEXAGONS = ['89a', '89b', '89c', null];
export const FIRST = 20_000;

interface Life {
  isCounted: boolean;
  /** Days between turns, and whether the last one left it at rest. */
  steps: {
    days: number;
    isAnswered: boolean;
    isLate: boolean;
    isReturn: boolean;
    outcome: string | null;
    rating: number | null;
  }[];
  brokenAfter: number | null;
}

const life: fc.Arbitrary<Life> = fc.record({
  isCounted: fc.oneof(
    { weight: 6, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
  brokenAfter: fc.constantFrom(null, 0, 3, 12, 400),
  steps: fc.array(
    fc.record({
      days: fc.constantFrom(0, 0, 1, 4, 9),
      isAnswered: fc.boolean(),
      isLate: fc.boolean(),
      isReturn: fc.boolean(),
      outcome: fc.constantFrom(null, ...outcomes),
      rating: fc.constantFrom(null, 1, 5),
    }),
    { maxLength: 5 },
  ),
});

/** Turns by the days between them: it rests after each odd one. */
function live(day: number, { isCounted, brokenAfter, steps }: Life): Omit<Course, keyof MarkedFacts> {
  const rests: Rest[] = [];
  let at = day;
  let restedDay: number | null = null;
  for (const { days, ...step } of steps) {
    at += days;
    if (restedDay === null) restedDay = at;
    else {
      rests.push({ ...step, from: restedDay, to: at });
      restedDay = null;
    }
  }
  return { day, isCounted, rests, restedDay, brokenDay: brokenAfter === null ? null : day + brokenAfter };
}

const plain: fc.Arbitrary<Omit<CaseFacts, 'isCounted' | 'rests' | 'restedDay' | 'brokenDay'>> = fc.record({
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

export const facts: fc.Arbitrary<CaseFacts> = fc
  .tuple(plain, life)
  .map(([one, own]) => ({ ...one, ...live(one.day, own) }));

const dimensions: Dimension[] = [
  ...(['district', 'block', 'theme', 'channel', 'unit', 'hexagon', 'day'] as const),
  ...(['importance', 'outcome', 'rating', 'applicant'] as const),
];

export interface Plan {
  rows: Dimension | 'whole';
  columns: Dimension | 'whole';
  filter: Dimension | 'whole';
  from: number;
  length: number;
  measure: MeasureId;
  now: number;
  seed: number;
}

/** What a stock is not told apart by: what a case will end with, and the days it came on. */
const notOfStock: readonly string[] = ['outcome', 'rating'];

const anyPlan: fc.Arbitrary<Plan> = fc.record({
  rows: fc.constantFrom('whole' as const, ...dimensions),
  columns: fc.constantFrom('whole' as const, ...dimensions),
  filter: fc.constantFrom('whole' as const, ...dimensions),
  from: fc.integer({ min: FIRST - 10, max: FIRST + 75 }),
  length: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.constant(4000)),
  measure: fc.constantFrom(...measures.map(({ id }) => id)),
  now: fc.constantFrom(50, 150, 250),
  seed: fc.integer({ min: 0, max: 3 }),
});

export const plans = anyPlan.map((plan): Plan => {
  if (measureOf(plan.measure).family !== 'stock') return plan;
  const side = (of: Plan['rows']): Plan['rows'] => (notOfStock.includes(of) ? 'whole' : of);
  const rows = side(plan.rows);
  const columns = rows === 'day' && plan.columns === 'day' ? 'whole' : side(plan.columns);
  return { ...plan, rows, columns, filter: plan.filter === 'day' ? 'whole' : side(plan.filter) };
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

export function readPlan(cube: Cube, plan: Plan): CubeQuery {
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

/** Where a case, or what happened to it, stands in the answer; −1 = nowhere. */
function placeNaively(one: CaseFacts, plan: Plan): number {
  const width = plan.columns === 'whole' ? 1 : LINES;
  if (plan.filter !== 'whole' && lineOf(readValue(one, plan.filter), plan.seed + 7) % 2 !== 0) return -1;
  const row = plan.rows === 'whole' ? 0 : lineOf(readValue(one, plan.rows), plan.seed);
  const column = plan.columns === 'whole' ? 0 : lineOf(readValue(one, plan.columns), plan.seed + 1);
  return row >= 0 && column >= 0 ? row * width + column : -1;
}

interface Span {
  began: number;
  isReturn: boolean;
  ended: number | null;
  end: Pick<CaseFacts, 'isAnswered' | 'isLate' | 'outcome' | 'rating'>;
}

function spansOf(one: CaseFacts): Span[] {
  const ends = [
    ...one.rests.map(({ from, ...end }) => ({ ended: from as number | null, end })),
    { ended: one.restedDay, end: one },
  ];
  return ends.map(({ ended, end }, at) => {
    const before = one.rests[at - 1];
    return { ended, end, began: before?.to ?? one.day, isReturn: before?.isReturn ?? false };
  });
}

/** The days a stock is asked for: the last of each line, of the period without lines. */
function samplesNaively(plan: Plan): number[] {
  const to = plan.from + plan.length;
  const seed = plan.rows === 'day' ? plan.seed : plan.seed + 1;
  if (plan.rows !== 'day' && plan.columns !== 'day') return [to];
  const last = new Map<number, number>();
  for (let day = plan.from; day <= to; day += 1) last.set(lineOf(String(day), seed), day);
  return [...last.values()];
}

export function countNaively(cases: readonly CaseFacts[], plan: Plan): number[] {
  const width = plan.columns === 'whole' ? 1 : LINES;
  const counts = new Array<number>((plan.rows === 'whole' ? 1 : LINES) * width).fill(0);
  const add = (one: CaseFacts, value: number): void => {
    const place = placeNaively(one, plan);
    if (place >= 0) counts[place]! += value;
  };
  const to = plan.from + plan.length;
  const isIn = (day: number | null): day is number => day !== null && day >= plan.from && day <= to;
  const measure = measureOf(plan.measure);
  const ofOpen = ofOpenOf(plan.measure);
  const samples = measure.family === 'stock' ? samplesNaively(plan) : [];
  for (const one of cases) {
    if (measure.family === 'cohort') {
      if (!isIn(one.day) || !one.isCounted || (ofOpen && !one.isOpen)) continue;
      if (ofOpen?.isOverdue && !(one.dueAt !== null && one.dueAt < plan.now)) continue;
      add(one, measure.weigh(one));
      continue;
    }
    for (const { began, isReturn, ended, end } of spansOf(one)) {
      if (measure.family === 'flow') {
        const turn = { ...one, ...end, isOpening: false, isOverdue: false, isReturn: false };
        if (measure.of === 'ends' && isIn(ended)) add({ ...one, ...end, day: ended }, measure.weigh(turn));
        if (measure.of === 'starts' && isIn(began)) add({ ...one, day: began }, Number(isReturn));
      } else {
        const late = one.brokenDay === null ? Number.POSITIVE_INFINITY : Math.max(began, one.brokenDay);
        const since = measure.id === 'stock-overdue' ? late : began;
        for (const day of samples)
          if (since <= day && (ended === null || ended > day)) add({ ...one, day }, 1);
      }
    }
  }
  return counts;
}
