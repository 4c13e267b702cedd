/*
 * Numbers as they stand in the file of a model. Each is read in a loop: a model has a million and a half, and `from` with a
 * function takes ten times as long for one.
 */

/** Steps of `most`/`of`; the bytes are whole numbers, below nothing too where `isSigned`. */
export function readSteps(
  bytes: Uint8Array,
  { most, of, isSigned = false }: { most: number; of: number; isSigned?: boolean },
): Float32Array {
  const steps = isSigned ? new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length) : bytes;
  const values = new Float32Array(steps.length);
  for (let at = 0; at < steps.length; at += 1) values[at] = (steps[at]! / of) * most;
  return values;
}

/** Numbers of four bytes, `count` of them from `start` on. */
export function readLongs(data: Buffer, start: number, count: number): Uint32Array {
  const values = new Uint32Array(count);
  for (let at = 0; at < count; at += 1) values[at] = data.readUInt32LE(start + at * 4);
  return values;
}

/** Numbers of two bytes. */
export function readShorts(data: Buffer, start: number, count: number): Uint16Array {
  const values = new Uint16Array(count);
  for (let at = 0; at < count; at += 1) values[at] = data.readUInt16LE(start + at * 2);
  return values;
}
