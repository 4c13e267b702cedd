import { cellText } from '../../lib/cell-text.ts';
import type { Snapshot } from './snapshot.ts';

type Cell = string | number | null;

/** As Russian Excel opens it: UTF-8 with its mark, semicolons, commas in fractions, no cell that could run. */
const write = (value: Cell): string => {
  if (value === null) return '';
  if (typeof value === 'number') return String(value).replace('.', ',');
  return `"${cellText(value).replaceAll('"', '""')}"`;
};

/** Every table one under another, each with its head; above them the number and what was asked. */
export function toCsv(snapshot: Snapshot, facts: readonly (readonly [string, string])[]): Buffer {
  const { title, tables } = snapshot.content;
  const lines: Cell[][] = [[title], ...facts.map((fact) => [...fact])];
  for (const table of tables) {
    if (tables.length > 1) lines.push([], [table.title]);
    else lines.push([]);
    lines.push([table.rowTitle, ...table.columns.map((column) => column.title)]);
    for (const row of table.rows) lines.push([row.title, ...row.cells]);
  }
  return Buffer.from(`\ufeff${lines.map((line) => line.map(write).join(';')).join('\r\n')}\r\n`, 'utf8');
}
