import { sql } from 'kysely';
import { readAsRussianLayout } from '../../../../shared/text/words.ts';
import type { Ctx } from '../../../lib/context.ts';
import { countForgiven, measureTypos, prepareTypedWord } from '../../territory/index.ts';
import { COUNTED, type Uses } from './newest.ts';
import { listPhraseWords } from './phrase.ts';

/** A word that was looked for in place of the one typed. */
export interface Replaced {
  typed: string;
  shown: string;
}

/** Words of a phrase, ready for `to_tsquery('russian', …)`. */
export interface WordQuery {
  text: string;
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
/** A rare word that stands beside one so much more frequent was rather mistyped by the author as well. */
const RARE = 3;
const MUCH_MORE = 20;

/**
 * Makes a query of words joined by «and». The last one may be unfinished: it is a beginning when no case has it as a
 * word. One that occurs nowhere is looked for among the words that do occur, a mistake or two away.
 */
export async function queryWords(ctx: Ctx, words: readonly string[], isTyping = false): Promise<WordQuery> {
  if (words.length === 0) return { text: '', replaced: [], uses: together([]) };
  const turned = turnLayout(words);
  const known = await lookUp(ctx, turned ?? words);
  const replaced: Replaced[] = turned ? [{ typed: words.join(' '), shown: turned.join(' ') }] : [];
  const parts: string[] = [];
  const uses: number[] = [];
  for (const [index, one] of known.entries()) {
    const mayBeUnfinished = index === known.length - 1 && (isTyping || one.uses === 0);
    const longer = mayBeUnfinished ? await countLonger(ctx, one.word) : null;
    const near = longer === null ? await findNear(ctx, one) : null;
    if (near) replaced.push({ typed: one.word, shown: near.shown });
    const own = longer === null ? one.word : `${one.word}:*`;
    parts.push(near ? `(${own} | ${near.shown})` : own);
    // Stop words have no lexeme and leave the query.
    if (one.lexeme) uses.push(longer ?? one.uses + (near?.uses ?? 0));
  }
  return { text: parts.join(' & '), replaced, uses: together(uses) };
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

interface NearWord {
  lexeme: string;
  word: string | null;
  uses: number;
  likeness: number;
}

/** The word most likely meant; null when the word is good enough as it is. Plan: search_word_trigrams. */
async function findNear(ctx: Ctx, one: KnownWord): Promise<{ shown: string; uses: number } | null> {
  const { word, lexeme, uses } = one;
  if (!lexeme || uses >= RARE || !/^[а-я]+$/.test(word) || word.length < SHORTEST_MISTYPED) return null;
  const { rows } = await sql<NearWord>`
    SELECT lexeme, word, uses, similarity(lexeme, ${lexeme}) AS likeness FROM cases.search_word
    WHERE lexeme % ${lexeme} AND lexeme <> ${lexeme}
    ORDER BY likeness DESC LIMIT 40`.execute(ctx.db);
  const typed = prepareTypedWord(lexeme);
  if (!typed) return null;
  const forgiven = Math.max(1, countForgiven(lexeme.length));
  const near = rows
    .map((row) => ({ ...row, mistakes: measureTypos(typed, row.lexeme).whole }))
    .filter(
      ({ mistakes, uses: theirs }) => mistakes <= forgiven && (uses === 0 || theirs >= uses * MUCH_MORE),
    );
  const [best] = near.toSorted(
    (a, b) => a.mistakes - b.mistakes || b.uses - a.uses || b.likeness - a.likeness,
  );
  if (!best) return null;
  return { shown: await writeForm(ctx, best, word.slice(lexeme.length)), uses: best.uses };
}

/** The word as the person bent theirs («сосулки» → «сосульки»), else a form that occurs. */
async function writeForm(ctx: Ctx, { lexeme, word }: NearWord, ending: string): Promise<string> {
  const bent = lexeme + ending;
  const { rows } = await sql<{ isSame: boolean }>`
    SELECT (ts_lexize('russian_stem', ${bent}))[1] = ${lexeme} AS "isSame"`.execute(ctx.db);
  return rows[0]?.isSame ? bent : (word ?? lexeme);
}
