import { isDeedPossible } from '../../base/networks/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { PostRow } from '../posts/index.ts';

/** The page a comment stands on, as far as it is one of ours. */
export interface OwnPage {
  id: string;
  network: string;
  title: string;
  isActive: boolean;
}

export async function readOwnPages(ctx: Ctx): Promise<OwnPage[]> {
  const rows = await ctx.db
    .selectFrom('networks.v_page')
    .select(['id', 'network', 'title', 'is_active'])
    .where('is_own', '=', true)
    .orderBy('title')
    .execute();
  return rows.flatMap(({ id, network, title, is_active: isActive }) =>
    id && network ? [{ id, network, title: title ?? '', isActive: isActive ?? false }] : [],
  );
}

/** Whether Отклик takes a comment off by itself; else a person does it in the network and proves it. */
export const hidesByItself = (ctx: Ctx, page: OwnPage): boolean =>
  page.isActive && isDeedPossible(ctx, page.network, 'hide');

/** Why a comment may not be taken off; null = it may. */
export function whyNotHideable(post: PostRow, pages: readonly OwnPage[]): string | null {
  if (post.kind !== 'comment') return 'Убирают только комментарии';
  if (post.is_own) return 'Это слова нашей страницы: их исправляют, а не убирают по правилу';
  if (!pages.some(({ id }) => id === post.page_id)) return 'Комментарий стоит не на нашей странице';
  if (post.gone_at) return 'Комментария на странице уже нет';
  if (post.forgotten_at) return 'Слова удалены по сроку хранения: без снимка не убирают';
  return null;
}
