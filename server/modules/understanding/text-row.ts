import { pairOf, readWord, readWords } from './text-features.ts';
import { columnOf, type SparseRow, type Vocabulary, weigh } from './vocabulary.ts';

/** A spelling with the columns of its stem and its runs of letters: looked up once, texts repeat each other's words. */
interface Spelling {
  stem: number;
  columns: Int32Array;
}

const KEPT_SPELLINGS = 50_000;
const caches = new WeakMap<Vocabulary, { spellings: Map<string, Spelling>; found: Int32Array }>();

function cacheOf(vocabulary: Vocabulary) {
  const known = caches.get(vocabulary);
  if (known) return known;
  const made = { spellings: new Map<string, Spelling>(), found: new Int32Array(vocabulary.hashes.length) };
  caches.set(vocabulary, made);
  return made;
}

function spell(vocabulary: Vocabulary, spellings: Map<string, Spelling>, word: string): Spelling {
  const { stem, runs, own } = readWord(word);
  const columns = [stem, ...runs].map((hash) => columnOf(vocabulary, hash)).filter((column) => column >= 0);
  const made = { stem, columns: Int32Array.from(columns) };
  if (spellings.size >= KEPT_SPELLINGS) spellings.clear();
  spellings.set(own, made);
  return made;
}

/** The row of a text, as `makeRow` makes it of the text's features, without making those. */
export function readRow(vocabulary: Vocabulary, text: string): SparseRow {
  const { counts } = vocabulary;
  const { spellings, found } = cacheOf(vocabulary);
  let size = 0;
  let former = 0;
  for (const word of readWords(text)) {
    const { stem, columns } = spellings.get(word) ?? spell(vocabulary, spellings, word);
    for (let at = 0; at < columns.length; at += 1) {
      const column = columns[at]!;
      if (counts[column] === 0) {
        found[size] = column;
        size += 1;
      }
      counts[column]! += 1;
    }
    const pair = former === 0 ? -1 : columnOf(vocabulary, pairOf(former, stem));
    if (pair >= 0) {
      if (counts[pair] === 0) {
        found[size] = pair;
        size += 1;
      }
      counts[pair]! += 1;
    }
    former = stem;
  }
  return weigh(vocabulary, found.slice(0, size));
}
