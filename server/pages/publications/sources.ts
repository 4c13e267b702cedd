import type * as contract from '../../../shared/contract/pages/publications.ts';
import { describeFiles } from '../../base/files/index.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { listSolved, type SolvedCase } from '../../messages/cases/index.ts';
import { leadOfSolved, type SolvedProblem, solvedProblemsOf } from '../../messages/problems/index.ts';
import { type PublicationRow, picturesOf } from './rows.ts';

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

/** What a piece may tell of; null where it is not solved, or everybody may not read of it (any more). */
async function findSolved(ctx: Ctx, kind: contract.IdeaKind, id: string): Promise<Solved | null> {
  const caseId = kind === 'case' ? id : await leadOfSolved(ctx, id);
  const [found] = caseId ? await withProblems(ctx, await listSolved(ctx, { ids: [caseId], most: 1 })) : [];
  return found ?? null;
}

/** Refuses to begin a piece of what may not be told of. */
export async function requireSolved(ctx: Ctx, kind: contract.IdeaKind, id: string): Promise<Solved> {
  const found = await findSolved(ctx, kind, id);
  if (!found)
    throw new AppError(
      'lib.conflict',
      'Об этом не написать: пишут о решённом, что автор разрешил показать всем и что не касается чьей-то личной жизни.',
    );
  return found;
}

/** Why a piece may not be told (any more): its case is in work again, was hidden, or hides a photo that was taken from it; empty = it may. */
export async function whyUntold(ctx: Ctx, piece: PublicationRow): Promise<string> {
  const { source_kind: kind, source_id: id, source_title: title } = piece;
  if (id && (kind === 'case' || kind === 'problem') && !(await findSolved(ctx, kind, id)))
    return `${title}: снова в работе, или больше не показано всем. Написать об этом можно, когда решат и покажут.`;
  const borrowed = (await picturesOf(ctx, piece.id)).filter(({ is_borrowed: isBorrowed }) => isBorrowed);
  const files = await describeFiles(
    ctx,
    borrowed.map(({ file_id: fileId }) => fileId),
  );
  const hidden = borrowed.find(({ file_id: fileId }) => !files.get(fileId)?.released);
  return hidden
    ? `Картинку ${hidden.serial} взяли из дела, а там её больше не показывают всем. Уберите её или выпустите фото в деле.`
    : '';
}
