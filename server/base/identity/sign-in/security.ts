import { sql } from 'kysely';
import type * as contract from '../../../../shared/contract/base/security.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { describeDevice } from '../../../../shared/text/device.ts';
import { cityDay } from '../../../lib/city.ts';
import type { Db } from '../../../lib/database/db.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import { findRole, roleTitle } from '../people/roles.ts';
import { requireStaff } from '../people/staff.ts';
import { readToken } from './actor.ts';
import { findFactors } from './second-factor.ts';
import { endSessions } from './session.ts';
import { countRecovery, dropTotp } from './totp.ts';

type State = RouteReplyInput<typeof contract.readOwnSecurity>;

async function listSessions(db: Db, personId: string, ownToken: string | null): Promise<State['sessions']> {
  const rows = await db
    .selectFrom('identity.session')
    .selectAll()
    .where('user_id', '=', personId)
    .where(sql<boolean>`expires_at > now()`)
    .orderBy('updated_at', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    device: describeDevice(row.user_agent),
    address: row.ip_address ?? '',
    startedAt: row.created_at.toISOString(),
    usedAt: row.updated_at.toISOString(),
    isCurrent: row.token === ownToken,
  }));
}

async function listPasskeys(db: Db, personId: string): Promise<State['passkeys']> {
  const rows = await db
    .selectFrom('identity.passkey')
    .select(['id', 'title', 'is_synced', 'created_at', 'used_at'])
    .where('person_id', '=', personId)
    .orderBy('created_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    isSynced: row.is_synced,
    createdAt: row.created_at.toISOString(),
    usedAt: row.used_at?.toISOString() ?? null,
  }));
}

export async function readFactorRoles(db: Db): Promise<string[]> {
  const row = await db.selectFrom('identity.security_rule').select('factor_roles').executeTakeFirst();
  return row?.factor_roles ?? [];
}

/** Titles of the roles a person holds today that ask for a second factor. */
async function listDemanding(ctx: Ctx, personId: string): Promise<string[]> {
  const today = cityDay(ctx.config, ctx.now);
  const demanding = await readFactorRoles(ctx.db);
  if (demanding.length === 0) return [];
  const rows = await ctx.db
    .selectFrom('identity.role_grant')
    .select('role')
    .distinct()
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .where('role', 'in', demanding)
    .where(sql<boolean>`${today}::date BETWEEN valid_from AND coalesce(valid_to, 'infinity')`)
    .execute();
  return rows.map(({ role }) => roleTitle(role)).sort();
}

async function describeSecurity(ctx: Ctx, personId: string, ownToken: string | null): Promise<State> {
  const { totpSince } = await findFactors(ctx.db, personId);
  return {
    totpSince: totpSince?.toISOString() ?? null,
    recoveryLeft: await countRecovery(ctx, personId),
    passkeys: await listPasskeys(ctx.db, personId),
    sessions: await listSessions(ctx.db, personId, ownToken),
    demandedBy: await listDemanding(ctx, personId),
  };
}

const ownId = (ctx: Ctx): string => {
  if (ctx.actor.kind !== 'staff' && ctx.actor.kind !== 'resident')
    throw new AppError('lib.not-signed-in', 'Войдите, чтобы продолжить.');
  return ctx.actor.id;
};

/** Route: how the caller signs in and where they are signed in. */
export const readOwnSecurity = (ctx: Ctx, exchange: Exchange): Promise<State> =>
  describeSecurity(ctx, ownId(ctx), readToken(exchange.services, exchange.headers));

/** Route: the same of a member of staff, for who manages people. */
export async function readOfPerson(ctx: Ctx, personId: string): Promise<State> {
  const person = await requireStaff(ctx.db, personId);
  return describeSecurity(ctx, person.id, null);
}

/** Route: one device of one's own signs out. */
export async function endOne(ctx: Ctx, sessionId: string): Promise<{ done: true }> {
  const personId = ownId(ctx);
  const gone = await ctx.db
    .deleteFrom('identity.session')
    .where('id', '=', sessionId)
    .where('user_id', '=', personId)
    .executeTakeFirst();
  if (gone.numDeletedRows === 0n)
    throw new AppError('lib.not-found', 'Этот вход уже закрыт. Обновите страницу.');
  ctx.audit({ action: 'identity.session-ended', object: 'person', objectId: personId });
  return { done: true };
}

/** Route: an administrator ends the sessions of a member of staff. */
export async function endOfPerson(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.endPersonSessions>,
): Promise<{ ended: number }> {
  const person = await requireStaff(ctx.db, params.id);
  let ended: number;
  if (body.sessionId) {
    const gone = await ctx.db
      .deleteFrom('identity.session')
      .where('id', '=', body.sessionId)
      .where('user_id', '=', person.id)
      .executeTakeFirst();
    ended = Number(gone.numDeletedRows);
  } else ended = await endSessions(ctx.db, person.id);
  ctx.audit({
    action: 'identity.sessions-ended',
    object: 'person',
    objectId: person.id,
    data: { ended },
  });
  return { ended };
}

/** Route: the phone or the key is lost. Sessions end too: who found it may be signed in. */
export async function resetOfPerson(ctx: Ctx, personId: string): Promise<{ done: true }> {
  const person = await requireStaff(ctx.db, personId);
  await dropTotp(ctx, person.id);
  await ctx.db.deleteFrom('identity.passkey').where('person_id', '=', person.id).execute();
  await ctx.db.deleteFrom('identity.challenge').where('person_id', '=', person.id).execute();
  await endSessions(ctx.db, person.id);
  ctx.audit({ action: 'identity.factors-reset', object: 'person', objectId: person.id });
  return { done: true };
}

/** Route: roles whose holders must have a second factor. */
export async function setRules(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.setSecurityRules>,
): Promise<{ factorRoles: string[] }> {
  const unknown = body.factorRoles.find((role) => !findRole(role));
  if (unknown) throw new AppError('lib.bad-input', 'Такой роли нет. Обновите страницу.');
  const values = { factor_roles: [...new Set(body.factorRoles)].sort(), changed_at: ctx.now };
  await ctx.db
    .insertInto('identity.security_rule')
    .values(values)
    .onConflict((conflict) => conflict.column('is_only').doUpdateSet(values))
    .execute();
  ctx.audit({
    action: 'identity.security-rules-set',
    object: 'security-rule',
    objectId: 'factor-roles',
    data: { roles: values.factor_roles },
  });
  return { factorRoles: values.factor_roles };
}

/** Route: the code generator is no longer asked for. */
export async function removeOwnTotp(ctx: Ctx): Promise<{ done: true }> {
  const personId = ownId(ctx);
  if (!(await dropTotp(ctx, personId))) throw new AppError('lib.not-found', 'Приложение не подключено.');
  ctx.audit({ action: 'identity.totp-removed', object: 'person', objectId: personId });
  return { done: true };
}
