import { filled } from '../../../shared/known.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { type RecordKind, refuseStale } from '../../lib/module/stale.ts';
import { coveredCases, permissionsOn } from '../cases/index.ts';

export const noSuchAppeal = () =>
  new AppError('cases.not-found', 'Такого обращения в журнале нет или его ведут другие.');

/** Appeals whose line the caller may read: by the limits of the role that reads the office, not of any other. */
export const readableAppeals = (ctx: Ctx) => coveredCases(ctx.actor, 'office.read', 'cases.v_appeal');

interface Located {
  block: string | null;
  district_id: string | null;
}

/** Whether the caller holds a permission on this very appeal. */
export const holdsOn = (ctx: Ctx, appeal: Located, ...permissions: string[]): boolean => {
  const rights = permissionsOn(ctx.actor, appeal);
  return permissions.some((name) => rights.has(name));
};

/** Refuses an act on an appeal that the caller reads but does not lead. */
export function requireHeld(ctx: Ctx, appeal: Located, permission: string): void {
  if (holdsOn(ctx, appeal, permission)) return;
  throw new AppError(
    'lib.forbidden',
    'В этом блоке или районе обращения ведут другие: у вас здесь нет такого права.',
  );
}

/** The journal tells of an appeal and its letters under the case. */
export const appealRecord: RecordKind = { words: 'Карточку', object: 'case', module: 'office' };

/** Locks a line the caller keeps. Throws when it is foreign or somebody else changed it meanwhile. */
export async function lockAppeal(ctx: Ctx, caseId: string, version?: number) {
  const appeal = await findAppeal(ctx, caseId, { locks: true });
  requireHeld(ctx, appeal, 'office.keep');
  refuseStale(appealRecord, { id: appeal.case_id, version: appeal.version }, version);
  return appeal;
}

/** A line the caller may see, for reading. */
export async function findAppeal(ctx: Ctx, caseId: string, { locks = false }: { locks?: boolean } = {}) {
  const own = await ctx.db
    .selectFrom('cases.v_appeal')
    .select(['id', 'number', 'status', 'registered_at', 'executor_unit_id', 'block', 'district_id', 'signs'])
    .where('id', '=', caseId)
    .where(readableAppeals(ctx))
    .executeTakeFirst();
  const line = own
    ? await ctx.db
        .selectFrom('office.appeal')
        .select(['case_id', 'number', 'version', 'registered_on', 'reply_by', 'reply_address', 'struck_at'])
        .where('case_id', '=', caseId)
        .$if(locks, (query) => query.forUpdate())
        .executeTakeFirst()
    : undefined;
  if (!own || !line) throw noSuchAppeal();
  const { number, registered_at, status } = filled(own, 'number', 'registered_at', 'status');
  return {
    ...line,
    caseNumber: number,
    registeredAt: registered_at,
    status,
    block: own.block,
    district_id: own.district_id,
    signs: own.signs ?? [],
  };
}
