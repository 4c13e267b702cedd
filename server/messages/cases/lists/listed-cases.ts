import type { CaseFilter } from '../../../../shared/contract/messages/cases-list.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { ownCases } from '../core/reach.ts';
import type { Search } from '../search/open-search.ts';
import { filterConditions } from './case-filter.ts';

/**
 * Cases of a filter that the actor may read, each call a fresh query: what counts by it opens exactly the list of what it
 * counted.
 */
export async function listedCases(ctx: Ctx, filter: CaseFilter, search: Search | null = null) {
  const conditions = await filterConditions(ctx, filter, search);
  return () =>
    ctx.db
      .selectFrom('cases.case_file')
      .where(ownCases(ctx.actor))
      .where((eb) => eb.and(conditions));
}
