import { sql } from 'kysely';
import { cityDay } from '../../../lib/city.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { rolesWith } from './roles.ts';

/** Who manages people today, with an address for letters. */
export async function listAdministrators(ctx: Ctx): Promise<{ id: string; email: string }[]> {
  const today = cityDay(ctx.config, ctx.now);
  const rows = await ctx.db
    .selectFrom('identity.role_grant as held')
    .innerJoin('identity.person as person', 'person.id', 'held.person_id')
    .select(['person.id', 'person.staff_email as email'])
    .distinct()
    .where('person.is_active', '=', true)
    .where('held.role', 'in', rolesWith('identity.manage'))
    .where('held.revoked_at', 'is', null)
    .where('held.valid_from', '<=', today)
    .where((eb) => eb.or([eb('held.valid_to', 'is', null), eb('held.valid_to', '>=', today)]))
    .orderBy('person.id')
    .execute();
  return rows.flatMap(({ id, email }) => (email ? [{ id, email }] : []));
}

/**
 * Refuses a change after which nobody could manage people; call it after the change, in its transaction.
 * One at a time: two administrators who remove each other at once must not both succeed.
 */
export async function guardLastAdministrator(ctx: Ctx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(398202106)`.execute(ctx.db);
  const today = cityDay(ctx.config, ctx.now);
  const left = await ctx.db
    .selectFrom('identity.role_grant as held')
    .innerJoin('identity.person as person', 'person.id', 'held.person_id')
    .select('person.id')
    .where('person.is_active', '=', true)
    .where('held.role', 'in', rolesWith('identity.manage'))
    .where('held.revoked_at', 'is', null)
    .where('held.valid_from', '<=', today)
    // A grant that ends leaves the centre without an administrator later: only endless ones count.
    .where('held.valid_to', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (!left)
    throw new AppError(
      'identity.last-administrator',
      'Это последний администратор без срока. Сначала дайте эту роль другому сотруднику.',
    );
}
