import { z } from 'zod';
import { HOUR } from '../../../shared/time.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { runMutation, type Services } from '../../lib/module/unit-of-work.ts';
import { runImport } from './run.ts';
import { clearStaleArrivals, removeFile } from './storage.ts';

export const runJob = defineJob('imports.run', z.object({ importId: z.uuid() }));
export const resumeJob = defineJob('imports.resume', z.object({}));
export const sweepImportsJob = defineJob('imports.sweep', z.object({}));

/** A file that was looked at and left is forgotten after a day; that of a finished import serves its report a month. */
const KEEP_UNSTARTED = 24 * HOUR;
const KEEP_FINISHED = 30 * 24 * HOUR;

/** Asks for a run; one that is under way already keeps the import to itself. */
export function enqueueRun(ctx: Ctx, importId: string): void {
  ctx.enqueue(runJob, { importId }, { key: `${runJob.name}:${importId}`, maxAttempts: 3 });
}

/** Takes up imports that a killed process left. */
export async function startImports(given: Services): Promise<void> {
  const caller = { actor: { kind: 'system', name: 'start' } as const, requestId: 'imports', ip: '' };
  await runMutation(given, caller, resumeUnfinished);
}

/** The job's own transaction holds the import; the work goes on in others, so that its progress is seen. */
export async function runInBackground(
  ctx: Ctx,
  { importId }: { importId: string },
  services: Services,
): Promise<void> {
  await runImport(services, ctx.db, importId);
}

/** Imports that nobody runs any more are run on: a process may be killed at any moment. */
export async function resumeUnfinished(ctx: Ctx): Promise<void> {
  const left = await ctx.db
    .selectFrom('imports.import')
    .select('id')
    .where('state', 'in', ['queued', 'reading', 'making'])
    .execute();
  for (const { id } of left) enqueueRun(ctx, id);
}

/** Forgets uploads nobody started and removes files whose report has served its time. */
export async function sweepImports(ctx: Ctx): Promise<void> {
  const before = (age: number) => new Date(ctx.now.getTime() - age);
  await clearStaleArrivals(ctx.config, before(KEEP_UNSTARTED));
  const forgotten = await ctx.db
    .deleteFrom('imports.import')
    .where('state', '=', 'uploaded')
    .where('created_at', '<', before(KEEP_UNSTARTED))
    .returning('id')
    .execute();
  const emptied = await ctx.db
    .updateTable('imports.import')
    .set({ has_file: false })
    .where('has_file', '=', true)
    .where('finished_at', '<', before(KEEP_FINISHED))
    .returning('id')
    .execute();
  for (const { id } of [...forgotten, ...emptied]) await removeFile(ctx.config, id);
}
