import { withdrawWaiting } from '../../../base/outbox/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { forgetAwaited } from './awaited.ts';
import { tellStage } from './tell-stage.ts';

/** A decision is taken back: its letters do not leave; where they have left already, it is told that it holds no longer. */
export async function takeLettersBack(ctx: Ctx, caseId: string, decidedAt: Date): Promise<void> {
  await forgetAwaited(ctx, caseId, decidedAt);
  const { gone } = await withdrawWaiting(ctx, caseId, decidedAt);
  if (gone > 0) await tellStage(ctx, caseId, 'case-decision-undone', {});
}
