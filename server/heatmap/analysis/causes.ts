import { sql } from 'kysely';
import type { Causes, listCauses as listCausesRoute } from '../../../shared/contract/heatmap/analysis.ts';
import type { SliceFilter } from '../../../shared/contract/heatmap/objects.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { countCauses, listedCases } from '../../messages/cases/index.ts';
import { readAnalysisPeriod } from './period.ts';

/** Route. */
export const listCauses = (ctx: Ctx, { query }: HandlerInput<typeof listCausesRoute>): Promise<Causes> =>
  findCauses(ctx, query);

/** What the cases of a slice came to, and the grounds people stated on the way. */
export async function findCauses(ctx: Ctx, slice: SliceFilter): Promise<Causes> {
  readAnalysisPeriod(slice);
  const select = await listedCases(ctx, slice);
  const counted = select()
    .select(['outcome', sql<number>`count(*)::int`.as('count')])
    .select(sql<string | null>`mode() WITHIN GROUP (ORDER BY fact_id)`.as('factId'))
    .groupBy('outcome')
    .orderBy('count', 'desc')
    .execute();
  const [outcomes, causes] = await Promise.all([counted, countCauses(ctx, slice)]);
  return {
    outcomes: outcomes.flatMap(({ outcome, ...row }) =>
      outcome === null ? [] : [{ ...row, outcome: outcome as Causes['outcomes'][number]['outcome'] }],
    ),
    causes,
    total: outcomes.reduce((sum, { count }) => sum + count, 0),
  };
}
