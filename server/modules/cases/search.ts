import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../lib/context.ts';
import { normaliseEmail, normalisePhone } from '../identity/index.ts';
import { coveredCases } from './reach.ts';

/** What a search phrase turned out to be. */
type Sought =
  | { kind: 'number'; number: string }
  | { kind: 'serial'; serial: number; month: string | null }
  | { kind: 'contact'; column: 'phone' | 'email'; value: string }
  | { kind: 'words'; tsquery: string }
  | { kind: 'nothing' };

/**
 * Reads a phrase: «№ 2026-11-0412», «11-412» or «412» is a number; a phone or an e-mail is a person, for those who may
 * see contacts; anything else is words.
 */
export function readSought(phrase: string, mayReveal: boolean): Sought {
  const text = phrase.trim().replace(/^№\s*/u, '');
  const numbered = /^(?:(\d{4})-)?(?:(\d{1,2})-)?(\d{1,7})$/.exec(text);
  if (numbered) {
    const [, year, month, serial = ''] = numbered;
    if (year && month)
      return { kind: 'number', number: `${year}-${month.padStart(2, '0')}-${serial.padStart(4, '0')}` };
    if (!year) return { kind: 'serial', serial: Number(serial), month: month?.padStart(2, '0') ?? null };
  }
  const phone = normalisePhone(text);
  const email = text.includes('@') ? normaliseEmail(text) : null;
  if (phone || email) {
    if (!mayReveal) return { kind: 'nothing' };
    return { kind: 'contact', column: phone ? 'phone' : 'email', value: (phone ?? email)! };
  }
  const tsquery = toQuery(text);
  return tsquery ? { kind: 'words', tsquery } : { kind: 'nothing' };
}

/** Words joined by «and», the last of them perhaps unfinished; only letters and digits get through. */
function toQuery(text: string): string {
  const words =
    text
      .toLocaleLowerCase('ru')
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, 12) ?? [];
  return words
    .map((word, index) => (index === words.length - 1 && /^\p{L}{3,}$/u.test(word) ? `${word}:*` : word))
    .join(' & ');
}

/** Up to so many cases found by words are taken by their ids; more are left to the planner to meet on its way. */
const FEW = 2000;

/**
 * A condition on cases.case_file for a phrase. Plans: unique number; expression index case_file_serial; contact_phone or
 * contact_email; search_document_words.
 */
export async function matchesPhrase(ctx: Ctx, phrase: string): Promise<RawBuilder<boolean>> {
  const mayReveal = ctx.actor.kind === 'staff' && ctx.actor.permissions.has('cases.reveal');
  const sought = readSought(phrase, mayReveal);
  const id = sql.raw('cases.case_file.id');
  switch (sought.kind) {
    case 'number':
      return sql`cases.case_file.number = ${sought.number}`;
    case 'serial':
      return sql`split_part(cases.case_file.number, '-', 3)::integer = ${sought.serial}::integer
        AND (${sought.month}::text IS NULL OR split_part(cases.case_file.number, '-', 2) = ${sought.month})`;
    case 'contact':
      // Found by a phone is as good as told whose it is: only where the contacts could be revealed as well.
      return sql`${id} IN (SELECT case_id FROM cases.contact WHERE ${sql.ref(sought.column)} = ${sought.value})
        AND ${coveredCases(ctx.actor, 'cases.reveal')}`;
    case 'words':
      return matchesWords(ctx, sought.tsquery);
    default:
      return sql`false`;
  }
}

/**
 * Rare words are looked up first: the planner cannot know how rare a prefix is, and would walk the whole table by date
 * in the hope of meeting them soon. Of common words it does meet a page's worth soon.
 */
async function matchesWords(ctx: Ctx, tsquery: string): Promise<RawBuilder<boolean>> {
  const found = sql`SELECT case_id FROM cases.search_document WHERE document @@ to_tsquery('russian', ${tsquery})`;
  // Materialized: planned as if all were wanted, that is by the index of words, yet read only up to the limit.
  const { rows } = await sql<{ case_id: string }>`
    WITH found AS MATERIALIZED (${found}) SELECT case_id FROM found LIMIT ${FEW + 1}`.execute(ctx.db);
  if (rows.length > FEW) return sql`cases.case_file.id IN (${found})`;
  return sql`cases.case_file.id = ANY(${rows.map(({ case_id }) => case_id)}::uuid[])`;
}
