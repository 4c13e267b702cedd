import { must } from '../../../shared/known.ts';
import { firstOf, itemAt } from '../../../shared/lists.ts';
import type { Index, Rule } from './compile.ts';
import { createTokenReader, type Tokens } from './tokens.ts';

/** What the keywords of a taxonomy find in a text. Facts and blocks are told by their numbers in the index. */
export interface Matcher {
  find: (text: string) => Matches;
  /** The person's own words that spoke for a fact, in their order, at most five. */
  wordsOf: (text: string, fact: number) => string[];
}

/** Overwritten by the next text. */
export interface Matches {
  /** Facts found; one that only its negatives speak of is among them, with the score 0. */
  count: number;
  facts: Int32Array;
  /** By number of fact: its keywords less those against it. */
  scores: Float64Array;
}

/** Each next keyword of one fact adds less than the one before. */
const DECAY = 0.65;
const MOST_WORDS = 5;
/** Words of a phrase may stand apart by so many others. */
const APART = 3;

interface State {
  rules: Rule[][];
  tokens: Tokens;
  /** Terms of the text; by term, how many places of it the text has, and which. */
  terms: number[];
  termCount: number;
  placeCounts: Int32Array;
  places: number[][];
  /** By fact: how many of its keywords are found, which, and the worth of each; worth against it. */
  ruleCounts: Int32Array;
  found: Rule[][];
  worths: number[][];
  against: Float64Array;
  isFound: Uint8Array;
  matches: Matches;
}

/** Makes the matcher of a compiled taxonomy: everything it works with is kept from text to text. */
export function createMatcher({ facts, rules, termsOf }: Index): Matcher {
  const termsOfWord: (readonly number[])[] = [];
  const readTokens = createTokenReader({
    onNew: (word, number) => {
      termsOfWord[number] = termsOf(word);
    },
    onForget: () => {
      termsOfWord.length = 0;
    },
  });
  const state: State = {
    rules,
    tokens: readTokens(''),
    terms: [],
    termCount: 0,
    placeCounts: new Int32Array(rules.length),
    places: rules.map(() => []),
    ruleCounts: new Int32Array(facts.length),
    found: facts.map(() => []),
    worths: facts.map(() => []),
    against: new Float64Array(facts.length),
    isFound: new Uint8Array(facts.length),
    matches: { count: 0, facts: new Int32Array(facts.length), scores: new Float64Array(facts.length) },
  };
  let current = '';
  const find = (text: string): Matches => {
    current = text;
    empty(state);
    readTokens(text);
    placeTerms(state, termsOfWord);
    for (let at = 0; at < state.termCount; at += 1)
      for (const rule of rules[state.terms[at]!]!) tryRule(state, rule);
    score(state);
    return state.matches;
  };
  return {
    find,
    wordsOf: (text, fact) => {
      if (text !== current) find(text);
      return wordsOf(state, text, fact);
    },
  };
}

function empty(state: State): void {
  const { matches, terms } = state;
  for (let at = 0; at < state.termCount; at += 1) state.placeCounts[terms[at]!] = 0;
  state.termCount = 0;
  for (let at = 0; at < matches.count; at += 1) {
    const fact = matches.facts[at]!;
    state.ruleCounts[fact] = 0;
    state.against[fact] = 0;
    state.isFound[fact] = 0;
  }
  matches.count = 0;
}

function placeTerms(state: State, termsOfWord: readonly (readonly number[])[]): void {
  const { tokens, terms, placeCounts, places } = state;
  for (let place = 0; place < tokens.count; place += 1) {
    const own = termsOfWord[tokens.numbers[place]!]!;
    for (let at = 0; at < own.length; at += 1) {
      const term = own[at]!;
      const count = placeCounts[term]!;
      if (count === 0) {
        terms[state.termCount] = term;
        state.termCount += 1;
      }
      places[term]![count] = place;
      placeCounts[term] = count + 1;
    }
  }
}

function tryRule(state: State, rule: Rule): void {
  const { matches, isFound, ruleCounts, tokens } = state;
  const { fact, weight } = rule;
  let share = 0;
  // Asked for every rule of every term found: one word is the rule more often than a phrase.
  if (rule.terms.length === 1) share = greatestShare(state, rule.terms[0]!);
  else {
    const found = findPhrase(state, rule);
    if (!found) return;
    for (const place of found) share = Math.max(share, tokens.shares[place]!);
  }
  if (isFound[fact] === 0) {
    isFound[fact] = 1;
    matches.facts[matches.count] = fact;
    matches.count += 1;
  }
  if (weight < 0) {
    state.against[fact]! -= weight;
    return;
  }
  const count = ruleCounts[fact]!;
  state.found[fact]![count] = rule;
  state.worths[fact]![count] = weight * share;
  ruleCounts[fact] = count + 1;
}

function greatestShare({ places, placeCounts, tokens }: State, term: number): number {
  let share = 0;
  for (let at = 0; at < placeCounts[term]!; at += 1)
    share = Math.max(share, tokens.shares[places[term]![at]!]!);
  return share;
}

/** Places of a phrase's words, or null when one is absent or they stand too far apart. */
function findPhrase({ places, placeCounts }: State, { terms }: Rule): number[] | null {
  // Most phrases lack a word altogether: that is seen without looking at places.
  for (let at = 1; at < terms.length; at += 1) if (placeCounts[terms[at]!] === 0) return null;
  const reach = terms.length + APART;
  const starts = places[terms[0]!]!;
  for (let first = 0; first < placeCounts[terms[0]!]!; first += 1) {
    const start = starts[first]!;
    const found = [start];
    for (let at = 1; at < terms.length; at += 1) {
      const near = nearPlace(places[terms[at]!]!, placeCounts[terms[at]!]!, start, reach);
      if (near < 0) break;
      found.push(near);
    }
    if (found.length === terms.length) return found;
  }
  return null;
}

function nearPlace(places: readonly number[], count: number, start: number, reach: number): number {
  for (let at = 0; at < count; at += 1) {
    const place = places[at]!;
    if (place !== start && Math.abs(place - start) <= reach) return place;
  }
  return -1;
}

function score({ matches, worths, ruleCounts, against }: State): void {
  for (let at = 0; at < matches.count; at += 1) {
    const fact = matches.facts[at]!;
    const own = worths[fact]!.slice(0, ruleCounts[fact]).sort((a, b) => b - a);
    let factor = 1;
    let sum = 0;
    for (const worth of own) {
      sum += worth * factor;
      factor *= DECAY;
    }
    matches.scores[fact] = Math.max(0, sum - against[fact]!);
  }
}

function wordsOf(state: State, text: string, fact: number): string[] {
  const { found, ruleCounts, tokens, places, placeCounts } = state;
  const spoke = new Set<number>();
  for (const rule of found[fact]!.slice(0, ruleCounts[fact])) {
    const term = firstOf(rule.terms);
    const own =
      rule.terms.length === 1
        ? itemAt(places, term).slice(0, placeCounts[term])
        : must(findPhrase(state, rule), 'the phrase that was found before');
    for (const place of own) spoke.add(place);
  }
  const words = new Map<number, string>();
  for (const place of [...spoke].sort((a, b) => a - b)) {
    const number = tokens.numbers[place]!;
    if (!words.has(number)) words.set(number, text.slice(tokens.starts[place], tokens.ends[place]));
  }
  return [...words.values()].slice(0, MOST_WORDS);
}
