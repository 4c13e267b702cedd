import type { Asked } from './duck.ts';

/** Tables that are measured, as the route and as DuckDB are asked for them; the cells of an answer. */

export const tables: {
  title: string;
  rows: string;
  columns: string;
  filter?: Asked['filter'] & { name: string };
  measure?: string;
}[] = [
  { title: 'район × блок', rows: 'subarea', columns: 'block' },
  { title: 'район × тема', rows: 'subarea', columns: 'fact' },
  { title: 'район × исполнитель', rows: 'subarea', columns: 'unit' },
  { title: 'блок × канал', rows: 'block', columns: 'channel' },
  { title: 'блок × месяц', rows: 'block', columns: 'month' },
  { title: 'тема × канал', rows: 'fact', columns: 'channel' },
  {
    title: 'район × тема, один канал',
    rows: 'subarea',
    columns: 'fact',
    filter: { column: 'channel', name: 'channel', value: 'pos' },
  },
  {
    title: 'район × канал, один блок',
    rows: 'subarea',
    columns: 'channel',
    filter: { column: 'block', name: 'block', value: 'roads' },
  },
  { title: 'остаток на день: открыто, район × блок', rows: 'subarea', columns: 'block', measure: 'open' },
  {
    title: 'остаток на день: просрочено, район × исполнитель',
    rows: 'subarea',
    columns: 'unit',
    measure: 'overdue',
  },
  { title: 'остаток на день: открыто, район × тема', rows: 'subarea', columns: 'fact', measure: 'open' },
  {
    title: 'остаток на день: открыто, район × канал, один блок',
    rows: 'subarea',
    columns: 'channel',
    filter: { column: 'block', name: 'block', value: 'roads' },
    measure: 'open',
  },
  { title: 'поток: дано ответов, район × исполнитель', rows: 'subarea', columns: 'unit', measure: 'given' },
  { title: 'поток: дано ответов, блок × канал', rows: 'block', columns: 'channel', measure: 'given' },
];

export const pathOf = ({ rows, columns, filter, measure }: (typeof tables)[number]): string =>
  `/api/heatmap/pivot?rows=${rows}&columns=${columns}${filter ? `&${filter.name}=${filter.value}` : ''}${measure ? `&measure=${measure}` : ''}`;

export interface PivotReply {
  rows: { id: string }[];
  columns: { id: string }[];
  values: number[];
}

/** Cells that hold anything, by «row column». */
export function cellsOf({ rows, columns, values }: PivotReply): Map<string, number> {
  const cells = new Map<string, number>();
  values.forEach((value, at) => {
    const row = rows[Math.floor(at / columns.length)]!.id;
    if (value > 0) cells.set(`${row} ${columns[at % columns.length]!.id}`, value);
  });
  return cells;
}

/** Throws at the first cell that differs. */
export function requireSame(what: string, own: Map<string, number>, other: Map<string, number>): void {
  for (const key of new Set([...own.keys(), ...other.keys()]))
    if (own.get(key) !== other.get(key))
      throw new Error(`${what}, ${key}: ${own.get(key)} и ${other.get(key)}`);
}
