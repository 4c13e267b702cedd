import type {
  downloadSnapshot as downloadSnapshotRoute,
  SnapshotFormat,
} from '../../../shared/contract/base/snapshots.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { formatDateTime } from '../../../shared/text/dates.ts';
import { readCity } from '../../lib/city.ts';
import { renderPaper } from '../../lib/documents/render.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Download } from '../../lib/module/module.ts';
import { writeCsv } from '../../lib/tables/csv.ts';
import { XLSX_TYPE } from '../../lib/tables/xlsx.ts';
import { districtGround } from '../territory/index.ts';
import { toPaper } from './paper.ts';
import { readSnapshot, type Snapshot } from './snapshot.ts';
import { toCsvRows, toXlsx } from './xlsx.ts';

/** A snapshot as a file. Every form is drawn from the frozen numbers alone, so they equal the screen's. */
export async function renderSnapshot(
  ctx: Ctx,
  snapshot: Snapshot,
  format: SnapshotFormat,
): Promise<Download & { filename: string }> {
  const stamp = listStamp(ctx, snapshot);
  const facts = [...snapshot.content.told, ...stamp];
  // Names of files may not hold a slash or a colon.
  const name = `${snapshot.title} ${snapshot.number}`.replaceAll(/[\\/:*?"<>|]/gu, ' ');
  if (format === 'xlsx')
    return {
      stream: await toXlsx(snapshot, facts, readCity(ctx.config).zone, districtGround()),
      contentType: XLSX_TYPE,
      filename: `${name}.xlsx`,
    };
  if (format === 'csv')
    return {
      stream: writeCsv(toCsvRows(snapshot, facts)),
      contentType: 'text/csv; charset=utf-8',
      filename: `${name}.csv`,
    };
  return {
    ...(await renderPaper(toPaper(ctx, snapshot, stamp, districtGround()), format, name)),
    filename: `${name}.${format}`,
    inline: false,
  };
}

/** What is printed on every form beside what was asked: number, moment, fingerprint. */
function listStamp(ctx: Ctx, snapshot: Snapshot): [string, string][] {
  const { content, number, madeBy, hash } = snapshot;
  const { zone } = readCity(ctx.config);
  const mark = content.mark === null ? '' : `, до события № ${content.mark}`;
  return [
    ['Снимок', number],
    ['Данные на', `${formatDateTime(content.asOf, zone)} по местному времени${mark}`],
    ['Составил', madeBy],
    ['Отпечаток', hash.slice(0, 16)],
  ];
}

/** Route: the file of a snapshot; the journal keeps that it went out. */
export async function downloadSnapshot(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof downloadSnapshotRoute>,
): Promise<Download> {
  const snapshot = await readSnapshot(ctx, params.number);
  const file = await renderSnapshot(ctx, snapshot, query.format);
  ctx.audit({
    action: 'snapshots.download',
    object: 'snapshot',
    objectId: snapshot.number,
    data: { format: query.format },
  });
  return file;
}
