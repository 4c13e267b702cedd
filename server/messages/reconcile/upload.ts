import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Snapshot } from '../../../shared/contract/messages/reconcile.ts';
import { writeStream } from '../../lib/disk.ts';
import { AppError } from '../../lib/errors.ts';
import { keepUpload } from '../../lib/http/upload.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, isStaff } from '../../lib/module/context.ts';
import type { Exchange } from '../../lib/module/module.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { fingerprintHeaders, readTable, sniffTable } from '../../lib/tables/reading/table.ts';
import { guessMapping } from './pack.ts';
import { presentSnapshot, readSnapshot } from './snapshots.ts';

/** Rows of one table: a region's year of a city. */
const MOST = 50_000;
/** Rows are strangers' letters: they leave after this, totals and decisions stay. */
const KEPT_DAYS = 30;

interface Table {
  headers: string[];
  lines: { row_no: number; cells: Record<string, string> }[];
}

/** Route: reads a table of ПОС and keeps its rows; nothing is compared yet. Throws `imports.bad-file`. */
export async function uploadSnapshot(
  ctx: Ctx,
  _input: unknown,
  { upload: file, headers, services }: Exchange,
): Promise<Snapshot> {
  if (!file) throw new AppError('lib.bad-input', 'Выберите файл таблицы ПОС: CSV или XLSX.');
  const folder = join(ctx.config.dataDir, 'reconcile');
  await mkdir(folder, { recursive: true });
  const written = await keepUpload(file, Number(headers['content-length']) || 0, {
    write: (chunks, limit) => writeStream(join(folder, `${randomUUID()}.part`), chunks, limit),
    drop: ({ path }) => rm(path, { force: true }),
    tooLarge: () => new AppError('lib.too-large', 'Файл больше 25 МБ. Выгрузите из ПОС меньший период.'),
  });
  try {
    const filename = file.filename.split(/[/\\]/).at(-1)?.slice(0, 200) || 'Без названия';
    const table = await readAll(written.path, filename);
    const caller = { actor: ctx.actor, requestId: ctx.requestId, ip: ctx.ip, log: ctx.log };
    return await runMutation(services, caller, (inner) => keep(inner, filename, table));
  } finally {
    await rm(written.path, { force: true });
  }
}

async function readAll(path: string, filename: string): Promise<Table> {
  const { preview: _, ...shape } = await sniffTable(path, { filename });
  const lines: Table['lines'] = [];
  for await (const row of readTable(path, { filename, shape })) {
    if ('reason' in row)
      throw new AppError('imports.bad-file', `Строка ${row.row} не читается: ${row.reason}.`);
    lines.push({ row_no: row.row, cells: row.values });
    if (lines.length > MOST)
      throw new AppError(
        'imports.bad-file',
        'В таблице больше 50 000 строк. Выгрузите из ПОС меньший период.',
      );
  }
  return { headers: shape.headers, lines };
}

async function keep(ctx: Ctx, filename: string, { headers, lines }: Table): Promise<Snapshot> {
  if (!isStaff(ctx.actor)) throw new Error('The route lets only staff in');
  const before = new Date(ctx.now.getTime() - KEPT_DAYS * 86_400_000);
  await sql`DELETE FROM reconcile.line USING reconcile.snapshot
    WHERE snapshot.id = line.snapshot_id AND snapshot.created_at < ${before}`.execute(ctx.db);
  const id = newId();
  const fingerprint = fingerprintHeaders(headers);
  const known = await ctx.db
    .selectFrom('reconcile.mapping')
    .select('mapping')
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst();
  const mapping = known ? (known.mapping as Record<string, string>) : guessMapping(headers);
  await ctx.db
    .insertInto('reconcile.snapshot')
    .values({
      id,
      filename,
      fingerprint,
      headers: JSON.stringify(headers),
      mapping: JSON.stringify(mapping),
      row_count: lines.length,
      created_at: ctx.now,
      created_by: ctx.actor.id,
      created_by_name: ctx.actor.name,
    })
    .execute();
  await sql`
    INSERT INTO reconcile.line (snapshot_id, row_no, cells)
    SELECT ${id}::uuid, row_no, cells
    FROM json_to_recordset(${JSON.stringify(lines)}::json) AS given(row_no int, cells jsonb)`.execute(ctx.db);
  ctx.audit({ action: 'reconcile.upload', object: 'snapshot', objectId: id, data: { rows: lines.length } });
  return presentSnapshot(await readSnapshot(ctx, id));
}
