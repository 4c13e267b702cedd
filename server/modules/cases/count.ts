import { type SelectQueryBuilder, sql } from 'kysely';
import type { Ctx } from '../../lib/context.ts';
import type { DB } from '../../lib/schema.gen.ts';

/** Counting stops here, and the screen says «больше»: a longer list is not counted on a request's path. */
export const COUNT_LIMIT = 1000;

/** Rows of a query over cases, counted up to the limit. */
export async function countUpTo(
  ctx: Ctx,
  query: SelectQueryBuilder<DB, 'cases.case_file', object>,
): Promise<{ total: number; isApproximate: boolean }> {
  const found = query
    .select(sql<number>`1`.as('one'))
    .limit(COUNT_LIMIT + 1)
    .as('found');
  const { total } = await ctx.db
    .selectFrom(found)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { total: Math.min(total, COUNT_LIMIT), isApproximate: total > COUNT_LIMIT };
}
