import { type Combos, type Cuboid, createCombos, createCuboid } from './cuboid.ts';
import { createDictionary, type Dictionary } from './dictionary.ts';
import { buildLedger, endOfLedger, type Ledger, ledgerBytes, reachDay, touchLedger } from './ledger.ts';
import { type MarkedFacts, type MeasureId, measureOf, packMarks, weightsOf } from './marks.ts';
import { type CubeQuery, type Dimension, markSizes, type Parts, readParts } from './query.ts';
import { createRowStore, type Row, type RowStore } from './rows.ts';
import { scanRows } from './scan.ts';
import { createSpots, type Spots } from './spots.ts';
import { type Held, serves, sumLedger } from './sums.ts';

/** A case as it is counted. */
export interface CaseFacts extends MarkedFacts {
  /** Local day of registration, days since 1970-01-01. */
  day: number;
  district: string | null;
  block: string | null;
  fact: string | null;
  channel: string;
  unit: string | null;
  /** H3, resolution 9. */
  hexagon: string | null;
  /** See spots.ts `squareAt`. */
  square: number | null;
  /** ms */
  dueAt: number | null;
}

export interface CubeOptions {
  /** Bytes of prefix sums; what does not fit is counted over the cases. */
  budget: number;
  /** With fewer cases nothing is summed ahead: a pass over all takes less than a millisecond. */
  ledgersFrom?: number;
}

export interface Cube {
  add: (facts: CaseFacts) => void;
  /** Takes away one case that looks so; false when there is none, and then the cube does not hold what it should. */
  remove: (facts: CaseFacts) => boolean;
  /** Numbers of a table, row after row. */
  count: (query: CubeQuery) => Float64Array;
  /** Cases a count would pass over; what lies in sums costs none, but for a few days at the ends of the period. */
  reads: (query: CubeQuery) => number;
  names: Record<'district' | 'block' | 'theme' | 'channel' | 'unit', Dictionary>;
  spots: Spots;
  /** Combinations and cases, for who keeps them or draws them. */
  combos: Combos;
  rows: { all: RowStore; open: RowStore };
  /** Takes note of cases put into the rows by others. */
  resume: () => void;
  size: () => number;
  bytes: () => { cases: number; sums: number; names: number };
  /** Prefix sums of every table for a measure, one at each call of the iterator. */
  prepare: (measure: MeasureId) => Generator<void>;
}

/** A theme by name: «block|fact»; a case that has neither has none. */
export const themeName = (block: string | null, fact: string | null): string | null =>
  block === null && fact === null ? null : `${block ?? ''}|${fact ?? ''}`;

/** The fact of a theme. */
export const themeFact = (theme: string | null): string | null =>
  theme === null ? null : theme.slice(theme.indexOf('|') + 1) || null;

/** Tables of two sides are kept to the day; those of three to eight, the days between read from the cases. */
const DAILY = 1;
const COARSE = 8;

const plannedCuboids = (): { cuboid: Cuboid; step: number }[] => [
  { cuboid: createCuboid(['district', 'block']), step: DAILY },
  { cuboid: createCuboid(['district', 'channel']), step: DAILY },
  { cuboid: createCuboid(['channel', 'unit']), step: DAILY },
  { cuboid: createCuboid(['block', 'theme', 'unit']), step: DAILY },
  { cuboid: createCuboid(['block', 'theme', 'channel']), step: DAILY },
  { cuboid: createCuboid(['district', 'unit']), step: DAILY },
  { cuboid: createCuboid(['district', 'block', 'channel']), step: DAILY },
  { cuboid: createCuboid(['district', 'block', 'theme']), step: DAILY },
  { cuboid: createCuboid(['block', 'theme', 'channel', 'unit']), step: COARSE },
  { cuboid: createCuboid(['district', 'channel', 'unit']), step: COARSE },
  { cuboid: createCuboid(['district', 'block', 'theme', 'unit']), step: COARSE },
  { cuboid: createCuboid(['district', 'block', 'theme', 'channel']), step: COARSE },
  { cuboid: createCuboid([], true), step: DAILY },
  { cuboid: createCuboid(['district', 'block'], true), step: COARSE },
];

/** Cases after the last day worth a ledger: slips of somebody's clock. */
const STRAY = 0.001;

/**
 * Every case of a city as a few small numbers in memory, and prefix sums over its days. Memory: ten bytes a case and the
 * sums, which are bounded by `budget`. Not a store: it is filled from the database and follows it (feed/held.ts).
 */
export function createCube({ budget, ledgersFrom = 200_000 }: CubeOptions): Cube {
  const names = {
    district: createDictionary(),
    block: createDictionary(),
    theme: createDictionary(),
    channel: createDictionary(),
    unit: createDictionary(),
  };
  const combos = createCombos(['district', 'block', 'theme', 'channel', 'unit']);
  const spots = createSpots();
  const all = createRowStore({ withDue: false });
  const open = createRowStore({ withDue: true });
  const tables = plannedCuboids().map((one) => ({ ...one, ledgers: new Map<MeasureId, Ledger>() }));
  type Table = (typeof tables)[number];
  /** Ledgers in the order of their last use. */
  const used = new Map<Ledger, { table: Table; measure: MeasureId }>();
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;

  const sumsBytes = (): number => [...used.keys()].reduce((sum, { bytes }) => sum + bytes, 0);

  function rowOf(facts: CaseFacts): Row {
    const { block, fact } = facts;
    const combo = combos.indexOf([
      names.district.code(facts.district),
      names.block.code(block),
      names.theme.code(themeName(block, fact)),
      names.channel.code(facts.channel),
      names.unit.code(facts.unit),
    ]);
    const spot = spots.indexOf(facts.hexagon, facts.square);
    return { day: facts.day, combo, spot, marks: packMarks(facts), due: facts.dueAt };
  }

  function add(facts: CaseFacts): void {
    const row = rowOf(facts);
    reach(row.day);
    all.add(row);
    if (facts.isOpen) open.add(row);
    first = Math.min(first, row.day);
    last = Math.max(last, row.day);
    touch(row, 1);
  }

  function remove(facts: CaseFacts): boolean {
    const row = rowOf(facts);
    reach(row.day);
    if (!all.remove(row)) return false;
    if (facts.isOpen && !open.remove(row)) return false;
    touch(row, -1);
    return true;
  }

  /** Ledgers up to a day, while the cases are as the ledgers know them. */
  function reach(day: number): void {
    for (const { cuboid, ledgers } of tables) {
      if (ledgers.size === 0) continue;
      cuboid.refresh(combos);
      for (const ledger of ledgers.values())
        reachDay(ledger, day, { store: all, hexagonOf: spots.hexagonOf() });
    }
  }

  function touch(row: Row, sign: 1 | -1): void {
    for (const table of tables) {
      if (table.ledgers.size === 0) continue;
      table.cuboid.refresh(combos);
      const cell = table.cuboid.cellOf(row.combo, spots.hexagonOf()[row.spot]!);
      for (const ledger of table.ledgers.values()) {
        touchLedger(ledger, row.day, cell, sign * ledger.weights[row.marks]!);
      }
    }
  }

  /** The last day but for a few cases dated far ahead. */
  function lastDay(): number {
    let left = Math.floor(all.size() * STRAY);
    for (const day of all.days().toReversed()) {
      left -= all.day(day)!.size;
      if (left < 0) return day;
    }
    return last;
  }

  function ledgerOf(table: Table, measure: MeasureId): Ledger | null {
    const known = table.ledgers.get(measure);
    if (known) {
      used.delete(known);
      used.set(known, { table, measure });
      return known;
    }
    table.cuboid.refresh(combos);
    const cells = table.cuboid.hasHexagons ? spots.hexagons.size() * 16 : table.cuboid.size();
    const needed = ledgerBytes(cells, table.step, last - first + 1);
    if (needed > budget) return null;
    for (const [old, { table: owner, measure: its }] of used) {
      if (sumsBytes() + needed <= budget) break;
      owner.ledgers.delete(its);
      used.delete(old);
    }
    const ledger = buildLedger(
      table.cuboid,
      { step: table.step, weights: weightsOf(measure), first, last: lastDay() },
      { store: all, hexagonOf: spots.hexagonOf() },
    );
    table.ledgers.set(measure, ledger);
    used.set(ledger, { table, measure });
    return ledger;
  }

  const sizeOf = (dimension: Dimension): number => {
    if (dimension === 'hexagon') return spots.hexagons.size();
    if (dimension in markSizes) return markSizes[dimension as keyof typeof markSizes];
    return names[dimension as keyof typeof names].size();
  };

  const held = (): Held => ({
    store: all,
    combos,
    first,
    last,
    hexagonOf: spots.hexagonOf(),
    spots: spots.size(),
  });

  /** The table whose sums answer a query; none for open cases, and none where there are few. */
  const tableOf = (query: CubeQuery, parts: Parts): Table | undefined =>
    measureOf(query.measure).ofOpen || all.size() < ledgersFrom
      ? undefined
      : tables.find(({ cuboid, step }) => serves(cuboid, step, parts));

  function reads(query: CubeQuery): number {
    const store = measureOf(query.measure).ofOpen ? open : all;
    const summed = tableOf(query, readParts(query, sizeOf))?.ledgers.get(query.measure);
    let cases = 0;
    for (const day of store.days()) {
      const isAsked = day >= query.from && day <= query.to;
      const isSummed = summed && day >= summed.from && day <= endOfLedger(summed);
      if (isAsked && !isSummed) cases += store.day(day)!.size;
    }
    return cases;
  }

  function count(query: CubeQuery): Float64Array {
    const out = new Float64Array(query.rows.size * query.columns.size);
    if (all.size() === 0 || query.to < query.from) return out;
    const parts = readParts(query, sizeOf);
    const { ofOpen } = measureOf(query.measure);
    const weights = weightsOf(query.measure);
    const table = tableOf(query, parts);
    const ledger = table && ledgerOf(table, query.measure);
    if (ledger) {
      ledger.cuboid.refresh(combos);
      sumLedger(ledger, held(), query, parts, out);
      return out;
    }
    const period = { start: query.from, from: Math.max(query.from, first), to: Math.min(query.to, last) };
    const before = ofOpen?.isOverdue ? query.now : null;
    scanRows({ ...held(), ...period, store: ofOpen ? open : all, parts, weights, before }, out);
    return out;
  }

  function* prepare(measure: MeasureId): Generator<void> {
    if (all.size() < ledgersFrom || measureOf(measure).ofOpen) return;
    for (const table of tables) {
      ledgerOf(table, measure);
      yield;
    }
  }

  return {
    add,
    remove,
    count,
    reads,
    prepare,
    names,
    spots,
    combos,
    rows: { all, open },
    resume() {
      const days = all.days();
      first = days[0] ?? first;
      last = days.at(-1) ?? last;
    },
    size: () => all.size(),
    bytes: () => ({
      cases: all.bytes() + open.bytes(),
      sums: sumsBytes(),
      names: combos.bytes() + spots.bytes() + tables.reduce((sum, { cuboid }) => sum + cuboid.bytes(), 0),
    }),
  };
}
