import { AppError } from '../../../lib/errors.ts';
import type { Actor, Ctx } from '../../../lib/module/context.ts';
import { ownCases } from '../core/reach.ts';

/** Whether this actor may open the case. */
export async function mayRead({ db }: Ctx, caseId: string, actor: Actor): Promise<boolean> {
  const row = await db
    .selectFrom('cases.case_file')
    .select('id')
    .where('id', '=', caseId)
    .where(ownCases(actor))
    .executeTakeFirst();
  return row !== undefined;
}

/** Refuses a case that the caller may not open, as one that is not there. */
export async function requireReadable(ctx: Ctx, caseId: string): Promise<void> {
  if (await mayRead(ctx, caseId, ctx.actor)) return;
  throw new AppError('cases.not-found', 'Такого дела нет или его ведут другие.');
}
