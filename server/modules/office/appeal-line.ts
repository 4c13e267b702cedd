import type { Ctx } from '../../lib/context.ts';
import { AppError } from '../../lib/errors.ts';
import { ownCases } from '../cases/index.ts';

export const missing = () =>
  new AppError('cases.not-found', 'Такого обращения в журнале нет или его ведут другие.');

/** Locks a line the caller may see. Throws when it is foreign or somebody else changed it meanwhile. */
export const lockAppeal = (ctx: Ctx, caseId: string, version?: number) =>
  findAppeal(ctx, caseId, { version, locks: true });

/** A line the caller may see, for reading. */
export async function findAppeal(
  ctx: Ctx,
  caseId: string,
  { version, locks = false }: { version?: number | undefined; locks?: boolean } = {},
) {
  const own = await ctx.db
    .selectFrom('cases.v_appeal')
    .select(['id', 'number', 'status', 'registered_at', 'executor_unit_id'])
    .where('id', '=', caseId)
    .where(ownCases(ctx.actor, 'cases.v_appeal'))
    .executeTakeFirst();
  const line = own
    ? await ctx.db
        .selectFrom('office.appeal')
        .select(['case_id', 'number', 'version', 'registered_on', 'reply_by', 'reply_address', 'struck_at'])
        .where('case_id', '=', caseId)
        .$if(locks, (query) => query.forUpdate())
        .executeTakeFirst()
    : undefined;
  if (!own || !line) throw missing();
  if (version !== undefined && line.version !== version)
    throw new AppError(
      'cases.changed-meanwhile',
      'Карточку только что изменил другой человек. Обновите и решите снова.',
    );
  return { ...line, caseNumber: own.number!, registeredAt: own.registered_at!, status: own.status! };
}
