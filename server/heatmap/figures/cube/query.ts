import { outcomes } from '../../../../shared/contract/messages/cases.ts';
import { keysOf, knownIn } from '../../../../shared/known.ts';
import { int32At, uint8At } from '../../../lib/typed-arrays.ts';
import type { ComboDimension } from './cuboid.ts';
import { importances, MARKS, unpackMarks } from './marks.ts';
import type { MeasureId } from './measures.ts';

/** What a case may be told apart by. */
export type Dimension =
  | ComboDimension
  | 'hexagon'
  | 'day'
  | 'importance'
  | 'outcome'
  | 'rating'
  | 'applicant';

/** One side of a table: which line a value belongs to. */
export interface Axis {
  of: Dimension;
  /** Lines. */
  size: number;
  /** Line of a code (of a day: of its number); negative = left out. */
  line: (code: number) => number;
}

export interface CubeFilter {
  of: Dimension;
  takes: (code: number) => boolean;
}

export interface CubeQuery {
  rows: Axis;
  columns: Axis;
  filters?: readonly CubeFilter[];
  /** Local days, both included: numbers since 1970-01-01; of a stock the end of `to`, or of each line of days, is asked for. */
  from: number;
  to: number;
  measure: MeasureId;
  /** ms; by which moment a term is over. */
  now: number;
}

/** A side of one line. */
export const whole: Axis = { of: 'district', size: 1, line: () => 0 };

/** Added to the place of a cell by what is left out: four of them still fit an Int32. */
export const OUT = -(2 ** 29);

/** What a value of a dimension adds to the place of its cell, by code (of a day: by its number from the first one). */
export type Parts = Map<Dimension, Int32Array>;

/**
 * The place of a cell is a sum over dimensions: row × columns + column, and OUT for whatever is left out. Kept as one
 * table a dimension, so that a loop over cells or cases is additions alone.
 */
export function readParts(query: CubeQuery, sizeOf: (dimension: Dimension) => number): Parts {
  const parts: Parts = new Map();
  const put = (of: Dimension, add: (code: number) => number): void => {
    const size = of === 'day' ? query.to - query.from + 1 : sizeOf(of);
    const first = of === 'day' ? query.from : 0;
    const table = parts.get(of) ?? new Int32Array(size);
    for (let at = 0; at < size; at += 1) {
      const more = add(at + first);
      table[at] = more < 0 || int32At(table, at) < 0 ? OUT : int32At(table, at) + more;
    }
    parts.set(of, table);
  };
  const { rows, columns, filters = [] } = query;
  if (rows !== whole) put(rows.of, (code) => rows.line(code) * columns.size);
  if (columns !== whole) put(columns.of, columns.line);
  for (const { of, takes } of filters) put(of, (code) => (takes(code) ? 0 : OUT));
  return parts;
}

const codeOfMarks = {
  importance: (marks: number) => importances.indexOf(unpackMarks(marks).importance as never) + 1,
  outcome: (marks: number) => outcomes.indexOf(unpackMarks(marks).outcome as never) + 1,
  rating: (marks: number) => unpackMarks(marks).rating ?? 0,
  applicant: (marks: number) => Number(unpackMarks(marks).isSignedIn),
} as const;
type MarkDimension = keyof typeof codeOfMarks;

/** Values of the dimensions that are kept in marks, none included. */
export const markSizes: Record<MarkDimension, number> = {
  importance: importances.length + 1,
  outcome: outcomes.length + 1,
  rating: 6,
  applicant: 2,
};

const codesByMarks = new Map<MarkDimension, Uint8Array>();

function codesOf(dimension: MarkDimension): Uint8Array {
  const known = codesByMarks.get(dimension);
  if (known) return known;
  const table = Uint8Array.from({ length: MARKS }, (_, marks) => codeOfMarks[dimension](marks));
  codesByMarks.set(dimension, table);
  return table;
}

/** The parts that marks bear, as one table by marks; null where there are none. */
export function joinMarks(parts: Parts): Int32Array | null {
  const borne = keysOf(codeOfMarks).filter((dimension) => parts.has(dimension));
  if (borne.length === 0) return null;
  const table = new Int32Array(MARKS);
  for (const dimension of borne) {
    const codes = codesOf(dimension);
    const part = knownIn(parts, dimension);
    for (let marks = 0; marks < MARKS; marks += 1) {
      // Three bits hold a rating: marks of six and seven are no case's.
      const more = part[uint8At(codes, marks)] ?? OUT;
      table[marks] = more < 0 || int32At(table, marks) < 0 ? OUT : int32At(table, marks) + more;
    }
  }
  return table;
}

/** The parts a case is placed by: the day asked for says nothing of when a case came. */
export function partsOfStock(parts: Parts): Parts {
  const own = new Map(parts);
  own.delete('day');
  return own;
}
