/**
 * The lettered grid of the schematic map: columns А…З from the west, rows 1…8 from the north.
 * People name a square by it («квадрат В5») where there is no basemap.
 */
import type { Bbox, Point } from './geo.ts';

export type LetteredGrid = {
  /** One letter per column, west to east; Ё, Й and look-alikes are left out by whoever makes the pack. */
  columns: string;
  rows: number;
  bbox: Bbox;
};
export type GridCell = { label: string; column: number; row: number; bounds: Bbox };

/** The square that holds the point, or null outside the grid. Its eastern and northern edges are not in it. */
export function findGridCell(point: Point, grid: LetteredGrid): GridCell | null {
  const [west, south, east, north] = grid.bbox;
  const column = Math.floor(((point.lon - west) / (east - west)) * grid.columns.length);
  const row = Math.ceil(((north - point.lat) / (north - south)) * grid.rows) - 1;
  return getGridCell(column, row, grid);
}

/** The square by its label, forgiving case and Latin look-alikes («b5» is «В5»); null for no such square. */
export function parseGridLabel(label: string, grid: LetteredGrid): GridCell | null {
  const match = /^\s*(\p{L})\s*(\d{1,2})\s*$/u.exec(label);
  if (!match) return null;
  const letter = match[1]!.toUpperCase();
  const cyrillic = { A: 'А', B: 'В', E: 'Е' }[letter] ?? letter;
  return getGridCell(grid.columns.indexOf(cyrillic), Number(match[2]) - 1, grid);
}

/** All squares, row by row from the north-west. */
export function listGridCells(grid: LetteredGrid): GridCell[] {
  const cells: GridCell[] = [];
  for (let row = 0; row < grid.rows; row++) {
    for (let column = 0; column < grid.columns.length; column++) cells.push(getGridCell(column, row, grid)!);
  }
  return cells;
}

function getGridCell(column: number, row: number, grid: LetteredGrid): GridCell | null {
  const letter = grid.columns[column];
  if (letter === undefined || !(row >= 0 && row < grid.rows)) return null;
  const [west, south, east, north] = grid.bbox;
  const width = (east - west) / grid.columns.length;
  const height = (north - south) / grid.rows;
  const [x, y] = [west + column * width, north - row * height];
  return { label: `${letter}${row + 1}`, column, row, bounds: [x, y - height, x + width, y] };
}
