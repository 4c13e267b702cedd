/*
 * What surely is there although no type can say so: a column that this state always fills, a key of the same list the map was
 * made of. Where it is not there after all, an error names it at once, and no `undefined` travels on.
 */

/** The value itself. @param what it is, for the error: «the day of the number». */
export function must<T>(value: T | null | undefined, what: string): T {
  if (value === undefined || value === null) throw new Error(`Missing: ${what}`);
  return value;
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
