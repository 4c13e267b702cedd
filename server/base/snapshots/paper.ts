import type { SnapshotTable } from '../../../shared/contract/base/snapshots.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { cityDay } from '../../lib/city.ts';
import { type Block, type OfficialDocument, tableSheet } from '../../lib/documents/model.ts';
import { splitWide } from '../../lib/documents/wide-table.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { writeFigure } from './figures.ts';
import type { Snapshot } from './snapshot.ts';

/** Share of the width the names take, per cent. */
const NAMES = 23;

/** The snapshot as a paper on landscape A4: what was asked, the tables, a wide one in parts that repeat the names. */
export function toPaper(
  ctx: Ctx,
  { content, number, madeAt }: Snapshot,
  facts: readonly (readonly [string, string])[],
): OfficialDocument {
  return tableSheet({
    title: content.title,
    date: formatDay(cityDay(ctx.config, new Date(madeAt))),
    number,
    blocks: [{ kind: 'facts', rows: facts }, ...content.tables.flatMap(drawTable)],
  });
}

function drawTable(table: SnapshotTable): Block[] {
  const { rowTitle, columns, rows } = table;
  return splitWide({
    caption: table.title,
    head: [rowTitle, ...columns.map(({ title }) => title)],
    rows: rows.map((row) => [
      row.kind === 'row' && row.group !== undefined ? `\u2003${row.title}` : row.title,
      ...columns.map(({ kind }, at) => writeFigure(row.cells[at] ?? null, kind)),
    ]),
    widths: [NAMES, ...columns.map(() => (100 - NAMES) / columns.length)],
    figures: columns.map((_column, at) => at + 1),
    hasTotal: rows.at(-1)?.kind === 'total',
  });
}
