import type * as contract from '../../../../shared/contract/pages/publications-outside.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import { hashToken } from '../../../lib/ids.ts';
import { actingAs, type Ctx } from '../../../lib/module/context.ts';
import type { ApprovalLinkRow } from '../approval-links.ts';
import { putApproval } from '../approvals.ts';
import { readPlaces } from '../places.ts';
import {
  lockPiece,
  type PublicationRow,
  picturesOf,
  updatePublication,
  variantsOf,
  wordsOf,
} from '../rows.ts';
import { settleApproval, tellLeft } from '../settle-approval.ts';
import { tellPublicationAct } from '../store.ts';
import { tellAuthor } from '../tell-author.ts';

interface OpenLink {
  link: ApprovalLinkRow;
  piece: PublicationRow;
}

const over = (words: string): AppError => new AppError('publications.link-expired', words);

/** Who bears the token, and of what. One that was answered still shows what was agreed to, in its term. */
async function readLink(ctx: Ctx, token: string): Promise<OpenLink> {
  const link = await ctx.db
    .selectFrom('publications.approval_link')
    .selectAll()
    .where('token_hash', '=', hashToken(token))
    .executeTakeFirst();
  if (!link) throw new AppError('lib.not-found', 'Такой ссылки нет. Откройте её из письма целиком.');
  const piece = await ctx.db
    .selectFrom('publications.publication')
    .selectAll()
    .where('id', '=', link.publication_id)
    .executeTakeFirstOrThrow();
  if (link.dropped_at) throw over('Ссылка больше не действует: вашего ответа уже не ждут.');
  if (link.expires_at <= ctx.now) throw over('Срок ссылки вышел. Попросите новую у того, кто её прислал.');
  const isLeft = piece.round !== link.round || piece.state !== 'approval';
  if (isLeft && link.answer === null)
    throw over('Ссылка больше не действует: публикацию уже решили или взяли обратно на доработку.');
  return { link, piece };
}

/** The same, locked as every act of a colleague locks it: the piece first. */
async function lockLink(ctx: Ctx, token: string): Promise<OpenLink> {
  const { piece } = await readLink(ctx, token);
  await lockPiece(ctx, piece.id);
  const locked = await readLink(ctx, token);
  if (locked.link.answer !== null)
    throw new AppError('lib.conflict', 'По этой ссылке уже ответили: второй раз ответить нельзя.');
  return locked;
}

async function present(ctx: Ctx, { link, piece }: OpenLink): Promise<contract.ApprovalPage> {
  const places = await readPlaces(ctx);
  const pictures = await picturesOf(ctx, piece.id);
  const isOpen = link.answer === null;
  // Words that were agreed to may be other words by now: after the answer its bearer sees nothing that came later.
  const isShown = isOpen || piece.round === link.round;
  return {
    name: link.name,
    askedBy: link.made_by_name,
    expiresAt: link.expires_at.toISOString(),
    brief: isShown ? piece.brief : '',
    looks: isShown
      ? (await variantsOf(ctx, piece.id)).map((variant) => {
          const place = places.get(variant.page_id);
          return {
            id: variant.id,
            network: place?.page.network ?? '',
            networkTitle: place?.networkTitle ?? 'страница в архиве',
            author: place?.page.title ?? '',
            dueAt: variant.due_at.toISOString(),
            text: wordsOf(piece, variant),
          };
        })
      : [],
    pictures: isShown ? pictures.map(({ file_id: fileId, alt }) => ({ fileId, alt })) : [],
    answer: link.answer,
    can: isOpen ? ['agree', 'return'] : [],
  };
}

/** Route. */
export const getApprovalPage = async (
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.getApprovalPage>,
): Promise<contract.ApprovalPage> => present(ctx, await readLink(ctx, params.token));

const bearer = (ctx: Ctx, { id, name }: ApprovalLinkRow): Ctx =>
  actingAs(ctx, { kind: 'link', linkId: id, name, caseId: null, unitId: null });

async function answer(
  ctx: Ctx,
  { link, piece }: OpenLink,
  said: 'agreed' | 'returned',
  note: string,
): Promise<void> {
  await ctx.db
    .updateTable('publications.approval_link')
    .set({ answer: said, answered_at: ctx.now })
    .where('id', '=', link.id)
    .execute();
  await putApproval(ctx, piece, said === 'agreed', note);
}

/** Route: the piece goes out once colleagues and everybody who was asked have agreed. */
export async function agreeByLink(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.agreeByLink>,
): Promise<contract.ApprovalPage> {
  const open = await lockLink(ctx, params.token);
  const own = bearer(ctx, open.link);
  await answer(own, open, 'agreed', '');
  const left = await settleApproval(own, open.piece);
  await tellPublicationAct(own, open.piece.id, 'agree-by-link', {
    what: `по ссылке ${tellLeft(left)}`,
    data: { link: open.link.id },
  });
  return present(ctx, { piece: open.piece, link: { ...open.link, answer: 'agreed' } });
}

/** Route. */
export async function returnByLink(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.returnByLink>,
): Promise<contract.ApprovalPage> {
  const open = await lockLink(ctx, params.token);
  const { piece, link } = open;
  const own = bearer(ctx, link);
  await answer(own, open, 'returned', body.reason);
  await updatePublication(own, piece, { state: 'returned', reason: body.reason });
  await tellPublicationAct(own, piece.id, 'return-by-link', {
    what: 'по ссылке возвращена на доработку',
    note: body.reason,
    data: { link: link.id },
  });
  await tellAuthor(own, piece, { what: 'Публикацию вернули на доработку', reason: body.reason });
  return present(ctx, { piece, link: { ...link, answer: 'returned' } });
}

/** Whether a token opens a piece with this picture. Plan: the token's key, then picture_file. */
export async function bearsPicture(ctx: Ctx, fileId: string, token: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('publications.approval_link as link')
    .innerJoin('publications.publication as piece', (join) =>
      join.onRef('piece.id', '=', 'link.publication_id').onRef('piece.round', '=', 'link.round'),
    )
    .innerJoin('publications.picture as picture', 'picture.publication_id', 'piece.id')
    .select('link.id')
    .where('link.token_hash', '=', hashToken(token))
    .where('link.dropped_at', 'is', null)
    .where('link.expires_at', '>', ctx.now)
    .where('picture.file_id', '=', fileId)
    .where('picture.is_borrowed', '=', false)
    .executeTakeFirst();
  return row !== undefined;
}
