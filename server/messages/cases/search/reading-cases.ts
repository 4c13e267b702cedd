import { sql } from 'kysely';
import { requirePermission } from '../../../lib/http/access.ts';
import type { Ctx } from '../../../lib/module/context.ts';

const readNumber = (text: string): string => text.trim().replace(/^№\s*/u, '');

/**
 * A case by its number, or all cases of whoever wrote it, as the journal names what was read of them: their ids and those of their
 * files. That cases are of one person is told to whoever may see contacts alone, and the journal keeps that it was asked.
 * Plans: case_file_number, contact_case, contact_phone, contact_email, contact_resident.
 */
export async function findReadingCases(
  ctx: Ctx,
  { number, isOfResident }: { number: string; isOfResident: boolean },
): Promise<readonly string[] | null> {
  const one = await ctx.db
    .selectFrom('cases.case_file')
    .select('id')
    .where('number', '=', readNumber(number))
    .executeTakeFirst();
  if (!one) return null;
  const ids = isOfResident ? await findCasesOfAuthor(ctx, one.id) : [one.id];
  const files = await ctx.db
    .selectFrom('cases.attachment')
    .select('file_id')
    .where('case_id', 'in', ids)
    .execute();
  return [...ids, ...files.map(({ file_id: id }) => id)];
}

async function findCasesOfAuthor(ctx: Ctx, id: string): Promise<string[]> {
  requirePermission(ctx.actor, 'cases.reveal');
  ctx.audit({
    action: 'cases.search-contact',
    object: 'search',
    objectId: 'readings',
    data: { by: ['case'], caseId: id },
  });
  const { rows } = await sql<{ caseId: string }>`
    WITH author AS MATERIALIZED (
      SELECT phone, email, resident_id FROM cases.contact WHERE case_id = ${id}::uuid AND NOT is_joiner
    )
    SELECT ${id}::uuid AS "caseId"
    UNION SELECT same.case_id FROM author JOIN cases.contact AS same ON same.phone = author.phone WHERE NOT same.is_joiner
    UNION SELECT same.case_id FROM author JOIN cases.contact AS same ON same.email = author.email WHERE NOT same.is_joiner
    UNION SELECT same.case_id FROM author JOIN cases.contact AS same ON same.resident_id = author.resident_id
      WHERE NOT same.is_joiner`.execute(ctx.db);
  return rows.map(({ caseId }) => caseId);
}
