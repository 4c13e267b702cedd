import type {
  cancelImport as cancelImportRoute,
  ImportSettings,
  startImport as startImportRoute,
} from '../../../shared/contract/messages/imports.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, isStaff } from '../../lib/module/context.ts';
import type { TableShape } from '../../lib/tables/reading/table.ts';
import { enqueueRun } from './job.ts';
import { isOwner, lockImport, mayStart, presentImport, RUNNING, readImport } from './progress.ts';
import { rememberKey } from './remember.ts';
import { removeFile } from './storage.ts';
import { checkMapping } from './targets.ts';
import { endImport } from './task.ts';

/** Sets an import to be run and remembers its mapping for tables of the same columns. Throws `imports.bad-mapping`. */
export async function queueImport(ctx: Ctx, id: string, settings: Required<ImportSettings>): Promise<void> {
  const row = await lockImport(ctx, id);
  if (!mayStart(row)) throw new AppError('lib.conflict', 'Эта загрузка уже запущена или завершена.');
  const { source, channel, isOwnCity, isStrict } = settings;
  const mapping = checkMapping(settings.mapping, (row.shape as TableShape).headers);
  const json = JSON.stringify(mapping);
  await ctx.db.deleteFrom('imports.line').where('import_id', '=', id).execute();
  await ctx.db
    .updateTable('imports.import')
    .set({
      state: 'queued',
      mapping: json,
      source,
      channel,
      is_own_city: isOwnCity,
      is_strict: isStrict,
      attempts: 0,
      rows_read: 0,
      accepted: 0,
      refused: 0,
      repeated: 0,
      warned: 0,
      error: null,
      is_cancelling: false,
      started_at: ctx.now,
      finished_at: null,
      ...(isStaff(ctx.actor) && { started_by: ctx.actor.id, started_by_name: ctx.actor.name }),
    })
    .where('id', '=', id)
    .execute();
  const remembered = { mapping: json, source, channel, is_own_city: isOwnCity, used_at: ctx.now };
  await ctx.db
    .insertInto('imports.mapping')
    .values({ fingerprint: rememberKey(row), ...remembered })
    .onConflict((conflict) => conflict.column('fingerprint').doUpdateSet(remembered))
    .execute();
  ctx.audit({ action: 'imports.start', object: 'import', objectId: id, data: { source, channel } });
}

type Start = typeof startImportRoute;

/** Route: begins the run of a file its caller has brought. Throws `imports.bad-mapping`, `lib.conflict`. */
export async function startImport(
  ctx: Ctx,
  { params, body }: HandlerInput<Start>,
): Promise<RouteReplyInput<Start>> {
  if (!isOwner(ctx.actor, await readImport(ctx, params.id)))
    throw new AppError('lib.forbidden', 'Начать загрузку может тот, кто загрузил файл.');
  await queueImport(ctx, params.id, body);
  enqueueRun(ctx, params.id);
  return presentImport(ctx.actor, await readImport(ctx, params.id));
}

type Cancel = typeof cancelImportRoute;

/**
 * Stops a run at its next step, whoever began it: a wrong register must not go on until its owner is found. A file that
 * has not begun is its owner's to drop.
 */
export async function cancelImport(
  ctx: Ctx,
  { params }: HandlerInput<Cancel>,
): Promise<RouteReplyInput<Cancel>> {
  const row = await lockImport(ctx, params.id);
  if (row.state === 'uploaded' && !isOwner(ctx.actor, row))
    throw new AppError('lib.forbidden', 'Убрать файл может тот, кто его загрузил.');
  if (row.state === 'uploaded' || row.state === 'queued') {
    await endImport(ctx, row.id, 'cancelled', null, { keepsLines: false });
    if (row.state === 'uploaded') {
      await ctx.db.updateTable('imports.import').set({ has_file: false }).where('id', '=', row.id).execute();
      await removeFile(ctx.config, row.id);
    }
  } else if (RUNNING.includes(row.state)) {
    await ctx.db
      .updateTable('imports.import')
      .set({ is_cancelling: true })
      .where('id', '=', row.id)
      .execute();
    ctx.audit({ action: 'imports.cancel', object: 'import', objectId: row.id });
    // Should the run have died with its process, this one will see the wish.
    enqueueRun(ctx, row.id);
  } else {
    throw new AppError('lib.conflict', 'Эта загрузка уже завершена.');
  }
  return presentImport(ctx.actor, await readImport(ctx, params.id));
}
