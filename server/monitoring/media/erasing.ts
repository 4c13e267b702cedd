import { z } from 'zod';
import type * as contract from '../../../shared/contract/monitoring/media.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import type { Erasure } from '../../base/backups/index.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { AppError } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, defineJob, nameOfActor } from '../../lib/module/context.ts';
import { readMediaCard } from './card.ts';
import { lockContact, tellContact, touchContact } from './rows.ts';

/** Ends terms by itself, every night. */
export const eraseDueJob = defineJob('media.erase-due', z.object({}));

type Ground = 'request' | 'term';

/** That something was erased stays; nothing of what it was. */
async function noteErasure(
  ctx: Ctx,
  contactId: string,
  what: 'contact' | 'channel',
  ground: Ground,
  /** Which of its contacts. */
  channelId?: string,
): Promise<void> {
  await ctx.db
    .insertInto('media.erasure')
    .values({ id: newId(), contact_id: contactId, what, ground, at: ctx.now, by_name: nameOfActor(ctx) })
    .execute();
  tellContact(ctx, contactId, what === 'contact' ? 'erase' : 'erase-channel', { ground, channelId });
}

/** With a card goes all that hangs on it: contacts, what happened, what was agreed, what was to be done. */
async function eraseCard(ctx: Ctx, id: string, ground: Ground): Promise<void> {
  await ctx.db.deleteFrom('media.contact').where('id', '=', id).execute();
  await noteErasure(ctx, id, 'contact', ground);
}

/** Route: at the person's request. */
export async function eraseMedia(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof contract.eraseMedia>,
): Promise<{ done: true }> {
  const contact = await lockContact(ctx, params.id, query.version);
  await eraseCard(ctx, contact.id, 'request');
  return { done: true };
}

/** Route. */
export async function eraseMediaChannel(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof contract.eraseMediaChannel>,
): Promise<contract.MediaCard> {
  const contact = await lockContact(ctx, params.id, query.version);
  const { numDeletedRows } = await ctx.db
    .deleteFrom('media.channel')
    .where('id', '=', params.channel)
    .where('contact_id', '=', contact.id)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw new AppError('lib.not-found', 'Этого контакта уже нет.');
  await touchContact(ctx, contact);
  await noteErasure(ctx, contact.id, 'channel', 'request', params.channel);
  return readMediaCard(ctx, contact.id);
}

/** The ground it went on the first time: what ended by its term nobody asked for. */
const groundOf = ({ data }: Erasure): Ground => (data.ground === 'term' ? 'term' : 'request');

/** A card a return from a copy has brought back goes once more. */
export async function eraseMediaAgain(ctx: Ctx, erasure: Erasure): Promise<boolean> {
  const { objectId } = erasure;
  const known = await ctx.db
    .selectFrom('media.contact')
    .select('id')
    .where('id', '=', objectId)
    .executeTakeFirst();
  if (known) await eraseCard(ctx, objectId, groundOf(erasure));
  return known !== undefined;
}

/** So does a contact of a card; which one the journal has not always told, and then all of them go. */
export async function eraseChannelAgain(ctx: Ctx, erasure: Erasure): Promise<boolean> {
  const { objectId } = erasure;
  const { channelId } = erasure.data;
  const gone = await ctx.db
    .deleteFrom('media.channel')
    .where('contact_id', '=', objectId)
    .$if(typeof channelId === 'string', (query) => query.where('id', '=', String(channelId)))
    .returning('id')
    .execute();
  if (gone.length === 0) return false;
  await touchContact(ctx, { id: objectId });
  for (const { id } of gone) await noteErasure(ctx, objectId, 'channel', groundOf(erasure), id);
  return true;
}

/** Job: what was kept until a day that is over goes. Plan: contact_due, channel_due. */
export async function eraseDue(ctx: Ctx): Promise<void> {
  const today = localDate(ctx.now);
  const channels = await ctx.db
    .deleteFrom('media.channel')
    .where('kept_until', '<', today)
    .returning(['id', 'contact_id'])
    .execute();
  for (const { id: channelId, contact_id: id } of channels) {
    await touchContact(ctx, { id });
    await noteErasure(ctx, id, 'channel', 'term', channelId);
  }
  const cards = await ctx.db
    .selectFrom('media.contact')
    .select('id')
    .where('kept_until', '<', today)
    .execute();
  for (const { id } of cards) await eraseCard(ctx, id, 'term');
}
