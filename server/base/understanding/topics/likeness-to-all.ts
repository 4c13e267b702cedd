import type { SparseRow } from './vocabulary.ts';

/** Likeness (Σ of products) of a row to each of the rows given before, in their order. */
export type Likeness = (row: SparseRow) => Float32Array;

/** Keeps rows by column, so that only what shares a feature is looked at. */
export function createLikeness(rows: readonly SparseRow[], width: number): Likeness {
  const starts = new Int32Array(width + 1);
  for (const { columns } of rows) for (const column of columns) starts[column + 1]! += 1;
  for (let column = 0; column < width; column += 1) starts[column + 1]! += starts[column]!;
  const next = starts.slice();
  const owners = new Int32Array(starts[width]!);
  const values = new Float32Array(owners.length);
  rows.forEach((row, index) => {
    row.columns.forEach((column, at) => {
      const place = next[column]!;
      next[column] = place + 1;
      owners[place] = index;
      values[place] = row.values[at]!;
    });
  });
  return (row) => {
    const found = new Float32Array(rows.length);
    row.columns.forEach((column, at) => {
      const value = row.values[at]!;
      for (let place = starts[column]!; place < starts[column + 1]!; place += 1) {
        found[owners[place]!]! += values[place]! * value;
      }
    });
    return found;
  };
}
