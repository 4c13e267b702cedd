import { sql } from 'kysely';
import { itemAt } from '../../../../shared/lists.ts';
import { measureTypos, prepareTypedWord } from '../../../base/territory/index.ts';
import { createKept } from '../../../lib/jobs/kept.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { int32At } from '../../../lib/typed-arrays.ts';
import { measureByEar } from './by-ear.ts';

/** Stems that occur in cases, in this process: what a mistyped word is compared with. */
interface Vocabulary {
  words: VocabularyWord[];
  /** Which letters each one has: two bits per differing letter tell most pairs apart without comparing them. */
  letters: Int32Array;
}

export interface VocabularyWord {
  lexeme: string;
  /** A written form of it; null where only the night has counted it. */
  word: string | null;
  /** Of the newest cases so many have it. */
  uses: number;
}

export interface NearWord extends VocabularyWord {
  mistakes: number;
  /** How far the two are by ear and by the keyboard: «а» for «о» is nearer than «к» for «о». */
  distance: number;
}

/** The most used ones of a very large city; a word new to the city is known within minutes, and at once to the exact search. */
const MOST_WORDS = 400_000;
const AGES = { fresh: 300_000, stale: 86_400_000 };
const kept = createKept<Vocabulary>(4);

/** Plan: the whole dictionary once in minutes, tens of thousands of rows. */
async function load(ctx: Ctx): Promise<Vocabulary> {
  const { rows } = await sql<VocabularyWord>`
    SELECT lexeme, word, uses FROM cases.search_word WHERE lexeme ~ '^[а-я]{2,30}$'
    ORDER BY uses DESC LIMIT ${MOST_WORDS}`.execute(ctx.db);
  return { words: rows, letters: Int32Array.from(rows, ({ lexeme }) => lettersOf(lexeme)) };
}

/** A bit for each of the 32 letters: «ё» is written «е» here. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) - 0x430);
  return bits;
}

function countBits(bits: number): number {
  let left = bits - ((bits >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return (((left + (left >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** Words that one to `forgiven` mistakes make of this stem, the likeliest first. */
export async function listNear(ctx: Ctx, lexeme: string, forgiven: number): Promise<NearWord[]> {
  const typed = prepareTypedWord(lexeme);
  if (!typed) return [];
  const { words, letters } = await kept(ctx, 'vocabulary', AGES, () => load(ctx));
  const own = lettersOf(lexeme);
  const near: NearWord[] = [];
  for (let at = 0; at < words.length; at++) {
    const theirs = int32At(letters, at);
    if (countBits(own & ~theirs) > forgiven || countBits(theirs & ~own) > forgiven) continue;
    const one = itemAt(words, at);
    if (Math.abs(one.lexeme.length - lexeme.length) > forgiven || one.lexeme === lexeme) continue;
    const mistakes = measureTypos(typed, one.lexeme).whole;
    if (mistakes <= forgiven) near.push({ ...one, mistakes, distance: measureByEar(lexeme, one.lexeme) });
  }
  return near.toSorted((a, b) => a.distance - b.distance || b.uses - a.uses);
}
