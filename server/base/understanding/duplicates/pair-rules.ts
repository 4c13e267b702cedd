/** What is known of two messages besides their words. */
export interface PairFacts {
  /** 0 when both name one address; null when the place of one is not known. */
  metres: number | null;
  hours: number;
  /** The likeliest fact of one is among the two likeliest of the other. */
  isSameFact: boolean;
  isSameBlock: boolean;
  /** Both have an address, and not the same one. */
  isOtherAddress: boolean;
  /** What place their words name, where the place of one is not known; else null. */
  named: {
    /** Likeness of the proper names, 0–1, rare ones counting more; null when one of them names nothing. */
    names: number | null;
    house: 'same' | 'other' | 'unknown';
  } | null;
  /** They name different numbers of one kind of thing. */
  isOtherThing: boolean;
  /** Likeness of words, 0–1, rare words counting more. */
  text: number;
  /** Words they share. */
  shared: number;
  /** Words of the longer one. */
  words: number;
}

export type PairRule = 'place' | 'near' | 'words' | 'named' | 'copy';

interface Gate {
  rule: PairRule;
  /** Farthest apart, where their places are known. */
  metres: number;
  /** Whether both places must be known, or must not, or either. */
  place: 'known' | 'unknown' | 'any';
  /** Where a place is not known: how alike the names in their words are, and whether one house is named. */
  names?: number;
  needsHouse?: boolean;
  hours: number;
  topic: 'fact' | 'block' | 'any';
  text: number;
  /** Least words shared. */
  shared: number;
  /** Most words either may have: of long ones more must be common. */
  words: number;
}

const DAY = 24;
const ANY = Number.POSITIVE_INFINITY;

/**
 * When two messages are proposed as one matter, the strictest place first: at one place and of one fact few shared words
 * are enough, far apart or without a place they must say nearly the same. Found on generated messages of other matters than
 * those the figures of `npm run eval` are counted on.
 */
const gates: readonly Gate[] = [
  {
    rule: 'place',
    metres: 100,
    place: 'known',
    hours: 5 * DAY,
    topic: 'fact',
    text: 0,
    shared: 0,
    words: 14,
  },
  {
    rule: 'place',
    metres: 120,
    place: 'known',
    hours: 10 * DAY,
    topic: 'fact',
    text: 0.15,
    shared: 2,
    words: ANY,
  },
  {
    rule: 'near',
    metres: 120,
    place: 'known',
    hours: 5 * DAY,
    topic: 'block',
    text: 0.22,
    shared: 2,
    words: 14,
  },
  {
    rule: 'words',
    metres: 200,
    place: 'known',
    hours: 10 * DAY,
    topic: 'any',
    text: 0.55,
    shared: 4,
    words: ANY,
  },
  {
    rule: 'named',
    metres: 0,
    place: 'unknown',
    names: 0.6,
    needsHouse: true,
    hours: 10 * DAY,
    topic: 'fact',
    text: 0.2,
    shared: 2,
    words: ANY,
  },
  {
    rule: 'named',
    metres: 0,
    place: 'unknown',
    names: 0.8,
    hours: 10 * DAY,
    topic: 'fact',
    text: 0.3,
    shared: 3,
    words: ANY,
  },
  {
    rule: 'copy',
    metres: 500,
    place: 'any',
    hours: 30 * DAY,
    topic: 'any',
    text: 0.8,
    shared: 14,
    words: ANY,
  },
];

const ofPlace = gates.filter(({ place }) => place === 'known');
/** The oldest any gate lets through; the farthest and the oldest of those that look at one place. */
export const longestHours = Math.max(...gates.map(({ hours }) => hours));
export const widestMetres = Math.max(...ofPlace.map(({ metres }) => metres));
export const longestHoursOfPlace = Math.max(...ofPlace.map(({ hours }) => hours));

/** The rule by which two messages may be one matter; null = they are not proposed. */
export function judgePair(pair: PairFacts): PairRule | null {
  if (pair.isOtherThing) return null;
  const passed = gates.find((gate) => {
    if (pair.hours > gate.hours || pair.text < gate.text || pair.shared < gate.shared) return false;
    if (pair.words > gate.words) return false;
    if (gate.topic === 'fact' && !pair.isSameFact) return false;
    if (gate.topic === 'block' && !pair.isSameFact && !pair.isSameBlock) return false;
    if (pair.metres !== null) return gate.place !== 'unknown' && pair.metres <= gate.metres;
    return gate.place !== 'known' && mayBeOnePlace(pair, gate);
  });
  return passed?.rule ?? null;
}

/** Below this the names in the words are of two places. */
const OTHER_NAMES = 0.5;

/** No place is known: the words must not name two, and where the gate asks for it they must name one. */
function mayBeOnePlace({ isOtherAddress, named }: PairFacts, { names = 0, needsHouse }: Gate): boolean {
  if (isOtherAddress || named?.house === 'other') return false;
  if (needsHouse && named?.house !== 'same') return false;
  const likeness = named?.names ?? null;
  return likeness === null ? names === 0 : likeness >= Math.max(names, OTHER_NAMES);
}

/** How sure a proposed pair is, 0–1, for the order of lists: words, then place, topic and time. */
export function scorePair({ metres, hours, isSameFact, text }: PairFacts): number {
  const place = metres === null ? 0.3 : Math.exp(-metres / 150);
  const time = Math.exp(-hours / (7 * DAY));
  return Math.round((0.45 * text + 0.3 * place + 0.15 * (isSameFact ? 1 : 0) + 0.1 * time) * 1000) / 1000;
}
