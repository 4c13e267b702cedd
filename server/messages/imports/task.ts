import { sql } from 'kysely';
import type { Channel } from '../../../shared/contract/messages/cases.ts';
import type { Db } from '../../lib/database/db.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import type { Actor, Ctx } from '../../lib/module/context.ts';
import { runMutation, type Services } from '../../lib/module/unit-of-work.ts';
import type { TableShape } from '../../lib/tables/reading/table.ts';
import type { RunSettings } from './check.ts';
import type { Mapping } from './mapping.ts';

/** One import as its run sees it. */
export interface ImportTask {
  id: string;
  filename: string;
  shape: TableShape;
  settings: RunSettings;
  isStrict: boolean;
  /** In whose name cases are registered: whoever pressed «Загрузить», or the system from the command line. */
  starter: Actor;
}

/** Counts of a run as they grow; told to the command line. */
export interface RunProgress {
  state: 'reading' | 'making';
  rowsRead: number;
  accepted: number;
  refused: number;
  repeated: number;
}

export type OnProgress = (progress: RunProgress) => void;

/** A run of the import broke off this many times without a step forward: it is given up. */
const MAX_ATTEMPTS = 5;

/** One transaction of a run. */
export const inStep = <T>(services: Services, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  runMutation(services, { actor: { kind: 'system', name: 'import' }, requestId: 'import', ip: '' }, work);

/**
 * Keeps the import for this run until the caller's transaction ends, with the process if need be.
 * @returns false when another run has it.
 */
export async function holdImport(db: Db, importId: string): Promise<boolean> {
  // The connection that holds the lock is idle while the run works on others.
  const { rows } = await sql<{ isHeld: boolean }>`
    SELECT set_config('idle_in_transaction_session_timeout', '0', true),
      pg_try_advisory_xact_lock(hashtextextended(${`imports:${importId}`}, 0)) AS "isHeld"`.execute(db);
  return firstRow(rows).isHeld;
}

function readStarter(id: string | null, name: string | null): Actor {
  if (!id) return { kind: 'system', name: 'import' };
  return {
    kind: 'staff',
    id,
    name: name ?? '',
    roles: [],
    permissions: new Set<string>(),
    unitIds: [],
    blocks: [],
    districts: [],
    substitutes: [],
  };
}

/** Begins a run or takes one up where it broke off; null when there is nothing to do. */
export async function beginRun(
  services: Services,
  importId: string,
): Promise<{ task: ImportTask; isStaged: boolean } | null> {
  return inStep(services, async (ctx) => {
    const row = await ctx.db
      .updateTable('imports.import')
      .set((eb) => ({
        state: sql`CASE WHEN state = 'making' THEN state ELSE 'reading' END`,
        attempts: eb('attempts', '+', 1),
      }))
      .where('id', '=', importId)
      .where('state', 'in', ['queued', 'reading', 'making'])
      .returningAll()
      .executeTakeFirst();
    if (!row) return null;
    if (row.attempts > MAX_ATTEMPTS) {
      await endImport(
        ctx,
        importId,
        'failed',
        'Загрузка несколько раз прерывалась ошибкой сервера и остановлена.',
      );
      return null;
    }
    const task: ImportTask = {
      id: row.id,
      filename: row.filename,
      shape: row.shape as TableShape,
      settings: {
        mapping: row.mapping as Mapping,
        source: row.source ?? 'file',
        channel: row.channel as Channel,
        isOwnCity: row.is_own_city,
      },
      isStrict: row.is_strict,
      starter: readStarter(row.started_by, row.started_by_name),
    };
    return { task, isStaged: row.state === 'making' };
  });
}

/**
 * Ends an import inside the caller's transaction. Rows that have not become cases are dropped with the words they hold;
 * `keepsLines` leaves those that were refused, for the report.
 */
export async function endImport(
  ctx: Ctx,
  importId: string,
  state: 'done' | 'failed' | 'cancelled',
  error: string | null = null,
  { keepsLines = true } = {},
): Promise<void> {
  let drop = ctx.db.deleteFrom('imports.line').where('import_id', '=', importId);
  if (keepsLines) drop = drop.where('state', '=', 'waiting');
  await drop.execute();
  const counts = await ctx.db
    .updateTable('imports.import')
    .set({
      state,
      error,
      is_cancelling: false,
      finished_at: ctx.now,
      ...(!keepsLines && { refused: 0, repeated: 0, warned: 0 }),
    })
    .where('id', '=', importId)
    .returning(['rows_read', 'accepted', 'refused', 'repeated'])
    .executeTakeFirstOrThrow();
  ctx.audit({ action: `imports.${state}`, object: 'import', objectId: importId, data: counts });
}
