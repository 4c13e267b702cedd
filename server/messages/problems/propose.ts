import { sql } from 'kysely';
import { z } from 'zod';
import { knownIn } from '../../../shared/known.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import type { casesRead } from '../cases/index.ts';
import { beginProblem } from './begin.ts';
import { findLikely, type Likely, readMessages } from './known-messages.ts';

type Pair = Likely['pairs'][number];

/** What is known of a case that may be proposed. */
interface Candidate {
  id: string;
  problem_id: string | null;
  problem_state: string | null;
  member_state: string | null;
}

/**
 * Listener: cases just read are compared with those known; what may be one matter is proposed to a person. Runs by one
 * process at a time, so that two halves of one trouble do not make two problems; a case stands in one problem at most.
 */
export async function proposeFor(ctx: Ctx, { caseIds }: z.output<typeof casesRead.payload>): Promise<void> {
  const messages = await readMessages(ctx, caseIds);
  const likely = (await findLikely(ctx, messages)).filter(({ pairs }) => pairs.length > 0);
  if (likely.length === 0) return;
  await sql`SELECT pg_advisory_xact_lock(hashtext('problems.propose'))`.execute(ctx.db);
  await proposeAll(ctx, likely);
}

export const lookBackJob = defineJob('problems.look-back', z.object({}));

/** Days looked back, and cases of a run. */
const LOOK_BACK_DAYS = 10;
const LOOK_BACK = 1000;

/** Nightly, and at the first start: open cases that came past the follow-up, by a file or before there were proposals. */
export async function lookBack(ctx: Ctx): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM cases.v_matter
    WHERE registered_at >= ${new Date(ctx.now.getTime() - LOOK_BACK_DAYS * 86_400_000)} AND suggestion IS NOT NULL
      AND closed_at IS NULL AND answered_at IS NULL AND merged_into IS NULL AND status <> 'rejected'
      AND NOT EXISTS (SELECT FROM problems.member WHERE member.case_id = v_matter.id)
    ORDER BY registered_at DESC LIMIT ${LOOK_BACK}`.execute(ctx.db);
  await proposeFor(ctx, { caseIds: rows.map(({ id }) => id) });
}

/** All of a run in a few statements: a rush about one matter brings hundreds of cases at once. */
async function proposeAll(ctx: Ctx, likely: readonly Likely[]): Promise<void> {
  const ids = new Set(likely.flatMap(({ message, pairs }) => [message.id, ...pairs.map(({ id }) => id)]));
  const candidates = await readCandidates(ctx, [...ids]);
  const refused = await refusedWith(
    ctx,
    likely.map(({ message }) => message.id),
  );
  const members: NewMember[] = [];
  for (const { message, pairs } of likely) {
    const own = candidates.get(message.id);
    if (!own || own.member_state !== null) continue;
    const pair = pairs.find(({ id }) => candidates.has(id) && !refused.get(message.id)?.has(id));
    if (!pair) continue;
    const beside = knownIn(candidates, pair.id);
    if (beside.problem_id === null) {
      // A problem of two: the case known before is its main one.
      enter(beside, await beginProblem(ctx, pair.id));
      members.push({ ...memberOf(beside), added_at: ctx.now });
    }
    enter(own, beside.problem_id!);
    members.push({ ...memberOf(own), added_at: ctx.now, ...reasonOf(pair) });
  }
  if (members.length > 0) await addProposed(ctx, members);
}

function enter(candidate: Candidate, problemId: string): void {
  candidate.problem_id = problemId;
  candidate.member_state = 'proposed';
}

/** Only what is still decided can be proposed: live, not merged, not an answered one. Plan: keys. */
async function readCandidates(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Candidate>> {
  const { rows } = await sql<Candidate>`
    SELECT file.id, member.problem_id, problem.state AS problem_state, member.state AS member_state
    FROM cases.v_matter AS file
    LEFT JOIN problems.member AS member ON member.case_id = file.id AND member.state IN ('proposed', 'confirmed')
    LEFT JOIN problems.problem AS problem ON problem.id = member.problem_id
    WHERE file.id = ANY(${[...ids]}::uuid[]) AND file.closed_at IS NULL AND file.answered_at IS NULL
      AND file.status NOT IN ('rejected', 'answered') AND file.merged_into IS NULL
      AND coalesce(problem.state, 'open') IN ('proposed', 'open', 'answering')`.execute(ctx.db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** By case: those a person called different from it. */
async function refusedWith(ctx: Ctx, caseIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const { rows } = await sql<{ case_id: string; id: string }>`
    SELECT case_id, CASE WHEN first_id = case_id THEN second_id ELSE first_id END AS id
    FROM unnest(${[...caseIds]}::uuid[]) AS case_id
    JOIN problems.refused_pair ON first_id = case_id OR second_id = case_id`.execute(ctx.db);
  const refused = new Map<string, Set<string>>();
  for (const { case_id, id } of rows) refused.set(case_id, (refused.get(case_id) ?? new Set()).add(id));
  return refused;
}

const reasonOf = ({ id, rule, score, metres, hours }: Pair) => ({
  beside_id: id,
  rule,
  score,
  metres,
  hours,
});

const memberOf = ({ id, problem_id }: Candidate) => ({
  problem_id: problem_id!,
  case_id: id,
  state: 'proposed' as const,
});

type NewMember = ReturnType<typeof memberOf> & { added_at: Date } & Partial<ReturnType<typeof reasonOf>>;

async function addProposed(ctx: Ctx, members: readonly NewMember[]): Promise<void> {
  await ctx.db
    .insertInto('problems.member')
    .values([...members])
    // A person took it out of this very problem before: their word stands.
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await ctx.db
    .updateTable('problems.problem')
    .set((eb) => ({ touched_at: ctx.now, version: eb('version', '+', 1) }))
    .where('id', 'in', [...new Set(members.map(({ problem_id }) => problem_id))])
    .execute();
}
