import { type RawBuilder, sql } from 'kysely';
import type { SearchTold } from '../../../../shared/contract/messages/cases-found.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { coveredCases } from '../core/reach.ts';
import { quoteLexeme, readPlace } from './address.ts';
import { type Candidate, findNewest, NEWEST, type Sought as WordsSought } from './newest.ts';
import { findByOtherNumber, readOtherNumber } from './numbers.ts';
import { listPhraseWords, readSought } from './phrase.ts';
import { queryWords, type WordQuery, writeShown } from './words.ts';

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
  shown: null,
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
 * Understands a phrase; with `isTyping` the last word may be any beginning. Plans: unique number; the same in each month;
 * contact_phone or contact_email; number_part_pkey; search_document_words.
 */
export async function openSearch(ctx: Ctx, phrase: string, isTyping = false): Promise<Search> {
  const mayReveal = ctx.actor.kind === 'staff' && ctx.actor.permissions.has('cases.reveal');
  const sought = readSought(phrase, mayReveal);
  const number = readOtherNumber(phrase);
  const elsewhere = number ? await findByOtherNumber(ctx, number) : null;
  switch (sought.kind) {
    case 'number': {
      const own = sql<boolean>`${caseFile}.number = ${sought.number}`;
      const isForeign = elsewhere && !(await isKnownNumber(ctx, sought.number));
      return byCondition('number', isForeign ? elsewhere : own);
    }
    case 'serial':
      return byCondition(
        'number',
        sql`(${caseFile}.number = ANY (ARRAY(
          SELECT month || '-' || ${String(sought.serial).padStart(4, '0')} FROM cases.number_counter
          WHERE ${sought.month}::text IS NULL OR split_part(month, '-', 2) = ${sought.month}))
          ${elsewhere ? sql`OR ${elsewhere}` : sql``})`,
      );
    case 'contact':
      return searchContact(ctx, sought.column, sought.value, elsewhere);
    case 'words':
      return elsewhere ? byCondition('number', elsewhere) : searchWords(ctx, phrase, sought.words, isTyping);
    case 'hidden':
      return elsewhere ? byCondition('number', elsewhere) : byCondition('hidden', sql`false`);
    case 'nothing':
      return byCondition('nothing', sql`false`);
  }
}

/** Plan: unique number. */
const isKnownNumber = async (ctx: Ctx, number: string): Promise<boolean> =>
  (await ctx.db
    .selectFrom('cases.case_file')
    .select('id')
    .where('number', '=', number)
    .executeTakeFirst()) !== undefined;

/**
 * Found by a phone is as good as told whose it is: only where the contacts could be revealed as well, and with a record
 * in the journal. The record keeps that it was asked, never the phone.
 */
function searchContact(
  ctx: Ctx,
  column: 'phone' | 'email',
  value: string,
  elsewhere: RawBuilder<boolean> | null,
): Search {
  ctx.audit({ action: 'cases.search-contact', object: 'search', objectId: column, data: { by: column } });
  const theirs = sql<boolean>`(${caseFile}.id IN (SELECT case_id FROM cases.contact WHERE ${sql.ref(column)} = ${value})
    AND ${coveredCases(ctx.actor, 'cases.reveal')})`;
  return byCondition('contact', elsewhere ? sql`(${theirs} OR ${elsewhere})` : theirs);
}

/** What was typed; where that finds nothing, what it sounds like. */
async function searchWords(ctx: Ctx, phrase: string, words: string[], isTyping: boolean): Promise<Search> {
  const search = await seekWords(ctx, phrase, await queryWords(ctx, words, { isTyping }));
  if (search.candidates!.newest.length > 0) return search;
  const doubted = await queryWords(ctx, words, { isTyping, isDoubted: true });
  if (doubted.replaced.length <= search.told.replaced.length) return search;
  const again = await seekWords(ctx, phrase, doubted);
  return again.candidates!.newest.length > 0 ? again : search;
}

async function seekWords(ctx: Ctx, phrase: string, query: WordQuery): Promise<Search> {
  const byWords = sql`to_tsquery('russian', ${query.text})`;
  const place = readPlace(phrase);
  const rest = place ? await queryWords(ctx, listPhraseWords(place.rest)) : null;
  const house = place ? sql`${quoteLexeme(place.lexeme)}::tsquery` : null;
  // Of an address the house itself, where it is known; else its words.
  const atPlace = house && (rest?.text ? sql`(${house} && to_tsquery('russian', ${rest.text}))` : house);
  const tsquery = atPlace ? sql`(${atPlace} || ${byWords})` : byWords;
  const found = sql`SELECT case_id FROM cases.search_document WHERE document @@ ${tsquery}`;
  const exact = query.exact === query.text ? null : sql`to_tsquery('russian', ${query.exact})`;
  // An address is met by its house or by its words: as often as the words at least, and no house is common.
  const sought = { tsquery, rank: rankOf(byWords, [house, exact]), uses: query.uses };
  const newest = await findNewest(ctx, sought);
  const hasMore = newest.length >= NEWEST;
  const ids = newest.map(({ id }) => id);
  const replaced = place ? (rest?.replaced ?? []) : query.replaced;
  return {
    condition: hasMore ? sql`${caseFile}.id IN (${found})` : sql`${caseFile}.id = ANY(${ids}::uuid[])`,
    words: byWords,
    candidates: { newest, hasMore, sought },
    told: told('words', {
      replaced,
      shown: place ? null : writeShown(phrase, replaced),
      place: place?.label ?? null,
      isNewestOnly: hasMore,
    }),
  };
}

/** Title before address before text before answer; the very house, and the very words typed, before all of these. */
const rankOf = (
  words: RawBuilder<unknown>,
  first: readonly (RawBuilder<unknown> | null)[],
): RawBuilder<number> => {
  const before = first
    .filter((query) => query !== null)
    .map((query) => sql`CASE WHEN search_document.document @@ ${query} THEN 1 ELSE 0 END`);
  const rank = sql`ts_rank('{0.1, 0.3, 0.6, 1}', search_document.document, ${words}, 1)`;
  return sql`(${sql.join([rank, ...before], sql` + `)})`;
};
