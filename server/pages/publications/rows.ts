import type { Selectable } from 'kysely';
import type { PublicationState } from '../../../shared/contract/pages/publications.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { lockSeen, type RecordKind } from '../../lib/module/stale.ts';

export type PublicationRow = Selectable<DB['publications.publication']>;
export type VariantRow = Selectable<DB['publications.variant']>;
export type PictureRow = Selectable<DB['publications.picture']>;
export type ChangeRow = Selectable<DB['publications.change']>;
export type ApprovalRow = Selectable<DB['publications.approval']>;

/** What variants are called to `networks`: whose words a page publishes. */
export const VARIANT_SUBJECT = 'publication-variant';

const publicationKind: RecordKind = {
  words: 'Публикацию',
  object: 'publication',
  module: 'publications',
};
const missing = (): AppError => new AppError('lib.not-found', 'Такой публикации нет. Обновите список.');

/** Locks a piece by the version that was seen; with `states`, one that is in none of them is refused in `words`. */
export async function lockPublication(
  ctx: Ctx,
  { id, version }: { id: string; version: number },
  { states, words }: { states: readonly PublicationState[]; words: string } = { states: [], words: '' },
): Promise<PublicationRow> {
  const query = ctx.db.selectFrom('publications.publication').selectAll().where('id', '=', id);
  const row = await lockSeen(publicationKind, query, { seen: version, missing });
  if (states.length > 0 && !states.includes(row.state)) throw new AppError('lib.conflict', words);
  return row;
}

/** Locks a piece as it is, whatever was seen of it. */
export const lockPiece = (ctx: Ctx, id: string): Promise<PublicationRow> =>
  ctx.db
    .selectFrom('publications.publication')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();

/** Locks the piece of a variant, and gives both. */
export async function lockVariant(
  ctx: Ctx,
  { id, version }: { id: string; version: number },
): Promise<{ piece: PublicationRow; variant: VariantRow }> {
  const found = await ctx.db
    .selectFrom('publications.variant')
    .select('publication_id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) throw new AppError('lib.not-found', 'Такой записи в календаре нет. Обновите страницу.');
  const piece = await lockPublication(ctx, { id: found.publication_id, version });
  const variant = await ctx.db
    .selectFrom('publications.variant')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { piece, variant };
}

export const variantsOf = (ctx: Ctx, publicationId: string): Promise<VariantRow[]> =>
  ctx.db
    .selectFrom('publications.variant')
    .selectAll()
    .where('publication_id', '=', publicationId)
    .orderBy('due_at')
    .orderBy('id')
    .execute();

export const picturesOf = (ctx: Ctx, publicationId: string): Promise<PictureRow[]> =>
  ctx.db
    .selectFrom('publications.picture')
    .selectAll()
    .where('publication_id', '=', publicationId)
    .orderBy('serial')
    .execute();

/** Writes what changed of a locked piece, as its next version. */
export async function updatePublication(
  ctx: Ctx,
  piece: PublicationRow,
  set: Partial<Omit<PublicationRow, 'id' | 'version' | 'state_at'>>,
): Promise<void> {
  await ctx.db
    .updateTable('publications.publication')
    .set({
      ...set,
      ...(set.state && set.state !== piece.state && { state_at: ctx.now }),
      version: piece.version + 1,
    })
    .where('id', '=', piece.id)
    .execute();
}

/** Of a piece that is its author's again: whatever was let out urgently is not any more. */
export const nothingUrgent = {
  is_urgent: false,
  urgent_reason: '',
  review_by: null,
  reviewed_at: null,
  reviewed_by_name: '',
} as const;

export async function setVariant(
  ctx: Ctx,
  { id }: Pick<VariantRow, 'id'>,
  set: Partial<Omit<VariantRow, 'id' | 'publication_id'>>,
): Promise<void> {
  await ctx.db.updateTable('publications.variant').set(set).where('id', '=', id).execute();
}

/** The words a variant says now. */
export const wordsOf = (
  piece: Pick<PublicationRow, 'text'>,
  variant: Pick<VariantRow, 'own_text' | 'said_text'>,
): string => variant.said_text || (variant.own_text ?? piece.text);
