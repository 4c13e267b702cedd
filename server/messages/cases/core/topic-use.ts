import { sql } from 'kysely';
import { firstRow } from '../../../lib/database/first-row.ts';
import type { Ctx } from '../../../lib/module/context.ts';

/** Open cases of some facts: what a change of the rubricator touches. Plan: index case_file_fact. */
export async function countOpenByFact(ctx: Ctx, factIds: readonly string[]): Promise<number> {
  if (factIds.length === 0) return 0;
  const { rows } = await sql<{ open: number }>`
    SELECT count(*)::int AS open FROM cases.case_file
    WHERE fact_id = ANY(${[...factIds]}::text[]) AND closed_at IS NULL AND answered_at IS NULL`.execute(
    ctx.db,
  );
  return firstRow(rows).open;
}
