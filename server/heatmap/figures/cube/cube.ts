import { firstOf } from '../../../../shared/lists.ts';
import { uint8At, uint32At } from '../../../lib/typed-arrays.ts';
import { type Combos, createCombos } from './cuboid.ts';
import { createDictionary, type Dictionary } from './dictionary.ts';
import { buildLedger, endOfLedger, type Ledger, ledgerBytes, reachDay, touchLedger } from './ledger.ts';
import { packMarks } from './marks.ts';
import { type MeasureId, measureOf, ofOpenOf, type StoreName, sourcesOf, weightsOf } from './measures.ts';
import { answers, plannedTables, stepOf, type Table } from './planned.ts';
import { type CubeQuery, type Dimension, markSizes, type Parts, readParts } from './query.ts';
import { createRowStore, type Row, type RowStore } from './rows.ts';
import { scanRows } from './scan.ts';
import { type Course, turnsOf } from './spells.ts';
import { createSpots, type Spots } from './spots.ts';
import { scanStock, sumStock } from './stock.ts';
import { type Held, scanSource, sumLedger } from './sums.ts';

/** A case as it is counted. */
export interface CaseFacts extends Course {
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
  rows: Readonly<Record<StoreName | 'open', RowStore>>;
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

/** Cases after the last day worth a ledger: slips of somebody's clock. */
const STRAY = 0.001;

/**
 * Every case of a city as a few small numbers in memory, and prefix sums over its days. Memory: ten bytes a case and each of its turns,
 * and the sums, which are bounded by `budget`. Not a store: it is filled from the database and follows it (feed/held.ts).
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
  const stores = {
    all,
    starts: createRowStore({ withDue: false }),
    ends: createRowStore({ withDue: false }),
  };
  const tables = plannedTables();
  /** Ledgers in the order of their last use. */
  const used = new Map<Ledger, { table: Table; measure: MeasureId }>();

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

  /** Every row a case has in the stores that are summed. */
  function* rowsOf(facts: CaseFacts, own: Row): Generator<[StoreName, Row]> {
    if (facts.isCounted) yield ['all', own];
    const { starts, ends } = turnsOf(facts);
    for (const turn of starts) yield ['starts', { ...own, ...turn }];
    for (const turn of ends) yield ['ends', { ...own, ...turn }];
  }

  function add(facts: CaseFacts): void {
    const row = rowOf(facts);
    if (facts.isCounted) reach(row.day);
    for (const [name, one] of rowsOf(facts, row)) {
      stores[name].add(one);
      touch(name, one, 1);
    }
    if (facts.isCounted && facts.isOpen) open.add(row);
  }

  function remove(facts: CaseFacts): boolean {
    const row = rowOf(facts);
    if (facts.isCounted) reach(row.day);
    for (const [name, one] of rowsOf(facts, row)) {
      if (!stores[name].remove(one)) return false;
      touch(name, one, -1);
    }
    return !(facts.isCounted && facts.isOpen) || open.remove(row);
  }

  /** Ledgers up to a day, while the cases are as the ledgers know them. */
  function reach(day: number): void {
    for (const { cuboid, ledgers } of tables) {
      if (ledgers.size === 0) continue;
      cuboid.refresh(combos);
      for (const ledger of ledgers.values()) reachDay(ledger, day, { stores, hexagonOf: spots.hexagonOf() });
    }
  }

  function touch(name: StoreName, row: Row, sign: 1 | -1): void {
    for (const table of tables) {
      if (table.ledgers.size === 0) continue;
      table.cuboid.refresh(combos);
      const cell = table.cuboid.cellOf(row.combo, uint32At(spots.hexagonOf(), row.spot));
      for (const ledger of table.ledgers.values()) {
        for (const source of ledger.sources) {
          if (source.store !== name) continue;
          touchLedger(ledger, row.day, cell, sign * source.sign * uint8At(source.weights, row.marks));
        }
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
    return all.last();
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
    const step = stepOf(table, measure);
    const needed = ledgerBytes(cells, step, all.last() - all.first() + 1);
    if (needed > budget) return null;
    for (const [old, { table: owner, measure: its }] of used) {
      if (sumsBytes() + needed <= budget) break;
      owner.ledgers.delete(its);
      used.delete(old);
    }
    const isStock = measureOf(measure).family === 'stock';
    const days = { first: all.first(), last: lastDay() };
    const plan = { step, isStock, sources: sourcesOf(measure), ...days };
    const ledger = buildLedger(table.cuboid, plan, { stores, hexagonOf: spots.hexagonOf() });
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
    stores,
    combos,
    hexagonOf: spots.hexagonOf(),
    spots: spots.size(),
  });

  /** The table whose sums answer a query; none for open cases, and none where there are few. */
  const tableOf = ({ measure }: CubeQuery, parts: Parts): Table | undefined =>
    ofOpenOf(measure) || all.size() < Math.max(1, ledgersFrom)
      ? undefined
      : tables.find((table) => answers(table, measure, parts));

  function reads(query: CubeQuery): number {
    const store = ofOpenOf(query.measure) ? open : stores[firstOf(sourcesOf(query.measure)).store];
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
    if (query.to < query.from) return out;
    const parts = readParts(query, sizeOf);
    const { measure } = query;
    const { family } = measureOf(measure);
    const table = tableOf(query, parts);
    const ledger = table && ledgerOf(table, measure);
    if (ledger) {
      ledger.cuboid.refresh(combos);
      if (family === 'stock') sumStock(ledger, held(), query, parts, out);
      else sumLedger(ledger, held(), query, parts, out);
      return out;
    }
    const isOfOpen = ofOpenOf(measure);
    if (isOfOpen) countOpen(query, parts, isOfOpen.isOverdue, out);
    else if (family === 'stock') scanStock(sourcesOf(measure), held(), query, parts, out);
    else scanSource(firstOf(sourcesOf(measure)), held(), { query, parts }, query, out);
    return out;
  }

  /** Open now, by the day of registration. */
  function countOpen(query: CubeQuery, parts: Parts, isOverdue: boolean, out: Float64Array): void {
    const from = Math.max(query.from, open.first());
    const days = { start: query.from, from, to: Math.min(query.to, open.last()) };
    const before = isOverdue ? query.now : null;
    scanRows({ ...held(), ...days, store: open, parts, weights: weightsOf('open'), before }, out);
  }

  function* prepare(measure: MeasureId): Generator<void> {
    if (all.size() < Math.max(1, ledgersFrom) || ofOpenOf(measure)) return;
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
    rows: { ...stores, open },
    size: () => all.size(),
    bytes: () => ({
      cases: [...Object.values(stores), open].reduce((sum, store) => sum + store.bytes(), 0),
      sums: sumsBytes(),
      names: combos.bytes() + spots.bytes() + tables.reduce((sum, { cuboid }) => sum + cuboid.bytes(), 0),
    }),
  };
}
