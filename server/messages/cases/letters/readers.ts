import { sql } from 'kysely';
import { firstRow } from '../../../lib/database/first-row.ts';
import type { Ctx } from '../../../lib/module/context.ts';

/** Somebody who waits for word of a case, by one of its contacts or of one merged into it. */
export interface Reader {
  id: string;
  phone: string | null;
  email: string | null;
  /** The case whose number the person knows. */
  case_id: string;
  number: string;
  is_author: boolean;
}

/** The case as letters need it: its legal order and what was told of its term. */
export interface ToldCase {
  regime: string;
  due_at: Date | null;
  told_due_at: Date | null;
  /** The term stands: the date on the case is only the latest it may become. */
  is_paused: boolean;
}

/**
 * Everybody who waits for word of a case, those of cases merged into it by their own numbers, however deep; who wrote first
 * is its author. One letter goes to one address about one number, however often its owner joined. Plan: merged_into,
 * contact_case.
 */
export async function readersOf(ctx: Ctx, caseId: string, only?: ReadonlySet<string>): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    WITH RECURSIVE tree AS (
      SELECT id, number FROM cases.case_file WHERE id = ${caseId}
      UNION SELECT part.id, part.number FROM cases.case_file AS part JOIN tree ON part.merged_into = tree.id
    )
    SELECT contact.id, contact.phone, contact.email, tree.id AS case_id, tree.number,
      tree.id = ${caseId} AND NOT contact.is_joiner AS is_author
    FROM tree JOIN cases.contact ON contact.case_id = tree.id
    ORDER BY contact.is_joiner, contact.received_at, contact.id`.execute(ctx.db);
  const seen = new Set<string>();
  return rows.filter(({ id, email, phone, number }) => {
    if (only && !only.has(id)) return false;
    const key = `${email ?? phone} ${number}`;
    if ((email ?? phone) === null || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Plan: the key; clock_case. */
export async function readToldCase(ctx: Ctx, caseId: string): Promise<ToldCase> {
  const { rows } = await sql<ToldCase>`
    SELECT regime, due_at, told_due_at, EXISTS (SELECT FROM cases.clock WHERE clock.case_id = file.id
      AND kind = 'answer' AND stopped_at IS NULL AND paused_at IS NOT NULL) AS is_paused
    FROM cases.case_file AS file WHERE id = ${caseId}`.execute(ctx.db);
  return firstRow(rows);
}

export async function noteTold(ctx: Ctx, caseId: string, dueAt: Date | null): Promise<void> {
  await ctx.db.updateTable('cases.case_file').set({ told_due_at: dueAt }).where('id', '=', caseId).execute();
}
