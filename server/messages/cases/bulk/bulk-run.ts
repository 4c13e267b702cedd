import { type Selectable, sql } from 'kysely';
import type {
  BulkRun,
  cancelBulkRun,
  createBulkRun,
  getBulkRun,
  startBulkRun,
  undoBulkRun,
} from '../../../../shared/contract/messages/cases-bulk.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import type { DB } from '../../../lib/database/schema.gen.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, isStaff } from '../../../lib/module/context.ts';
import { ownCases } from '../core/reach.ts';
import { filterConditions } from '../lists/case-filter.ts';
import { bulkJob } from './bulk-job.ts';
import { requireAction } from './bulk-steps.ts';

/** Cases one action may take: more is rather a wrong filter. */
const MOST = 20_000;
/** How long a finished action may be taken back, ms: looking through a thousand cases takes minutes, not seconds. */
const UNDO_MS = 600_000;
/** Finished actions with what their cases were before are kept this long. */
const KEPT_MS = 7 * 86_400_000;
/** The screen offers those of the last hour. */
const SHOWN_MS = 3_600_000;

export type BulkRunRow = Selectable<DB['cases.bulk_run']>;

const ownerId = (ctx: Ctx): string => {
  if (!isStaff(ctx.actor)) throw new Error('The route lets only staff in');
  return ctx.actor.id;
};

const enqueue = (ctx: Ctx, runId: string): void =>
  ctx.enqueue(bulkJob, { runId }, { key: `${bulkJob.name}:${runId}` });

/**
 * Takes every case of the filter that its caller may read, as it is now, and checks in the background what the action would
 * do to each. Nothing is changed yet.
 */
export async function createRun(ctx: Ctx, { body }: HandlerInput<typeof createBulkRun>): Promise<BulkRun> {
  await requireAction(ctx, body.action);
  const conditions = await filterConditions(ctx, body.filter);
  const owner = ownerId(ctx);
  await ctx.db
    .deleteFrom('cases.bulk_run')
    .where('owner_id', '=', owner)
    .where('created_at', '<', new Date(ctx.now.getTime() - KEPT_MS))
    .execute();
  const id = newId();
  const action = JSON.stringify(body.action);
  await ctx.db
    .insertInto('cases.bulk_run')
    .values({ id, owner_id: owner, action, state: 'checking', total: 0, created_at: ctx.now })
    .execute();
  const chosen = ctx.db
    .selectFrom('cases.case_file')
    .where(ownCases(ctx.actor))
    .where((eb) => eb.and(conditions))
    .select([
      sql<string>`${id}::uuid`.as('run_id'),
      'id',
      'version',
      sql<string>`'waiting'`.as('state'),
      'number',
    ])
    .limit(MOST + 1);
  const { numInsertedOrUpdatedRows: total = 0n } = await ctx.db
    .insertInto('cases.bulk_item')
    .columns(['run_id', 'case_id', 'version', 'state', 'number'])
    .expression(chosen)
    .executeTakeFirstOrThrow();
  if (total > MOST) {
    throw new AppError('lib.bad-input', 'В отборе больше 20 000 дел. Сузьте его: добавьте период или блок.');
  }
  await ctx.db
    .updateTable('cases.bulk_run')
    .set({ total: Number(total) })
    .where('id', '=', id)
    .execute();
  ctx.audit({ action: 'cases.bulk-check', object: 'bulk-run', objectId: id, data: { total: Number(total) } });
  enqueue(ctx, id);
  return presentRun(ctx, await readRun(ctx, id));
}

/** A run of its caller's own, locked for the rest of the transaction. */
async function lockRun(ctx: Ctx, id: string): Promise<BulkRunRow> {
  await sql`SELECT FROM cases.bulk_run WHERE id = ${id}::uuid FOR UPDATE`.execute(ctx.db);
  return readRun(ctx, id);
}

async function readRun(ctx: Ctx, id: string): Promise<BulkRunRow> {
  const row = await ctx.db
    .selectFrom('cases.bulk_run')
    .selectAll()
    .where('id', '=', id)
    .where('owner_id', '=', ownerId(ctx))
    .executeTakeFirst();
  if (!row) throw new AppError('lib.not-found', 'Такого действия нет или его начали не вы.');
  return row;
}

export async function getRun(ctx: Ctx, { params }: HandlerInput<typeof getBulkRun>): Promise<BulkRun> {
  return presentRun(ctx, await readRun(ctx, params.id));
}

export async function listRuns(ctx: Ctx): Promise<{ runs: BulkRun[] }> {
  const rows = await ctx.db
    .selectFrom('cases.bulk_run')
    .selectAll()
    .where('owner_id', '=', ownerId(ctx))
    .where('created_at', '>', new Date(ctx.now.getTime() - SHOWN_MS))
    .orderBy('created_at', 'desc')
    .limit(5)
    .execute();
  return { runs: await Promise.all(rows.map((row) => presentRun(ctx, row))) };
}

/** Moves a run on, in the background. Throws `lib.conflict` from a state that does not allow it. */
async function passOn(
  ctx: Ctx,
  id: string,
  step: { need: 'start' | 'undo'; state: string; audit: string },
): Promise<BulkRun> {
  const row = await lockRun(ctx, id);
  const { can } = await presentRun(ctx, row);
  if (!can.includes(step.need))
    throw new AppError('lib.conflict', 'Сейчас этого сделать нельзя: действие уже в другом состоянии.');
  await ctx.db
    .updateTable('cases.bulk_run')
    .set({ state: step.state, is_cancelling: false, finished_at: null })
    .where('id', '=', id)
    .execute();
  ctx.audit({ action: step.audit, object: 'bulk-run', objectId: id, data: { total: row.total } });
  enqueue(ctx, id);
  return presentRun(ctx, await readRun(ctx, id));
}

export const startRun = (ctx: Ctx, { params }: HandlerInput<typeof startBulkRun>): Promise<BulkRun> =>
  passOn(ctx, params.id, { need: 'start', state: 'running', audit: 'cases.bulk-start' });

export const undoRun = (ctx: Ctx, { params }: HandlerInput<typeof undoBulkRun>): Promise<BulkRun> =>
  passOn(ctx, params.id, { need: 'undo', state: 'undoing', audit: 'cases.bulk-undo' });

/** Stops at the next chunk: what is done stays, and may be taken back. */
export async function cancelRun(ctx: Ctx, { params }: HandlerInput<typeof cancelBulkRun>): Promise<BulkRun> {
  const row = await lockRun(ctx, params.id);
  if (!(await presentRun(ctx, row)).can.includes('cancel'))
    throw new AppError('lib.conflict', 'Останавливать нечего: действие уже закончено.');
  const isIdle = row.state === 'ready';
  await ctx.db
    .updateTable('cases.bulk_run')
    .set(isIdle ? { state: 'cancelled', finished_at: ctx.now } : { is_cancelling: true })
    .where('id', '=', row.id)
    .execute();
  ctx.audit({ action: 'cases.bulk-cancel', object: 'bulk-run', objectId: row.id });
  if (!isIdle) enqueue(ctx, row.id);
  return presentRun(ctx, await readRun(ctx, row.id));
}

async function countItems(ctx: Ctx, runId: string): Promise<(state: string) => number> {
  const rows = await ctx.db
    .selectFrom('cases.bulk_item')
    .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
    .where('run_id', '=', runId)
    .groupBy('state')
    .execute();
  const counts = new Map(rows.map(({ state, count }) => [state, Number(count)]));
  return (state) => counts.get(state) ?? 0;
}

async function presentRun(ctx: Ctx, row: BulkRunRow): Promise<BulkRun> {
  const count = await countItems(ctx, row.id);
  const { rows: refusals } = await sql<BulkRun['refusals'][number]>`
    SELECT reason, count(*)::int AS count, (array_agg(number ORDER BY number))[1:5] AS numbers
    FROM cases.bulk_item WHERE run_id = ${row.id}::uuid AND state IN ('refused', 'kept')
    GROUP BY reason ORDER BY count(*) DESC, reason LIMIT 20`.execute(ctx.db);
  const state = row.state as BulkRun['state'];
  const undoUntil = row.finished_at ? new Date(row.finished_at.getTime() + UNDO_MS) : null;
  const isOver = state === 'done' || state === 'cancelled';
  const canUndo = isOver && count('done') > 0 && undoUntil !== null && undoUntil > ctx.now;
  const isWorking = state === 'checking' || state === 'running' || state === 'undoing';
  return {
    id: row.id,
    action: row.action as BulkRun['action'],
    state,
    total: row.total,
    passed:
      state === 'checking' ? row.total - count('waiting') : row.total - count('waiting') - count('ready'),
    ready: count('ready'),
    done: count('done'),
    refused: count('refused'),
    undone: count('undone'),
    kept: count('kept'),
    isCancelling: row.is_cancelling,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    undoUntil: canUndo ? undoUntil.toISOString() : null,
    refusals,
    can: [
      ...(state === 'ready' && count('ready') > 0 ? (['start'] as const) : []),
      ...((isWorking && !row.is_cancelling && state !== 'undoing') || state === 'ready'
        ? (['cancel'] as const)
        : []),
      ...(canUndo ? (['undo'] as const) : []),
    ],
  };
}
