import { sql } from 'kysely';
import type { Ctx } from '../../lib/module/context.ts';

/** A mass problem that was answered, known by its main case. */
export interface SolvedProblem {
  id: string;
  title: string;
  leadId: string;
  /** Residents who told of it: authors and those who joined. */
  residents: number;
}

/** Of these cases, which are the main ones of problems answered for all. Plan: problem_lead, then the members' keys. */
export async function solvedProblemsOf(ctx: Ctx, leadIds: readonly string[]): Promise<SolvedProblem[]> {
  if (leadIds.length === 0) return [];
  const { rows } = await sql<SolvedProblem>`
    SELECT problem.id, problem.title, problem.lead_id AS "leadId",
      (SELECT coalesce(sum(1 + file.joined_count), 0)::int FROM problems.member JOIN cases.v_matter AS file ON file.id = member.case_id
        WHERE member.problem_id = problem.id AND member.state = 'confirmed') AS residents
    FROM problems.problem WHERE problem.lead_id = ANY(${[...leadIds]}::uuid[]) AND problem.state = 'answered'`.execute(
    ctx.db,
  );
  return rows;
}

/** The main case of a problem that was answered; null where there is none such. */
export async function leadOfSolved(ctx: Ctx, problemId: string): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('problems.problem')
    .select('lead_id')
    .where('id', '=', problemId)
    .where('state', '=', 'answered')
    .executeTakeFirst();
  return row?.lead_id ?? null;
}

/** Problems a case is the main one of, whatever their state. Plan: problem_lead. */
export async function problemsLedBy(ctx: Ctx, caseId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('problems.problem')
    .select('id')
    .where('lead_id', '=', caseId)
    .execute();
  return rows.map(({ id }) => id);
}

/** Cases a problem joins. Plan: its members' key. */
export async function casesOfProblem(ctx: Ctx, problemId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('problems.member')
    .select('case_id')
    .where('problem_id', '=', problemId)
    .where('state', '=', 'confirmed')
    .execute();
  return rows.map(({ case_id: id }) => id);
}
