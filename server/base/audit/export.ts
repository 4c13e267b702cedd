import type { exportAuditRecords } from '../../../shared/contract/base/audit.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { formatDateTime, formatDay } from '../../../shared/text/dates.ts';
import { describeAction, describeObject } from '../../../shared/text/journal.ts';
import { cityDay, readCity } from '../../lib/city.ts';
import { writeListBook } from '../../lib/list-book.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Download } from '../../lib/module/module.ts';
import { selectRecords } from './journal.ts';

/** Records one file takes; a longer journal goes by periods. */
const MOST = 50_000;

const columns = [
  ['№', 10],
  ['Когда', 18],
  ['Кто', 28],
  ['Учётная запись', 46],
  ['Что', 40],
  ['Над чем', 18],
  ['Ид', 40],
  ['Подробности', 60],
  ['Отпечаток', 68],
] as const;

interface Sealed {
  actorName: string;
  data: Record<string, unknown>;
}

function* drawRows(rows: Awaited<ReturnType<typeof selectRecords>>, zone: string) {
  for (const row of rows) {
    const { actorName, data } = JSON.parse(row.payload) as Sealed;
    yield [
      row.seq,
      formatDateTime(row.at, zone),
      actorName,
      row.actor,
      describeAction(row.action),
      describeObject(row.object),
      row.object_id,
      JSON.stringify(data),
      row.hash.toString('hex'),
    ];
  }
}

/**
 * Route: the journal by the filter of the screen as an Excel file, newest first. Every cell is text: nothing a record
 * holds runs as a formula. That it was taken, and by which filter, is a record itself.
 */
export async function exportRecords(
  ctx: Ctx,
  { query }: HandlerInput<typeof exportAuditRecords>,
): Promise<Download> {
  const rows = await selectRecords(ctx, query, MOST);
  const { zone } = readCity(ctx.config);
  const stream = await writeListBook({
    sheet: 'Журнал',
    made: ctx.now,
    columns,
    rows: drawRows(rows, zone),
  });
  ctx.audit({
    action: 'audit.export',
    object: 'journal',
    objectId: `${query.from ?? ''}..${query.to ?? ''}`,
    data: { ...query, count: rows.length },
  });
  return {
    stream,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    filename: `Журнал действий ${formatDay(cityDay(ctx.config, ctx.now))}.xlsx`,
  };
}
