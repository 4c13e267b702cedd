import { z } from 'zod';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { tellAwaited } from './notices.ts';
import { learnIfStale } from './risks.ts';

export const controlSweepJob = defineJob('control.sweep', z.object({}));

/** Every minute: who is awaited is told; the rates of late answers are learnt where they are stale. */
export async function sweepControl(ctx: Ctx): Promise<void> {
  const isMore = await tellAwaited(ctx);
  await learnIfStale(ctx);
  if (isMore) ctx.enqueue(controlSweepJob, {}, { key: controlSweepJob.name });
}
