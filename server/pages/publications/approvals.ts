import { actorRef, type Ctx, nameOfActor } from '../../lib/module/context.ts';
import type { ApprovalRow, PublicationRow } from './rows.ts';

export const approvalsOf = (ctx: Ctx, publicationId: string): Promise<ApprovalRow[]> =>
  ctx.db
    .selectFrom('publications.approval')
    .selectAll()
    .where('publication_id', '=', publicationId)
    .orderBy('serial')
    .execute();

/** Whether a consent is to the words as they are now: they do not change while they wait. */
export const isCurrent = (
  one: Pick<ApprovalRow, 'round' | 'is_agreed'>,
  { round }: Pick<PublicationRow, 'round'>,
): boolean => one.is_agreed && one.round === round;

/** Who has agreed to the piece as it is. */
export const currentApprovals = async (ctx: Ctx, piece: PublicationRow): Promise<ApprovalRow[]> =>
  (await approvalsOf(ctx, piece.id)).filter((one) => isCurrent(one, piece));

/** By a link, of somebody outside: it comes beside the consent of colleagues. */
export const isOutside = ({ by_ref: by }: Pick<ApprovalRow, 'by_ref'>): boolean => by.startsWith('link:');

/** Writes down who agreed to a locked piece, or returned it. */
export async function putApproval(
  ctx: Ctx,
  piece: PublicationRow,
  isAgreed: boolean,
  note: string,
): Promise<void> {
  const former = await approvalsOf(ctx, piece.id);
  await ctx.db
    .insertInto('publications.approval')
    .values({
      publication_id: piece.id,
      serial: former.length + 1,
      round: piece.round,
      is_agreed: isAgreed,
      note,
      by_ref: actorRef(ctx.actor),
      by_name: nameOfActor(ctx),
      at: ctx.now,
    })
    .execute();
}
