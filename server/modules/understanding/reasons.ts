import type { SparseRow } from './vocabulary.ts';
import type { WordReader } from './word-columns.ts';

/** The person's words that speak for a block and against it, the strongest first. */
export interface Reasons {
  for: string[];
  against: string[];
}

const MOST_FOR = 4;
const MOST_AGAINST = 2;
/** A word counts as a reason from this part of the strongest one on. */
const LEAST_PART = 0.25;
/** Below this margin a word says nothing by itself. */
const LEAST = 0.02;
const SHORTEST = 3;
/** Words of any matter: true, they stand oftener with one block than with another, but they explain nothing. */
const empty = new Set(
  'что это как для при все всё нам нас вас вам мне меня мой наш ваш они она его ему или уже еще ещё где кто тут там так нет был была было были есть просим прошу пожалуйста здравствуйте добрый день когда который которая которые очень только если чтобы после также более'.split(
    ' ',
  ),
);

/** A word of a text with its columns and what each is worth in the row. */
interface WeighedWord {
  word: string;
  columns: readonly number[];
  worths: readonly number[];
}

/**
 * The words of a text that may be named as reasons: each has its stem, its pairs by half and its runs of letters. A
 * feature met twice has one value in the row: each of its words has its part.
 */
export function weighWords(text: string, row: SparseRow, readWordColumns: WordReader): WeighedWord[] {
  const worthOf = new Map<number, number>();
  row.columns.forEach((column, at) => {
    worthOf.set(column, row.values[at]!);
  });
  const words = readWordColumns(text);
  const met = new Map<number, number>();
  for (const { columns } of words) for (const column of columns) met.set(column, (met.get(column) ?? 0) + 1);
  return words
    .filter(({ word }) => word.length >= SHORTEST && !empty.has(word) && /^\p{L}/u.test(word))
    .map(({ word, columns }) => ({
      word,
      columns,
      worths: columns.map((column) => (worthOf.get(column) ?? 0) / met.get(column)!),
    }));
}

/**
 * Which words made the model prefer a block to its rival.
 * @param weights of all classes, side by side by column.
 */
export function findReasons(
  words: readonly WeighedWord[],
  { values, classes, block, rival }: { values: Float32Array; classes: number; block: number; rival: number },
): Reasons {
  const worth = new Map<string, number>();
  for (const { word, columns, worths } of words) {
    let sum = 0;
    for (let at = 0; at < columns.length; at += 1) {
      const start = columns[at]! * classes;
      sum += (values[start + block]! - values[start + rival]!) * worths[at]!;
    }
    worth.set(word, (worth.get(word) ?? 0) + sum);
  }
  const named = [...worth];
  return {
    for: strongest(named, MOST_FOR),
    against: strongest(
      named.map(([word, value]) => [word, -value]),
      MOST_AGAINST,
    ),
  };
}

function strongest(words: readonly (readonly [string, number])[], most: number): string[] {
  const sorted = words.filter(([, value]) => value >= LEAST).sort((a, b) => b[1] - a[1]);
  const floor = (sorted[0]?.[1] ?? 0) * LEAST_PART;
  return sorted
    .filter(([, value]) => value >= floor)
    .slice(0, most)
    .map(([word]) => word);
}
