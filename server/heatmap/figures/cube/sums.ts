import { isOneOf } from '../../../../shared/lists.ts';
import type { Combos, Cuboid } from './cuboid.ts';
import { type Cut, cutPeriod, endOfLedger, type Ledger, type Stores } from './ledger.ts';
import type { Source } from './measures.ts';
import { type CubeQuery, OUT, type Parts } from './query.ts';
import { joinCombos, lazyCombos, scanRows } from './scan.ts';

/** What a cube counts from. */
export interface Held {
  stores: Stores;
  combos: Combos;
  hexagonOf: Uint32Array;
  spots: number;
}

/** Whether a ledger of this cuboid answers a query of these parts. */
export function serves(cuboid: Cuboid, step: number, parts: Parts): boolean {
  for (const dimension of parts.keys()) {
    if (dimension === 'day') {
      if (step !== 1) return false;
    } else if (dimension === 'hexagon') {
      if (!cuboid.hasHexagons) return false;
    } else if (!isOneOf(cuboid.dimensions, dimension)) return false;
  }
  return true;
}

/** Cells that take part, each with its place in the answer. */
export interface Wanted {
  cells: Int32Array;
  places: Int32Array;
}

export function findWanted(cuboid: Cuboid, parts: Parts): Wanted {
  const cells = new Int32Array(cuboid.size());
  const places = new Int32Array(cuboid.size());
  let size = 0;
  const take = (cell: number, place: number): void => {
    if (place < 0) return;
    cells[size] = cell;
    places[size] = place;
    size += 1;
  };
  const narrow = cuboid.hasHexagons ? null : narrowest(cuboid, parts);
  if (cuboid.hasHexagons) {
    const byCombo = joinCombos(cuboid.combos, parts);
    const byHexagon = parts.get('hexagon');
    const { combo, hexagon } = cuboid.pairs();
    for (let at = 0; at < cells.length; at += 1)
      take(at, byCombo[combo[at]!]! + (byHexagon ? byHexagon[hexagon[at]!]! : 0));
  } else if (narrow) {
    const placeOf = lazyCombos(cuboid.combos, parts);
    for (const list of narrow)
      for (let at = 0; at < list.length; at += 1) take(list[at]!, placeOf(list[at]!));
  } else {
    const byCombo = joinCombos(cuboid.combos, parts);
    for (let at = 0; at < byCombo.length; at += 1) take(at, byCombo[at]!);
  }
  return { cells: cells.subarray(0, size), places: places.subarray(0, size) };
}

/** Cells of the values a dimension takes, of that dimension which takes fewest; null when it takes more than a third. */
function narrowest(cuboid: Cuboid, parts: Parts): (readonly number[])[] | null {
  let best: (readonly number[])[] | null = null;
  let least = cuboid.size() / 3;
  for (const dimension of cuboid.dimensions) {
    const part = parts.get(dimension);
    if (!part) continue;
    const lists: (readonly number[])[] = [];
    let count = 0;
    for (let code = 0; code < part.length && count < least; code += 1) {
      if (part[code]! < 0) continue;
      const list = cuboid.cellsWith(dimension, code);
      lists.push(list);
      count += list.length;
    }
    if (count >= least) continue;
    least = count;
    best = lists;
  }
  return best;
}

/** Counts by prefix sums: the cost is that of the cells, whatever the number of cases. */
export function sumLedger(
  ledger: Ledger,
  held: Held,
  query: CubeQuery,
  parts: Parts,
  out: Float64Array,
): void {
  const wanted = findWanted(ledger.cuboid, parts);
  if (parts.has('day')) {
    sumByDays(ledger, held, { query, parts, wanted }, out);
    return;
  }
  // Of a period it has one source.
  const store = held.stores[ledger.sources[0]!.store];
  // Nothing has happened of what it counts: it has no days.
  if (store.first() > store.last()) return;
  const cut = cutPeriod(ledger, query, { first: store.first(), last: store.last() });
  if (!cut) {
    scanSource(ledger.sources[0]!, held, { query, parts }, query, out);
    return;
  }
  if (cut.upper >= 0)
    addDifference(ledger.rows[cut.upper]!, ledger.rows[cut.lower], { wanted, line: 0 }, out);
  if (cut.edges.length > 0)
    addEdges(ledger, held, { edges: cut.edges, places: placesOf(ledger, wanted), line: 0 }, out);
}

/** Adds what the cells gained from one row to a later one, at their places moved by `line`. */
export function addDifference(
  upper: Int32Array,
  lower: Int32Array | undefined,
  { wanted: { cells, places }, line }: { wanted: Wanted; line: number },
  out: Float64Array,
): void {
  const above = upper.length;
  const below = lower?.length ?? 0;
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at]!;
    // A row is shorter than the cells where some were met later.
    if (cell < above) out[places[at]! + line]! += upper[cell]! - (cell < below ? lower![cell]! : 0);
  }
}

/** The place in the answer of each cell of a ledger. */
export function placesOf({ cuboid }: Ledger, { cells, places }: Wanted): Int32Array {
  const byCell = new Int32Array(cuboid.size()).fill(OUT);
  for (let at = 0; at < cells.length; at += 1) byCell[cells[at]!] = places[at]!;
  return byCell;
}

/** Adds the rows of some days, at the places of their cells moved by `line`. */
export function addEdges(
  { cuboid, sources }: Ledger,
  { stores, hexagonOf }: Held,
  { edges, places, line }: { edges: Cut['edges']; places: Int32Array; line: number },
  out: Float64Array,
): void {
  const { hasHexagons } = cuboid;
  const coarse = cuboid.coarse();
  for (const source of sources) {
    const { weights } = source;
    for (const { from, to, sign } of edges) {
      for (let day = from; day <= to; day += 1) {
        const rows = stores[source.store].day(day);
        if (!rows) continue;
        const { size, combo, spot, marks } = rows;
        const signed = sign * source.sign;
        for (let at = 0; at < size; at += 1) {
          const cell = hasHexagons ? cuboid.cellOf(combo[at]!, hexagonOf[spot[at]!]!) : coarse[combo[at]!]!;
          const place = places[cell]!;
          if (place >= 0) out[place + line]! += signed * weights[marks[at]!]!;
        }
      }
    }
  }
}

interface DayQuery {
  query: CubeQuery;
  parts: Parts;
  wanted: Wanted;
}

/** A table with days along a side: runs of days of one line are differences of two rows. */
function sumByDays(ledger: Ledger, held: Held, { query, parts, wanted }: DayQuery, out: Float64Array): void {
  const days = parts.get('day')!;
  const from = Math.max(query.from, ledger.from);
  const to = Math.min(query.to, endOfLedger(ledger));
  for (let day = from; day <= to; ) {
    const line = days[day - query.from]!;
    let next = day + 1;
    while (next <= to && days[next - query.from] === line) next += 1;
    if (line >= 0) {
      const upper = ledger.rows[next - 1 - ledger.from]!;
      addDifference(upper, ledger.rows[day - 1 - ledger.from], { wanted, line }, out);
    }
    day = next;
  }
  const rest = (start: number, end: number) =>
    scanSource(ledger.sources[0]!, held, { query, parts }, { from: start, to: end }, out);
  if (to < from) rest(query.from, query.to);
  else {
    rest(query.from, from - 1);
    rest(to + 1, query.to);
  }
}

/** Counts the rows of a source over days, whatever its sign. */
export function scanSource(
  { store: name, weights }: Source,
  { stores, combos, hexagonOf, spots }: Held,
  { query, parts }: { query: CubeQuery; parts: Parts },
  { from, to }: { from: number; to: number },
  out: Float64Array,
): void {
  const store = stores[name];
  const days = { start: query.from, from: Math.max(from, store.first()), to: Math.min(to, store.last()) };
  scanRows({ ...days, store, combos, hexagonOf, spots, parts, weights, before: null }, out);
}
