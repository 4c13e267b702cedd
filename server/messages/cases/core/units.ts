import { findUnit, type UnitInfo } from '../../../base/identity/index.ts';
import type { Db } from '../../../lib/database/db.ts';
import { AppError } from '../../../lib/errors.ts';

/** The unit, unless it was closed. */
export async function findActiveUnit(db: Db, id: string): Promise<UnitInfo | undefined> {
  const unit = await findUnit(db, id);
  return unit?.isActive ? unit : undefined;
}

/** An active unit named by a caller; a closed or unknown one is a bad input, not a missing page. */
export async function requireUnit(db: Db, id: string): Promise<UnitInfo> {
  const unit = await findActiveUnit(db, id);
  if (!unit) {
    throw new AppError('lib.bad-input', 'Такого исполнителя нет. Выберите из списка.', {
      fields: { unitId: 'Выберите подразделение из списка' },
    });
  }
  return unit;
}
