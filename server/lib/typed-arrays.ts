import { beyondList } from '../../shared/lists.ts';

/*
 * Reading typed arrays at a place they surely have, as `shared/lists.ts` does lists: a place outside throws RangeError. There is
 * one function for each kind of array: the engine puts so small a function in place of its call, as fast as the bare index,
 * only while it has seen one kind. Loops that run over hundreds of millions of numbers (`topics/linear.ts`, `taxonomy/match.ts`,
 * `cube/scan.ts`) keep the bare index all the same: there even what is left of a call is felt.
 */

/** The number at a place of an Int8Array. */
export function int8At(list: Int8Array, at: number): number {
  const number = list[at];
  if (number === undefined) throw beyondList(list.length, at);
  return number;
}

/** The number at a place of a Uint8Array or a Buffer. */
export function uint8At(list: Uint8Array, at: number): number {
  const number = list[at];
  if (number === undefined) throw beyondList(list.length, at);
  return number;
}

/** The number at a place of a Uint16Array. */
export function uint16At(list: Uint16Array, at: number): number {
  const number = list[at];
  if (number === undefined) throw beyondList(list.length, at);
  return number;
}

/** The number at a place of an Int32Array. */
export function int32At(list: Int32Array, at: number): number {
  const number = list[at];
  if (number === undefined) throw beyondList(list.length, at);
  return number;
}

/** The number at a place of a Uint32Array. */
export function uint32At(list: Uint32Array, at: number): number {
  const number = list[at];
  if (number === undefined) throw beyondList(list.length, at);
  return number;
}

/** The number at a place of a Float32Array. */
export function float32At(list: Float32Array, at: number): number {
  const number = list[at];
  if (number === undefined) throw beyondList(list.length, at);
  return number;
}

/** The number at a place of a Float64Array. */
export function float64At(list: Float64Array, at: number): number {
  const number = list[at];
  if (number === undefined) throw beyondList(list.length, at);
  return number;
}

/** Adds to the number at a place of a Float32Array. */
export function addFloat32(list: Float32Array, at: number, by: number): void {
  list[at] = float32At(list, at) + by;
}

/** Adds to the number at a place of a Float64Array. */
export function addFloat64(list: Float64Array, at: number, by: number): void {
  list[at] = float64At(list, at) + by;
}
