import type { Selectable } from 'kysely';
import { networksToday } from '../../base/networks/index.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import { AppError, badField } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { lockSeen, type RecordKind } from '../../lib/module/stale.ts';

export type PageRow = Selectable<DB['register.page']>;
export type BodyRow = Selectable<DB['register.body']>;
export type ExemptionRow = Selectable<DB['register.exemption']>;

const pageKind: RecordKind = { words: 'Страницу', object: 'official-page', module: 'register' };
const missing = (): AppError =>
  new AppError('lib.not-found', 'Такой страницы в реестре нет. Обновите список.');

/** All pages that are kept: some hundreds at most. */
export const keptPages = (ctx: Ctx): Promise<PageRow[]> =>
  ctx.db.selectFrom('register.page').selectAll().where('archived_at', 'is', null).execute();

export async function findPage(ctx: Ctx, id: string): Promise<PageRow> {
  const row = await ctx.db.selectFrom('register.page').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw missing();
  return row;
}

/** Title of a page that is kept no more, and why; null while it is kept. */
export async function findArchived(ctx: Ctx, id: string): Promise<{ title: string; reason: string } | null> {
  const row = await ctx.db
    .selectFrom('register.page')
    .select(['title', 'archive_reason as reason'])
    .where('id', '=', id)
    .where('archived_at', 'is not', null)
    .executeTakeFirst();
  return row ?? null;
}

/** Locks a page that is kept; an archived one is only restored. */
export async function lockPage(ctx: Ctx, id: string, seen: number): Promise<PageRow> {
  const row = await lockAnyPage(ctx, id, seen);
  if (row.archived_at) throw new AppError('lib.conflict', 'Страница в архиве. Верните её, чтобы менять.');
  return row;
}

export const lockAnyPage = (ctx: Ctx, id: string, seen: number): Promise<PageRow> =>
  lockSeen(pageKind, ctx.db.selectFrom('register.page').selectAll().where('id', '=', id), { seen, missing });

/** Writes what changed of a locked page, as its next version. */
export async function updatePage(
  ctx: Ctx,
  page: PageRow,
  set: Partial<Omit<PageRow, 'id' | 'version'>>,
): Promise<void> {
  await ctx.db
    .updateTable('register.page')
    .set({ ...set, version: page.version + 1 })
    .where('id', '=', page.id)
    .execute();
}

/** Networks an official page may be in today, and those it may not, with why. Sources of news are no place for a page. */
export const networksOfRegister = (ctx: Pick<Ctx, 'now'>) =>
  networksToday(ctx).flatMap((one) => (one.use === 'source' ? [] : [{ ...one, use: one.use }]));

export const isChoosable = ({ use }: { use: string }): boolean => use === 'required' || use === 'recommended';

/** Refuses a network no page may be in, by the ground of the pack. */
export function requireNetwork(ctx: Ctx, id: string): void {
  const network = networksOfRegister(ctx).find((one) => one.id === id);
  if (!network) throw badField('network', 'Такой сети для официальных страниц нет');
  if (!isChoosable(network))
    throw badField('network', `${network.title} — выбрать нельзя: ${network.ground}`);
}
