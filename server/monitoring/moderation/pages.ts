import { sql } from 'kysely';
import type { ActCard } from '../../../shared/contract/monitoring/moderation.ts';
import { type DeedKind, isDeedPossible } from '../../base/networks/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { PostRow } from '../posts/index.ts';
import type { ActRow } from './rows.ts';

/** The page a comment stands on, as far as it is one of ours. */
export interface OwnPage {
  id: string;
  network: string;
  title: string;
  isActive: boolean;
}

export async function readOwnPages(ctx: Ctx): Promise<OwnPage[]> {
  const { rows } = await sql<OwnPage>`
    SELECT id, network, title, is_active AS "isActive" FROM networks.v_page WHERE is_own ORDER BY title`.execute(
    ctx.db,
  );
  return rows;
}

/** Whether Отклик does it by itself; else a person does it in the network and proves it. */
export const doesByItself = (ctx: Ctx, page: OwnPage | undefined, kind: DeedKind): boolean =>
  page?.isActive === true && isDeedPossible(ctx, page.network, kind);

/** How a comment that was taken off gets back: by the network, by a person's hand as it went, or not at all. */
export function wayBack(ctx: Ctx, act: Pick<ActRow, 'way'>, page: OwnPage | undefined): ActCard['wayBack'] {
  if (doesByItself(ctx, page, 'restore') && act.way !== 'hand') return 'network';
  // A page that is off, or was taken from us, hides from us alone what its network can do.
  return act.way === 'hand' || !page?.isActive ? 'hand' : 'none';
}

/** Why a comment may not be taken off; null = it may. */
export function whyNotHideable(post: PostRow, pages: readonly OwnPage[]): string | null {
  if (post.kind !== 'comment') return 'Убирают только комментарии';
  if (post.is_own) return 'Это слова нашей страницы: их исправляют, а не убирают по правилу';
  if (!pages.some(({ id }) => id === post.page_id)) return 'Комментарий стоит не на нашей странице';
  if (post.gone_at) return 'Комментария на странице уже нет';
  if (post.forgotten_at) return 'Слова удалены по сроку хранения: без снимка не убирают';
  return null;
}
