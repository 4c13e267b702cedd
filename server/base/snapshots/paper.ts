import type { Tint } from '../../../shared/charts/heat-colours.ts';
import { heatOf, writeCell } from '../../../shared/charts/snapshot-heat.ts';
import type { SnapshotTable } from '../../../shared/contract/base/snapshots.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { cityDay } from '../../lib/city.ts';
import { type Block, type OfficialDocument, tableSheet } from '../../lib/documents/model.ts';
import { splitWide } from '../../lib/documents/wide-table.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { DistrictGround } from '../territory/index.ts';
import { drawMaps } from './maps.ts';
import type { Snapshot } from './snapshot.ts';

/** Share of the width the names take, per cent. */
const NAMES = 23;

/** The snapshot as a paper on landscape A4: what was asked, the tables, a wide one in parts that repeat the names. */
export function toPaper(
  ctx: Ctx,
  { content, number, madeAt }: Snapshot,
  stamp: readonly (readonly [string, string])[],
  ground?: DistrictGround,
): OfficialDocument {
  return tableSheet({
    title: content.title,
    date: formatDay(cityDay(ctx.config, new Date(madeAt))),
    number,
    blocks: [
      // What was asked stands above in a line or two, so that the picture is on the first sheet.
      { kind: 'text', text: content.told.map(([name, value]) => `${name}: ${value}`).join('; ') },
      ...content.tables.slice(0, 1).flatMap(drawTable),
      ...(ground ? drawMaps(content, ground) : []).map(
        ({ caption, chart }): Block => ({ kind: 'charts', caption, charts: [chart], size: 'full' }),
      ),
      ...content.tables.slice(1).flatMap(drawTable),
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
      ...columns.map((_column, at) => writeCell(table, row, at)),
    ]),
    widths: [NAMES, ...columns.map(() => (100 - NAMES) / columns.length)],
    figures: columns.map((_column, at) => at + 1),
    hasTotal: rows.at(-1)?.kind === 'total',
  });
}

/** The colours of the screen and what they mean; null where the table is not coloured, or nothing in it is. */
function paint(table: SnapshotTable): { tints: Tint[][]; legend: string } | null {
  const heat = heatOf(table);
  if (!heat) return null;
  const tints = table.rows.map((row) => [
    null,
    ...table.columns.map((_column, at): Tint => {
      const look = heat.lookAt(row, at);
      return look === 'zero' || look === 'plain' ? null : look;
    }),
  ]);
  if (!tints.flat().some((tint) => typeof tint === 'number')) return null;
  const few = table.ratio ? 'мало данных: меньше' : 'меньше';
  return { tints, legend: `Цвет: ${heat.steps.join(', ')}; заштриховано ${few} ${table.smallest}` };
}
