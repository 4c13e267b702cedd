import { type ComboDimension, type Combos, comboDimensions } from './cuboid.ts';
import { joinMarks, OUT, type Parts } from './query.ts';
import type { DayRows, RowStore } from './rows.ts';

/** Sums over combinations of the parts of their dimensions; OUT where any is left out. */
export function joinCombos(combos: Combos, parts: Parts): Int32Array {
  const size = combos.size();
  const table = new Int32Array(size);
  let isFirst = true;
  for (const dimension of combos.dimensions) {
    const part = parts.get(dimension);
    if (!part) continue;
    const codes = combos.codes(dimension);
    if (isFirst) for (let at = 0; at < size; at += 1) table[at] = part[codes[at]!]!;
    else {
      for (let at = 0; at < size; at += 1) {
        const more = part[codes[at]!]!;
        table[at] = more < 0 || table[at]! < 0 ? OUT : table[at]! + more;
      }
    }
    isFirst = false;
  }
  return table;
}

export interface ScanInput {
  store: RowStore;
  combos: Combos;
  hexagonOf: Uint32Array;
  spots: number;
  parts: Parts;
  from: number;
  to: number;
  /** First day of the query, which the parts of days begin with. */
  start: number;
  /** What marks add to a cell. */
  weights: Uint8Array;
  /** Takes cases whose term is over by this moment alone; null = all. */
  before: number | null;
}

/** Counts over the cases themselves, by every filter and side; a hundred million a second. */
export function scanRows(input: ScanInput, out: Float64Array): void {
  const { store, from, to, start, parts, before } = input;
  const days = parts.get('day');
  const rows: { rows: DayRows; base: number }[] = [];
  let total = 0;
  for (const day of daysBetween(store, from, to)) {
    const base = days ? days[day - start]! : 0;
    const found = store.day(day)!;
    if (base < 0 || found.size === 0) continue;
    rows.push({ rows: found, base });
    total += found.size;
  }
  if (total === 0) return;
  const marks = joinMarks(parts);
  const hexagons = parts.get('hexagon');
  const spots = hexagons ? joinSpots(input, hexagons) : null;
  const combos =
    total < input.combos.size() ? lazyCombos(input.combos, parts) : joinCombos(input.combos, parts);
  for (const one of rows) {
    if (before !== null) addOverdue(one, { combos, marks, spots, before }, out);
    else addDay(one, { combos, marks, spots, weights: input.weights }, out);
  }
}

/** Days of a period that have cases. */
function* daysBetween(store: RowStore, from: number, to: number): Generator<number> {
  for (let day = from; day <= to; day += 1) if (store.day(day)) yield day;
}

type ByCombo = Int32Array | ((combo: number) => number);

/** For few cases: only their combinations are looked up. */
export function lazyCombos(combos: Combos, parts: Parts): (combo: number) => number {
  const used = comboDimensions.flatMap((dimension: ComboDimension) => {
    const part = parts.get(dimension);
    return part ? [{ part, codes: combos.codes(dimension) }] : [];
  });
  return (combo) => {
    let sum = 0;
    for (const { part, codes } of used) sum += part[codes[combo]!]!;
    // Two left out at once are out all the same.
    return sum < 0 ? OUT : sum;
  };
}

function joinSpots({ hexagonOf, spots }: ScanInput, part: Int32Array): Int32Array {
  const table = new Int32Array(spots);
  for (let at = 0; at < spots; at += 1) table[at] = part[hexagonOf[at]!]!;
  return table;
}

interface Tables {
  combos: ByCombo;
  marks: Int32Array | null;
  spots: Int32Array | null;
}

function placeOf({ combos, marks, spots }: Tables, rows: DayRows, at: number): number {
  const combo = rows.combo[at]!;
  let place = typeof combos === 'function' ? combos(combo) : combos[combo]!;
  if (marks) place += marks[rows.marks[at]!]!;
  if (spots) place += spots[rows.spot[at]!]!;
  return place;
}

function addDay(
  { rows, base }: { rows: DayRows; base: number },
  tables: Tables & { weights: Uint8Array },
  out: Float64Array,
): void {
  const { combos, marks, spots, weights } = tables;
  if (typeof combos !== 'function' && !marks && !spots) {
    const { size, combo, marks: own } = rows;
    for (let at = 0; at < size; at += 1) {
      const place = combos[combo[at]!]! + base;
      if (place >= 0) out[place]! += weights[own[at]!]!;
    }
    return;
  }
  for (let at = 0; at < rows.size; at += 1) {
    const place = placeOf(tables, rows, at) + base;
    if (place >= 0) out[place]! += weights[rows.marks[at]!]!;
  }
}

function addOverdue(
  { rows, base }: { rows: DayRows; base: number },
  tables: Tables & { before: number },
  out: Float64Array,
): void {
  const { before } = tables;
  const due = rows.due!;
  for (let at = 0; at < rows.size; at += 1) {
    if (!(due[at]! < before)) continue;
    const place = placeOf(tables, rows, at) + base;
    if (place >= 0) out[place]! += 1;
  }
}
