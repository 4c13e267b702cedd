/** The row of a statement that always has one: a count, a lock, what was just written. Throws where there is none all the same. */
export function firstRow<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error('A statement that always gives a row gave none');
  return row;
}
