import { sql } from 'kysely';
import type { LentCase } from '../../../base/understanding/index.ts';
import type { Db } from '../../../lib/database/db.ts';
import { blindText } from '../core/mask-text.ts';

interface Row {
  id: string;
  number: string;
  body: string;
  fact_id: string;
  block: string;
}

/**
 * Words of cases whose topic a person chose, for the model of topics: without names, phones and e-mails. Not lent are cases
 * whose personal data were erased after their term, and those whose author withdrew the consent (152-ФЗ, ст. 9 ч. 5).
 */
export async function lendCases(db: Db, caseIds: readonly string[]): Promise<LentCase[]> {
  const { rows } = await sql<Row>`
    SELECT id, number, body, fact_id, block FROM cases.case_file AS file
    WHERE id = ANY(${[...caseIds]}::uuid[]) AND topic_source = 'operator' AND fact_id IS NOT NULL
      AND block IS NOT NULL AND anonymised_at IS NULL
      AND NOT EXISTS (SELECT FROM cases.contact WHERE contact.case_id = file.id AND NOT is_joiner
        AND consent_withdrawn_at IS NOT NULL)`.execute(db);
  return rows.map((row) => ({
    caseId: row.id,
    number: row.number,
    text: blindText(row.body),
    factId: row.fact_id,
    block: row.block,
  }));
}
