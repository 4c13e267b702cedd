import type * as contract from '../../../shared/contract/pages/publications.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { listSolved, type SolvedCase } from '../../messages/cases/index.ts';
import { leadOfSolved, type SolvedProblem, solvedProblemsOf } from '../../messages/problems/index.ts';

/** A solved case or the problem it is the main one of. */
export interface Solved {
  kind: contract.IdeaKind;
  id: string;
  title: string;
  residents: number;
  of: SolvedCase;
}

function asSolved(of: SolvedCase, problem: SolvedProblem | undefined): Solved {
  return problem
    ? {
        kind: 'problem',
        id: problem.id,
        title: problem.title,
        residents: Math.max(problem.residents, of.residents),
        of,
      }
    : { kind: 'case', id: of.id, title: `№ ${of.number}`, residents: of.residents, of };
}

/** Solved cases, each as the problem it is the main one of where it is. */
export async function withProblems(ctx: Ctx, cases: readonly SolvedCase[]): Promise<Solved[]> {
  const problems = await solvedProblemsOf(
    ctx,
    cases.map(({ id }) => id),
  );
  const byLead = new Map(problems.map((problem) => [problem.leadId, problem]));
  return cases.map((one) => asSolved(one, byLead.get(one.id)));
}

/** What a piece may tell of: refuses what is not solved, or what everybody may not read of (any more). */
export async function requireSolved(ctx: Ctx, kind: contract.IdeaKind, id: string): Promise<Solved> {
  const caseId = kind === 'case' ? id : await leadOfSolved(ctx, id);
  const [found] = caseId ? await withProblems(ctx, await listSolved(ctx, { ids: [caseId], most: 1 })) : [];
  if (!found)
    throw new AppError(
      'lib.conflict',
      'Об этом не написать: пишут о решённом, что автор разрешил показать всем и что не касается чьей-то личной жизни.',
    );
  return found;
}
