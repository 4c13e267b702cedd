import { sql } from 'kysely';
import { currentTaxonomy, findBlock, findFact, stem } from '../../../base/taxonomy/index.ts';
import { publicPlace } from '../../../base/territory/index.ts';
import { forStrangers } from '../core/mask-text.ts';
import { listPhraseWords } from '../search/phrase.ts';

/**
 * Words everybody may look for. They are held against what everybody reads of a message and nothing else: a search in the words of its author
 * would tell a name or a number by whether it finds anything.
 */

/** Stems of a phrase: only letters and digits get through. */
export const stemsOf = (phrase: string | undefined): string[] => listPhraseWords(phrase ?? '').map(stem);

interface Told {
  title: string;
  block: string | null;
  fact_id: string | null;
  address: string | null;
  is_home: boolean | null;
  lat: number | null;
  lon: number | null;
  district_id: string | null;
}

/** Whether each stem begins a word of a text. Pure. */
export function tellsAll(text: string, stems: readonly string[]): boolean {
  const words = listWords(text);
  return stems.every((one) => words.some((word) => word.startsWith(one)));
}

/** All of them: `listPhraseWords` stops at a dozen. */
const listWords = (text: string): string[] =>
  text
    .toLocaleLowerCase('ru')
    .replaceAll('ё', 'е')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** What everybody reads of a message in a list, as one text. */
const readable = (row: Told): string =>
  [
    forStrangers(row.title),
    publicPlace(row).address,
    findBlock(row.block ?? '')?.title,
    findFact(row.fact_id ?? '')?.title,
  ].join(' ');

export const fitsWords = (row: Told, stems: readonly string[]): boolean =>
  stems.length === 0 || tellsAll(readable(row), stems);

/** Rows that may fit, so that few are read in vain; `fitsWords` has the last word, and what it leaves out is counted nowhere. */
export function mayFitWords(stems: readonly string[]) {
  const { facts, blocks } = currentTaxonomy();
  const plain = (column: string) => sql`translate(lower(cases.case_file.${sql.ref(column)}), 'ё', 'е')`;
  const conditions = stems.map((one) => {
    const factIds = facts.filter(({ title }) => tellsAll(title, [one])).map(({ id }) => id);
    const codes = blocks.filter(({ title }) => tellsAll(title, [one])).map(({ code }) => code);
    return sql`(${plain('title')} LIKE ${`%${one}%`} OR ${plain('address')} LIKE ${`%${one}%`}
      OR cases.case_file.fact_id = ANY(${factIds}::text[]) OR cases.case_file.block = ANY(${codes}::text[]))`;
  });
  return sql<boolean>`(${sql.join(conditions, sql` AND `)})`;
}
