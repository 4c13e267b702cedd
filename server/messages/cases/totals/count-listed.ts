import type { SelectQueryBuilder } from 'kysely';
import type { CaseFilter } from '../../../../shared/contract/messages/cases-list.ts';
import { COUNT_LIMIT } from '../../../../shared/text/numbers.ts';
import type { DB } from '../../../lib/database/schema.gen.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { countUpTo, type Total } from '../core/count.ts';
import { askFigures } from './counter.ts';
import { figureQuestion } from './figure-question.ts';

/**
 * How long a list is. Up to the limit its own rows are counted, so a short list never differs from its total; a longer one
 * is told by the figures in memory, which are asked as of now: whoever has just changed a case sees it counted. Where they
 * cannot tell, or have not yet met the thousand that the rows show, it is «больше 1 000».
 */
export async function countListed(
  ctx: Ctx,
  filter: CaseFilter,
  found: SelectQueryBuilder<DB, 'cases.case_file', object>,
): Promise<Total> {
  const counted = await countUpTo(ctx, found);
  if (!counted.isApproximate) return counted;
  const question = figureQuestion(ctx.actor, filter);
  const total = question && (await askFigures(ctx, question));
  return total !== null && total > COUNT_LIMIT ? { total, isApproximate: false } : counted;
}
