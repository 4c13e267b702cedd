import { itemAt, numberAt } from '../../../shared/lists.ts';
import { float64At, int8At, int32At } from '../typed-arrays.ts';
import { placesOf, type Table } from './table.ts';

/**
 * How far a hidden number could be another one, all that is shown staying as it is. Changes add up to nothing in each row and
 * column, so a change goes round: along a row to another hidden place, down its column, and so on back. Places are edges of a
 * graph of rows and columns, and what can go round at most is a greatest flow. Pure.
 */

export type Sign = 1 | -1;

/** More than any width that is asked for. */
const ENDLESS = 1 << 20;

/** A table made ready for the search: what each move can do at each place. */
export interface Net {
  rows: number;
  width: number;
  places: number;
  /** −1 where a total meets numbers: it has the opposite sign to what it adds up. */
  signs: Int8Array;
  /** By move: how much each place can change upward and downward; nobody becomes fewer than nobody. */
  up: Int32Array[];
  down: Int32Array[];
}

export function makeNet(table: Table): Net {
  const [rows, width, places] = [table.rows + 1, table.columns + 1, placesOf(table)];
  const signs = new Int8Array(places);
  for (let place = 0; place < places; place += 1)
    signs[place] = (Math.floor(place / width) === table.rows) === (place % width === table.columns) ? 1 : -1;
  const roomOf = (sheets: readonly number[]): Int32Array =>
    Int32Array.from({ length: places }, (_, place) =>
      Math.min(ENDLESS, ...sheets.map((sheet) => numberAt(itemAt(table.sheets, sheet).values, place))),
    );
  return {
    rows,
    width,
    places,
    signs,
    up: table.moves.map(({ less }) => roomOf(less)),
    down: table.moves.map(({ more }) => roomOf(more)),
  };
}

/** A change of one place by one move, and what it takes along. */
export interface Change {
  move: number;
  place: number;
  sign: Sign;
}

/** Ways already taken by a change: how much each place has moved. */
export type Moved = Int32Array;

interface Way {
  places: readonly number[];
  /** How much can go round at once. */
  room: number;
}

/**
 * The cheapest way round from a place back to itself, or undefined. `costs` is what each place costs, Infinity where nothing may
 * change; a way of less room than `least` is none.
 */
export function findWay(
  net: Net,
  change: Change,
  { costs, moved, least }: { costs: Float64Array; moved: Moved; least: number },
): Way | undefined {
  const { rows, width, signs } = net;
  const [up, down] = [itemAt(net.up, change.move), itemAt(net.down, change.move)];
  const nodes = rows + width;
  const { from, to } = endsOf(net, change);
  const known = new Float64Array(nodes).fill(Number.POSITIVE_INFINITY);
  const rooms = new Int32Array(nodes);
  const cameBy = new Int32Array(nodes).fill(-1);
  const isDone = new Uint8Array(nodes);
  known[from] = 0;
  rooms[from] = ENDLESS;
  for (let node = from; node !== to; ) {
    isDone[node] = 1;
    const isRow = node < rows;
    for (let other = isRow ? rows : 0; other < (isRow ? nodes : rows); other += 1) {
      if (isDone[other]) continue;
      const edge = isRow ? node * width + other - rows : other * width + node - rows;
      const cost = float64At(known, node) + float64At(costs, edge);
      if (edge === change.place || !(cost < float64At(known, other))) continue;
      // From a row to a column is more of the signed number, back is less.
      const sign = isRow ? int8At(signs, edge) : -int8At(signs, edge);
      const room =
        sign === 1 ? int32At(up, edge) - int32At(moved, edge) : int32At(down, edge) + int32At(moved, edge);
      if (room < least) continue;
      known[other] = cost;
      rooms[other] = Math.min(int32At(rooms, node), room);
      cameBy[other] = edge;
    }
    node = nearestOf(known, isDone);
    if (node < 0) return undefined;
  }
  return { places: readWay(net, cameBy, from, to), room: int32At(rooms, to) };
}

/** A change of a place is the edge from one of its ends to the other; the way round leads back. */
function endsOf({ rows, width, signs }: Net, { place, sign }: Change): { from: number; to: number } {
  const [row, column] = [Math.floor(place / width), rows + (place % width)];
  return sign * int8At(signs, place) === 1 ? { from: column, to: row } : { from: row, to: column };
}

function nearestOf(known: Float64Array, isDone: Uint8Array): number {
  let nearest = -1;
  for (let node = 0; node < known.length; node += 1)
    if (
      !isDone[node] &&
      float64At(known, node) < (nearest < 0 ? Number.POSITIVE_INFINITY : float64At(known, nearest))
    )
      nearest = node;
  return nearest;
}

function readWay({ rows, width }: Net, cameBy: Int32Array, from: number, to: number): number[] {
  const places: number[] = [];
  for (let node = to; node !== from; ) {
    const edge = int32At(cameBy, node);
    places.push(edge);
    node = node < rows ? rows + (edge % width) : Math.floor(edge / width);
  }
  return places.reverse();
}

/** Writes down what went round, so that later ways may lead back over it. */
export function takeWay(net: Net, change: Change, way: Way, amount: number, moved: Moved): void {
  let isRow = endsOf(net, change).from < net.rows;
  for (const edge of way.places) {
    moved[edge]! += (isRow ? 1 : -1) * int8At(net.signs, edge) * amount;
    isRow = !isRow;
  }
}

/** How far a place can change by a move, up to `most`, over places that cost nothing. */
export function flowOf(net: Net, change: Change, costs: Float64Array, most: number): number {
  const own = int32At(itemAt(change.sign === 1 ? net.up : net.down, change.move), change.place);
  const wanted = Math.min(most, own);
  const moved = new Int32Array(net.places);
  let flow = 0;
  while (flow < wanted) {
    const way = findWay(net, change, { costs, moved, least: 1 });
    if (!way) break;
    const amount = Math.min(way.room, wanted - flow);
    takeWay(net, change, way, amount, moved);
    flow += amount;
  }
  return flow;
}
