/** Names of one dimension as small whole numbers; 0 = the case has none. A number once given never changes. */
export interface Dictionary {
  /** Gives a new name the next number. */
  code: (name: string | null) => number;
  /** null for 0. */
  name: (code: number) => string | null;
  /** The number of a name, undefined where no case has had it. */
  find: (name: string | null) => number | undefined;
  /** Numbers given, 0 included. */
  size: () => number;
  /** Names by number, without that of 0. */
  names: () => readonly string[];
}

export function createDictionary(known: readonly string[] = []): Dictionary {
  const names: string[] = [];
  const codes = new Map<string, number>();
  const code = (name: string | null): number => {
    if (name === null) return 0;
    const given = codes.get(name);
    if (given !== undefined) return given;
    names.push(name);
    codes.set(name, names.length);
    return names.length;
  };
  for (const name of known) code(name);
  return {
    code,
    name: (at) => names[at - 1] ?? null,
    find: (name) => (name === null ? 0 : codes.get(name)),
    size: () => names.length + 1,
    names: () => names,
  };
}

/** A typed array with room for one more at `length`: the same one, or a copy half as large again. */
export function roomFor<A extends Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array>(
  array: A,
  length: number,
): A {
  if (length < array.length) return array;
  const Kind = array.constructor as new (size: number) => A;
  const wider = new Kind(Math.max(16, length + 1, Math.ceil(array.length * 1.5)));
  wider.set(array as never);
  return wider;
}
