import { float32At, int32At, uint32At } from '../../../lib/typed-arrays.ts';
import { createWordTable, KEPT_WORDS } from '../../../lib/words.ts';
import { LONGEST_WORD, pairOf, scanText, spell } from './text-features.ts';
import { columnOfFeature, type SparseRow, type Vocabulary } from './vocabulary.ts';

/**
 * A text as the columns of a vocabulary. Arrays are longer than what they hold and are overwritten by the next text; what
 * is told of a word by its number lasts until `generation` changes.
 */
export interface TextCounts {
  vocabulary: Vocabulary;
  /** Different columns of the text, and those it has twice or oftener. */
  size: number;
  columns: Int32Array;
  repeatedSize: number;
  repeated: Int32Array;
  /** By column: `mark` and how many times the text has it; below `mark` it has it not. */
  counts: Int32Array;
  mark: number;
  /** Numbers of its words, in order; with each the column of its pair with the word before, or −1. */
  wordCount: number;
  words: Int32Array;
  pairs: Int32Array;
  /** By number: the spelling, the column of the stem or −1, and where the columns of its runs of letters begin in `runs`. */
  spellings: readonly string[];
  stems: Int32Array;
  runs: Int32Array;
  firstRuns: Int32Array;
  /** Grows when all words are forgotten, so that numbers are given anew. */
  generation: number;
}

type TextReader = (text: string) => TextCounts;

const readers = new WeakMap<Vocabulary, TextReader>();

/** The reader of a vocabulary: it learns the columns of a word once, texts repeat each other's words. */
export function readerOf(vocabulary: Vocabulary): TextReader {
  const known = readers.get(vocabulary);
  if (known) return known;
  const made = createReader(vocabulary);
  readers.set(vocabulary, made);
  return made;
}

/** No text repeats a column as often: marks of texts are this far apart. */
const MARK_STEP = 1 << 13;
const LAST_MARK = 2 ** 31 - 2 * MARK_STEP;

function createReader(vocabulary: Vocabulary): TextReader {
  const width = vocabulary.hashes.length;
  /** A hash may be that of a word by chance when it is one of a run of letters, and the other way round. */
  const wordColumn = (hash: number): number => {
    const column = columnOfFeature(vocabulary, hash);
    return column < vocabulary.wordCount ? column : -1;
  };
  const hashes = new Uint32Array(KEPT_WORDS);
  const stems = new Int32Array(KEPT_WORDS);
  const firstRuns = new Int32Array(KEPT_WORDS + 1);
  const onNew = (word: string, number: number): void => {
    const { stem, runs } = spell(word);
    hashes[number] = stem;
    stems[number] = wordColumn(stem);
    let end = int32At(firstRuns, number);
    if (end + runs.length > text.runs.length) text.runs = doubled(text.runs);
    for (const hash of runs) {
      const column = columnOfFeature(vocabulary, hash);
      if (column < vocabulary.wordCount) continue;
      text.runs[end] = column;
      end += 1;
    }
    firstRuns[number + 1] = end;
  };
  const onForget = (): void => {
    text.generation += 1;
  };
  const table = createWordTable(LONGEST_WORD, { onNew, onForget });
  const text: TextCounts = {
    vocabulary,
    size: 0,
    columns: new Int32Array(width),
    repeatedSize: 0,
    repeated: new Int32Array(width),
    counts: new Int32Array(width),
    mark: 0,
    wordCount: 0,
    words: new Int32Array(table.numbers.length),
    pairs: new Int32Array(table.numbers.length),
    spellings: table.words,
    stems,
    runs: new Int32Array(1 << 12),
    firstRuns,
    generation: 0,
  };
  return (given) => {
    const scan = scanText(given);
    table.number(scan);
    const { words, pairs } = text;
    let wordCount = 0;
    let former = 0;
    for (let at = 0; at < scan.count; at += 1) {
      const number = int32At(table.numbers, at);
      if (number < 0) continue;
      const stem = uint32At(hashes, number);
      words[wordCount] = number;
      pairs[wordCount] = former === 0 ? -1 : wordColumn(pairOf(former, stem));
      wordCount += 1;
      former = stem;
    }
    text.wordCount = wordCount;
    count(text);
    return text;
  };
}

function doubled(old: Int32Array): Int32Array {
  const wider = new Int32Array(old.length * 2);
  wider.set(old);
  return wider;
}

/** Counts the columns of the words. */
function count(text: TextCounts): void {
  const { columns, repeated, counts, words, pairs, stems, runs, firstRuns, wordCount } = text;
  if (text.mark >= LAST_MARK) {
    counts.fill(0);
    text.mark = 0;
  }
  text.mark += MARK_STEP;
  const first = text.mark + 1;
  let size = 0;
  let repeatedSize = 0;
  const add = (column: number): void => {
    const known = int32At(counts, column);
    if (known < first) {
      counts[column] = first;
      columns[size] = column;
      size += 1;
      return;
    }
    counts[column] = known + 1;
    if (known > first) return;
    repeated[repeatedSize] = column;
    repeatedSize += 1;
  };
  for (let at = 0; at < wordCount; at += 1) {
    const word = int32At(words, at);
    if (int32At(stems, word) >= 0) add(int32At(stems, word));
    const end = int32At(firstRuns, word + 1);
    for (let place = int32At(firstRuns, word); place < end; place += 1) add(int32At(runs, place));
    if (int32At(pairs, at) >= 0) add(int32At(pairs, at));
  }
  text.size = size;
  text.repeatedSize = repeatedSize;
}

/** Weight of a feature that a text has so many times, before its rarity: 1 + ln of it. A feature seldom stands in a text oftener than 255 times. */
const LOGS = Float64Array.from({ length: 256 }, (_, times) => 1 + Math.log(Math.max(1, times)));
export const weightOf = (times: number): number => LOGS[times] ?? 1 + Math.log(times);

/**
 * The row of a text: (1 + ln count) × idf, words and letters each brought to length 1, so that a long word does not outweigh
 * the words around it.
 */
export function rowOf({ vocabulary, columns: found, size, counts, mark }: TextCounts): SparseRow {
  const { weights, wordCount } = vocabulary;
  const columns = found.slice(0, size);
  const values = new Float32Array(size);
  let wordLength = 0;
  let letterLength = 0;
  for (let place = 0; place < size; place += 1) {
    const column = int32At(columns, place);
    const value = weightOf(int32At(counts, column) - mark) * float32At(weights, column);
    if (column < wordCount) wordLength += value * value;
    else letterLength += value * value;
    values[place] = value;
  }
  const wordScale = 1 / Math.sqrt(wordLength || 1);
  const letterScale = 1 / Math.sqrt(letterLength || 1);
  for (let place = 0; place < size; place += 1)
    values[place]! *= int32At(columns, place) < wordCount ? wordScale : letterScale;
  return { columns, values };
}

/** The row of a text. */
export const readRow = (vocabulary: Vocabulary, text: string): SparseRow => rowOf(readerOf(vocabulary)(text));
