import { sql } from 'kysely';
import { findFact } from '../../../base/taxonomy/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { ownCases } from '../../../messages/cases/index.ts';

/**
 * Cases an assignment answers for: linked themselves, members of a linked mass problem or of the one a linked burst was gathered into.
 * Plans: the key of the links, member's.
 */
const idsOf = (assignmentId: string) => sql`
  SELECT target_id::uuid FROM assignments.link WHERE assignment_id = ${assignmentId} AND kind = 'case'
  UNION SELECT member.case_id FROM problems.v_member AS member
  JOIN (SELECT target_id FROM assignments.link WHERE assignment_id = ${assignmentId} AND kind = 'problem') AS own
    ON member.problem_id = own.target_id::uuid
  UNION SELECT member.case_id FROM problems.v_member AS member JOIN problems.v_burst AS burst ON burst.problem_id = member.problem_id
  WHERE burst.id IN (SELECT target_id::uuid FROM assignments.link WHERE assignment_id = ${assignmentId} AND kind = 'burst')`;

/** Blocks of what is linked already: of its cases, of the members of its problems, of its zones and bursts. */
export async function blocksOf(ctx: Ctx, assignmentId: string): Promise<string[]> {
  const { rows } = await sql<{ block: string }>`
    SELECT DISTINCT block FROM cases.v_matter WHERE id IN (${idsOf(assignmentId)}) AND block IS NOT NULL
    UNION SELECT block FROM zones.v_zone WHERE id::text IN (
      SELECT target_id FROM assignments.link WHERE assignment_id = ${assignmentId} AND kind = 'zone')
    UNION SELECT block FROM problems.v_burst WHERE id::text IN (
      SELECT target_id FROM assignments.link WHERE assignment_id = ${assignmentId} AND kind = 'burst')`.execute(
    ctx.db,
  );
  return rows.map(({ block }) => block);
}

interface Linked {
  id: string;
  isAnswered: boolean;
  isSeen: boolean;
  people: number;
  factId: string | null;
  registeredAt: Date;
}

/** Cases behind an assignment, each with whether the reader may see it. */
export async function linkedCases(ctx: Ctx, assignmentId: string): Promise<Linked[]> {
  const { rows } = await sql<Linked>`
    SELECT id, answered_at IS NOT NULL OR closed_at IS NOT NULL AS "isAnswered", 1 + joined_count AS people, fact_id AS "factId",
      registered_at AS "registeredAt", ${ownCases(ctx.actor, 'cases.v_matter')} AS "isSeen"
    FROM cases.v_matter WHERE id IN (${idsOf(assignmentId)}) AND merged_into IS NULL ORDER BY registered_at, id`.execute(
    ctx.db,
  );
  return rows;
}

/** Topics of cases by how many residents wrote of each, the most first: never anybody's words. */
export function topicsOf(cases: readonly Linked[]): string[] {
  const counts = new Map<string, number>();
  for (const { factId, people } of cases) {
    const title = findFact(factId ?? '')?.title;
    if (title) counts.set(title, (counts.get(title) ?? 0) + people);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([title]) => title);
}
