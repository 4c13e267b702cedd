import { sql } from 'kysely';
import type { Snapshot } from '../../../shared/contract/messages/reconcile.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, isStaff } from '../../lib/module/context.ts';
import type { Exchange } from '../../lib/module/module.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { fingerprintHeaders } from '../../lib/tables/reading/table.ts';
import { readUploadedTable, type UploadedTable } from '../../lib/tables/reading/uploaded.ts';
import { guessMapping } from './pack.ts';
import { presentSnapshot, readSnapshot } from './snapshots.ts';

/** Rows of one table: a region's year of a city. */
const MOST = 50_000;
/** Rows are strangers' letters: they leave after this, totals and decisions stay. */
const KEPT_DAYS = 30;

/** Route: reads a table of ПОС and keeps its rows; nothing is compared yet. Throws `imports.bad-file`. */
export async function uploadSnapshot(ctx: Ctx, _input: unknown, exchange: Exchange): Promise<Snapshot> {
  const table = await readUploadedTable(ctx, exchange, {
    folder: 'reconcile',
    most: MOST,
    ask: 'Выберите файл таблицы ПОС: CSV или XLSX.',
    less: 'Выгрузите из ПОС меньший период.',
  });
  const caller = { actor: ctx.actor, requestId: ctx.requestId, ip: ctx.ip, log: ctx.log };
  return runMutation(exchange.services, caller, (inner) => keep(inner, table));
}

async function keep(ctx: Ctx, { filename, headers, rows }: UploadedTable): Promise<Snapshot> {
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
      row_count: rows.length,
      created_at: ctx.now,
      created_by: ctx.actor.id,
      created_by_name: ctx.actor.name,
    })
    .execute();
  const lines = rows.map(({ row, values }) => ({ row_no: row, cells: values }));
  await sql`
    INSERT INTO reconcile.line (snapshot_id, row_no, cells)
    SELECT ${id}::uuid, row_no, cells
    FROM json_to_recordset(${JSON.stringify(lines)}::json) AS given(row_no int, cells jsonb)`.execute(ctx.db);
  ctx.audit({ action: 'reconcile.upload', object: 'snapshot', objectId: id, data: { rows: rows.length } });
  return presentSnapshot(await readSnapshot(ctx, id));
}
