import type { Cuboid } from './cuboid.ts';
import type { Source, StoreName } from './measures.ts';
import type { DayRows, RowStore } from './rows.ts';

export type Stores = Readonly<Record<StoreName, RowStore>>;

/**
 * Prefix sums of one measure over days: for every block of `step` days, what each cell of a cuboid held from the first
 * day to the block's end. A period is a difference of two rows and the days between its ends and the nearest block ends,
 * which are read from the cases themselves: two levels. A stock is one row: what had begun by then without what had ended,
 * of all days before too.
 */
export interface Ledger {
  cuboid: Cuboid;
  step: number;
  /** First day of the first block; what lies before is read from the cases. */
  from: number;
  /** Of a stock what stood before the first day; null of other measures, which begin with nothing. */
  base: Int32Array<ArrayBuffer> | null;
  /** Row of a block: cumulative by cell; shorter than the cuboid where cells were met later. */
  rows: Int32Array<ArrayBuffer>[];
  sources: readonly Source[];
  bytes: number;
}

/** Days a ledger reaches back from the newest case: three years and a half; older ones are read from the cases. */
export const LEDGER_DAYS = 1280;

interface Origin {
  stores: Stores;
  /** Hexagon of each spot. */
  hexagonOf: Uint32Array;
}

/** Bytes a ledger of so many cells takes. */
export const ledgerBytes = (cells: number, step: number, days: number): number =>
  cells * 4 * Math.ceil(Math.min(days, LEDGER_DAYS) / step);

export interface LedgerPlan {
  step: number;
  sources: readonly Source[];
  isStock: boolean;
  /** First and last day of its rows. */
  first: number;
  last: number;
}

export function buildLedger(
  cuboid: Cuboid,
  { step, sources, isStock, first, last }: LedgerPlan,
  origin: Origin,
): Ledger {
  const from = Math.max(first, last - LEDGER_DAYS + 1);
  const ledger: Ledger = { cuboid, step, from, base: null, rows: [], sources, bytes: 0 };
  let sums = new Int32Array(roomy(cuboid.size()));
  if (isStock) {
    for (const day of daysOf(ledger, origin)) if (day < from) sums = addCases(ledger, day, origin, sums);
    ledger.base = sums;
    ledger.bytes += sums.byteLength;
    sums = sums.slice();
  }
  for (let start = from; start <= last; start += step) {
    for (let day = start; day < start + step; day += 1) {
      sums = addCases(ledger, day, origin, sums);
    }
    ledger.rows.push(sums);
    ledger.bytes += sums.byteLength;
    sums = sums.slice();
  }
  if (cuboid.hasHexagons) numberRest(ledger, origin);
  return ledger;
}

/** Days on which any of its stores has rows, each once. */
const daysOf = ({ sources }: Ledger, { stores }: Origin): Set<number> =>
  new Set(sources.flatMap(({ store }) => stores[store].days()));

/** Cells of cases that lie outside the days of the ledger: their number is asked for while they are read. */
function numberRest(ledger: Ledger, { stores, hexagonOf }: Origin): void {
  for (const { store } of ledger.sources) {
    for (const day of stores[store].days()) {
      if (day >= ledger.from && day <= endOfLedger(ledger)) continue;
      const { size, combo, spot } = stores[store].day(day)!;
      for (let at = 0; at < size; at += 1) ledger.cuboid.cellOf(combo[at]!, hexagonOf[spot[at]!]!);
    }
  }
}

/** A little more than there are cells: some are met tomorrow. */
const roomy = (cells: number): number => Math.ceil(cells * 1.05) + 16;

/** Returns the sums, which may have moved: cells with hexagons are numbered as they are met. */
function addDay(
  { size, combo, spot, marks }: DayRows,
  { cuboid, hexagonOf, source }: { cuboid: Cuboid; hexagonOf: Uint32Array; source: Source },
  into: Int32Array<ArrayBuffer>,
): Int32Array<ArrayBuffer> {
  const { weights, sign } = source;
  let sums = into;
  const coarse = cuboid.coarse();
  for (let at = 0; at < size; at += 1) {
    const cell = cuboid.hasHexagons ? cuboid.cellOf(combo[at]!, hexagonOf[spot[at]!]!) : coarse[combo[at]!]!;
    if (cell >= sums.length) sums = widen(sums, cell);
    sums[cell]! += sign * weights[marks[at]!]!;
  }
  return sums;
}

/** Days a ledger grows by at once; what is dated later is a slip of somebody's clock and is read from the cases. */
const AHEAD_DAYS = 31;

export const endOfLedger = ({ from, rows, step }: Ledger): number => from + rows.length * step - 1;

/**
 * Makes room for a day, with the cases already dated there; call it before a case of that day comes or leaves. Days far
 * ahead are let be.
 */
export function reachDay(ledger: Ledger, day: number, origin: Origin): void {
  if (day > endOfLedger(ledger) + AHEAD_DAYS) return;
  while (endOfLedger(ledger) < day) {
    const start = endOfLedger(ledger) + 1;
    let sums = (ledger.rows.at(-1) ?? ledger.base)?.slice() ?? new Int32Array(roomy(ledger.cuboid.size()));
    for (let at = start; at < start + ledger.step; at += 1) sums = addCases(ledger, at, origin, sums);
    ledger.rows.push(sums);
    ledger.bytes += sums.byteLength;
  }
}

function addCases(
  { cuboid, sources }: Ledger,
  day: number,
  { stores, hexagonOf }: Origin,
  into: Int32Array<ArrayBuffer>,
): Int32Array<ArrayBuffer> {
  let sums = into;
  for (const source of sources) {
    const rows = stores[source.store].day(day);
    if (rows) sums = addDay(rows, { cuboid, hexagonOf, source }, sums);
  }
  return sums;
}

/** A row of a store came or left (a negative weight): its cell in the block of its day and in all later ones. */
export function touchLedger(ledger: Ledger, day: number, cell: number, weight: number): void {
  if (weight === 0 || day > endOfLedger(ledger)) return;
  if (day < ledger.from) {
    if (!ledger.base) return;
    ledger.base = addTo(ledger, ledger.base, cell, weight);
  }
  const block = Math.max(0, Math.floor((day - ledger.from) / ledger.step));
  for (let at = block; at < ledger.rows.length; at += 1) {
    ledger.rows[at] = addTo(ledger, ledger.rows[at]!, cell, weight);
  }
}

/** Returns the row, which may have moved. */
function addTo(
  ledger: Ledger,
  row: Int32Array<ArrayBuffer>,
  cell: number,
  weight: number,
): Int32Array<ArrayBuffer> {
  let sums = row;
  if (cell >= sums.length) {
    sums = widen(sums, cell);
    ledger.bytes += sums.byteLength - row.byteLength;
  }
  sums[cell]! += weight;
  return sums;
}

function widen(row: Int32Array, cell: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(Math.ceil(Math.max(cell + 1, row.length * 1.25)));
  wider.set(row);
  return wider;
}

/** Number of whole blocks before the block end nearest to the beginning of a day. */
export const nearestBlock = ({ from, rows, step }: Ledger, day: number): number =>
  Math.min(rows.length, Math.max(0, Math.round((day - from) / step)));

/** How a period is told by a ledger: the row to subtract, the row to add, and days to read with their sign. */
export interface Cut {
  /** −1 = nothing to subtract. */
  lower: number;
  upper: number;
  edges: { from: number; to: number; sign: 1 | -1 }[];
}

/**
 * The nearest block ends of a period; null when the ledger does not help. A block end outside the period is as good as
 * one within: what is too much is taken away again.
 * @param days the first and the last day that has a case.
 */
export function cutPeriod(
  ledger: Ledger,
  { from, to }: { from: number; to: number },
  days: { first: number; last: number },
): Cut | null {
  const { step, rows } = ledger;
  const end = endOfLedger(ledger);
  if (rows.length === 0 || to < ledger.from || from > end) return null;
  const edges: Cut['edges'] = [];
  const lower = nearestBlock(ledger, Math.max(from, ledger.from));
  const upper = nearestBlock(ledger, Math.min(to, end) + 1);
  const lowerDay = ledger.from + lower * step;
  const upperDay = ledger.from + upper * step;
  const start = Math.max(from, days.first);
  if (start < lowerDay) edges.push({ from: start, to: lowerDay - 1, sign: 1 });
  if (start > lowerDay) edges.push({ from: lowerDay, to: start - 1, sign: -1 });
  if (to + 1 > upperDay) edges.push({ from: upperDay, to: Math.min(to, end), sign: 1 });
  if (to + 1 < upperDay) edges.push({ from: to + 1, to: upperDay - 1, sign: -1 });
  if (to > end) edges.push({ from: end + 1, to: Math.min(to, days.last), sign: 1 });
  return { lower: lower - 1, upper: upper - 1, edges: edges.filter((edge) => edge.from <= edge.to) };
}
