import { buffer } from 'node:stream/consumers';
import type { getOpenData } from '../../../../shared/contract/heatmap/heatmap-open.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { itemAt } from '../../../../shared/lists.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Download } from '../../../lib/module/module.ts';
import { writeCsv } from '../../../lib/tables/csv.ts';
import { heatPack } from '../heat-pack.ts';
import { editionOf, readMonths } from './editions.ts';
import { keep, sendKept } from './open-kept.ts';
import { describeSet, setColumns, writeRows } from './open-set.ts';

/** Route: the open data set of the heat map and its passport, by the edition of the week. */
export function readOpenData(ctx: Ctx, { query }: HandlerInput<typeof getOpenData>): Promise<Download> {
  const edition = editionOf(localDate(ctx.now));
  return keep(ctx, `data ${query.format} ${edition}`, async () => {
    const months = await readMonths(ctx, heatPack.on(edition).public.months);
    const passport = describeSet(ctx, edition, months);
    const json = 'application/json; charset=utf-8';
    if (query.format === 'passport')
      return sendKept(ctx, { text: JSON.stringify(passport, null, 2), contentType: json });
    const rows = months.flatMap(writeRows);
    if (query.format === 'csv') {
      const told = rows.map((row) => row.map((value) => value ?? null));
      return sendKept(ctx, {
        text: String(await buffer(writeCsv([setColumns.map(([name]) => name), ...told]))),
        contentType: 'text/csv; charset=utf-8',
        filename: 'messages.csv',
      });
    }
    const named = rows.map((row) =>
      Object.fromEntries(row.map((value, at) => [itemAt(setColumns, at)[0], value])),
    );
    return sendKept(ctx, {
      text: JSON.stringify({ passport, rows: named }),
      contentType: json,
      filename: 'messages.json',
    });
  });
}
