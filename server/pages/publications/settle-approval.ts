import type { Ctx } from '../../lib/module/context.ts';
import { currentLinks, isAwaited } from './approval-links.ts';
import { currentApprovals, isOutside } from './approvals.ts';
import { requireFacts } from './facts/check-facts.ts';
import { publishingToday } from './pack.ts';
import { releasePublication } from './release.ts';
import { type PublicationRow, updatePublication } from './rows.ts';

/** Who still has to agree to a piece: so many colleagues, so many of those asked outside. */
export interface Left {
  colleagues: number;
  outside: number;
}

export async function whoIsLeft(ctx: Ctx, piece: PublicationRow): Promise<Left> {
  const needed = publishingToday(ctx).risks.find(({ id }) => id === piece.risk)?.approvals ?? 1;
  const given = (await currentApprovals(ctx, piece)).filter((one) => !isOutside(one)).length;
  const outside = (await currentLinks(ctx, piece)).filter(isAwaited).length;
  return { colleagues: Math.max(0, needed - given), outside };
}

/** After a consent, or once nobody waits for one any more: the piece goes out when nobody is left. */
export async function settleApproval(ctx: Ctx, piece: PublicationRow): Promise<Left> {
  const left = await whoIsLeft(ctx, piece);
  if (left.colleagues + left.outside > 0) await updatePublication(ctx, piece, {});
  else {
    await requireAgreedFacts(ctx, piece);
    await releasePublication(ctx, piece);
    await updatePublication(ctx, piece, { state: 'approved' });
  }
  return left;
}

/** Days that differ from what was said before go out on the word of a colleague who agreed and said why. */
async function requireAgreedFacts(ctx: Ctx, piece: PublicationRow): Promise<void> {
  const agreed = await currentApprovals(ctx, piece);
  const isOverridden = agreed.some((one) => !isOutside(one) && one.note !== '');
  if (!isOverridden)
    await requireFacts(ctx, piece, 'Её вернут автору или выпустит с причиной тот, кто согласует.');
}

/** «согласована, нужен ещё один человек»: what the history says of a consent. */
export function tellLeft({ colleagues, outside }: Left): string {
  const awaited = [colleagues > 0 && 'нужен ещё один человек', outside > 0 && 'ждут ответа по ссылке'].filter(
    (one) => one !== false,
  );
  return ['согласована', ...awaited].join(', ');
}
