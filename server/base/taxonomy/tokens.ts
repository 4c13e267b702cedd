import { int32At, uint8At } from '../../lib/typed-arrays.ts';
import {
  createWordTable,
  KEPT_WORDS,
  makeAlphabet,
  makeScan,
  scanWords,
  type WordKeeper,
} from '../../lib/words.ts';
import { ignored } from './keywords.ts';

/** Words and numbers of a text in order, without the ignored ones; overwritten by the next text. */
export interface Tokens {
  count: number;
  /** Numbers of the words, lower case, ё → е. */
  numbers: Int32Array;
  /** How much each counts, 0–1: less where it only names the place («возле школы», «ул. Садовая»). */
  shares: Float64Array;
  /** Where each stands in the text. */
  starts: Int32Array;
  ends: Int32Array;
}

/** After these words a place is named; it says where, not what. */
const landmarkMarkers = new Set(
  'около возле напротив рядом между вблизи неподалеку поблизости недалеко районе остановка остановки остановке ост'.split(
    ' ',
  ),
);
/** After these words comes the name of a street. */
const streetMarkers = new Set(
  'ул улица улице улицы улицу пр просп проспект проспекте проспекта пер переулок переулке бульвар шоссе'.split(
    ' ',
  ),
);
const LANDMARK_SHARE = 0.4;
const STREET_SHARE = 0.4;

/** Longer runs of letters are not words. */
const LONGEST_WORD = 40;

const PLAIN = 0;
const IGNORED = 1;
const PREPOSITION = 2;
const LANDMARK = 3;
const STREET = 4;

function kindOf(word: string): number {
  if (word === 'у' || word === 'до') return PREPOSITION;
  if (ignored.has(word)) return IGNORED;
  if (landmarkMarkers.has(word)) return LANDMARK;
  return streetMarkers.has(word) ? STREET : PLAIN;
}

/** Letters and digits make a word together: «14а». */
const alphabet = makeAlphabet(
  ['ая', 'АЯ', 'ёё', 'ЁЁ', 'az', 'AZ', '09'].map((ends) => ({
    from: ends.charAt(0),
    to: ends.charAt(1),
    kind: 1,
  })),
);
const scan = makeScan();

/** Makes a reader of tokens. The same object comes back every time. */
export function createTokenReader({ onNew, onForget }: WordKeeper): (text: string) => Tokens {
  const kinds = new Uint8Array(KEPT_WORDS);
  const table = createWordTable(LONGEST_WORD, {
    onNew: (word, number) => {
      kinds[number] = kindOf(word);
      onNew(word, number);
    },
    onForget,
  });
  const size = scan.starts.length;
  const tokens: Tokens = {
    count: 0,
    numbers: new Int32Array(size),
    shares: new Float64Array(size),
    starts: new Int32Array(size),
    ends: new Int32Array(size),
  };
  return (text) => {
    scanWords(text, scan, alphabet);
    table.number(scan);
    let count = 0;
    let afterLandmark = 0;
    let isStreet = false;
    for (let at = 0; at < scan.count; at += 1) {
      const number = int32At(table.numbers, at);
      if (number < 0) continue;
      const kind = uint8At(kinds, number);
      if (kind === PREPOSITION) afterLandmark = 2;
      if (kind === PREPOSITION || kind === IGNORED) continue;
      tokens.shares[count] = isStreet ? STREET_SHARE : afterLandmark > 0 ? LANDMARK_SHARE : 1;
      isStreet = kind === STREET;
      afterLandmark = kind === LANDMARK ? 2 : afterLandmark - 1;
      tokens.numbers[count] = number;
      tokens.starts[count] = int32At(scan.starts, at);
      tokens.ends[count] = int32At(scan.ends, at);
      count += 1;
    }
    tokens.count = count;
    return tokens;
  };
}
