import { sql } from 'kysely';
import type { listStockStatuses } from '../../../shared/contract/heatmap/heatmap.ts';
import { statuses } from '../../../shared/contract/messages/cases.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { heatMeasures } from '../../../shared/text/heatmap/heatmap.ts';
import { badField } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { statusTitle } from '../../messages/cases/index.ts';
import { readFilterPeriod, selectCases } from './feed/filter.ts';
import { takesIncidents } from './networks/count-incidents.ts';

type List = typeof listStockStatuses;

/** As a case is registered: no turn has changed it yet. */
const FIRST = 'moderation';

/**
 * Route: what was open at the end of the period, or is now, by its state then. Plan: the index of a stock (lists/spans.ts of cases), then
 * event_case for each case that was open, of which there are few.
 */
export async function readStockStatuses(
  ctx: Ctx,
  { query }: HandlerInput<List>,
): Promise<RouteReplyInput<List>> {
  const { current } = readFilterPeriod(query);
  if (takesIncidents(query)) throw badField('source', 'По состояниям считаются только сообщения');
  const measure = heatMeasures[query.measure] === 'overdue' ? 'overdue' : 'open';
  const until = new Date(Math.min(current.to.getTime(), ctx.now.getTime()));
  const then = sql<string>`coalesce((SELECT turn.status FROM cases.v_status_turn AS turn
    WHERE turn.case_id = cases.v_course.case_id AND turn.at < ${until} ORDER BY turn.at DESC, turn.id DESC LIMIT 1), ${FIRST})`;
  const rows = await selectCases(ctx, { ...query, measure }, current)
    .select([then.as('state_then'), sql<number>`count(*)::int`.as('count')])
    .groupBy(sql`state_then`)
    .execute();
  const known = statuses.flatMap((status) => {
    const count = rows.find((row) => row.state_then === status)?.count ?? 0;
    return count === 0 ? [] : [{ status, title: statusTitle(status), count }];
  });
  return { statuses: known, total: rows.reduce((sum, { count }) => sum + count, 0) };
}
