import type { Actor, StaffActor } from '../../lib/context.ts';
import { AppError } from '../../lib/errors.ts';
import { scopesOf } from '../identity/index.ts';

interface Located {
  block: string | null;
  district_id: string | null;
}

/** Whether one of the actor's grants of a permission covers this very case; what is not yet known limits nobody. */
function covers(actor: StaffActor, permission: string, file: Located): boolean {
  const { block, district_id: district } = file;
  return scopesOf(actor, permission).some(
    ({ blocks, districts }) =>
      (blocks.length === 0 || block === null || blocks.includes(block)) &&
      (districts.length === 0 ||
        district === null ||
        districts.some((id) => district === id || district.startsWith(`${id}.`))),
  );
}

/**
 * Permissions an actor holds on this case. Several roles with limits of their own do not lend each other their reach:
 * an observer of the whole city who triages one district triages that district only.
 */
export function permissionsOn(actor: Actor, file: Located): ReadonlySet<string> {
  if (actor.kind !== 'staff') return new Set([actor.kind]);
  return new Set([...actor.permissions].filter((permission) => covers(actor, permission, file)));
}

/** Refuses an act on a case that the actor may see but not, in this block or district, act upon. */
export function requireOn(actor: Actor, file: Located, permission: string): void {
  if (actor.kind !== 'staff' || covers(actor, permission, file)) return;
  throw new AppError(
    'lib.forbidden',
    'В этом блоке или районе дело ведут другие: у вас здесь нет такого права.',
  );
}
