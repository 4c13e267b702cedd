import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/messages/outages.ts';
import type { RouteReplyInput } from '../../../shared/contract/route.ts';
import { localDayStart } from '../../base/deadlines/index.ts';
import { writeStream } from '../../lib/disk.ts';
import { AppError } from '../../lib/errors.ts';
import { keepUpload } from '../../lib/http/upload.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Exchange } from '../../lib/module/module.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { parseMoment } from '../../lib/tables/reading/moments.ts';
import { readTable, sniffTable } from '../../lib/tables/reading/table.ts';
import { rulesToday } from './pack.ts';
import { mayKeep } from './reach.ts';
import { districtsOf } from './read-places.ts';
import { addTerm, insertOutage, replacePlaces, updateOutage } from './store.ts';
import {
  actOf,
  dropRepeats,
  guessColumns,
  missingColumns,
  type RefusedRow,
  readRow,
  type StoredOutage,
  type TableOutage,
} from './table-rows.ts';
import { tellHomesJob } from './tell-homes.ts';

type Reply = RouteReplyInput<typeof contract.importOutages>;

/** Rows of one table: a supplier's schedule of a season. */
const MOST = 5000;
const SHOWN_REFUSED = 50;

/** Route: each row is an outage; what cannot be read is named, the rest goes in. Throws `imports.bad-file`. */
export async function importOutages(
  ctx: Ctx,
  _input: unknown,
  { upload: file, headers, services }: Exchange,
): Promise<Reply> {
  if (!file) throw new AppError('lib.bad-input', 'Выберите файл таблицы: CSV или XLSX.');
  const folder = join(ctx.config.dataDir, 'outages');
  await mkdir(folder, { recursive: true });
  const written = await keepUpload(file, Number(headers['content-length']) || 0, {
    write: (chunks, limit) => writeStream(join(folder, `${randomUUID()}.part`), chunks, limit),
    drop: ({ path }) => rm(path, { force: true }),
    tooLarge: () => new AppError('lib.too-large', 'Файл больше 25 МБ. Разделите таблицу.'),
  });
  try {
    const filename = file.filename.split(/[/\\]/).at(-1)?.slice(0, 200) || 'Без названия';
    const rows = await readOutages(ctx, written.path, filename);
    const caller = { actor: ctx.actor, requestId: ctx.requestId, ip: ctx.ip, log: ctx.log };
    return await runMutation(services, caller, (inner) => storeRows(inner, rows));
  } finally {
    await rm(written.path, { force: true });
  }
}

async function readOutages(ctx: Ctx, path: string, filename: string): Promise<(TableOutage | RefusedRow)[]> {
  const { preview: _, ...shape } = await sniffTable(path, { filename });
  const rules = rulesToday(ctx);
  const columns = guessColumns(shape.headers, rules.columns);
  const missing = missingColumns(columns);
  if (missing.length > 0)
    throw new AppError(
      'imports.bad-file',
      `В таблице нет столбцов: ${missing.join(', ')}. Назовите их так в первой строке.`,
    );
  const reading = { rules, columns, readMoment };
  const rows: (TableOutage | RefusedRow)[] = [];
  for await (const one of readTable(path, { filename, shape })) {
    if (rows.length >= MOST)
      throw new AppError('imports.bad-file', 'В таблице больше 5 000 строк. Разделите её.');
    rows.push(
      'reason' in one ? { row: one.row, refused: one.reason } : readRow(one.row, one.values, reading),
    );
  }
  return dropRepeats(rows);
}

/** A moment of the table: of its own zone where it names one, else of the city. */
function readMoment(text: string): Date | null {
  const moment = parseMoment(text);
  if (moment === null) return null;
  if (moment.endsWith('Z')) return new Date(moment);
  const [day = '', time = '00:00:00'] = moment.split('T');
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return new Date(localDayStart(day).getTime() + ((hours * 60 + minutes) * 60 + seconds) * 1000);
}

async function storeRows(ctx: Ctx, rows: readonly (TableOutage | RefusedRow)[]): Promise<Reply> {
  const keys = rows.flatMap((row) => ('key' in row ? [row.key] : []));
  const stored = await ctx.db
    .selectFrom('outages.outage')
    .selectAll()
    .where(sql<boolean>`source_key = ANY(${keys}::text[])`)
    .forUpdate()
    .execute();
  const known = new Map(stored.map((one) => [one.source_key, one]));
  const refused: RefusedRow[] = [];
  const counts = { add: 0, change: 0, keep: 0 };
  for (const row of rows) {
    const before = 'key' in row ? known.get(row.key) : undefined;
    const act = 'refused' in row ? { refuse: row.refused } : whatToDo(ctx, row, before);
    if (typeof act === 'object') refused.push({ row: row.row, refused: act.refuse });
    else {
      counts[act] += 1;
      if (act === 'add' && 'key' in row) await addRow(ctx, row);
      if (act === 'change' && 'key' in row && before) await changeRow(ctx, row, before);
    }
  }
  const { add: added, change: changed, keep: unchanged } = counts;
  if (added + changed > 0)
    ctx.audit({
      action: 'outages.import',
      object: 'register',
      objectId: 'outages',
      data: { added, changed },
    });
  return {
    added,
    changed,
    unchanged,
    refused: refused.slice(0, SHOWN_REFUSED).map(({ row, refused: reason }) => ({ row, reason })),
    refusedCount: refused.length,
  };
}

type Stored = Parameters<typeof updateOutage>[1] &
  StoredOutage & { block: string; district_ids: readonly string[] };

/** What is of others is refused, as a row says it and as it is kept: no table takes an outage over by moving it. */
function whatToDo(ctx: Ctx, row: TableOutage, before: Stored | undefined) {
  const act = actOf(row, before);
  const said = { block: row.block, districtIds: districtsOf(row.places) };
  const kept = before && { block: before.block, districtIds: before.district_ids };
  if (act === 'keep' || (mayKeep(ctx.actor, said) && (!kept || mayKeep(ctx.actor, kept)))) return act;
  return { refuse: 'Отключения этого блока или района ведут другие' };
}

const columnsOf = (row: TableOutage) => ({
  resource: row.resource,
  block: row.block,
  is_planned: row.isPlanned,
  reason: row.reason,
  repairer: row.repairer,
  begins_at: row.beginsAt,
  until_at: row.until,
  ended_at: row.endedAt,
  district_ids: districtsOf(row.places),
  source_print: row.print,
});

async function addRow(ctx: Ctx, row: TableOutage): Promise<void> {
  const { key, places } = row;
  const id = await insertOutage(ctx, { ...columnsOf(row), source_key: key, places });
  ctx.audit({
    action: 'outages.create',
    object: 'outage',
    objectId: id,
    data: { resource: row.resource, isImported: true },
  });
  ctx.enqueue(tellHomesJob, { outageId: id, news: 'new' });
}

async function changeRow(ctx: Ctx, row: TableOutage, before: Stored): Promise<void> {
  const isMoved = row.until?.getTime() !== before.until_at?.getTime();
  if (isMoved) await addTerm(ctx, before.id, row.until, 'срок изменил поставщик');
  await replacePlaces(ctx, before.id, row.places);
  await updateOutage(ctx, before, columnsOf(row));
  ctx.audit({ action: 'outages.change', object: 'outage', objectId: before.id, data: { isImported: true } });
  if (row.endedAt) ctx.enqueue(tellHomesJob, { outageId: before.id, news: 'ended' });
  else if (isMoved) ctx.enqueue(tellHomesJob, { outageId: before.id, news: 'moved' });
}
