import { sql } from 'kysely';
import type { getImportTable, ImportTable } from '../../../shared/contract/messages/imports.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { placeFromText, resolvePlace } from '../../base/territory/index.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import {
  readTable,
  sniffTable,
  type TableRow,
  type TableSample,
  type TableShape,
} from '../../lib/tables/reading/table.ts';
import type { Mapping } from './mapping.ts';
import { type ImportRow, isOwner, readImport } from './progress.ts';
import { proposeSettings } from './remember.ts';
import { isKept, pathOf } from './storage.ts';
import { listFields } from './targets.ts';

/** Rows that addresses are looked for in. */
const ADDRESS_SAMPLE = 300;
/** Fewer addresses than this tell nothing about whose city they are of. */
const LEAST_NAMED = 10;
const FOREIGN_BELOW = 0.1;

/** Of the first rows: how many name an address, and how many of those are of this city. */
export async function countAddresses(
  path: string,
  file: { filename: string; shape: TableShape },
  mapping: Mapping,
): Promise<ImportTable['addresses']> {
  let [named, known, rows] = [0, 0, 0];
  for await (const row of readTable(path, file)) {
    if (!('values' in row)) continue;
    const address = row.values[mapping.address ?? '']?.trim();
    const text = row.values[mapping.text ?? ''] ?? '';
    const place = address ? resolvePlace({ address: address.slice(0, 300) }) : placeFromText(text);
    if (place) named += 1;
    // A foreign «ул. Ленина» is found here too; the text's own words for its town are what placeFromText minds.
    if (place && place.precision !== 'text' && place.precision !== 'none') known += 1;
    rows += 1;
    if (rows >= ADDRESS_SAMPLE) break;
  }
  return { named, known, looksForeign: named >= LEAST_NAMED && known < named * FOREIGN_BELOW };
}

const presentRow = (headers: string[], row: TableRow): ImportTable['preview'][number] =>
  'values' in row
    ? { row: row.row, values: headers.map((header) => row.values[header] ?? ''), reason: null }
    : { row: row.row, values: null, reason: row.reason };

/** The same content loaded before, if it came to something. */
async function findFormer(ctx: Ctx, row: ImportRow): Promise<ImportTable['former']> {
  const former = await ctx.db
    .selectFrom('imports.import')
    .select(['id', 'started_at', 'accepted'])
    .where('sha256', '=', row.sha256)
    .where('id', '<>', row.id)
    .where('state', '=', 'done')
    // The load that made cases tells more than a later one that found them all.
    .orderBy(sql`accepted > 0`, 'desc')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return former?.started_at
    ? { id: former.id, at: former.started_at.toISOString(), accepted: former.accepted }
    : null;
}

/** What is in the file and how it will be loaded unless a person says otherwise. */
export async function describeTable(ctx: Ctx, row: ImportRow, sample: TableSample): Promise<ImportTable> {
  const { preview, headers } = sample;
  const proposal = await proposeSettings(ctx.db, row);
  const file = { filename: row.filename, shape: sample };
  return {
    id: row.id,
    filename: row.filename,
    bytes: row.bytes,
    format: sample.format,
    encoding: sample.encoding,
    delimiter: sample.delimiter,
    sheet: sample.sheet,
    isDamaged: sample.isDamaged,
    headers,
    preview: preview.map((one) => presentRow(headers, one)),
    fields: listFields(),
    ...proposal,
    mapping: proposal.mapping,
    addresses: await countAddresses(pathOf(ctx.config, row.id), file, proposal.mapping),
    former: await findFormer(ctx, row),
  };
}

/** The table again, for who left the page and came back. */
export async function lookAgain(
  ctx: Ctx,
  { params }: HandlerInput<typeof getImportTable>,
): Promise<ImportTable> {
  const row = await readImport(ctx, params.id);
  if (!isOwner(ctx.actor, row))
    throw new AppError('lib.forbidden', 'Строки файла видит только тот, кто его загрузил.');
  if (!(await isKept(ctx.config, row.id)))
    throw new AppError('lib.not-found', 'Файла больше нет на сервере. Загрузите его ещё раз.');
  const sample = await sniffTable(pathOf(ctx.config, row.id), { filename: row.filename });
  return describeTable(ctx, row, sample);
}
