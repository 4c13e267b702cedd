import { sql } from 'kysely';
import { claimFiles, type FileClaim } from '../../../base/files/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readStatus } from '../core/statuses.ts';
import { findOwnContact } from '../core/tracking.ts';

/** Id of the message that is the caller's own, as its author or one who joined it; null for everybody else. */
export async function findOwnMessage(
  ctx: Ctx,
  number: string,
  token: string | undefined,
): Promise<string | null> {
  const file = await ctx.db
    .selectFrom('cases.case_file')
    .select('id')
    .where('number', '=', number)
    .executeTakeFirst();
  return file && (await findOwnContact(ctx, file.id, token)) ? file.id : null;
}

/** Locks the caller's own case; for everybody else it does not exist. */
export async function lockOwnCase(ctx: Ctx, number: string, token: string | undefined) {
  const file = await ctx.db
    .selectFrom('cases.case_file')
    .selectAll()
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst();
  const own = file && (await findOwnContact(ctx, file.id, token));
  if (!file || !own) {
    throw new AppError(
      'cases.foreign',
      'Это может сделать только автор: откройте ссылку из SMS или письма, или войдите.',
    );
  }
  return { file: { ...file, status: readStatus(file.status) }, own };
}

/** Photos a resident adds after registration: to their own message or to one they join. */
export async function attachResidentFiles(
  ctx: Ctx,
  caseId: string,
  claims: readonly FileClaim[],
): Promise<void> {
  if (claims.length === 0) return;
  const fileIds = (await claimFiles(ctx, claims)).map(({ id }) => id);
  await sql`
    INSERT INTO cases.attachment (case_id, file_id, role, added_by, added_at)
    SELECT ${caseId}::uuid, file_id, 'before', 'resident', ${ctx.now} FROM unnest(${fileIds}::uuid[]) AS given(file_id)`.execute(
    ctx.db,
  );
}
