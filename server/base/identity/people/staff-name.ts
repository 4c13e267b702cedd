import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';

/** Short name of a member of staff who works here. Throws `lib.bad-input` naming the field of the form. */
export async function requireStaffName(ctx: Ctx, id: string, field: string): Promise<string> {
  const person = await ctx.db
    .selectFrom('identity.v_person')
    .select('short_name')
    .where('id', '=', id)
    .where('kind', '=', 'staff')
    .where('is_active', '=', true)
    .executeTakeFirst();
  if (person?.short_name) return person.short_name;
  const message = 'Такого сотрудника нет или вход ему закрыт';
  throw new AppError('lib.bad-input', message, { fields: { [field]: message } });
}
