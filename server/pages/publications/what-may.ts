import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { isOwnWork } from '../../lib/module/two-people.ts';
import { publishingToday } from './pack.ts';
import type { ApprovalRow, PublicationRow, VariantRow } from './rows.ts';

/** Nothing of it stands anywhere. */
const stillStates: readonly VariantRow['state'][] = ['planned', 'waiting', 'manual', 'failed', 'cancelled'];

/** What a caller may do with a piece; every act refuses by the same rule. */
export function offerActs(
  ctx: Ctx,
  piece: PublicationRow,
  variants: readonly VariantRow[],
  left: ApprovalRow[],
): string[] {
  const mayKeep = hasPermission(ctx, 'publications.keep');
  const mayApprove = hasPermission(ctx, 'publications.approve');
  const isOwn = isOwnWork(ctx.actor, piece.made_by);
  const isWritten = ['draft', 'returned'].includes(piece.state);
  const isStill = variants.every(({ state }) => stillStates.includes(state));
  const mayBeUrgent = publishingToday(ctx).risks.find(({ id }) => id === piece.risk)?.mayBeUrgent ?? false;
  const hasAgreed = left.some((one) => isOwnWork(ctx.actor, one.by_ref));
  const offered: [string, boolean][] = [
    ['change', mayKeep && isWritten],
    ['submit', mayKeep && isWritten],
    ['urgent', mayKeep && mayBeUrgent && (isWritten || piece.state === 'approval')],
    ['recall', mayKeep && ['approval', 'approved'].includes(piece.state) && isStill],
    ['cancel', mayKeep && piece.state !== 'cancelled' && isStill],
    ['approve', mayApprove && piece.state === 'approval' && !isOwn && !hasAgreed],
    ['return', mayApprove && piece.state === 'approval'],
    ['ask-outside', mayKeep && piece.state === 'approval'],
    ['review', mayApprove && piece.is_urgent && piece.reviewed_at === null && !isOwn],
  ];
  return offered.flatMap(([act, isOffered]) => (isOffered ? [act] : []));
}

export function offerVariantActs(
  ctx: Ctx,
  piece: PublicationRow,
  { state }: VariantRow,
  { hasOpenChange, isKept }: { hasOpenChange: boolean; isKept: boolean },
): string[] {
  if (!hasPermission(ctx, 'publications.keep') || piece.state === 'cancelled') return [];
  const offered: [string, boolean][] = [
    ['move', ['planned', 'waiting', 'manual'].includes(state)],
    ['retry', ['failed', 'unknown'].includes(state)],
    ['prove', ['manual', 'failed', 'unknown'].includes(state)],
    ['correct', state === 'published' && !hasOpenChange],
    ['withdraw', state === 'published' && !hasOpenChange],
    ['resume', state === 'cancelled' && piece.state === 'approved' && isKept],
  ];
  return offered.flatMap(([act, isOffered]) => (isOffered ? [act] : []));
}
