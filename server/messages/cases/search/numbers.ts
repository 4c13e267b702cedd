import { type RawBuilder, sql } from 'kysely';
import { COUNT_LIMIT } from '../../../../shared/text/numbers.ts';
import type { Db } from '../../../lib/database/db.ts';
import type { Ctx } from '../../../lib/module/context.ts';

/** A number a case is known by in another system or in another register of this one. */
export interface OtherNumber {
  caseId: string;
  number: string;
}

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

/** How a number may stand among the parts that are kept, the clearest way first; `sought` is what is looked for. */
const sought = sql.raw('(SELECT part FROM sought)');
const ways: readonly RawBuilder<boolean>[] = [
  sql`part = ${sought}`,
  sql`part >= ${sought} || '-' AND part < ${sought} || '.'`,
  sql`length(${sought}) >= ${SHORTEST_BEGINNING} AND part >= ${sought} AND part < ${sought} || chr(1114111)`,
  sql`${sought} ~ '^[0-9]+$' AND length(${sought}) >= ${SHORTEST_END}
    AND part >= '~' || reverse(${sought}) AND part < '~' || reverse(${sought}) || ':'`,
];

/** The parts found by some of the ways. Plan: number_part_pkey, a probe for each. */
const partsBy = (phrase: string, numbered: readonly number[], limit: RawBuilder<unknown>) => sql`
  WITH sought AS MATERIALIZED (SELECT cases.fold_number(${phrase}) AS part)
  ${sql.join(
    numbered.map(
      (way) => sql`(SELECT ${way}::int AS way, case_id FROM cases.number_part WHERE ${ways[way]} ${limit})`,
    ),
    sql` UNION ALL `,
  )}`;

/**
 * Cases known by a number elsewhere, as a condition on cases.case_file: the whole of it, else whole parts of it, else a
 * beginning, else the end of a long one; what fits better leaves the rest out. null = none is known by it.
 */
export async function findByOtherNumber(ctx: Ctx, phrase: string): Promise<RawBuilder<boolean> | null> {
  const limit = sql`LIMIT ${COUNT_LIMIT + 1}`;
  const { rows } = await partsBy(phrase, [0, 1, 2, 3], limit)
    .$castTo<{ way: number; case_id: string }>()
    .execute(ctx.db);
  if (rows.length === 0) return null;
  const clearest = Math.min(...rows.map(({ way }) => way));
  const taken = clearest <= 1 ? [0, 1] : [clearest];
  const found = rows.filter(({ way }) => taken.includes(way));
  // A list of more is cut nowhere: another filter may leave any of them.
  if (taken.some((one) => found.filter(({ way }) => way === one).length > COUNT_LIMIT))
    return sql`cases.case_file.id IN (SELECT case_id FROM (${partsBy(phrase, taken, sql``)}) AS found)`;
  const ids = [...new Set(found.map(({ case_id }) => case_id))];
  return sql`cases.case_file.id = ANY(${ids}::uuid[])`;
}

/** What is written before a number («вх. №», «ПОС») and after it («от 12.11.2026»). */
const before = /^(?:(?:пос|епгу|вх|исх|рег|номер|дело)(?!\p{L})[.:\s-]*|№\s*)+/iu;
const after = /\s+от\s+[\d.]+(?:\s*г\.?)?$/iu;

/** The number in a phrase that is written as one: with a digit, without a space; null where it is words. */
export function readOtherNumber(phrase: string): string | null {
  const text = phrase.trim().replace(before, '').replace(after, '').trim();
  return /^[\p{L}\d][\p{L}\d_\-/\\.:#]*$/u.test(text) && /\d/.test(text) ? text : null;
}
