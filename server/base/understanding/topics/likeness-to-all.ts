import { addFloat32, float32At, int32At } from '../../../lib/typed-arrays.ts';
import type { SparseRow } from './vocabulary.ts';

/** Likeness (Σ of products) of a row to each of the rows given before, in their order. */
export type Likeness = (row: SparseRow) => Float32Array;

/** Keeps rows by column, so that only what shares a feature is looked at. */
export function createLikeness(rows: readonly SparseRow[], width: number): Likeness {
  const starts = new Int32Array(width + 1);
  for (const { columns } of rows) for (const column of columns) starts[column + 1]! += 1;
  for (let column = 0; column < width; column += 1) starts[column + 1]! += int32At(starts, column);
  const next = starts.slice();
  const owners = new Int32Array(int32At(starts, width));
  const values = new Float32Array(owners.length);
  rows.forEach((row, index) => {
    row.columns.forEach((column, at) => {
      const place = int32At(next, column);
      next[column] = place + 1;
      owners[place] = index;
      values[place] = float32At(row.values, at);
    });
  });
  return (row) => {
    const found = new Float32Array(rows.length);
    row.columns.forEach((column, at) => {
      const value = float32At(row.values, at);
      for (let place = int32At(starts, column); place < int32At(starts, column + 1); place += 1) {
        addFloat32(found, int32At(owners, place), float32At(values, place) * value);
      }
    });
    return found;
  };
}
