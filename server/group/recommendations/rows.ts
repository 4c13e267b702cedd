import { AppError } from '../../lib/errors.ts';
import { type Ctx, isStaff, type StaffActor } from '../../lib/module/context.ts';

export const bad = (field: string, message: string): AppError =>
  new AppError('lib.bad-input', message, { fields: { [field]: message } });

/** The member of staff who acts. */
export function staffOf({ actor }: Ctx): StaffActor {
  if (!isStaff(actor)) throw new AppError('lib.forbidden', 'Это делает сотрудник.');
  return actor;
}

export const may = ({ actor }: Ctx, permission: string): boolean =>
  isStaff(actor) && actor.permissions.has(permission);
