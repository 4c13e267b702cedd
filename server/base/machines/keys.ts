import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/base/machines.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { addDays } from '../../../shared/text/periods.ts';
import { cityDay } from '../../lib/city.ts';
import { AppError } from '../../lib/errors.ts';
import { hashToken, newId, newToken } from '../../lib/ids.ts';
import { type Ctx, isStaff } from '../../lib/module/context.ts';
import type { Exchange } from '../../lib/module/module.ts';
import { markKey } from './known-keys.ts';

/** A key lives no longer than this, days: who has forgotten of it is asked once more. */
const LONGEST_LIFE = 2 * 366;
/** Offered, days. */
const USUAL_LIFE = 365;
/** Characters of a key that stay to be seen: the mark and six of 43. */
const SEEN = 10;

/** Route: every key, newest first. Plan: tens of rows. */
export async function listMachineKeys(
  ctx: Ctx,
  _input: HandlerInput<typeof contract.listMachineKeys>,
  { services }: Exchange,
): Promise<RouteReplyInput<typeof contract.listMachineKeys>> {
  const today = cityDay(ctx.config, ctx.now);
  const rows = await ctx.db
    .selectFrom('machines.key')
    .selectAll()
    .orderBy(sql`revoked_at IS NOT NULL`)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return {
    keys: rows.map((row) => ({
      id: row.id,
      title: row.title,
      prefix: row.prefix,
      scopes: row.scopes,
      perMinute: row.per_minute,
      state: row.revoked_at ? 'revoked' : String(row.expires_on) < today ? 'expired' : 'active',
      expiresOn: String(row.expires_on),
      createdAt: row.created_at.toISOString(),
      createdBy: row.created_by_name,
      revokedAt: row.revoked_at?.toISOString() ?? null,
      revokedBy: row.revoked_by_name,
      lastUsedAt: row.last_used_at?.toISOString() ?? null,
    })),
    scopes: services.machineScopes.map(({ id, title, routes }) => ({ id, title, routes: [...routes] })),
    suggestedExpiry: addDays(today, USUAL_LIFE),
  };
}

/** Route: a new key, told this once. */
export async function createMachineKey(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.createMachineKey>,
  { services }: Exchange,
): Promise<RouteReplyInput<typeof contract.createMachineKey>> {
  if (!isStaff(ctx.actor)) throw new Error('Only staff give keys');
  const { title, perMinute, expiresOn } = body;
  const scopes = [...new Set(body.scopes)];
  const unknown = scopes.filter((scope) => !services.machineScopes.some(({ id }) => id === scope));
  if (unknown.length > 0) {
    const text = `Такого доступа нет: ${unknown.join(', ')}. Обновите страницу.`;
    throw new AppError('lib.bad-input', text, { fields: { scopes: text } });
  }
  const today = cityDay(ctx.config, ctx.now);
  if (expiresOn < today || expiresOn > addDays(today, LONGEST_LIFE)) {
    const text = 'Срок — от сегодняшнего дня до двух лет вперёд.';
    throw new AppError('lib.bad-input', text, { fields: { expiresOn: text } });
  }
  const id = newId();
  const key = markKey(newToken());
  await ctx.db
    .insertInto('machines.key')
    .values({
      id,
      title,
      prefix: key.slice(0, SEEN),
      key_hash: hashToken(key),
      scopes,
      per_minute: perMinute,
      expires_on: expiresOn,
      created_at: ctx.now,
      created_by: ctx.actor.id,
      created_by_name: ctx.actor.name,
    })
    .execute();
  ctx.audit({
    action: 'machines.created',
    object: 'machine-key',
    objectId: id,
    data: { scopes, perMinute, expiresOn },
  });
  return { id, key };
}

/** Route: the key opens nothing any more. */
export async function revokeMachineKey(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.revokeMachineKey>,
): Promise<{ done: true }> {
  const changed = await ctx.db
    .updateTable('machines.key')
    .set({ revoked_at: ctx.now, revoked_by_name: isStaff(ctx.actor) ? ctx.actor.name : '' })
    .where('id', '=', params.id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) {
    const known = await ctx.db
      .selectFrom('machines.key')
      .select('id')
      .where('id', '=', params.id)
      .executeTakeFirst();
    if (!known) throw new AppError('lib.not-found', 'Такого ключа нет. Обновите список.');
    throw new AppError('lib.conflict', 'Этот ключ уже отозван.');
  }
  ctx.audit({ action: 'machines.revoked', object: 'machine-key', objectId: params.id });
  return { done: true };
}
