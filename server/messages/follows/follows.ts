import type * as contract from '../../../shared/contract/messages/follows.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { filterWords } from '../../../shared/text/messages/public-words.ts';
import type { Erasure } from '../../base/backups/index.ts';
import { maskEmail } from '../../base/identity/index.ts';
import { findBlock } from '../../base/taxonomy/index.ts';
import { districtTitle, listDistricts } from '../../base/territory/index.ts';
import type { Config } from '../../lib/config.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import type { Ctx, ResidentActor } from '../../lib/module/context.ts';
import { isSigned, signValue } from '../../lib/seal/sealed.ts';

/** One's own street, one's parents' district, what one cares for. */
const MOST = 10;

export interface Followed {
  block: string | null;
  district_id: string | null;
}

/** «Дороги, Синарский район»; of all topics or the whole city nothing is said. */
export const titleOfFollow = ({ block, district_id: district }: Followed): string =>
  filterWords({
    block: block === null ? undefined : (findBlock(block)?.title ?? block),
    district: district === null ? undefined : districtTitle(district),
  });

const resident = ({ actor }: Ctx): ResidentActor => {
  if (actor.kind !== 'resident') throw new Error('The route lets only residents in');
  return actor;
};

/** Route: the resident's own. */
export async function listFollows(ctx: Ctx): Promise<contract.Follows> {
  const { id, email } = resident(ctx);
  const rows = await ctx.db
    .selectFrom('follows.follow')
    .select(['id', 'block', 'district_id'])
    .where('resident_id', '=', id)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const follows = rows.map((row) => ({
    id: row.id,
    title: titleOfFollow(row),
    block: row.block,
    district: row.district_id,
  }));
  return { follows, email: email && maskEmail(email) };
}

/** Route: a topic, a district or both that there are; the same one twice is one. What was shown before is no news. */
export async function addFollow(
  ctx: Ctx,
  { body: { block, district } }: HandlerInput<typeof contract.addFollow>,
): Promise<contract.Follows> {
  const { id: residentId, email } = resident(ctx);
  if (!email)
    throw new AppError(
      'lib.conflict',
      'В вашей учётной записи нет e-mail, а письма идут на него. Выйдите и войдите по коду на e-mail.',
    );
  if (block === null && district === null)
    throw badField('block', 'Выберите тему, район или то и другое: о всём городе сразу писем не шлём.');
  if (block !== null && !findBlock(block)) throw badField('block', 'Такой темы нет. Выберите из списка.');
  if (district !== null && !listDistricts().some(({ id }) => id === district))
    throw badField('district', 'Такого района нет. Выберите из списка.');
  const { follows } = await listFollows(ctx);
  if (follows.length >= MOST) throw badField('block', `Подписок — не больше ${MOST}. Уберите лишнюю.`);
  const { numInsertedOrUpdatedRows: added } = await ctx.db
    .insertInto('follows.follow')
    .values({
      id: newId(),
      resident_id: residentId,
      block,
      district_id: district,
      created_at: ctx.now,
      told_at: ctx.now,
    })
    .onConflict((conflict) => conflict.columns(['resident_id', 'block', 'district_id']).doNothing())
    .executeTakeFirst();
  if (added) ctx.audit({ action: 'follows.add', object: 'person', objectId: residentId });
  return listFollows(ctx);
}

/** Ends one; the journal names it by its id, so that a return from a copy ends it once more. */
async function drop(ctx: Ctx, id: string, residentId: string | null): Promise<void> {
  const gone = await ctx.db
    .deleteFrom('follows.follow')
    .where('id', '=', id)
    .$if(residentId !== null, (query) => query.where('resident_id', '=', residentId ?? ''))
    .returning('resident_id')
    .executeTakeFirst();
  if (gone)
    ctx.audit({
      action: 'follows.remove',
      object: 'person',
      objectId: gone.resident_id,
      data: { followId: id },
    });
}

/** Route: of one's own alone; what is not there is gone already. */
export async function removeFollow(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.removeFollow>,
): Promise<contract.Follows> {
  await drop(ctx, body.id, resident(ctx).id);
  return listFollows(ctx);
}

/** One a return from a copy has brought back is dropped once more. */
export async function removeFollowAgain(ctx: Ctx, { objectId, data }: Erasure): Promise<boolean> {
  const { followId } = data;
  const { numDeletedRows: gone } = await ctx.db
    .deleteFrom('follows.follow')
    .where('resident_id', '=', objectId)
    .where('id', '=', String(followId))
    .executeTakeFirst();
  return gone > 0;
}

const PURPOSE = 'follow-letter';

/** The link at the foot of a letter: it names the wish, not the person, and opens nothing else. */
export const followLink = (config: Config, id: string): string =>
  `${config.publicUrl}/follow-off?token=${id}.${signValue(config, PURPOSE, id)}`;

async function findByLink(ctx: Ctx, token: string): Promise<{ id: string; title: string | null }> {
  const [id = '', mark = ''] = token.split('.');
  if (!/^[0-9a-f-]{36}$/u.test(id) || !isSigned(ctx.config, PURPOSE, id, mark))
    throw new AppError('lib.not-found', 'Ссылка неполная или старая. Откройте её из письма целиком.');
  const row = await ctx.db
    .selectFrom('follows.follow')
    .select(['block', 'district_id'])
    .where('id', '=', id)
    .executeTakeFirst();
  return { id, title: row ? titleOfFollow(row) : null };
}

type Linked = RouteReplyInput<typeof contract.readFollowLink>;

/** Route: what the link is about; opening it drops nothing, for mail is read by programs too. */
export async function readFollowLink(
  ctx: Ctx,
  { query }: HandlerInput<typeof contract.readFollowLink>,
): Promise<Linked> {
  const { title } = await findByLink(ctx, query.token);
  return { title };
}

/** Route: no letters any more; pressed twice, it is dropped already. */
export async function stopFollow(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.stopFollow>,
): Promise<Linked> {
  const { id } = await findByLink(ctx, body.token);
  await drop(ctx, id, null);
  return { title: null };
}
