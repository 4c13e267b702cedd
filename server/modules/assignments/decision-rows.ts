import { sql } from 'kysely';
import { formatDay } from '../../../shared/text/dates.ts';
import type { Ctx } from '../../lib/context.ts';

/** A decision of a meeting as the group's view tells it. */
export interface DecisionRow {
  id: string;
  meeting_id: string;
  meeting_number: number | null;
  meeting_day: string;
  number: string;
  source: string;
  source_id: string | null;
  text: string;
  responsible_id: string | null;
  due_on: string | null;
  expected_result: string;
}

/** «Протокол № 11 от 24.11.2026, п. 1.2». */
export const basisOf = (row: Pick<DecisionRow, 'meeting_number' | 'meeting_day' | 'number'>): string =>
  `Протокол${row.meeting_number === null ? '' : ` № ${row.meeting_number}`} от ${formatDay(row.meeting_day)}, п. ${row.number}`;

/** How papers name a decision; null where it is not there any more. */
export async function findBasis(ctx: Ctx, decisionId: string): Promise<string | null> {
  const { rows } = await sql<DecisionRow>`
    SELECT * FROM working_group.v_decision WHERE id = ${decisionId}`.execute(ctx.db);
  return rows[0] ? basisOf(rows[0]) : null;
}
