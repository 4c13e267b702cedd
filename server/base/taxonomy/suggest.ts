import { addNumber, itemAt, numberAt } from '../../../shared/lists.ts';
import { float64At, int32At } from '../../lib/typed-arrays.ts';
import { compileTaxonomy, type Index } from './compile.ts';
import { createMatcher, type Matcher, type Matches } from './match.ts';
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

/**
 * Makes the keyword suggester of a taxonomy: pure, in memory, deterministic.
 * Proposes up to three facts, best first; nothing when no keyword of the text is known.
 */
export function createSuggester(taxonomy: Taxonomy): Suggester {
  const index = compileTaxonomy(taxonomy);
  const matcher = createMatcher(index);
  return (text) => ({ facts: rank(index, matcher, text) });
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
  const { find, wordsOf } = createMatcher(index);
  const names = index.facts.map(({ id, block }) => ({ factId: id, block: itemAt(index.blocks, block) }));
  return (text) => {
    const matches = find(text);
    const scored = scoreBlocks(index, matches);
    const facts: Evidence['facts'] = [];
    for (let at = 0; at < matches.count; at += 1) {
      const fact = int32At(matches.facts, at);
      const { factId, block } = itemAt(names, fact);
      const score = ownScore(index, matches.scores, fact);
      facts.push({ factId, block, score, words: () => wordsOf(text, fact) });
    }
    const blocks = new Map<string, number>();
    for (let block = 0; block < scored.length; block += 1)
      blocks.set(itemAt(index.blocks, block), numberAt(scored, block));
    return { facts, blocks };
  };
}

function ownScore({ facts }: Index, scores: Float64Array, fact: number): number {
  return itemAt(facts, fact).isGeneral ? float64At(scores, fact) * GENERAL_OWN : float64At(scores, fact);
}

/** By block: its best fact and a part of the others. */
function scoreBlocks(index: Index, { count, facts, scores }: Matches): number[] {
  const best = index.blocks.map(() => 0);
  const total = index.blocks.map(() => 0);
  for (let at = 0; at < count; at += 1) {
    const score = float64At(scores, int32At(facts, at));
    const { block } = itemAt(index.facts, int32At(facts, at));
    best[block] = Math.max(numberAt(best, block), score);
    addNumber(total, block, score);
  }
  return best.map((score, block) => score + FROM_BLOCK * (numberAt(total, block) - score));
}

function rank(index: Index, { find, wordsOf }: Matcher, text: string): Suggestion[] {
  const matches = find(text);
  const blockScore = scoreBlocks(index, matches);
  const ranked = Array.from(matches.facts.subarray(0, matches.count), (number) => {
    const { block } = itemAt(index.facts, number);
    const own = ownScore(index, matches.scores, number);
    return { number, block, own, score: own * 0.5 + numberAt(blockScore, block) };
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
    words: wordsOf(text, entry.number),
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

const round = (value: number) => Math.round(value * 1000) / 1000;
