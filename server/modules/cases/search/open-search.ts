import { type RawBuilder, sql } from 'kysely';
import type { SearchTold } from '../../../../shared/contract/cases-list.ts';
import type { Ctx } from '../../../lib/context.ts';
import { coveredCases } from '../reach.ts';
import { quoteLexeme, readPlace } from './address.ts';
import { type Candidate, findNewest, NEWEST, type Sought as WordsSought } from './newest.ts';
import { listPhraseWords, readSought } from './phrase.ts';
import { queryWords } from './words.ts';

/** A phrase understood: a condition on cases.case_file, how to rank and mark what it finds, and what to say of it. */
export interface Search {
  condition: RawBuilder<boolean>;
  /** The words, for marking them in a text; null when it was not words. */
  words: RawBuilder<unknown> | null;
  /** What the words find, to be ordered by how well it fits; null when the order of time is the right one. */
  candidates: Candidates | null;
  told: SearchTold;
}

interface Candidates {
  /** The newest of them, `NEWEST` at most; all of them unless `hasMore`. */
  newest: Candidate[];
  hasMore: boolean;
  sought: WordsSought;
}

const caseFile = sql.raw('cases.case_file');
const told = (kind: SearchTold['kind'], more: Partial<SearchTold> = {}): SearchTold => ({
  kind,
  replaced: [],
  place: null,
  isNewestOnly: false,
  ...more,
});
const byCondition = (kind: SearchTold['kind'], condition: RawBuilder<boolean>): Search => ({
  condition,
  words: null,
  candidates: null,
  told: told(kind),
});

/**
 * Understands a phrase; with `isTyping` the last word may be any beginning. Plans: unique number; the same in each month; contact_phone or contact_email;
 * contact_external; search_document_words.
 */
export async function openSearch(ctx: Ctx, phrase: string, isTyping = false): Promise<Search> {
  const mayReveal = ctx.actor.kind === 'staff' && ctx.actor.permissions.has('cases.reveal');
  const sought = readSought(phrase, mayReveal);
  switch (sought.kind) {
    case 'number':
      return byCondition('number', sql`${caseFile}.number = ${sought.number}`);
    case 'serial':
      return byCondition(
        'number',
        sql`${caseFile}.number = ANY (ARRAY(
          SELECT month || '-' || ${String(sought.serial).padStart(4, '0')} FROM cases.number_counter
          WHERE ${sought.month}::text IS NULL OR split_part(month, '-', 2) = ${sought.month}))`,
      );
    case 'contact':
      return searchContact(ctx, sought.column, sought.value);
    case 'external':
      return searchExternal(ctx, sought.id);
    case 'words':
      return searchWords(ctx, phrase, sought.words, isTyping);
    case 'hidden':
      return byCondition('hidden', sql`false`);
    case 'nothing':
      return byCondition('nothing', sql`false`);
  }
}

/**
 * Found by a phone is as good as told whose it is: only where the contacts could be revealed as well, and with a record
 * in the journal. The record keeps that it was asked, never the phone.
 */
function searchContact(ctx: Ctx, column: 'phone' | 'email', value: string): Search {
  ctx.audit({ action: 'cases.search-contact', object: 'search', objectId: column, data: { by: column } });
  return byCondition(
    'contact',
    sql`${caseFile}.id IN (SELECT case_id FROM cases.contact WHERE ${sql.ref(column)} = ${value})
      AND ${coveredCases(ctx.actor, 'cases.reveal')}`,
  );
}

/** The number a message has in another system. Plan: contact_external, a probe for each source. */
async function searchExternal(ctx: Ctx, id: string): Promise<Search> {
  // The few sources by a walk over the index, each found by one step from the last.
  const sources = sql`WITH RECURSIVE source(name) AS (
      (SELECT external_source FROM cases.contact WHERE external_id IS NOT NULL ORDER BY external_source LIMIT 1)
      UNION ALL
      SELECT (SELECT external_source FROM cases.contact
        WHERE external_id IS NOT NULL AND external_source > source.name ORDER BY external_source LIMIT 1)
      FROM source WHERE source.name IS NOT NULL)
    SELECT name FROM source WHERE name IS NOT NULL`;
  const { rows } = await sql<{ case_id: string }>`
    SELECT contact.case_id FROM (${sources}) AS known
    JOIN cases.contact ON contact.external_source = known.name AND contact.external_id = ${id}`.execute(
    ctx.db,
  );
  return byCondition('number', sql`${caseFile}.id = ANY(${rows.map((row) => row.case_id)}::uuid[])`);
}

async function searchWords(ctx: Ctx, phrase: string, words: string[], isTyping: boolean): Promise<Search> {
  const query = await queryWords(ctx, words, isTyping);
  const byWords = sql`to_tsquery('russian', ${query.text})`;
  const place = readPlace(phrase);
  const rest = place ? await queryWords(ctx, listPhraseWords(place.rest)) : null;
  const house = place ? sql`${quoteLexeme(place.lexeme)}::tsquery` : null;
  // Of an address the house itself, where it is known; else its words.
  const atPlace = house && (rest?.text ? sql`(${house} && to_tsquery('russian', ${rest.text}))` : house);
  const tsquery = atPlace ? sql`(${atPlace} || ${byWords})` : byWords;
  const found = sql`SELECT case_id FROM cases.search_document WHERE document @@ ${tsquery}`;
  // An address is met by its house or by its words: as often as the words at least, and no house is common.
  const sought = { tsquery, rank: rankOf(byWords, house), uses: query.uses };
  const newest = await findNewest(ctx, sought);
  const hasMore = newest.length >= NEWEST;
  const ids = newest.map(({ id }) => id);
  return {
    condition: hasMore ? sql`${caseFile}.id IN (${found})` : sql`${caseFile}.id = ANY(${ids}::uuid[])`,
    words: byWords,
    candidates: { newest, hasMore, sought },
    told: told('words', {
      replaced: place ? (rest?.replaced ?? []) : query.replaced,
      place: place?.label ?? null,
      isNewestOnly: hasMore,
    }),
  };
}

/** Title before address before text before answer; the very house first. */
const rankOf = (words: RawBuilder<unknown>, house: RawBuilder<unknown> | null): RawBuilder<number> =>
  sql`(ts_rank('{0.1, 0.3, 0.6, 1}', search_document.document, ${words}, 1)
      + ${house ? sql`CASE WHEN search_document.document @@ ${house} THEN 1 ELSE 0 END` : sql.lit(0)})`;
