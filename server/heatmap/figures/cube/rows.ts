import { float64At, uint16At, uint32At } from '../../../lib/typed-arrays.ts';
import { roomFor } from './dictionary.ts';

/** Cases of one local day, one a place of the arrays, in no order. */
export interface DayRows {
  size: number;
  combo: Uint32Array;
  spot: Uint32Array;
  marks: Uint16Array;
  /** ms; of cases whose term runs, else absent. NaN = no term. */
  due: Float64Array | null;
}

/** A case as the cube keeps it. */
export interface Row {
  /** Days since 1970-01-01, local. */
  day: number;
  combo: number;
  spot: number;
  marks: number;
  /** ms; null = none. */
  due: number | null;
}

export interface RowStore {
  add: (row: Row) => void;
  /** Takes away one case that looks so; false when there is none. */
  remove: (row: Row) => boolean;
  withDue: boolean;
  day: (day: number) => DayRows | undefined;
  /** Puts a whole day that was kept elsewhere. */
  put: (day: number, rows: DayRows) => void;
  /** Days that have cases now or had them, rising. */
  days: () => number[];
  /** First and last of them; the first is after the last where there is none. */
  first: () => number;
  last: () => number;
  size: () => number;
  bytes: () => number;
}

/**
 * Cases by day of registration. They bear no id: two that look alike are one another's match, so an answer never
 * depends on which of them left.
 */
export function createRowStore({ withDue }: { withDue: boolean }): RowStore {
  const byDay = new Map<number, DayRows>();
  const span = createSpan();
  let total = 0;

  function add({ day, combo, spot, marks, due }: Row): void {
    let rows = byDay.get(day);
    if (!rows) {
      rows = makeDay(withDue);
      byDay.set(day, rows);
      span.meet(day);
    }
    const at = rows.size;
    if (at >= rows.combo.length) {
      rows.combo = roomFor(rows.combo, at);
      rows.spot = roomFor(rows.spot, at);
      rows.marks = roomFor(rows.marks, at);
      if (rows.due) rows.due = roomFor(rows.due, at);
    }
    rows.combo[at] = combo;
    rows.spot[at] = spot;
    rows.marks[at] = marks;
    if (rows.due) rows.due[at] = due ?? Number.NaN;
    rows.size += 1;
    total += 1;
  }

  function remove(row: Row): boolean {
    const rows = byDay.get(row.day);
    const at = rows ? findRow(rows, row) : -1;
    if (!rows || at < 0) return false;
    const last = rows.size - 1;
    rows.combo[at] = uint32At(rows.combo, last);
    rows.spot[at] = uint32At(rows.spot, last);
    rows.marks[at] = uint16At(rows.marks, last);
    if (rows.due) rows.due[at] = float64At(rows.due, last);
    rows.size -= 1;
    total -= 1;
    return true;
  }

  return {
    add,
    remove,
    withDue,
    day: (day) => byDay.get(day),
    put(day, rows) {
      total += rows.size - (byDay.get(day)?.size ?? 0);
      byDay.set(day, rows);
      span.meet(day);
    },
    first: span.first,
    last: span.last,
    days: () => [...byDay.keys()].sort((a, b) => a - b),
    size: () => total,
    bytes: () => [...byDay.values()].reduce((sum, rows) => sum + rows.combo.length * (withDue ? 18 : 10), 0),
  };
}

/** The first and the last of the days met. */
function createSpan() {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  return {
    meet(day: number): void {
      first = Math.min(first, day);
      last = Math.max(last, day);
    },
    first: () => first,
    last: () => last,
  };
}

const makeDay = (withDue: boolean): DayRows => ({
  size: 0,
  combo: new Uint32Array(16),
  spot: new Uint32Array(16),
  marks: new Uint16Array(16),
  due: withDue ? new Float64Array(16) : null,
});

/** From the end: what changes has mostly come lately. */
function findRow({ size, combo, spot, marks, due }: DayRows, row: Row): number {
  for (let at = size - 1; at >= 0; at -= 1) {
    if (combo[at] !== row.combo || spot[at] !== row.spot || marks[at] !== row.marks) continue;
    if (!due || Object.is(due[at], row.due ?? Number.NaN)) return at;
  }
  return -1;
}
