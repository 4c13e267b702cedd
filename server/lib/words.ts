/**
 * Words of a text without making a string for each: a walk over its UTF-16 units, and numbers for words met before. A
 * message is read in microseconds that way (bench/understand.ts).
 */

/** What each unit is in a word: 0 parts words, units of one kind make a word together; and how it is written there. */
export interface Alphabet {
  kinds: Uint8Array;
  letters: Uint16Array;
}

/** Makes an alphabet of ranges. Letters become small, ё becomes е. */
export function makeAlphabet(ranges: readonly { from: string; to: string; kind: number }[]): Alphabet {
  const kinds = new Uint8Array(1 << 16);
  const letters = new Uint16Array(1 << 16);
  for (const { from, to, kind } of ranges) {
    for (let unit = from.charCodeAt(0); unit <= to.charCodeAt(0); unit += 1) {
      kinds[unit] = kind;
      letters[unit] = String.fromCharCode(unit).toLowerCase().replace('ё', 'е').charCodeAt(0);
    }
  }
  return { kinds, letters };
}

/** Words of one text, in order; overwritten by the next. */
export interface Scan {
  count: number;
  /** The text as `Alphabet.letters` writes it; only within words. */
  units: Uint16Array;
  starts: Int32Array;
  ends: Int32Array;
  hashes: Uint32Array;
}

/** Longest text that is looked at, characters: the matter is named in the beginning. */
const LONGEST_TEXT = 6000;

export const makeScan = (): Scan => ({
  count: 0,
  units: new Uint16Array(LONGEST_TEXT),
  starts: new Int32Array(LONGEST_TEXT),
  ends: new Int32Array(LONGEST_TEXT),
  hashes: new Uint32Array(LONGEST_TEXT),
});

const SEED = 0x811c9dc5;
const PRIME = 0x01000193;
const OPENS = 60;
const CLOSES = 62;

/** Finds the words of a text. With `maskKind`, `<letters of that kind>` is a word too, its brackets a part of it. */
export function scanWords(text: string, scan: Scan, { kinds, letters }: Alphabet, maskKind = 0): void {
  const { units, starts, ends, hashes } = scan;
  const length = Math.min(text.length, units.length);
  let count = 0;
  let place = 0;
  while (place < length) {
    let unit = text.charCodeAt(place);
    const isMask = unit === OPENS && maskKind !== 0;
    const kind = isMask ? maskKind : kinds[unit]!;
    if (kind === 0) {
      place += 1;
      continue;
    }
    const start = place;
    let hash = SEED;
    if (isMask) {
      const end = closeOf(text, start, length, kinds, maskKind);
      if (end < 0) {
        place += 1;
        continue;
      }
      units[start] = OPENS;
      units[end] = CLOSES;
      // The brackets set a mask apart from the plain word.
      hash = PRIME;
      place += 1;
      unit = text.charCodeAt(place);
    }
    do {
      const letter = letters[unit]!;
      units[place] = letter;
      hash = Math.imul(hash ^ letter, PRIME);
      place += 1;
      if (place >= length) break;
      unit = text.charCodeAt(place);
    } while (kinds[unit] === kind);
    if (isMask) place += 1;
    starts[count] = start;
    ends[count] = place;
    hashes[count] = hash ^ (hash >>> 15);
    count += 1;
  }
  scan.count = count;
}

/** Place of the bracket that closes a mask, −1 when it is none. */
function closeOf(text: string, start: number, length: number, kinds: Uint8Array, kind: number): number {
  let place = start + 1;
  while (place < length && kinds[text.charCodeAt(place)] === kind) place += 1;
  return place > start + 1 && place < length && text.charCodeAt(place) === CLOSES ? place : -1;
}

/** Words met, each with a number from 0 on. */
export interface WordTable {
  /** Numbers of the words of the last scan by their place in it; −1 for a word longer than the longest. */
  numbers: Int32Array;
  /** The words by their numbers. */
  words: readonly string[];
  /** Numbers the words of a scan. */
  number: (scan: Scan) => void;
}

/** Words kept; those of everyday are fewer, so that a table seldom fills. */
export const KEPT_WORDS = 1 << 16;
const LAST_SLOT = KEPT_WORDS * 2 - 1;

/** Who keeps something of every word. */
export interface WordKeeper {
  /** A word met for the first time: what is to be kept of it has this number. */
  onNew: (word: string, number: number) => void;
  /** The table was full: it has forgotten all, numbers begin anew. */
  onForget: () => void;
}

/**
 * Makes an empty table (open addressing).
 * @param longest longer runs of letters are no words, characters.
 */
export function createWordTable(longest: number, { onNew, onForget }: WordKeeper): WordTable {
  /** Number of a word and one, by its hash; 0 is an empty slot. */
  const slots = new Int32Array(LAST_SLOT + 1);
  const hashes = new Uint32Array(KEPT_WORDS);
  /** Letters of all words, each word's from `firsts[number]` to `firsts[number + 1]`. */
  const firsts = new Int32Array(KEPT_WORDS + 1);
  let letters = new Uint16Array(1 << 12);
  const words: string[] = [];

  const isWord = (number: number, units: Uint16Array, start: number, end: number): boolean => {
    const first = firsts[number]!;
    if (firsts[number + 1]! - first !== end - start) return false;
    for (let place = start; place < end; place += 1)
      if (letters[first + place - start] !== units[place]) return false;
    return true;
  };
  const add = (units: Uint16Array, hash: number, slot: number): number => {
    const number = words.length;
    const first = firsts[number]!;
    if (first + units.length > letters.length) {
      const old = letters;
      letters = new Uint16Array(old.length * 2);
      letters.set(old);
    }
    letters.set(units, first);
    firsts[number + 1] = first + units.length;
    hashes[number] = hash;
    slots[slot] = number + 1;
    const word = String.fromCharCode(...units);
    words.push(word);
    onNew(word, number);
    return number;
  };
  const numberOf = ({ units, starts, ends, hashes: found }: Scan, at: number): number => {
    const hash = found[at]!;
    const [start, end] = [starts[at]!, ends[at]!];
    if (end - start > longest) return -1;
    let slot = hash & LAST_SLOT;
    for (let kept = slots[slot]!; kept !== 0; kept = slots[slot]!) {
      if (hashes[kept - 1] === hash && isWord(kept - 1, units, start, end)) return kept - 1;
      slot = (slot + 1) & LAST_SLOT;
    }
    return add(units.subarray(start, end), hash, slot);
  };
  const numbers = new Int32Array(LONGEST_TEXT);
  return {
    numbers,
    words,
    number(scan) {
      if (words.length + scan.count > KEPT_WORDS) {
        slots.fill(0);
        words.length = 0;
        onForget();
      }
      for (let at = 0; at < scan.count; at += 1) numbers[at] = numberOf(scan, at);
    },
  };
}
