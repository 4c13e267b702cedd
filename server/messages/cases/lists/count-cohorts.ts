import { type RawBuilder, sql } from 'kysely';
import type { CaseFilter } from '../../../../shared/contract/messages/cases-list.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { listedCases } from './listed-cases.ts';
import { spansOf } from './spans.ts';

/**
 * Stretches in which cases were open, told by bounds: how many of the bounds lie at or before the registration, the beginning and the
 * end of each. It was open at bound `t` (from 0) where `since <= t < until`, exactly as the filter `openOn` of the list.
 */
export interface CohortSpan {
  born: number;
  since: number;
  until: number;
  /** The stretch a case begins with: counted, these are the cases. */
  isFirst: boolean;
  count: number;
}

/**
 * Cases of a filter the reader may see, merged ones too, as they age over bounds (ascending moments). Counted are those that came at or
 * after `bounds[from]` or were open after it, each stretch of them: whoever came since has rested since or still stands, so these two are
 * asked for, and those that were returned apart; one question with OR would read the table whole.
 * Plan: case_file_rested, case_file_open_due, case_file_rests.
 */
export async function countCohorts(
  ctx: Ctx,
  filter: CaseFilter,
  { bounds, from }: { bounds: readonly Date[]; from: number },
): Promise<CohortSpan[]> {
  const select = await listedCases(ctx, { ...filter, merged: 'with' });
  const before = (at: RawBuilder<unknown>) => sql<number>`width_bucket(${at}, ${[...bounds]}::timestamptz[])`;
  const end = (at: RawBuilder<unknown>) => sql<number>`coalesce(${before(at)}, ${bounds.length + 1})`;
  const born = before(sql`registered_at`);
  const rested = sql<boolean>`rested_at >= ${bounds[from]}`;
  const stands = sql<boolean>`(rested_at IS NULL AND closed_at IS NULL AND answered_at IS NULL)`;
  const known = () => select().where('registered_at', '<', bounds.at(-1)!);
  const once = (which: RawBuilder<boolean>) =>
    known()
      .where('rests', 'is', null)
      .where(which)
      .select([
        born.as('born'),
        born.as('since'),
        end(sql`rested_at`).as('until'),
        sql<boolean>`true`.as('isFirst'),
        sql<number>`count(*)::int`.as('count'),
      ])
      .groupBy(sql`1, 2, 3`);
  const returned = known()
    .where('rests', 'is not', null)
    .where(sql<boolean>`(${rested} OR ${stands})`)
    .innerJoinLateral(spansOf('cases.case_file').as('span'), (join) => join.onTrue())
    .select([
      born.as('born'),
      before(sql`span.began`).as('since'),
      end(sql`span.ended`).as('until'),
      sql<boolean>`span.n = 1`.as('isFirst'),
      sql<number>`count(*)::int`.as('count'),
    ])
    .groupBy(sql`1, 2, 3, 4`);
  return once(rested).unionAll(once(stands)).unionAll(returned).execute();
}
