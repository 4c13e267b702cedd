import type { FigureKind, SnapshotTable } from '../../../shared/contract/base/snapshots.ts';
import type { ColumnKind } from '../../lib/tables/columns.ts';
import type { CsvRow } from '../../lib/tables/csv.ts';
import { type Sheet, writeBook } from '../../lib/tables/xlsx.ts';
import { canPivot, type FlatLine, flattenFigures, TOTAL } from './figures.ts';
import type { Snapshot } from './snapshot.ts';
import { addPivot } from './xlsx-pivot.ts';

type Fact = readonly [string, string];

const kinds: Readonly<Record<FigureKind, ColumnKind>> = {
  count: 'number',
  share: 'percent',
  score: 'decimal',
  days: 'decimal',
};

/**
 * The snapshot as a workbook: each table with what was asked above it, and where its numbers add up also their flat
 * lines and the spreadsheet's own pivot table over them.
 */
export async function toXlsx(snapshot: Snapshot, facts: readonly Fact[], zone: string): Promise<Buffer> {
  const { title, tables } = snapshot.content;
  const above = [title, ...facts.map(([name, value]) => `${name}: ${value}`), ''];
  const book = { title: `${title}, ${snapshot.number}`, made: new Date(snapshot.madeAt), zone };
  const sheets = tables.map((table) => drawTable(table, above));
  const pivoted = tables.find(canPivot);
  const lines = pivoted ? flattenFigures(pivoted) : [];
  if (!pivoted || lines.length === 0) return writeBook({ ...book, sheets });
  const pivot: Sheet = {
    name: 'Сводная',
    above: [title, facts.map((fact) => fact.join(': ')).join('; ')],
    heads: [],
    lines: [],
  };
  return addPivot(await writeBook({ ...book, sheets: [...sheets, drawFlat(pivoted, lines), pivot] }), {
    lines,
    rowTitle: pivoted.rowTitle,
    columnTitle: pivoted.columnTitle!,
    valueTitle: pivoted.title,
    dataSheet: 'Данные',
    pivotSheet: 'Сводная',
    hasGroups: pivoted.rows.some(({ group }) => group !== undefined),
  });
}

function drawTable(table: SnapshotTable, above: readonly string[]): Sheet {
  const { columns, rows, smallest } = table;
  const counted = columns.filter(({ id, kind }) => kind === 'count' && id !== TOTAL).length;
  const parts = rows.flatMap(({ kind }, at) => (kind === 'row' ? [at] : []));
  return {
    name: table.title,
    above,
    frozen: 1,
    heads: [
      { title: table.rowTitle, width: 36 },
      ...columns.map(({ title, kind }) => ({ title, width: 13, kind: kinds[kind] })),
    ],
    lines: rows.map((row) => ({
      cells: [row.kind === 'row' && row.group !== undefined ? `  ${row.title}` : row.title, ...row.cells],
      isBold: row.kind !== 'row',
      hatched: row.kind === 'row' ? findSmall(row.cells, table) : [],
    })),
    ...(smallest !== undefined &&
      counted > 0 && { heat: { lines: parts, lastColumn: counted, least: smallest } }),
  };
}

/** Places of cells too small to say anything; the name of the row is the first. */
function findSmall(cells: SnapshotTable['rows'][number]['cells'], table: SnapshotTable): number[] {
  const { smallest = 0, columns } = table;
  return cells.flatMap((value, at) =>
    columns[at]?.kind === 'count' && value !== null && value > 0 && value < smallest ? [at + 1] : [],
  );
}

const drawFlat = (table: SnapshotTable, lines: readonly FlatLine[]): Sheet => ({
  name: 'Данные',
  heads: [
    { title: 'Группа', width: 30 },
    { title: table.rowTitle, width: 36 },
    { title: table.columnTitle!, width: 30 },
    { title: table.title, width: 14, kind: 'number' },
  ],
  lines: lines.map(({ group, row, column, value }) => [group, row, column, value]),
});

/** Every table one under another, each with its head; above them the number and what was asked. */
export function* toCsvRows({ content }: Snapshot, facts: readonly Fact[]): Generator<CsvRow> {
  yield [content.title];
  yield* facts;
  for (const table of content.tables) {
    yield [];
    if (content.tables.length > 1) yield [table.title];
    yield [table.rowTitle, ...table.columns.map((column) => column.title)];
    for (const row of table.rows) yield [row.title, ...row.cells];
  }
}
