import type { grantRole, RoleGrant, revokeRole } from '../../../../shared/contract/base/people.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { cityDay } from '../../../lib/city.ts';
import type { Db } from '../../../lib/database/db.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { guardLastAdministrator } from './administrators.ts';
import { findRole, roleTitle } from './roles.ts';
import { isSelfGrant, requireSecondPerson, tellOfSelfGrant } from './self-grant.ts';
import { requireStaff } from './staff.ts';

export interface GrantInput {
  role: string;
  /** Sector blocks; none = all. */
  blocks?: readonly string[];
  /** District ids, each with all below it; none = the whole city. */
  districts?: readonly string[];
  /** Days inclusive, `YYYY-MM-DD`; from today without an end when left out. */
  validFrom?: string | undefined;
  validTo?: string | null | undefined;
}

/** A calendar day that exists; `2026-02-30` passes the pattern of the contract but not this. */
export function requireDay(field: string, day: string): string {
  const time = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day)
    throw badField(field, 'Такого дня нет в календаре');
  return day;
}

function checkGrant(input: GrantInput, validFrom: string): void {
  if (!findRole(input.role)) throw badField('role', 'Такой роли нет');
  for (const field of ['blocks', 'districts'] as const) {
    if (input[field]?.some((id) => !/^[a-z0-9][a-z0-9.-]*$/.test(id)))
      throw badField(field, field === 'blocks' ? 'Такого блока нет' : 'Такого района нет');
  }
  requireDay('validFrom', validFrom);
  if (input.validTo && requireDay('validTo', input.validTo) < validFrom)
    throw badField('validTo', 'Последний день раньше первого');
}

/** Gives a role within blocks, districts and days. Returns the grant's id. Throws on an unknown role or wrong days. */
export async function insertGrant(ctx: Ctx, personId: string, input: GrantInput): Promise<string> {
  const validFrom = input.validFrom ?? cityDay(ctx.config, ctx.now);
  checkGrant(input, validFrom);
  const id = newId();
  const limits = {
    blocks: [...new Set(input.blocks ?? [])].sort(),
    districts: [...new Set(input.districts ?? [])].sort(),
  };
  const { role } = input;
  const validTo = input.validTo ?? null;
  await ctx.db
    .insertInto('identity.role_grant')
    .values({
      id,
      person_id: personId,
      role,
      ...limits,
      valid_from: validFrom,
      valid_to: validTo,
      created_at: ctx.now,
    })
    .execute();
  ctx.audit({
    action: 'identity.role-granted',
    object: 'person',
    objectId: personId,
    data: { grant: id, role, ...limits, validFrom, validTo },
  });
  return id;
}

export interface GrantRow {
  id: string;
  role: string;
  blocks: string[];
  districts: string[];
  valid_from: string;
  valid_to: string | null;
}

/** Row → the contract's grant; `isActive` on the given day. */
export const presentGrant = (row: GrantRow, today: string): RoleGrant => ({
  id: row.id,
  role: row.role,
  roleTitle: roleTitle(row.role),
  blocks: row.blocks,
  districts: row.districts,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  isActive: row.valid_from <= today && (row.valid_to === null || row.valid_to >= today),
});

/** Roles a person holds, held from a later day or held until lately; revoked ones are in the journal only. */
export async function listGrants(db: Db, personId: string): Promise<GrantRow[]> {
  return db
    .selectFrom('identity.role_grant')
    .select(['id', 'role', 'blocks', 'districts', 'valid_from', 'valid_to'])
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .orderBy('id')
    .execute();
}

const isSame = (one: string[][], other: string[][]): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Route: gives a role to an active member of staff. */
export async function addGrant(ctx: Ctx, { params, body }: HandlerInput<typeof grantRole>) {
  const person = await requireStaff(ctx.db, params.id);
  if (!person.is_active)
    throw new AppError('lib.conflict', 'Вход этому сотруднику закрыт. Сначала откройте его.');
  const limits = [[...body.blocks].sort(), [...body.districts].sort()];
  const known = await listGrants(ctx.db, person.id);
  if (
    known.some(
      (grant) =>
        grant.role === body.role && !grant.valid_to && isSame([grant.blocks, grant.districts], limits),
    )
  )
    throw new AppError('lib.conflict', 'У сотрудника уже есть эта роль с теми же границами.');
  const isOwn = isSelfGrant(ctx, person.id, body.role);
  if (isOwn) await requireSecondPerson(ctx, person.id);
  const id = await insertGrant(ctx, person.id, body);
  if (isOwn) await tellOfSelfGrant(ctx, person.id, body.role);
  const made = (await listGrants(ctx.db, person.id)).find((grant) => grant.id === id)!;
  return { grant: presentGrant(made, cityDay(ctx.config, ctx.now)) };
}

/** Route: takes a role back, at once. */
export async function removeGrant(
  ctx: Ctx,
  { params }: HandlerInput<typeof revokeRole>,
): Promise<{ done: true }> {
  const revoked = await ctx.db
    .updateTable('identity.role_grant')
    .set({ revoked_at: ctx.now })
    .where('id', '=', params.grantId)
    .where('person_id', '=', params.id)
    .where('revoked_at', 'is', null)
    .returning('role')
    .executeTakeFirst();
  if (!revoked) throw new AppError('lib.not-found', 'Такой роли у сотрудника нет. Обновите карточку.');
  if (findRole(revoked.role)?.permissions.includes('identity.manage')) await guardLastAdministrator(ctx);
  ctx.audit({
    action: 'identity.role-revoked',
    object: 'person',
    objectId: params.id,
    data: { grant: params.grantId, role: revoked.role },
  });
  return { done: true };
}
