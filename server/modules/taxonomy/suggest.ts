import { compileTaxonomy, type Index, type Rule } from './compile.ts';
import { readTokens, type Token } from './keywords.ts';
import type { Taxonomy } from './pack.ts';

/** A proposed fact; the shape of the contract's `suggestedFact` with the raw score. */
export interface Suggestion {
  factId: string;
  block: string;
  /** Evidence found, in keywords of full worth; comparable within one text. */
  score: number;
  /** Chance that the block is right, 0–1, shared out among the facts; see `confidenceOf`. */
  confidence: number;
  /** The person's own words that spoke for it, in their order, at most five. */
  words: string[];
}

export type Suggester = (text: string) => { facts: Suggestion[] };

/** Facts shown. */
const SHOWN = 3;
/** Part of what speaks for the other facts of a block that also speaks for this one. */
const FROM_BLOCK = 0.55;
/** The general fact speaks for its block in full and for itself in part: a precise one comes first. */
const GENERAL_OWN = 0.5;
/** Each next keyword of one fact adds less than the one before. */
const DECAY = 0.65;

/**
 * Makes the keyword suggester of a taxonomy: pure, in memory, deterministic.
 * Proposes up to three facts, best first; nothing when no keyword of the text is known.
 */
export function createSuggester(taxonomy: Taxonomy): Suggester {
  const index = compileTaxonomy(taxonomy);
  return (text) => {
    const tokens = readTokens(text);
    const hits = findHits(index, tokens);
    if (hits.size === 0) return { facts: [] };
    return { facts: rank(index, tokens, hits) };
  };
}

/** How strongly the words of a text speak for each topic, in keywords of full worth. */
export interface Evidence {
  /** Facts that were found, in no order; `words` are the person's own that spoke for it, at most five. */
  facts: { factId: string; block: string; score: number; words: () => string[] }[];
  /** Score of every block by its code. */
  blocks: ReadonlyMap<string, number>;
}

/** Makes the reader of keyword evidence: what a trained model takes from the taxonomy's own words. */
export function createEvidence(taxonomy: Taxonomy): (text: string) => Evidence {
  const index = compileTaxonomy(taxonomy);
  return (text) => {
    const tokens = readTokens(text);
    const hits = findHits(index, tokens);
    const { own, blocks } = weigh(index, hits);
    return {
      facts: [...own].map(([number, score]) => ({
        factId: index.facts[number]?.id ?? '',
        block: index.blocks[index.facts[number]?.block ?? 0] ?? '',
        score,
        words: () => wordsOf(tokens, hits.get(number)),
      })),
      blocks: new Map(blocks.map((score, block) => [index.blocks[block] ?? '', score])),
    };
  };
}

/** What was found for one fact: worth of each keyword and the places of its words. */
interface Hits {
  weights: number[];
  against: number;
  places: Set<number>;
}

function findHits(index: Index, tokens: Token[]): Map<number, Hits> {
  const places = new Map<number, number[]>();
  tokens.forEach((token, place) => {
    for (const term of index.termsOf(token.word)) {
      const known = places.get(term);
      if (known) known.push(place);
      else places.set(term, [place]);
    }
  });
  const hits = new Map<number, Hits>();
  for (const term of places.keys()) {
    for (const rule of index.rules[term] ?? []) {
      const found = findPhrase(rule, places);
      if (found) addHit(hits, rule, found, tokens);
    }
  }
  return hits;
}

/** Places of a phrase's words, or null when one is absent or they stand too far apart. */
function findPhrase(rule: Rule, places: Map<number, number[]>): number[] | null {
  const { terms } = rule;
  const starts = places.get(terms[0] ?? -1) ?? [];
  if (terms.length === 1) return starts;
  // Most phrases lack a word altogether: that is seen without looking at places.
  for (let at = 1; at < terms.length; at += 1) if (!places.has(terms[at]!)) return null;
  const reach = terms.length + 3;
  for (const start of starts) {
    const found = [start];
    for (let at = 1; at < terms.length; at += 1) {
      const near = places
        .get(terms[at]!)
        ?.find((place) => Math.abs(place - start) <= reach && place !== start);
      if (near === undefined) break;
      found.push(near);
    }
    if (found.length === terms.length) return found;
  }
  return null;
}

function addHit(hits: Map<number, Hits>, rule: Rule, found: number[], tokens: Token[]): void {
  let hit = hits.get(rule.fact);
  if (!hit) {
    hit = { weights: [], against: 0, places: new Set() };
    hits.set(rule.fact, hit);
  }
  if (rule.weight < 0) {
    hit.against -= rule.weight;
    return;
  }
  let share = 0;
  for (const place of found) {
    share = Math.max(share, tokens[place]?.share ?? 1);
    hit.places.add(place);
  }
  hit.weights.push(rule.weight * share);
}

function ownScore(hit: Hits): number {
  hit.weights.sort((a, b) => b - a);
  let factor = 1;
  let sum = 0;
  for (const weight of hit.weights) {
    sum += weight * factor;
    factor *= DECAY;
  }
  return Math.max(0, sum - hit.against);
}

/** Scores of the facts found, and of all blocks. */
function weigh(index: Index, hits: Map<number, Hits>): { own: Map<number, number>; blocks: number[] } {
  const own = new Map<number, number>();
  const best = index.blocks.map(() => 0);
  const total = index.blocks.map(() => 0);
  for (const [number, hit] of hits) {
    const fact = index.facts[number];
    if (!fact) continue;
    const score = ownScore(hit);
    own.set(number, fact.isGeneral ? score * GENERAL_OWN : score);
    best[fact.block] = Math.max(best[fact.block] ?? 0, score);
    total[fact.block] = (total[fact.block] ?? 0) + score;
  }
  return {
    own,
    blocks: best.map((score, block) => score + FROM_BLOCK * ((total[block] ?? 0) - score)),
  };
}

function rank(index: Index, tokens: Token[], hits: Map<number, Hits>): Suggestion[] {
  const { own, blocks: blockScore } = weigh(index, hits);
  const ranked = [...own]
    .map(([number, score]) => {
      const fact = index.facts[number];
      const block = fact?.block ?? 0;
      return { number, block, own: score, score: score * 0.5 + (blockScore[block] ?? 0) };
    })
    .filter((entry) => entry.own > 0)
    .sort((a, b) => b.score - a.score || a.number - b.number);
  const shown = ranked.slice(0, SHOWN);
  const top = shown[0];
  if (!top) return [];
  // The last place goes to the best fact of another block, so that a wrong block is one key away.
  const other = ranked.find((entry) => entry.block !== top.block);
  if (other && !shown.includes(other)) shown[shown.length - 1] = other;
  const rival = Math.max(0, ...blockScore.filter((_, block) => block !== top.block));
  const sure = confidenceOf(blockScore[top.block] ?? 0, rival);
  return shown.map((entry) => ({
    factId: index.facts[entry.number]?.id ?? '',
    block: index.blocks[entry.block] ?? '',
    score: round(entry.score),
    confidence: round(
      entry.block === top.block
        ? sure * (entry.score / top.score)
        : Math.min(1 - sure, sure * (entry.score / top.score)),
    ),
    words: wordsOf(tokens, hits.get(entry.number)),
  }));
}

/**
 * Chance that the best block is right: a logistic curve over the evidence for it and its lead over the next block,
 * fitted on residents' messages of two regions (the figures are printed by suggest.test.ts).
 */
function confidenceOf(best: number, rival: number): number {
  const lead = (best - rival) / (best + rival);
  return 1 / (1 + Math.exp(-(-1.2 + 2.9 * lead + 0.185 * Math.min(best, 6))));
}

function wordsOf(tokens: Token[], hit: Hits | undefined): string[] {
  const places = [...(hit?.places ?? [])].sort((a, b) => a - b);
  const words = new Map<string, string>();
  for (const place of places) {
    const token = tokens[place];
    if (token && !words.has(token.word)) words.set(token.word, token.surface);
  }
  return [...words.values()].slice(0, 5);
}

const round = (value: number) => Math.round(value * 1000) / 1000;
