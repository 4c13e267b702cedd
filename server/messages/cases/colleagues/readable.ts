import { sql } from 'kysely';
import { AppError } from '../../../lib/errors.ts';
import type { Actor, Ctx, StaffActor } from '../../../lib/module/context.ts';
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

/** Ids of those of staff who may open the case, asked of all at once. */
export async function listReaders(
  { db }: Ctx,
  caseId: string,
  actors: Iterable<StaffActor>,
): Promise<ReadonlySet<string>> {
  const readers = [...actors].filter(({ permissions }) => permissions.has('cases.read'));
  const asked = readers.map((actor) => sql`CASE WHEN ${ownCases(actor)} THEN ${actor.id}::text END`);
  const { rows } = await sql<{ ids: string[] }>`
    SELECT array_remove(ARRAY[${sql.join(asked)}]::text[], NULL) AS ids FROM cases.case_file
    WHERE cases.case_file.id = ${caseId}`.execute(db);
  return new Set(rows[0]?.ids);
}

/** Refuses a case that the caller may not open, as one that is not there. */
export async function requireReadable(ctx: Ctx, caseId: string): Promise<void> {
  if (await mayRead(ctx, caseId, ctx.actor)) return;
  throw new AppError('cases.not-found', 'Такого дела нет или его ведут другие.');
}
