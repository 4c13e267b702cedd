/*
 * Reading a list at a place it surely has. The type of `list[at]` allows for nothing there; these functions look, and
 * throw RangeError instead of handing `undefined` on to whoever counts or writes with it.
 */

/** What is said of a place outside a list of `length`. */
export const beyondList = (length: number, at: number): RangeError =>
  new RangeError(`A list of ${length} has nothing at ${at}`);

/** The item at a place, counted from 0. Lists of numbers have `numberAt`: one function for both would be slower for each. */
export function itemAt<T>(list: readonly T[], at: number): T {
  const item = list[at];
  if (item === undefined) throw beyondList(list.length, at);
  return item;
}

/** The number at a place, counted from 0. */
export function numberAt(list: readonly number[], at: number): number {
  const number = list[at];
  if (number === undefined) throw beyondList(list.length, at);
  return number;
}

/** Adds to the number at a place, counted from 0. */
export function addNumber(list: number[], at: number, by: number): void {
  list[at] = numberAt(list, at) + by;
}

/** The first item of a list that has one. */
export function firstOf<T>(list: readonly T[]): T {
  const [item] = list;
  if (item === undefined) throw beyondList(list.length, 0);
  return item;
}

/** The last item of a list that has one. */
export function lastOf<T>(list: readonly T[]): T {
  const item = list.at(-1);
  if (item === undefined) throw beyondList(list.length, -1);
  return item;
}

/** Whether a value is one of a list: of a few words it takes their type by that. */
export const isOneOf = <T>(list: readonly T[], value: unknown): value is T =>
  list.some((one) => one === value);
