import { sql } from 'kysely';
import { readAsRussianLayout } from '../../../../shared/text/words.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { otherStems } from './fleeting.ts';
import { COUNTED, type Uses } from './newest.ts';
import { listPhraseWords } from './phrase.ts';
import { listNear, type VocabularyWord } from './vocabulary.ts';

/** A word that was looked for in place of the one typed. */
export interface Replaced {
  typed: string;
  shown: string;
}

/** Words of a phrase, ready for `to_tsquery('russian', …)`. */
export interface WordQuery {
  text: string;
  /** The same without what was put in place of any word: who has these is found first. */
  exact: string;
  replaced: Replaced[];
  uses: Uses;
}

interface KnownWord {
  word: string;
  lexeme: string | null;
  /** Documents with the word, about; 0 when no case has it. */
  uses: number;
}

/** Shorter words are their own neighbours too often: «яма» and «дама». */
const SHORTEST_MISTYPED = 4;
/** From this length on a word may have two mistakes. */
const SHORTEST_TWICE = 6;
/** A rare word that stands beside one so much more frequent was rather mistyped by the author as well. */
const RARE = 3;
const MUCH_MORE = 20;
/** Where nothing at all is found, a word that does occur may still be a mistake, but only one that sounds the same. */
const SAME_BY_EAR = 0.5;

interface Reading {
  /** The last word may be any beginning. */
  isTyping?: boolean;
  /** Nothing was found by what was typed: words that occur elsewhere are doubted as well. */
  isDoubted?: boolean;
  /** Registers of few texts: each word is looked for by every stem it may have («площадкам» finds «площадок»). */
  hasAllStems?: boolean;
}

/**
 * Makes a query of words joined by «and». The last one may be unfinished: it is a beginning when no case has it as a
 * word. One that occurs nowhere is looked for among the words that do occur, a mistake or two away.
 */
export async function queryWords(
  ctx: Ctx,
  words: readonly string[],
  { isTyping = false, isDoubted = false, hasAllStems = false }: Reading = {},
): Promise<WordQuery> {
  if (words.length === 0) return { text: '', exact: '', replaced: [], uses: together([]) };
  const turned = turnLayout(words);
  const known = await lookUp(ctx, turned ?? words);
  const replaced: Replaced[] = turned ? [{ typed: words.join(' '), shown: turned.join(' ') }] : [];
  const parts: string[] = [];
  const exact: string[] = [];
  const uses: number[] = [];
  for (const [index, one] of known.entries()) {
    const mayBeUnfinished = index === known.length - 1 && (isTyping || one.uses === 0);
    const longer = mayBeUnfinished ? await countLonger(ctx, one.word) : null;
    const near = longer === null ? await findNear(ctx, one, isDoubted) : null;
    if (near) replaced.push({ typed: one.word, shown: near.shown });
    const own = longer === null ? one.word : `${one.word}:*`;
    exact.push(own);
    const also = [
      ...(near ? [near.shown] : []),
      ...(hasAllStems && one.lexeme ? otherStems(one.lexeme) : []),
    ];
    parts.push(also.length > 0 ? `(${[own, ...also].join(' | ')})` : own);
    // Stop words have no lexeme and leave the query.
    if (one.lexeme) uses.push(longer ?? one.uses + (near?.uses ?? 0));
  }
  return { text: parts.join(' & '), exact: exact.join(' & '), replaced, uses: together(uses) };
}

function together(uses: readonly number[]): Uses {
  const most = uses.length > 0 ? Math.min(...uses) : 0;
  const byChance = uses.reduce((all, one) => (all * one) / COUNTED, COUNTED);
  return { most, likely: Math.sqrt(most * byChance) };
}

/** «cjcekmrb» is «сосульки» typed with the other layout: Latin letters alone, and Russian ones when turned. */
function turnLayout(words: readonly string[]): string[] | null {
  const text = words.join(' ');
  if (!/^[a-z ]{4,}$/.test(text) || !/[a-z]{4}/.test(text)) return null;
  if (/^(https?|www|html?|docx?|wi ?fi|sms|email)\b/.test(text)) return null;
  const turned = listPhraseWords(readAsRussianLayout(text));
  return turned.every((word) => /[аеиоуыэюя]/.test(word)) ? turned : null;
}

/** What the dictionary knows of each word. Plan: primary key. */
async function lookUp(ctx: Ctx, words: readonly string[]): Promise<KnownWord[]> {
  const { rows } = await sql<KnownWord>`
    SELECT given.word, stem.lexeme, coalesce(found.uses, 0) AS uses
    FROM unnest(${[...words]}::text[]) WITH ORDINALITY AS given(word, place)
    CROSS JOIN LATERAL (SELECT (tsvector_to_array(to_tsvector('russian', given.word)))[1] AS lexeme) AS stem
    LEFT JOIN cases.search_word AS found ON found.lexeme = stem.lexeme
    ORDER BY given.place`.execute(ctx.db);
  return rows;
}

/** How often words that begin so are used; null when none does. Plan: search_word_trigrams. */
async function countLonger(ctx: Ctx, word: string): Promise<number | null> {
  if (!/^\p{L}{3,}$/u.test(word)) return null;
  const { rows } = await sql<{ uses: number | null }>`
    SELECT sum(uses)::int AS uses FROM cases.search_word WHERE lexeme LIKE ${`${word}%`}`.execute(ctx.db);
  return rows[0]?.uses ?? null;
}

/** The word most likely meant; null when the word is good enough as it is. */
async function findNear(
  ctx: Ctx,
  { word, lexeme, uses }: KnownWord,
  isDoubted: boolean,
): Promise<{ shown: string; uses: number } | null> {
  if (!lexeme || !/^[а-я]+$/.test(word) || word.length < SHORTEST_MISTYPED) return null;
  if (uses >= RARE && !isDoubted) return null;
  const near = await listNear(ctx, lexeme, word.length < SHORTEST_TWICE ? 1 : 2);
  const best = near.find(
    (one) =>
      uses === 0 || one.uses >= uses * MUCH_MORE || (isDoubted && one.distance < SAME_BY_EAR && one.uses > 0),
  );
  if (!best) return null;
  return { shown: await writeForm(ctx, best, word.slice(lexeme.length)), uses: best.uses };
}

/** The word as the person bent theirs («сосулки» → «сосульки»), else a form that occurs. */
async function writeForm(ctx: Ctx, { lexeme, word }: VocabularyWord, ending: string): Promise<string> {
  const bent = lexeme + ending;
  const { rows } = await sql<{ isSame: boolean }>`
    SELECT (ts_lexize('russian_stem', ${bent}))[1] = ${lexeme} AS "isSame"`.execute(ctx.db);
  return rows[0]?.isSame ? bent : (word ?? lexeme);
}

/** A phrase with its words replaced, as it is told to whoever typed it; null where nothing was. */
export function writeShown(phrase: string, replaced: readonly Replaced[]): string | null {
  if (replaced.length === 0) return null;
  let shown = phrase.trim().toLocaleLowerCase('ru').replaceAll('ё', 'е');
  for (const one of replaced)
    shown = shown.replace(new RegExp(`(?<![\\p{L}\\p{N}])${one.typed}(?![\\p{L}\\p{N}])`, 'u'), one.shown);
  return shown;
}
