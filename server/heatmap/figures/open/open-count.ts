import { sql } from 'kysely';
import type { AdditiveMeasure } from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import { dayAfter } from '../../../../shared/text/dates.ts';
import { localDayStart } from '../../../base/deadlines/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readPivot } from '../pivot/pivot.ts';
import { readSide } from '../pivot/pivot-sides.ts';

/** Numbers of one block in one district (or of one month), before anything is hidden. */
export type OpenCounts = Record<AdditiveMeasure | 'said' | 'saidSolved' | 'days', number>;

export interface OpenCell {
  rowId: string;
  rowTitle: string;
  columnId: string;
  columnTitle: string;
  counts: OpenCounts;
}

export interface Days {
  /** Local days of registration, both included. */
  from: string;
  to: string;
}

type Pair = readonly [AdditiveMeasure, AdditiveMeasure];

/** What a page of figures and the open set tell, asked by two: a table has a second measure. */
const countedFor = {
  figures: [
    ['received', 'answered'],
    ['late', 'overdue'],
    ['rated', 'rating-sum'],
  ],
  set: [
    ['received', 'answered'],
    ['late', 'solved'],
    ['rated', 'rated-well'],
  ],
} as const satisfies Record<string, readonly Pair[]>;

const noCounts = {
  open: 0,
  reopened: 0,
  reworked: 0,
  deferred: 0,
  said: 0,
  saidSolved: 0,
  days: 0,
  broken: 0,
};
const noMore = {
  received: 0,
  answered: 0,
  late: 0,
  overdue: 0,
  rated: 0,
  'rating-sum': 0,
  'rated-well': 0,
  solved: 0,
};
const nothing = (): OpenCounts => ({ ...noCounts, ...noMore });

/**
 * Every block or month × district of the days that has a number, by the pivot; figures have what residents said of the answers
 * as well, which is counted over the cases.
 */
export async function countOpen(
  ctx: Ctx,
  { rows, days, wanted }: { rows: 'block' | 'month'; days: Days; wanted: keyof typeof countedFor },
): Promise<OpenCell[]> {
  const cells = new Map<string, OpenCell>();
  for (const [measure, second] of countedFor[wanted]) {
    const query = { ...days, rows, columns: 'district', measure, second } as const;
    const table = await readPivot(ctx, { query, params: undefined, body: undefined });
    for (const [at, value] of table.values.entries()) {
      const other = table.second?.[at] ?? 0;
      if (value === 0 && other === 0) continue;
      const row = table.rows[Math.floor(at / table.columns.length)]!;
      const column = table.columns[at % table.columns.length]!;
      const cell = takeCell(cells, row, column);
      cell.counts[measure] = value;
      cell.counts[second] = other;
    }
  }
  if (wanted === 'figures') await addSaid(ctx, rows, days, cells);
  return [...cells.values()];
}

type Line = { id: string; title: string };

function takeCell(cells: Map<string, OpenCell>, row: Line, column: Line): OpenCell {
  const key = JSON.stringify([row.id, column.id]);
  const known = cells.get(key);
  if (known) return known;
  const titles = { rowTitle: row.title, columnTitle: column.title };
  const cell = { rowId: row.id, columnId: column.id, ...titles, counts: nothing() };
  cells.set(key, cell);
  return cell;
}

/** How long answers took and what residents said of them, which the figures do not keep. Plan: case_file_registered. */
async function addSaid(
  ctx: Ctx,
  side: 'block' | 'month',
  days: Days,
  cells: Map<string, OpenCell>,
): Promise<void> {
  const rows = readSide(ctx, side, new Map());
  const columns = readSide(ctx, 'district', new Map());
  const { rows: found } = await sql<{
    row: string;
    column: string;
    days: number;
    said: number;
    solved: number;
  }>`
    SELECT ${rows.column} AS row, ${columns.column} AS column,
      coalesce(sum(extract(epoch FROM answered_at - registered_at)) / 86400, 0)::float8 AS days,
      count(resolved)::int AS said, count(*) FILTER (WHERE resolved = 'yes')::int AS solved
    FROM cases.v_case WHERE registered_at >= ${localDayStart(days.from)}
      AND registered_at < ${localDayStart(dayAfter(days.to))} AND merged_into IS NULL
    GROUP BY 1, 2`.execute(ctx.db);
  for (const line of found) {
    const place = { row: rows.lineOf(line.row), column: columns.lineOf(line.column) };
    const { counts } = takeCell(cells, rows.lines()[place.row]!, columns.lines()[place.column]!);
    counts.days += line.days;
    counts.said += line.said;
    counts.saidSolved += line.solved;
  }
}

/** Cells added up by a line of theirs, in the order the lines are met. */
export function addUp(
  cells: readonly OpenCell[],
  lineOf: (cell: OpenCell) => Line,
): (Line & { counts: OpenCounts })[] {
  const lines = new Map<string, Line & { counts: OpenCounts }>();
  for (const cell of cells) {
    const line = lineOf(cell);
    const known = lines.get(line.id) ?? { ...line, counts: nothing() };
    for (const key of Object.keys(known.counts) as (keyof OpenCounts)[])
      known.counts[key] += cell.counts[key];
    lines.set(line.id, known);
  }
  return [...lines.values()];
}
