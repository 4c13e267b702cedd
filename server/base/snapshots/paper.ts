import { type Tint, tintOf } from '../../../shared/charts/heat-colours.ts';
import { describeScale, makeScale } from '../../../shared/charts/heat-scale.ts';
import type { SnapshotTable } from '../../../shared/contract/base/snapshots.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { cityDay } from '../../lib/city.ts';
import { type Block, type OfficialDocument, tableSheet } from '../../lib/documents/model.ts';
import { splitWide } from '../../lib/documents/wide-table.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { TOTAL, writeFigure } from './figures.ts';
import type { Snapshot } from './snapshot.ts';

/** Share of the width the names take, per cent. */
const NAMES = 23;

/** The snapshot as a paper on landscape A4: what was asked, the tables, a wide one in parts that repeat the names. */
export function toPaper(
  ctx: Ctx,
  { content, number, madeAt }: Snapshot,
  stamp: readonly (readonly [string, string])[],
): OfficialDocument {
  return tableSheet({
    title: content.title,
    date: formatDay(cityDay(ctx.config, new Date(madeAt))),
    number,
    blocks: [
      // What was asked stands above in a line or two, so that the picture is on the first sheet.
      { kind: 'text', text: content.told.map(([name, value]) => `${name}: ${value}`).join('; ') },
      ...content.tables.flatMap(drawTable),
      { kind: 'facts', rows: stamp },
    ],
  });
}

function drawTable(table: SnapshotTable): Block[] {
  const { rowTitle, columns, rows } = table;
  const heat = paint(table);
  return splitWide({
    caption: heat ? `${table.title}. ${heat.legend}` : table.title,
    ...(heat && { tints: heat.tints }),
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

/**
 * The colours of the screen: every number of a part, by one scale for the table; subtotals and totals have none, as neither have
 * shares and means. Null where the table is not coloured.
 */
function paint({ columns, rows, smallest }: SnapshotTable): { tints: Tint[][]; legend: string } | null {
  const counted = columns.map(({ id, kind }) => kind === 'count' && id !== TOTAL);
  const parts = rows.filter(({ kind }) => kind === 'row');
  const values = parts.flatMap(({ cells }) => cells.filter((_, at) => counted[at]));
  const largest = Math.max(0, ...values.map((value) => value ?? 0));
  if (smallest === undefined || largest < smallest) return null;
  const scale = makeScale(largest, smallest);
  const tints = rows.map(({ kind, cells }) => [
    null,
    ...cells.map((value, at) => (kind === 'row' && counted[at] ? tintOf(value, scale) : null)),
  ]);
  return {
    tints,
    legend: `Цвет: ${describeScale(scale).join(', ')}; заштриховано меньше ${smallest}`,
  };
}
