import { type SelectQueryBuilder, sql } from 'kysely';
import { COUNT_LIMIT } from '../../../../shared/text/numbers.ts';
import type { DB } from '../../../lib/database/schema.gen.ts';
import type { Ctx } from '../../../lib/module/context.ts';

export interface Total {
  total: number;
  /** There are more than `total`. */
  isApproximate: boolean;
}

/** Rows of a query over cases; one more than the limit where there are more. */
export async function countPastLimit(
  ctx: Ctx,
  query: SelectQueryBuilder<DB, 'cases.case_file', object>,
): Promise<number> {
  const found = query
    .select(sql<number>`1`.as('one'))
    .limit(COUNT_LIMIT + 1)
    .as('found');
  const { total } = await ctx.db
    .selectFrom(found)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

/** Rows of a query over cases, counted up to the limit. */
export async function countUpTo(
  ctx: Ctx,
  query: SelectQueryBuilder<DB, 'cases.case_file', object>,
): Promise<Total> {
  const total = await countPastLimit(ctx, query);
  return { total: Math.min(total, COUNT_LIMIT), isApproximate: total > COUNT_LIMIT };
}
