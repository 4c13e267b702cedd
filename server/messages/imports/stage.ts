import { sql } from 'kysely';
import { createContext, type Services } from '../../lib/module/unit-of-work.ts';
import { readTable } from '../../lib/tables/reading/table.ts';
import { type CheckedRow, createChecker } from './check.ts';
import { pathOf } from './storage.ts';
import { endImport, type ImportTask, inStep, type OnProgress, type RunProgress } from './task.ts';

/** Rows of one transaction, and the letters they may hold together. */
const BATCH = 200;
const BATCH_LETTERS = 4_000_000;

interface Tally {
  rowsRead: number;
  refused: number;
  repeated: number;
  warned: number;
}

function count(rows: CheckedRow[]): Tally {
  return {
    rowsRead: rows.length,
    refused: rows.filter(({ state }) => state === 'refused').length,
    repeated: rows.filter(({ state }) => state === 'repeated').length,
    warned: rows.filter(({ warnings }) => warnings.length > 0).length,
  };
}

/** Writes checked rows; says whether somebody asked to stop meanwhile. */
async function storeRows(
  services: Services,
  task: ImportTask,
  rows: CheckedRow[],
): Promise<{ isCancelling: boolean; progress: RunProgress }> {
  return inStep(services, async (ctx) => {
    await sql`
      INSERT INTO imports.line (import_id, row_no, state, external_source, external_id, reason, warnings, draft)
      SELECT ${task.id}::uuid, "row", state, "externalSource", "externalId", reason, warnings, draft
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS given("row" int, state text, "externalSource" text,
        "externalId" text, reason text, warnings text[], draft jsonb)`.execute(ctx.db);
    const tally = count(rows);
    const row = await ctx.db
      .updateTable('imports.import')
      .set((eb) => ({
        rows_read: eb('rows_read', '+', tally.rowsRead),
        refused: eb('refused', '+', tally.refused),
        repeated: eb('repeated', '+', tally.repeated),
        warned: eb('warned', '+', tally.warned),
      }))
      .where('id', '=', task.id)
      .returning(['rows_read', 'refused', 'repeated', 'is_cancelling'])
      .executeTakeFirstOrThrow();
    const { rows_read: rowsRead, refused, repeated, is_cancelling: isCancelling } = row;
    return { isCancelling, progress: { state: 'reading', rowsRead, accepted: 0, refused, repeated } };
  });
}

/** Groups rows so that neither their number nor their letters grow beyond what one statement should carry. */
async function* inBatches(rows: AsyncIterable<CheckedRow>): AsyncGenerator<CheckedRow[]> {
  let [batch, letters] = [[] as CheckedRow[], 0];
  for await (const row of rows) {
    batch.push(row);
    letters += row.draft?.text.length ?? 0;
    if (batch.length < BATCH && letters < BATCH_LETTERS) continue;
    yield batch;
    [batch, letters] = [[], 0];
  }
  yield batch;
}

/** Every row of the file, checked. Makes nothing and writes nothing. Throws `imports.bad-file`. */
export async function* checkFile(
  services: Services,
  task: ImportTask,
  path = pathOf(services.config, task.id),
): AsyncGenerator<CheckedRow> {
  const caller = { actor: task.starter, requestId: 'import', ip: '' };
  const check = createChecker(createContext(services, services.database, caller).ctx, task.settings);
  for await (const row of readTable(path, task)) yield check(row);
}

/**
 * Reads the whole file and keeps its checked rows, so that a file that breaks in the middle has made nothing.
 * @returns false when the import has ended here: stopped, or strict with a row refused. Throws `imports.bad-file`.
 */
export async function stageRows(
  services: Services,
  task: ImportTask,
  onProgress: OnProgress,
): Promise<boolean> {
  await inStep(services, async (ctx) => {
    await ctx.db.deleteFrom('imports.line').where('import_id', '=', task.id).execute();
    const counts = { rows_read: 0, accepted: 0, refused: 0, repeated: 0, warned: 0 };
    await ctx.db.updateTable('imports.import').set(counts).where('id', '=', task.id).execute();
  });
  let refused = 0;
  for await (const batch of inBatches(checkFile(services, task))) {
    const { isCancelling, progress } = await storeRows(services, task, batch);
    if (isCancelling) {
      await inStep(services, (ctx) => endImport(ctx, task.id, 'cancelled', null, { keepsLines: false }));
      return false;
    }
    refused = progress.refused;
    onProgress(progress);
  }
  return inStep(services, async (ctx) => {
    if (task.isStrict && refused > 0) {
      const words =
        'Не загружено ничего: есть непринятые строки. Исправьте их или разрешите загрузить остальные.';
      await endImport(ctx, task.id, 'failed', words);
      return false;
    }
    await ctx.db
      .updateTable('imports.import')
      .set({ state: 'making', attempts: 0 })
      .where('id', '=', task.id)
      .execute();
    return true;
  });
}
