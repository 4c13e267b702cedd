import type { SnapshotTable } from '../../../shared/contract/base/snapshots.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { cityDay } from '../../lib/city.ts';
import type { Block, OfficialDocument } from '../../lib/documents/model.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { writeFigure } from './figures.ts';
import type { Snapshot } from './snapshot.ts';

/** Columns of figures a landscape sheet takes beside the names. */
const MOST = 11;
/** Share of the width the names take, per cent. */
const NAMES = 23;

/** The snapshot as a paper on landscape A4: what was asked, the tables, a wide one in parts that repeat the names. */
export function toPaper(
  ctx: Ctx,
  { content, number, madeAt }: Snapshot,
  facts: readonly (readonly [string, string])[],
): OfficialDocument {
  return {
    letterhead: null,
    refer: null,
    addressee: [],
    kind: null,
    salutation: null,
    title: content.title,
    attachments: [],
    signature: null,
    executor: null,
    qr: null,
    date: formatDay(cityDay(ctx.config, new Date(madeAt))),
    number,
    blocks: [{ kind: 'facts', rows: facts }, ...content.tables.flatMap(drawTable)],
    isLandscape: true,
    isLongKept: false,
  };
}

function drawTable(table: SnapshotTable): Block[] {
  const parts = Math.max(1, Math.ceil(table.columns.length / MOST));
  const width = Math.ceil(table.columns.length / parts);
  return Array.from({ length: parts }, (_, part) => {
    const columns = table.columns.slice(part * width, (part + 1) * width);
    return {
      kind: 'table',
      caption: parts > 1 ? `${table.title}, часть ${part + 1} из ${parts}` : table.title,
      head: [table.rowTitle, ...columns.map(({ title }) => title)],
      rows: table.rows.map((row) => [
        row.kind === 'row' && row.group !== undefined ? `\u2003${row.title}` : row.title,
        ...columns.map(({ kind }, at) => writeFigure(row.cells[part * width + at] ?? null, kind)),
      ]),
      widths: [NAMES, ...columns.map(() => (100 - NAMES) / columns.length)],
      figures: columns.map((_column, at) => at + 1),
      hasTotal: table.rows.at(-1)?.kind === 'total',
    };
  });
}
