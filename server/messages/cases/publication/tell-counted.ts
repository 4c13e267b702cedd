import type { Ctx } from '../../../lib/module/context.ts';
import { tellStage } from '../letters/tell-stage.ts';

/** What a decision did with a message. */
type CountedNews =
  | { news: 'counted'; ground: string; words: string }
  | { news: 'result'; ground: string; result: string };

/** Writes to whoever wrote or joined a message that a decision took it into account, or that the decision was carried out. */
export async function tellCaseCounted(ctx: Ctx, caseId: string, told: CountedNews): Promise<void> {
  if (told.news === 'counted')
    await tellStage(ctx, caseId, 'case-counted', { ground: told.ground, words: told.words });
  else await tellStage(ctx, caseId, 'case-counted-result', { ground: told.ground, result: told.result });
}
