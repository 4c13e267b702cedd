import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/pages/publications.ts';
import { describeFiles, releaseFiles } from '../../base/files/index.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { listSolved, type SolvedCase } from '../../messages/cases/index.ts';
import { leadOfSolved, type SolvedProblem, solvedProblemsOf } from '../../messages/problems/index.ts';
import { isShownStill, readMadeOf } from './picture-card/make-card.ts';
import { type PictureRow, type PublicationRow, picturesOf } from './rows.ts';

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
  const pictures = await picturesOf(ctx, piece.id);
  const borrowed = pictures.filter(({ is_borrowed: isBorrowed }) => isBorrowed);
  const files = await describeFiles(
    ctx,
    borrowed.map(({ file_id: fileId }) => fileId),
  );
  const hidden = borrowed.find(({ file_id: fileId }) => !files.get(fileId)?.released);
  if (hidden)
    return `Картинку ${hidden.serial} взяли из дела, а там её больше не показывают всем. Уберите её или выпустите фото в деле.`;
  const stale = await findStaleCard(ctx, pictures);
  return stale
    ? `Картинка ${stale.serial} составлена из фото дела, а там их больше не показывают всем такими. Уберите её или начните по этому делу заново.`
    : '';
}

/** A card whose photos are not what everybody is shown any more. */
async function findStaleCard(ctx: Ctx, pictures: readonly PictureRow[]): Promise<PictureRow | null> {
  for (const picture of pictures) if (!(await isShownStill(ctx, readMadeOf(picture.made_of)))) return picture;
  return null;
}

/** Cards of what these tell of are hidden with the photos they were made of, published or not. */
export async function hideStaleCards(ctx: Ctx, sourceIds: readonly string[]): Promise<void> {
  const cards = await ctx.db
    .selectFrom('publications.picture')
    .innerJoin('publications.publication as piece', 'piece.id', 'publications.picture.publication_id')
    .selectAll('publications.picture')
    .where('piece.source_kind', 'in', ['case', 'problem'])
    .where('piece.source_id', 'in', [...sourceIds])
    .where(sql<boolean>`publications.picture.made_of <> '[]'`)
    .execute();
  for (const card of cards)
    if ((await findStaleCard(ctx, [card])) !== null) await releaseFiles(ctx, [card.file_id], false);
}
