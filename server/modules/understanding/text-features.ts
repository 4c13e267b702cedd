import { stem } from '../taxonomy/index.ts';

/**
 * What a text is made of for a linear model: stems and pairs of neighbouring stems (`words`), runs of 2–5 letters within
 * a word, its edges marked (`letters`). Each feature is a 32-bit hash; a run may repeat, once for every occurrence.
 */
export interface TextFeatures {
  words: number[];
  letters: number[];
}

const SHORTEST_RUN = 2;
const LONGEST_RUN = 5;
/** Longest text that is looked at, in characters, and the longest run of letters that is a word. */
const LONGEST_TEXT = 6000;
const LONGEST_WORD = 40;
const SPACE = 32;

/** FNV-1a over UTF-16 units. Different seeds keep stems, pairs and runs apart. */
const step = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);
const STEM_SEED = 0x811c9dc5;
const PAIR_SEED = 0x3c6ef372;
const RUN_SEED = 0x1b873593;

/** Hash of a text, 32 bits. */
export function hashOf(text: string, seed = STEM_SEED): number {
  let hash = seed;
  for (let place = 0; place < text.length; place += 1) hash = step(hash, text.charCodeAt(place));
  return finish(hash);
}

/** FNV leaves the low bits of short runs alike; this spreads them (finaliser of MurmurHash3). */
function finish(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  return mixed >>> 0;
}

/** Hashes of spellings seen: a text repeats the words of others. */
interface SpeltWord {
  stem: number;
  runs: readonly number[];
  /** A copy that keeps no longer text in memory. */
  own: string;
}

const spellings = new Map<string, SpeltWord>();
const KEPT_SPELLINGS = 50_000;

/** Hashes of one word. */
export function readWord(word: string): SpeltWord {
  const known = spellings.get(word);
  if (known) return known;
  // A copy: a part of a string keeps the whole string, here a resident's message, in memory.
  const own = Buffer.from(word).toString();
  const found = { stem: hashOf(stem(own)), runs: readRuns(own), own };
  if (spellings.size >= KEPT_SPELLINGS) spellings.clear();
  spellings.set(own, found);
  return found;
}

function readRuns(word: string): number[] {
  const runs: number[] = [];
  const unit = (place: number) => (place === 0 || place > word.length ? SPACE : word.charCodeAt(place - 1));
  const size = word.length + 2;
  for (let start = 0; start + SHORTEST_RUN <= size; start += 1) {
    let hash = RUN_SEED;
    for (let length = 1; length <= LONGEST_RUN && start + length <= size; length += 1) {
      hash = step(hash, unit(start + length - 1));
      if (length >= SHORTEST_RUN) runs.push(finish(hash));
    }
  }
  return runs;
}

/** Lower-case words, numbers and masks such as `<NAME>` of a text, without ё. */
export const readWords = (text: string): string[] =>
  (
    text
      .slice(0, LONGEST_TEXT)
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/<[a-z]+>|[а-я]+|[a-z]+|\d+/g) ?? []
  ).filter((word) => word.length <= LONGEST_WORD);

/** Hash of two neighbouring stems. */
export const pairOf = (former: number, stem: number): number => finish(step(step(PAIR_SEED, former), stem));

/** Hashes of the stems of a text, in order. */
export const readStems = (text: string): number[] => readWords(text).map((word) => readWord(word).stem);

/** Features of a text. */
export function readFeatures(text: string): TextFeatures {
  const words: number[] = [];
  const letters: number[] = [];
  let former = 0;
  for (const word of readWords(text)) {
    const { stem: own, runs } = readWord(word);
    words.push(own);
    if (former !== 0) words.push(pairOf(former, own));
    for (const run of runs) letters.push(run);
    former = own;
  }
  return { words, letters };
}

/** The same features by the word they come from; a pair belongs to its second word. For who explains a choice. */
export function readWordFeatures(text: string): { word: string; hashes: number[] }[] {
  let former = 0;
  return readWords(text).map((word) => {
    const { stem: own, runs } = readWord(word);
    const pair = former === 0 ? [] : [pairOf(former, own)];
    former = own;
    return { word, hashes: [own, ...pair, ...runs] };
  });
}
