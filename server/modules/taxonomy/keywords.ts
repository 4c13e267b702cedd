import { stem } from './stem.ts';

/**
 * One word or phrase that speaks for a fact (or against it).
 * Grammar of a keyword list: `яма, выбоина:2, остан*, не горит фонарь`. Commas part the keywords; `:2` after one
 * multiplies its weight; a star ends a word that may continue in any way; words of a phrase may stand apart by a
 * few others and in any order.
 */
export interface Keyword {
  words: { text: string; isPrefix: boolean }[];
  weight: number;
}

export interface Token {
  /** As written by the person. */
  surface: string;
  /** Lower case, ё → е. */
  word: string;
  /** How much the word counts, 0–1: less where it only names the place («возле школы», «ул. Садовая»). */
  share: number;
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

/** Words that part others without changing what is meant. */
const ignored = new Set(
  'и а в во на с со по к ко у о об от из за для до при под над же бы ли это то что как я мы вы он она они'.split(
    ' ',
  ),
);

/** Longest text that is looked at, in characters: the matter is named in the beginning. */
const LONGEST = 6000;

/** Longer runs of letters are not words. */
const LONGEST_WORD = 40;

type WordKind = 'plain' | 'ignored' | 'preposition' | 'landmark' | 'street';

/** Spellings seen, with what is known of each: a text repeats the words of others. */
const spellings = new Map<string, { word: string; kind: WordKind }>();
const KEPT_SPELLINGS = 50_000;

function kindOf(word: string): WordKind {
  if (word === 'у' || word === 'до') return 'preposition';
  if (ignored.has(word)) return 'ignored';
  if (landmarkMarkers.has(word)) return 'landmark';
  return streetMarkers.has(word) ? 'street' : 'plain';
}

function readSpelling(written: string): { word: string; kind: WordKind } {
  const known = spellings.get(written);
  if (known) return known;
  // A copy: a part of a string keeps the whole string, here a resident's message, in memory.
  const surface = Buffer.from(written).toString();
  const word = surface.toLowerCase().replaceAll('ё', 'е');
  const kind = kindOf(word);
  if (spellings.size >= KEPT_SPELLINGS) spellings.clear();
  const found = { word, kind };
  spellings.set(surface, found);
  return found;
}

/** Words and numbers of a text in order, without the ignored ones. */
export function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let afterLandmark = 0;
  let isStreet = false;
  for (const surface of text.slice(0, LONGEST).match(/[а-яёА-ЯЁa-zA-Z0-9]+/g) ?? []) {
    if (surface.length > LONGEST_WORD) continue;
    const { word, kind } = readSpelling(surface);
    if (kind === 'preposition') afterLandmark = 2;
    if (kind === 'preposition' || kind === 'ignored') continue;
    const share = isStreet ? STREET_SHARE : afterLandmark > 0 ? LANDMARK_SHARE : 1;
    isStreet = kind === 'street';
    afterLandmark = kind === 'landmark' ? 2 : afterLandmark - 1;
    tokens.push({ surface, word, share });
  }
  return tokens;
}

/** Reads a keyword list; throws a Russian sentence naming the keyword that is wrong. */
export function readKeywords(text: string): Keyword[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map(readKeyword);
}

function readKeyword(source: string): Keyword {
  const [, phrase = '', factor] = /^([^:]*?)(?::(\d+(?:\.\d+)?))?$/.exec(source) ?? [];
  const words = phrase
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[\s-]+/)
    .filter((word) => word && !ignored.has(word))
    .map((word) => {
      const isPrefix = word.endsWith('*');
      const plain = isPrefix ? word.slice(0, -1) : word;
      if (!/^[а-яa-z0-9]+$/.test(plain)) throw new Error(`ключевое слово «${source}» не разобрать`);
      if (isPrefix && plain.length < 3) throw new Error(`начало слова «${source}» короче трёх букв`);
      return { text: isPrefix ? plain : stem(plain), isPrefix };
    });
  if (words.length === 0) throw new Error(`ключевое слово «${source}» пустое`);
  return { words, weight: factor === undefined ? 1 : Number(factor) };
}
