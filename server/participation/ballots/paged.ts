/** Rows read at once. */
export const ROWS_AT_ONCE = 2000;

/** All rows, a page at a time. @param read those after a name, `ROWS_AT_ONCE` of them at most, in the rising order of their names */
export async function* readPaged<T>(
  read: (after: string) => Promise<T[]>,
  nameOf: (row: T) => string,
): AsyncGenerator<T> {
  for (let after = ''; ; ) {
    const rows = await read(after);
    yield* rows;
    const last = rows.at(-1);
    if (rows.length < ROWS_AT_ONCE || !last) return;
    after = nameOf(last);
  }
}
