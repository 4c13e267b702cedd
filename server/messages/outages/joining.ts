import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/messages/outages-open.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { findOutage } from './rows.ts';

const print = (kind: string, key: string): string =>
  createHash('sha256').update(`${kind}:${key}`).digest('hex');

/** By what the caller is counted: a resident by themselves on any device, anybody else by the key of their draft. */
export function joinersOf({ actor }: Pick<Ctx, 'actor'>, clientKey?: string): string[] {
  return [
    ...(actor.kind === 'resident' ? [print('resident', actor.id)] : []),
    ...(clientKey ? [print('draft', clientKey)] : []),
  ];
}

/** Outages any of the joiners stands with. */
export async function isJoined({ db }: Ctx, joiners: readonly string[]): Promise<Set<string>> {
  if (joiners.length === 0) return new Set();
  const rows = await db
    .selectFrom('outages.joined')
    .select('outage_id')
    .where(sql<boolean>`joiner = ANY(${[...joiners]}::text[])`)
    .execute();
  return new Set(rows.map(({ outage_id }) => outage_id));
}

type Join = typeof contract.joinOutage;

/** Route: «я тоже», once for each, however often it is pressed. */
export async function joinOutage(
  ctx: Ctx,
  { params, body }: HandlerInput<Join>,
): Promise<RouteReplyInput<Join>> {
  const outage = await findOutage(ctx, params.id);
  if (outage.cancelled_at)
    throw new AppError('lib.conflict', 'Это отключение отменили. Если у вас нет, сообщите.');
  if (outage.ended_at)
    throw new AppError('lib.conflict', 'Это отключение уже закончилось. Если у вас всё ещё нет, сообщите.');
  const joiners = joinersOf(ctx, body.clientKey);
  const known = (await isJoined(ctx, joiners)).has(outage.id);
  if (known) return { people: outage.people, isJoined: true };
  const { numInsertedOrUpdatedRows: added } = await ctx.db
    .insertInto('outages.joined')
    .values({ outage_id: outage.id, joiner: joiners[0]!, at: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (added) ctx.audit({ action: 'outages.join', object: 'outage', objectId: outage.id });
  return { people: (await findOutage(ctx, outage.id)).people, isJoined: true };
}

type Leave = typeof contract.leaveOutage;

/** Route: takes it back; of an outage that is over too, for nobody is held to a press. */
export async function leaveOutage(
  ctx: Ctx,
  { params, body }: HandlerInput<Leave>,
): Promise<RouteReplyInput<Leave>> {
  const outage = await findOutage(ctx, params.id);
  const { numDeletedRows: gone } = await ctx.db
    .deleteFrom('outages.joined')
    .where('outage_id', '=', outage.id)
    .where(sql<boolean>`joiner = ANY(${joinersOf(ctx, body.clientKey)}::text[])`)
    .executeTakeFirst();
  if (gone > 0) ctx.audit({ action: 'outages.leave', object: 'outage', objectId: outage.id });
  return { people: (await findOutage(ctx, outage.id)).people, isJoined: false };
}
