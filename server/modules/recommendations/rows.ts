import { type Ctx, isStaff, type StaffActor } from '../../lib/context.ts';
import { AppError } from '../../lib/errors.ts';

export const bad = (field: string, message: string): AppError =>
  new AppError('lib.bad-input', message, { fields: { [field]: message } });

export const changedMeanwhile = (): AppError =>
  new AppError(
    'cases.changed-meanwhile',
    'Запись только что изменил другой человек. Обновите и решите снова.',
  );

/** The member of staff who acts. */
export function staffOf({ actor }: Ctx): StaffActor {
  if (!isStaff(actor)) throw new AppError('lib.forbidden', 'Это делает сотрудник.');
  return actor;
}

export const may = ({ actor }: Ctx, permission: string): boolean =>
  isStaff(actor) && actor.permissions.has(permission);

/** Short name of a member of staff who works here. Throws naming the field. */
export async function requireName(ctx: Ctx, id: string, field: string): Promise<string> {
  const person = await ctx.db
    .selectFrom('identity.v_person')
    .select('short_name')
    .where('id', '=', id)
    .where('kind', '=', 'staff')
    .where('is_active', '=', true)
    .executeTakeFirst();
  if (!person?.short_name) throw bad(field, 'Такого сотрудника нет или вход ему закрыт');
  return person.short_name;
}
