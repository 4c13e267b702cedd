import { AppError } from '../../lib/errors.ts';
import { type Ctx, isStaff, type StaffActor } from '../../lib/module/context.ts';

/** The member of staff who acts. */
export function staffOf({ actor }: Ctx): StaffActor {
  if (!isStaff(actor)) throw new AppError('lib.forbidden', 'Это делает сотрудник.');
  return actor;
}
