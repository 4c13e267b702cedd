import type * as contract from '../../../shared/contract/messages/outages-open.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import type { Erasure } from '../../base/backups/index.ts';
import { maskEmail } from '../../base/identity/index.ts';
import { resolvePlace } from '../../base/territory/index.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import type { Ctx, ResidentActor } from '../../lib/module/context.ts';

/** One's own, one's parents', one's children's. */
const MOST = 5;

const resident = ({ actor }: Ctx): ResidentActor => {
  if (actor.kind !== 'resident') throw new Error('The route lets only residents in');
  return actor;
};

/** Route: the resident's own. */
export async function listHomes(ctx: Ctx): Promise<contract.OutageHomes> {
  const { id, email } = resident(ctx);
  const homes = await ctx.db
    .selectFrom('outages.home')
    .select(['id', 'label'])
    .where('resident_id', '=', id)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return { homes, email: email && maskEmail(email) };
}

/** Route: a house the list of streets has; the same one twice is one. */
export async function addHome(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.addOutageHome>,
): Promise<contract.OutageHomes> {
  const { id: residentId, email } = resident(ctx);
  if (!email)
    throw new AppError(
      'lib.conflict',
      'В вашей учётной записи нет e-mail, а письма идут на него. Войдите по коду на e-mail.',
    );
  const place = resolvePlace({ address: body.address });
  if (!place.streetId || !place.house || !place.address)
    throw badField('address', 'Такого дома не нашли. Впишите улицу и номер: «Примерная 14»');
  const { homes } = await listHomes(ctx);
  if (homes.length >= MOST) throw badField('address', `Домов — не больше ${MOST}. Уберите лишний.`);
  const { numInsertedOrUpdatedRows: added } = await ctx.db
    .insertInto('outages.home')
    .values({
      id: newId(),
      resident_id: residentId,
      street_id: place.streetId,
      house: place.house,
      district_id: place.districtId,
      label: place.address,
      created_at: ctx.now,
    })
    .onConflict((conflict) => conflict.columns(['resident_id', 'street_id', 'house']).doNothing())
    .executeTakeFirst();
  if (added) ctx.audit({ action: 'outages.add-home', object: 'person', objectId: residentId });
  return listHomes(ctx);
}

/** Route: of one's own alone; what is not there is gone already. */
export async function removeHome(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.removeOutageHome>,
): Promise<contract.OutageHomes> {
  const { id: residentId } = resident(ctx);
  const { numDeletedRows: gone } = await ctx.db
    .deleteFrom('outages.home')
    .where('id', '=', body.id)
    .where('resident_id', '=', residentId)
    .executeTakeFirst();
  if (gone > 0)
    ctx.audit({
      action: 'outages.remove-home',
      object: 'person',
      objectId: residentId,
      data: { homeId: body.id },
    });
  return listHomes(ctx);
}

/** A home a return from a copy has brought back is no longer somebody's. Which one the journal has not always told: then all are. */
export async function removeHomeAgain(ctx: Ctx, { objectId, data }: Erasure): Promise<boolean> {
  const { homeId } = data;
  const { numDeletedRows: gone } = await ctx.db
    .deleteFrom('outages.home')
    .where('resident_id', '=', objectId)
    .$if(typeof homeId === 'string', (query) => query.where('id', '=', String(homeId)))
    .executeTakeFirst();
  return gone > 0;
}
