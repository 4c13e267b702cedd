import { addNumber, numberAt } from '../../../shared/lists.ts';

/**
 * Counts over rows × columns as they are published: with the totals of rows, of columns and of the whole. Several counts of
 * the same people stand one on another as sheets: answered = in time + late. Pure.
 */

/** Places are numbered row by row; the last row and the last column are totals. */
export interface Shape {
  /** Without the row and the column of totals. */
  rows: number;
  columns: number;
}

export interface Sheet {
  /** A whole number not below nothing for each place, totals with the rest. */
  values: readonly number[];
  /** False for what no table shows and anybody can subtract: answered less late. */
  isPublished: boolean;
  /** False where totals alone are told: what they are totals of may be anything. */
  isInnerTold: boolean;
}

/**
 * A way in which the people of one place could have been others without a contradiction between the sheets: one more in each
 * sheet of `more`, one less in each of `less` (numbers of sheets). «One more was answered, in time»: answered and in time.
 */
export interface Move {
  more: readonly number[];
  less: readonly number[];
}

export interface Table extends Shape {
  sheets: readonly Sheet[];
  moves: readonly Move[];
}

/** A total of a row, of a column or of the whole. */
export const isTotal = ({ rows, columns }: Shape, place: number): boolean =>
  place >= rows * (columns + 1) || place % (columns + 1) === columns;

export const placesOf = ({ rows, columns }: Shape): number => (rows + 1) * (columns + 1);

/** Inner numbers, row by row, with their totals. */
export function addTotals({ rows, columns }: Shape, inner: readonly number[]): number[] {
  const width = columns + 1;
  const values = new Array<number>((rows + 1) * width).fill(0);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const value = numberAt(inner, row * columns + column);
      for (const at of [row * width + column, row * width + columns]) addNumber(values, at, value);
      for (const at of [rows * width + column, rows * width + columns]) addNumber(values, at, value);
    }
  return values;
}

const minus = (one: readonly number[], other: readonly number[]): number[] =>
  one.map((value, at) => value - numberAt(other, at));

/** Sheets of a table, by their number. */
export const WHOLE = 0;
export const PART = 1;
const REST = 2;

/** A count as it is to be told: inner numbers with their totals, or totals alone. */
export interface Told {
  values: readonly number[];
  isInnerTold: boolean;
}

/** A count, and a part of it where there is one, with the rest that anybody can subtract. */
export function makeTable(shape: Shape, whole: Told, part?: Told): Table {
  const first: Sheet = { ...whole, isPublished: true };
  if (!part) return { ...shape, sheets: [first], moves: [{ more: [WHOLE], less: [] }] };
  const rest: Sheet = {
    values: minus(whole.values, part.values),
    isPublished: false,
    isInnerTold: whole.isInnerTold && part.isInnerTold,
  };
  return {
    ...shape,
    sheets: [first, { ...part, isPublished: true }, rest],
    moves: [
      { more: [WHOLE, REST], less: [] },
      { more: [WHOLE, PART], less: [] },
      { more: [PART], less: [REST] },
    ],
  };
}
