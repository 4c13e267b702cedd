import { sql } from 'kysely';
import type { Ctx } from '../../../lib/context.ts';
import type { Db } from '../../../lib/db.ts';

/** A number a case is known by in another system or in another register of this one. */
export interface OtherNumber {
  caseId: string;
  number: string;
}

/** Found by more cases than this, a part of a number is no longer a clear one. */
const MOST_FOUND = 1000;
/** A beginning that is not the end of a part yet, and the end of a long solid number, want so many signs. */
const SHORTEST_BEGINNING = 4;
const SHORTEST_END = 5;

/** From now on the case is found by this number and by its parts, whole; what is known already stays. */
export async function noteNumbers(db: Db, numbers: readonly OtherNumber[]): Promise<void> {
  if (numbers.length === 0) return;
  await sql`
    INSERT INTO cases.number_part (part, case_id)
    SELECT DISTINCT part, given.id FROM unnest(${numbers.map(({ caseId }) => caseId)}::uuid[],
      ${numbers.map(({ number }) => number)}::text[]) AS given(id, number), LATERAL cases.number_parts(given.number) AS part
    ORDER BY part, id
    ON CONFLICT DO NOTHING`.execute(db);
}

/** The numbers by which the systems these cases came from know them. */
export async function noteOutsideNumbers(db: Db, caseIds: readonly string[]): Promise<void> {
  await sql`
    INSERT INTO cases.number_part (part, case_id)
    SELECT DISTINCT part, case_id FROM cases.contact, LATERAL cases.number_parts(external_id) AS part
    WHERE case_id = ANY(${[...caseIds]}::uuid[]) AND external_id IS NOT NULL AND external_id NOT LIKE 'content:%'
    ORDER BY part, case_id
    ON CONFLICT DO NOTHING`.execute(db);
}

/**
 * Cases known by a number elsewhere: the whole of it, else whole parts of it, else a beginning, else the end of a long
 * one; what fits better leaves the rest out. Plan: number_part_pkey, a probe for each way.
 */
export async function findByOtherNumber(ctx: Ctx, phrase: string): Promise<string[]> {
  const { rows } = await sql<{ case_id: string }>`
    WITH sought AS MATERIALIZED (SELECT cases.fold_number(${phrase}) AS part), found AS (
      (SELECT 1 AS way, case_id FROM cases.number_part WHERE part = (SELECT part FROM sought) LIMIT ${MOST_FOUND})
      UNION ALL
      (SELECT 2, case_id FROM cases.number_part
        WHERE part >= (SELECT part || '-' FROM sought) AND part < (SELECT part || '.' FROM sought) LIMIT ${MOST_FOUND})
      UNION ALL
      (SELECT 3, case_id FROM cases.number_part
        WHERE (SELECT length(part) FROM sought) >= ${SHORTEST_BEGINNING}
          AND part >= (SELECT part FROM sought) AND part < (SELECT part || chr(1114111) FROM sought) LIMIT ${MOST_FOUND})
      UNION ALL
      (SELECT 4, case_id FROM cases.number_part
        WHERE (SELECT part ~ '^[0-9]+$' AND length(part) >= ${SHORTEST_END} FROM sought)
          AND part >= (SELECT '~' || reverse(part) FROM sought)
          AND part < (SELECT '~' || reverse(part) || ':' FROM sought) LIMIT ${MOST_FOUND})
    )
    SELECT DISTINCT case_id FROM found WHERE way <= (SELECT greatest(min(way), 2) FROM found)`.execute(
    ctx.db,
  );
  return rows.map(({ case_id }) => case_id);
}

/** What is written before a number («вх. №», «ПОС») and after it («от 12.11.2026»). */
const before = /^(?:(?:пос|епгу|вх|исх|рег|номер|дело)(?!\p{L})[.:\s-]*|№\s*)+/iu;
const after = /\s+от\s+[\d.]+(?:\s*г\.?)?$/iu;

/** The number in a phrase that is written as one: with a digit, without a space; null where it is words. */
export function readOtherNumber(phrase: string): string | null {
  const text = phrase.trim().replace(before, '').replace(after, '').trim();
  return /^[\p{L}\d][\p{L}\d_\-/\\.:#]*$/u.test(text) && /\d/.test(text) ? text : null;
}
