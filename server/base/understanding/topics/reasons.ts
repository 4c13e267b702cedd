import { addNumber, firstOf, itemAt, numberAt } from '../../../../shared/lists.ts';
import { float32At, int32At } from '../../../lib/typed-arrays.ts';
import { KEPT_WORDS } from '../../../lib/words.ts';
import type { Scorer } from './class-scores.ts';
import { type TextCounts, weightOf } from './text-row.ts';
import type { Vocabulary } from './vocabulary.ts';

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

/** Digits and masks stand before the letters: they are no reasons. */
const FIRST_LETTER = 97;

/** A word of its own, not a number, a mask or one that every message has. */
export const canBeNamed = (word: string): boolean =>
  word.length >= SHORTEST && word.charCodeAt(0) >= FIRST_LETTER && !empty.has(word);

/** Which words made the model prefer a class to its rival, both by their numbers. */
export type Explain = (cls: number, rival: number) => Reasons;

/** A text taken apart: every feature has its words' part of its value (a feature that comes back is parted among them). */
interface Parts {
  /** The different words, and how many times each stands. */
  words: number[];
  times: number[];
  /** Value of the stem of each. */
  ofStems: number[];
  /** Runs of letters that come back: by how much less than alone each of its words has, and the word's place. */
  repeated: number[];
  lacks: number[];
  owners: number[];
  /** By place in the text: value of the pair, and the word's place. */
  ofPairs: number[];
  places: number[];
}

/** Makes the finder of reasons for the text scored last. A word has the worth of its stem, its pairs and its runs. */
export function createReasons(
  { weights, stride, ofRuns, scales }: Scorer,
  { weights: rarities }: Vocabulary,
): (text: TextCounts) => Explain {
  const numbered = new Int32Array(KEPT_WORDS);
  const weighAll = (text: TextCounts, parts: Parts, cls: number, rival: number): number[] => {
    const { words, repeated, lacks, owners, ofStems, times, ofPairs, places } = parts;
    const differenceOf = (column: number): number =>
      float32At(weights, column * stride + cls) - float32At(weights, column * stride + rival);
    const worths = words.map(
      (word) => float32At(ofRuns, word * stride + cls) - float32At(ofRuns, word * stride + rival),
    );
    for (let at = 0; at < repeated.length; at += 1)
      addNumber(worths, numberAt(owners, at), -(differenceOf(numberAt(repeated, at)) * numberAt(lacks, at)));
    for (let place = 0; place < words.length; place += 1) {
      const stem = int32At(text.stems, numberAt(words, place));
      const ofStem = stem < 0 ? 0 : differenceOf(stem) * numberAt(ofStems, place);
      worths[place] = numberAt(times, place) * (numberAt(worths, place) * scales.letters + ofStem);
    }
    for (let at = 0; at < text.wordCount; at += 1)
      if (int32At(text.pairs, at) >= 0)
        addNumber(
          worths,
          numberAt(places, at),
          differenceOf(int32At(text.pairs, at)) * numberAt(ofPairs, at),
        );
    return worths;
  };
  return (text) => {
    const parts = takeApart(text, { rarities, scale: scales.words, numbered });
    const names = parts.words.map((word) => itemAt(text.spellings, word));
    const named = names.flatMap((name, place) => (canBeNamed(name) ? [place] : []));
    let last: { cls: number; rival: number; worths: number[] } = { cls: -1, rival: -1, worths: [] };
    return (cls, rival) => {
      // What speaks for a class speaks against its rival.
      const sign = last.cls === rival && last.rival === cls ? -1 : 1;
      if (sign === 1) last = { cls, rival, worths: weighAll(text, parts, cls, rival) };
      const worthOf = (place: number) => sign * numberAt(last.worths, place);
      return {
        for: strongest(named, worthOf, MOST_FOR).map((place) => itemAt(names, place)),
        against: strongest(named, (place) => -worthOf(place), MOST_AGAINST).map((place) =>
          itemAt(names, place),
        ),
      };
    };
  };
}

/** @param numbered by number of word, its place among the different ones; what other texts left there does no harm. */
function takeApart(
  text: TextCounts,
  { rarities, scale, numbered }: { rarities: Float32Array; scale: number; numbered: Int32Array },
): Parts {
  const { words, pairs, counts, mark, runs, firstRuns, stems } = text;
  const parts: Parts = {
    words: [],
    times: [],
    ofStems: [],
    repeated: [],
    lacks: [],
    owners: [],
    ofPairs: [],
    places: [],
  };
  const partOf = (column: number): number =>
    weightOf(int32At(counts, column) - mark) / (int32At(counts, column) - mark);
  for (let at = 0; at < text.wordCount; at += 1) {
    const word = int32At(words, at);
    const pair = int32At(pairs, at);
    let place = int32At(numbered, word);
    if (parts.words[place] === word) addNumber(parts.times, place, 1);
    else {
      place = parts.words.push(word) - 1;
      numbered[word] = place;
      parts.times.push(1);
      const stem = int32At(stems, word);
      parts.ofStems.push(stem < 0 ? 0 : float32At(rarities, stem) * partOf(stem) * scale);
      for (let run = int32At(firstRuns, word); run < int32At(firstRuns, word + 1); run += 1) {
        const column = int32At(runs, run);
        if (int32At(counts, column) <= mark + 1) continue;
        parts.repeated.push(column);
        parts.lacks.push(float32At(rarities, column) * (1 - partOf(column)));
        parts.owners.push(place);
      }
    }
    parts.places.push(place);
    parts.ofPairs.push(pair < 0 ? 0 : float32At(rarities, pair) * partOf(pair) * scale);
  }
  return parts;
}

function strongest(places: readonly number[], worthOf: (place: number) => number, most: number): number[] {
  const sorted = places.filter((place) => worthOf(place) >= LEAST).sort((a, b) => worthOf(b) - worthOf(a));
  const floor = sorted.length > 0 ? worthOf(firstOf(sorted)) * LEAST_PART : 0;
  return sorted.filter((place) => worthOf(place) >= floor).slice(0, most);
}
