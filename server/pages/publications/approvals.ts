import type { Ctx } from '../../lib/module/context.ts';
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
