import type { Selectable } from 'kysely';
import type * as contract from '../../../shared/contract/monitoring/media.ts';
import { addDays } from '../../../shared/text/periods.ts';
import { localDate } from '../../base/deadlines/index.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { lockSeen, type RecordKind } from '../../lib/module/stale.ts';
import { mediaPack } from './pack.ts';

export type ContactRow = Selectable<DB['media.contact']>;
export type ChannelRow = Selectable<DB['media.channel']>;
export type TaskRow = Selectable<DB['media.task']>;

const contactKind: RecordKind = { words: 'Карточку', object: 'media-contact', module: 'media' };
export const missingContact = (): AppError =>
  new AppError('lib.not-found', 'Такой карточки нет. Откройте список.');

/** The register is of the whole administration: whoever may read it reads all of it. */
export async function findContact(ctx: Ctx, id: string): Promise<ContactRow> {
  const row = await ctx.db.selectFrom('media.contact').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw missingContact();
  return row;
}

/** Locks a card for a change, and refuses a version that is not the one the caller saw. */
export const lockContact = (ctx: Ctx, id: string, seen: number): Promise<ContactRow> =>
  lockSeen(contactKind, ctx.db.selectFrom('media.contact').selectAll().where('id', '=', id), {
    seen,
    missing: missingContact,
  });

/** The next version of a card, with or without a change of its own columns. */
export async function touchContact(
  ctx: Ctx,
  { id }: Pick<ContactRow, 'id'>,
  set: Partial<Omit<ContactRow, 'id' | 'version'>> = {},
): Promise<void> {
  await ctx.db
    .updateTable('media.contact')
    .set((build) => ({ ...set, version: build('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** What an act leaves in the journal: the card by its id alone, for a card may have to be erased without a copy. */
export function tellContact(ctx: Ctx, id: string, act: string, data: Record<string, unknown> = {}): void {
  ctx.audit({ action: `media.${act}`, object: 'media-contact', objectId: id, data });
}

export function offeredNow(ctx: Ctx): contract.MediaOffered {
  const today = localDate(ctx.now);
  const { purposes, grounds, usualDays, mostDays } = mediaPack.on(today);
  return { purposes, grounds, usualUntil: addDays(today, usualDays), mostUntil: addDays(today, mostDays) };
}
