import { sql } from 'kysely';
import type { IndicatorSlice } from '../../../shared/contract/heatmap/indicators.ts';
import { localDate, localDayStart } from '../../base/deadlines/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { warningLead } from './definitions/answers.ts';
import { decisionsInTime } from './definitions/outer.ts';
import { readScope } from './slice.ts';

/** What is of few rows: counted by the very definitions. */
export interface OuterFigures {
  lead: { value: number | null; found: number };
  /** Decisions done by their day, of those due; and the share of the months that are over in which a meeting was held. */
  decisions: ReturnType<typeof decisionsInTime>;
}

/**
 * K15 and K20. Plans: problem_state, a few hundred problems; meeting_day; assignments are as many as decisions of meetings. A
 * cancelled one counts nowhere; one that waits to be checked is done by the day of its report, as assignments say themselves.
 */
export async function countOuter(ctx: Ctx, slice: IndicatorSlice): Promise<OuterFigures> {
  const { from, to, where } = readScope(slice, ctx.now);
  const window = { from: from.getTime(), to: to.getTime(), now: ctx.now.getTime() };
  const [{ rows: problems }, { rows: meetings }, { rows: decisions }] = await Promise.all([
    sql<{ found_at: Date; first_at: Date }>`
      SELECT problem.found_at, problem.first_at FROM problems.v_found AS problem
      JOIN cases.v_case AS file ON file.id = problem.lead_id
      WHERE problem.found_at >= ${from} AND problem.found_at < ${to} AND ${where}`.execute(ctx.db),
    sql<{ day: string }>`
      SELECT day FROM working_group.v_meeting WHERE day >= ${slice.from}::date AND day <= ${slice.to}::date
        AND state IN ('held', 'protocol_draft', 'protocol_review', 'signed', 'distributed', 'closed')`.execute(
      ctx.db,
    ),
    sql<{ due_at: Date; done_at: Date | null }>`
      SELECT due_at, CASE WHEN state IN ('reported', 'accepted') THEN reported_at END AS done_at
      FROM assignments.v_assignment WHERE source = 'decision' AND state <> 'cancelled'
        AND due_at >= ${from} AND due_at < ${to}`.execute(ctx.db),
  ]);
  return {
    lead: warningLead(
      problems.map(({ found_at, first_at }) => ({
        foundAt: found_at.getTime(),
        firstAt: first_at.getTime(),
      })),
      window,
    ),
    decisions: decisionsInTime(
      {
        meetings: meetings.map(({ day }) => localDayStart(day).getTime()),
        decisions: decisions.map(({ due_at, done_at }) => ({
          dueAt: due_at.getTime(),
          doneAt: done_at?.getTime() ?? null,
        })),
        months: listMonths(localDate(from), slice.to),
      },
      window,
    ),
  };
}

/** First moments of the whole months of a period and of the one after them. */
function listMonths(first: string, last: string): number[] {
  const months: number[] = [];
  let month = `${first.slice(0, 7)}-01`;
  while (months.length < 15) {
    months.push(localDayStart(month).getTime());
    if (month > last) break;
    const [year, of] = month.split('-').map(Number) as [number, number];
    month = of === 12 ? `${year + 1}-01-01` : `${year}-${String(of + 1).padStart(2, '0')}-01`;
  }
  return months;
}
