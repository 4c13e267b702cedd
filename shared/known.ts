/*
 * What surely is there although no type can say so: a column that this state always fills, a key of the same list the map was
 * made of. Where it is not there after all, an error names it at once, and no `undefined` travels on.
 */

/** The value itself. @param what it is, for the error: «the day of the number». */
export function must<T>(value: T | null | undefined, what: string): T {
  if (value === undefined || value === null) throw new Error(`Missing: ${what}`);
  return value;
}

/** A row whose columns, empty in other states or by the type of a view alone, hold a value. */
export type Filled<R, K extends keyof R> = R & { [P in K]: NonNullable<R[P]> };

/** The row itself, its columns known to hold a value: `filled(row, 'number', 'day')`. */
export function filled<R extends object, K extends keyof R & string>(row: R, ...columns: K[]): Filled<R, K> {
  const isFilled = (one: R): one is Filled<R, K> =>
    columns.every((column) => one[column] !== null && one[column] !== undefined);
  if (isFilled(row)) return row;
  throw new Error(
    `Missing in a row: ${columns.filter((column) => (row[column] ?? null) === null).join(', ')}`,
  );
}

/** What a map has under a key that it has. */
export function knownIn<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`A map of ${map.size} has nothing under ${String(key)}`);
  return value;
}

/** The keys of a record that has no others than its type names, in their order. */
export function keysOf<T extends object>(record: T): Extract<keyof T, string>[] {
  const keys: Extract<keyof T, string>[] = [];
  for (const key in record) keys.push(key);
  return keys;
}

/** Whether a text is a key of a record: it takes their type by that. */
export const isKeyOf = <T extends object>(record: T, key: string): key is Extract<keyof T, string> =>
  Object.hasOwn(record, key);

/** A record of these keys and no others, each with what `of` says of it. */
export function recordOf<K extends string, V>(
  keys: readonly K[],
  of: (key: K, at: number) => V,
): Record<K, V> {
  const record: Partial<Record<K, V>> = {};
  for (const [at, key] of keys.entries()) record[key] = of(key, at);
  // Every key has been given: no type can say so of what began empty.
  return record as Record<K, V>;
}
