import type { Db } from '../../../lib/database/db.ts';
import { AppError } from '../../../lib/errors.ts';

/** A member of staff by id; a resident's id is as unknown as a made-up one. */
export async function requireStaff(db: Db, id: string, { isLocked = false } = {}) {
  const person = await db
    .selectFrom('identity.person')
    .selectAll()
    .where('id', '=', id)
    .where('kind', '=', 'staff')
    .$if(isLocked, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!person) throw new AppError('lib.not-found', 'Такого сотрудника нет. Обновите список.');
  return person;
}
