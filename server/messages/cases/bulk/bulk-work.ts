import { sql } from 'kysely';
import { findStaffActor } from '../../../base/identity/index.ts';
import { cityDay } from '../../../lib/city.ts';
import { AppError } from '../../../lib/errors.ts';
import { actingAs, type Ctx } from '../../../lib/module/context.ts';
import { lockForDecision } from '../card/decision-case.ts';
import { type FormerCase, restoreCase } from '../sorting/undo.ts';
import { bulkJob } from './bulk-job.ts';
import type { BulkRunRow } from './bulk-run.ts';
import { type BulkAction, planStep, type Step } from './bulk-steps.ts';

/** Cases of one transaction: short enough to stop within a second, long enough to be worth its commit. */
const CHUNK = 50;

interface Item {
  case_id: string;
  version: number;
  number: string | null;
  former: unknown;
}

/** What a case was before, and when it was changed. */
type DatedFormer = FormerCase & { at: string };

/** How an item came out of a chunk. */
interface Outcome {
  id: string;
  state: 'ready' | 'refused' | 'done' | 'undone' | 'kept';
  reason: string | null;
  former: DatedFormer | null;
}

/**
 * One chunk of a run: its cases are changed and marked in one transaction, and the next chunk is asked for by the same one.
 * A worker that is killed leaves the chunk as it was; two workers never have one run, by the lock of its row.
 */
export async function workOn(ctx: Ctx, { runId }: { runId: string }): Promise<void> {
  const { rows } = await sql<BulkRunRow>`
    SELECT * FROM cases.bulk_run WHERE id = ${runId}::uuid FOR UPDATE`.execute(ctx.db);
  const [run] = rows;
  if (!run || !['checking', 'running', 'undoing'].includes(run.state)) return;
  if (run.is_cancelling && run.state !== 'undoing') return finish(ctx, run, 'cancelled');
  const items = await takeItems(ctx, run);
  if (items.length > 0) await markItems(ctx, run, await passItems(ctx, run, items));
  if (items.length === CHUNK) {
    ctx.enqueue(bulkJob, { runId }, { key: `${bulkJob.name}:${runId}` });
    return;
  }
  await finish(ctx, run, run.state === 'checking' ? 'ready' : run.state === 'running' ? 'done' : 'undone');
}

/** In the order of ids: two actions over the same cases never wait for each other in a circle. */
async function takeItems(ctx: Ctx, run: BulkRunRow): Promise<Item[]> {
  const state = run.state === 'checking' ? 'waiting' : run.state === 'running' ? 'ready' : 'done';
  return ctx.db
    .selectFrom('cases.bulk_item')
    .select(['case_id', 'version', 'number', 'former'])
    .where('run_id', '=', run.id)
    .where('state', '=', state)
    .orderBy('case_id')
    .limit(CHUNK)
    .execute();
}

async function passItems(ctx: Ctx, run: BulkRunRow, items: Item[]): Promise<Outcome[]> {
  const actor = await findStaffActor(ctx.db, run.owner_id, cityDay(ctx.config, ctx.now));
  if (!actor?.permissions.has('cases.bulk')) {
    const reason = 'У начавшего действие больше нет на это права.';
    const state = run.state === 'undoing' ? 'kept' : 'refused';
    return items.map(({ case_id: id }) => ({ id, state, reason, former: null }));
  }
  const asOwner = actingAs(ctx, actor);
  if (run.state === 'undoing') return restoreItems(asOwner, items);
  return changeItems(asOwner, run, items);
}

const refused = (id: string, state: 'refused' | 'kept', error: unknown): Outcome => {
  // Anything but a refusal of a rule breaks the chunk, which is then tried anew.
  if (!(error instanceof AppError)) throw error;
  return { id, state, reason: error.message, former: null };
};

async function changeItems(ctx: Ctx, run: BulkRunRow, items: Item[]): Promise<Outcome[]> {
  const action = run.action as BulkAction;
  const outcomes: Outcome[] = [];
  const steps: { id: string; step: Step }[] = [];
  for (const { case_id: id, version } of items) {
    try {
      steps.push({ id, step: await planStep(ctx, await lockForDecision(ctx, id, version), action) });
    } catch (error) {
      outcomes.push(refused(id, 'refused', error));
    }
  }
  if (run.state === 'checking')
    return [
      ...outcomes,
      ...steps.map(({ id }) => ({ id, state: 'ready' as const, reason: null, former: null })),
    ];
  for (const { id, step } of steps)
    outcomes.push({
      id,
      state: 'done',
      reason: null,
      former: { ...(await step()), at: ctx.now.toISOString() },
    });
  return outcomes;
}

async function restoreItems(ctx: Ctx, items: Item[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { case_id: id, former } of items) {
    try {
      const before = former as DatedFormer;
      await restoreCase(ctx, before, new Date(before.at));
      outcomes.push({ id, state: 'undone', reason: null, former: null });
    } catch (error) {
      outcomes.push(refused(id, 'kept', error));
    }
  }
  return outcomes;
}

async function markItems(ctx: Ctx, run: BulkRunRow, outcomes: Outcome[]): Promise<void> {
  await sql`
    UPDATE cases.bulk_item AS item SET state = given.state, reason = given.reason, former = given.former
    FROM json_to_recordset(${JSON.stringify(outcomes)}::json) AS given(id uuid, state text, reason text, former jsonb)
    WHERE item.run_id = ${run.id}::uuid AND item.case_id = given.id`.execute(ctx.db);
}

async function finish(ctx: Ctx, run: BulkRunRow, state: string): Promise<void> {
  await ctx.db
    .updateTable('cases.bulk_run')
    .set({ state, is_cancelling: false, finished_at: state === 'ready' ? null : ctx.now })
    .where('id', '=', run.id)
    .execute();
}

/** Every quarter of an hour and at the start: a run whose job was lost goes on. */
export async function resumeRuns(ctx: Ctx): Promise<void> {
  const left = await ctx.db
    .selectFrom('cases.bulk_run')
    .select('id')
    .where('state', 'in', ['checking', 'running', 'undoing'])
    .execute();
  for (const { id } of left) ctx.enqueue(bulkJob, { runId: id }, { key: `${bulkJob.name}:${id}` });
}
