import { int32At } from '../../../lib/typed-arrays.ts';
import { makeAlphabet, makeScan, type Scan, scanWords } from '../../../lib/words.ts';
import { stem } from '../../taxonomy/index.ts';

/**
 * What a text is made of for a linear model: stems and pairs of neighbouring stems (`words`), runs of 2–5 letters within
 * a word, its edges marked (`letters`). Each feature is a 32-bit hash; a run may repeat, once for every occurrence.
 */
export interface TextFeatures {
  words: number[];
  letters: number[];
}

const SHORTEST_RUN = 2;
/** Runs of two stand in texts of every topic: they cost a quarter of the reading and tell nothing apart. */
const SHORTEST_OF_TOPICS = 3;
const LONGEST_RUN = 5;
/** Longer runs of letters are no words, characters. */
export const LONGEST_WORD = 40;
const SPACE = 32;

/** FNV-1a over UTF-16 units. Different seeds keep stems, pairs and runs apart. */
const step = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);
const STEM_SEED = 0x811c9dc5;
const PAIR_SEED = 0x3c6ef372;
const RUN_SEED = 0x1b873593;

/** Hash of a text, 32 bits. */
export function hashOfText(text: string, seed = STEM_SEED): number {
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

/** Hashes of the stem of a word and of its runs of letters. */
export const spell = (word: string): { stem: number; runs: number[] } => ({
  stem: hashOfText(stem(word)),
  runs: readRuns(word, SHORTEST_RUN),
});

function readRuns(word: string, shortest: number): number[] {
  const runs: number[] = [];
  const unit = (place: number) => (place === 0 || place > word.length ? SPACE : word.charCodeAt(place - 1));
  const size = word.length + 2;
  for (let start = 0; start + shortest <= size; start += 1) {
    let hash = RUN_SEED;
    for (let length = 1; length <= LONGEST_RUN && start + length <= size; length += 1) {
      hash = step(hash, unit(start + length - 1));
      if (length >= shortest) runs.push(finish(hash));
    }
  }
  return runs;
}

const RUSSIAN = 1;
const LATIN = 2;
const DIGITS = 3;
const alphabet = makeAlphabet([
  { from: 'а', to: 'я', kind: RUSSIAN },
  { from: 'А', to: 'Я', kind: RUSSIAN },
  { from: 'ё', to: 'ё', kind: RUSSIAN },
  { from: 'Ё', to: 'Ё', kind: RUSSIAN },
  { from: 'a', to: 'z', kind: LATIN },
  { from: 'A', to: 'Z', kind: LATIN },
  { from: '0', to: '9', kind: DIGITS },
]);
const scan = makeScan();

/** Words, numbers and masks such as `<NAME>` of a text, long ones too; overwritten by the next. */
export function scanText(text: string): Scan {
  scanWords(text, scan, alphabet, LATIN);
  return scan;
}

/** The same as strings in lower case, without ё and without those that are too long. */
export function listTextWords(text: string): string[] {
  const { count, units, starts, ends } = scanText(text);
  const words: string[] = [];
  for (let at = 0; at < count; at += 1) {
    if (int32At(ends, at) - int32At(starts, at) > LONGEST_WORD) continue;
    words.push(String.fromCharCode(...units.subarray(starts[at], ends[at])));
  }
  return words;
}

/** Hash of two neighbouring stems. */
export const pairOf = (former: number, stem: number): number => finish(step(step(PAIR_SEED, former), stem));

/** Hashes of spellings seen: a text repeats the words of others. */
const spellings = new Map<string, Spelling>();
const KEPT_SPELLINGS = 50_000;

type Spelling = ReturnType<typeof spell> & { topicRuns: number[] };

function readWord(word: string): Spelling {
  const known = spellings.get(word);
  if (known) return known;
  const made = { ...spell(word), topicRuns: readRuns(word, SHORTEST_OF_TOPICS) };
  if (spellings.size >= KEPT_SPELLINGS) spellings.clear();
  spellings.set(word, made);
  return made;
}

/** Hashes of the stems of a text, in order. */
export const readStems = (text: string): number[] => listTextWords(text).map((word) => readWord(word).stem);

/** Features of a text. */
export const readFeatures = (text: string): TextFeatures => featuresOf(text, ({ runs }) => runs);

/** The same without what tells no topic from another. */
export const readTopicFeatures = (text: string): TextFeatures =>
  featuresOf(text, ({ topicRuns }) => topicRuns);

function featuresOf(text: string, runsOf: (word: Spelling) => number[]): TextFeatures {
  const words: number[] = [];
  const letters: number[] = [];
  let former = 0;
  for (const word of listTextWords(text)) {
    const known = readWord(word);
    const own = known.stem;
    words.push(own);
    if (former !== 0) words.push(pairOf(former, own));
    for (const run of runsOf(known)) letters.push(run);
    former = own;
  }
  return { words, letters };
}
