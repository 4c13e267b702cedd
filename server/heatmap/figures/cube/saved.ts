import { float64At, uint16At, uint32At } from '../../../lib/typed-arrays.ts';
import type { Cube } from './cube.ts';
import { comboDimensions } from './cuboid.ts';
import type { DayRows, RowStore } from './rows.ts';

/** What tells the parts of a saved cube apart; the arrays follow in the order of the fields. */
export interface SavedHeader {
  names: Record<(typeof comboDimensions)[number], readonly string[]>;
  hexagons: readonly string[];
  combos: number;
  spots: number;
  /** Day and cases. */
  all: [number, number][];
  open: [number, number][];
  starts: [number, number][];
  ends: [number, number][];
}

type Numbers = Uint16Array | Uint32Array | Float64Array;

const bytesOf = (array: Numbers): Buffer => Buffer.from(array.buffer, array.byteOffset, array.byteLength);

/** The cases of a cube as a header and arrays, copied: the cube may change while they are written. Sums are made anew. */
export function saveCube({ names, spots, rows, combos }: Cube): { header: SavedHeader; body: Buffer } {
  const lists = Object.fromEntries(comboDimensions.map((of) => [of, [...names[of].names()]]));
  const arrays: Buffer[] = [];
  for (const of of comboDimensions) arrays.push(bytesOf(combos.codes(of).subarray(0, combos.size())));
  arrays.push(bytesOf(spots.hexagonOf().subarray(0, spots.size())));
  arrays.push(bytesOf(spots.squareOf().subarray(0, spots.size())));
  const saveRows = (store: RowStore): [number, number][] =>
    store.days().map((day) => {
      const { size, combo, spot, marks, due } = store.day(day)!;
      arrays.push(...[combo, spot, marks].map((array) => bytesOf(array.subarray(0, size))));
      if (due) arrays.push(bytesOf(due.subarray(0, size)));
      return [day, size];
    });
  const all = saveRows(rows.all);
  const open = saveRows(rows.open);
  const starts = saveRows(rows.starts);
  const ends = saveRows(rows.ends);
  const header: SavedHeader = {
    names: lists as unknown as SavedHeader['names'],
    hexagons: [...spots.hexagons.names()],
    combos: combos.size(),
    spots: spots.size(),
    all,
    open,
    starts,
    ends,
  };
  return { header, body: Buffer.concat(arrays) };
}

/** Fills an empty cube with what was saved. Throws when the body is not as long as the header tells. */
export function restoreCube(cube: Cube, header: SavedHeader, body: Buffer): void {
  let at = 0;
  const take = <A extends Numbers>(
    Kind: { new (size: number): A; BYTES_PER_ELEMENT: number },
    size: number,
  ): A => {
    const array = new Kind(size);
    const length = size * Kind.BYTES_PER_ELEMENT;
    if (at + length > body.length) throw new Error('Сохранённые числа короче, чем в заголовке');
    bytesOf(array).set(body.subarray(at, at + length));
    at += length;
    return array;
  };
  for (const of of comboDimensions) for (const name of header.names[of]) cube.names[of].code(name);
  const codes = comboDimensions.map(() => take(Uint16Array, header.combos));
  for (let combo = 0; combo < header.combos; combo += 1)
    cube.combos.indexOf(codes.map((column) => uint16At(column, combo)));
  const hexagonOf = take(Uint32Array, header.spots);
  const squareOf = take(Float64Array, header.spots);
  for (let spot = 1; spot < header.spots; spot += 1) {
    const square = float64At(squareOf, spot);
    cube.spots.indexOf(header.hexagons[uint32At(hexagonOf, spot) - 1] ?? null, square < 0 ? null : square);
  }
  const restoreRows = (store: RowStore, days: [number, number][]): void => {
    for (const [day, size] of days) {
      const [combo, spot] = [take(Uint32Array, size), take(Uint32Array, size)];
      const rows: DayRows = { size, combo, spot, marks: take(Uint16Array, size), due: null };
      if (store.withDue) rows.due = take(Float64Array, size);
      store.put(day, rows);
    }
  };
  restoreRows(cube.rows.all, header.all);
  restoreRows(cube.rows.open, header.open);
  restoreRows(cube.rows.starts, header.starts);
  restoreRows(cube.rows.ends, header.ends);
  if (at !== body.length) throw new Error('Сохранённые числа длиннее, чем в заголовке');
}
