import { knownIn } from '../../../../shared/known.ts';
import { itemAt } from '../../../../shared/lists.ts';
import type { Evidence, SuggestedFact } from '../../taxonomy/index.ts';
import { squash } from './evidence.ts';
import { type FactCalibration, stateChance } from './fact-calibration.ts';
import type { LearnedFact } from './fact-centroids.ts';
import type { GateWord } from './fact-gates.ts';
import { type FactBias, weighFact } from './fact-weights.ts';
import type { Chance } from './topic-model.ts';

/** Facts shown. */
const SHOWN = 3;
/** Below this chance a block is not worth a line when no word of the taxonomy speaks for any. */
const LEAST_CHANCE = 0.5;
/**
 * The model learned on portals whose blocks are cut a little otherwise than ours (pavements, gas), the taxonomy's words
 * know ours: a block has chance^POWER × (evidence + FLOOR). By the portals' labels the block is then right in 0.817 of
 * texts kept aside (0.824 by the model, 0.780 by the words alone), calibration error 0.02; with less weight for the
 * words it would be 0.82, and a broken pavement no matter of roads.
 */
const POWER = 0.6;
const FLOOR = 0.08;
/** Where life may be at risk a doubt is settled for the risk: the operator takes it off with one key. */
const DANGER = 2;
/** The more so where the text has the very thing and what befell it. */
const NAMED_DANGER = 6;

/** What the choice must know of the taxonomy. */
export interface Catalogue {
  /** «Другое» of a block. */
  generalFact: (block: string) => string | undefined;
  /** The fact has a stopper: «звоните 112». */
  isDangerous: (factId: string) => boolean;
  /** The taxonomy has the fact: one learned from older cases may have left it. */
  exists?: (factId: string) => boolean;
}

interface Candidate {
  factId: string;
  block: string;
  /** Chance among all facts, as the program weighs them. */
  chance: number;
  /** Chance that it is right, as measured on texts kept aside. */
  confidence: number;
  words: () => string[];
}

/** Facts a text may be about, all of them, best first, and the chance of every block they name. */
export interface Ranking {
  facts: readonly Candidate[];
  blocks: Chance[];
}

/** What was heard of one text. */
export interface Heard {
  /** Of blocks, by the model. */
  chances: readonly Chance[];
  evidence: Evidence;
  /** Facts that the kinds of the portals cover, with the chance of those. */
  meant?: readonly { factId: string; block: string; chance: number }[];
  /** Whether any kind covers the fact. */
  isCovered?: (factId: string) => boolean;
  /** What the choices made in this place say. */
  learned?: readonly LearnedFact[];
  /** Whether the text has the words a fact needs. */
  gate?: (factId: string) => GateWord;
  leanings?: FactBias | undefined;
  calibration?: FactCalibration | undefined;
}

/** A fact learned from this place's own cases that is less likely within its block than this is not proposed. */
const LEAST_LEARNED = 0.1;

/** Ranks the facts that the taxonomy's words, the model and the choices made here speak for; none when nothing speaks. */
export function rankFacts(heard: Heard, catalogue: Catalogue): Ranking {
  const { chances, evidence, learned = [] } = heard;
  const { generalFact, isDangerous, exists = () => true } = catalogue;
  const known = learned.filter(({ factId, share }) => share >= LEAST_LEARNED && exists(factId));
  const chanceOf = new Map<string, number>();
  for (const { label, chance } of chances) chanceOf.set(label, chance);
  // The portals knew no block of safety: it stood within «other», until cases of this place teach it apart.
  const ofBlock = (block: string) =>
    chanceOf.get(block) ?? (block === 'safety' ? (chanceOf.get('other') ?? 0) : 0);
  const facts: Said[] = [];
  for (const { factId, block, score, words } of evidence.facts) {
    if (score <= 0) continue;
    const share = known.length === 0 ? 0 : (known.find((one) => one.factId === factId)?.share ?? 0);
    const danger = isDangerous(factId) ? DANGER : 1;
    const weight = ofBlock(block) ** POWER * (squash(score) + FLOOR + share) * danger;
    facts.push({ factId, block, weight, evidence: squash(score), words });
  }
  const found = facts.length;
  for (const { factId, block, share } of known) {
    if (!isAmong(facts, found, factId))
      facts.push({
        factId,
        block,
        weight: ofBlock(block) ** POWER * (FLOOR + share),
        evidence: 0,
        words: noWords,
      });
  }
  if (facts.length === 0 && (chances[0]?.chance ?? 0) < LEAST_CHANCE) return { facts: [], blocks: [] };
  const named = new Set<string>();
  for (const { block } of facts) named.add(block);
  for (const { label: block } of chances) {
    const factId = named.has(block) ? undefined : generalFact(block);
    if (factId)
      facts.push({ factId, block, weight: ofBlock(block) ** POWER * FLOOR, evidence: 0, words: noWords });
  }
  const blocks = shareOut(facts.sort((a, b) => b.weight - a.weight));
  return { facts: chooseAmong(facts, blocks, { heard, catalogue, known, ofBlock }), blocks };
}

/** A fact with what makes its block likely. */
interface Said extends Pick<Candidate, 'factId' | 'block' | 'words'> {
  weight: number;
  evidence: number;
}

/** A kind less likely than this names no fact. */
const LEAST_MEANT = 0.005;
/**
 * The portals know no kind for some facts, and hardly one for rare dangers (a smell of gas, a leaning post): the words of
 * the taxonomy then stand for the kind, as this part of the chance of the block.
 */
const WORDS_FOR_KIND = { named: 1, danger: 0.5, uncovered: 0.15 } as const;

/** Facts by all that speaks for them, the first of the likeliest block; those that lack a word they need are out. */
function chooseAmong(
  said: readonly Said[],
  blocks: readonly Chance[],
  given: {
    heard: Heard;
    catalogue: Catalogue;
    known: readonly LearnedFact[];
    ofBlock: (block: string) => number;
  },
): Candidate[] {
  const { heard, catalogue, known, ofBlock } = given;
  const { generalFact, isDangerous, exists = () => true } = catalogue;
  const { meant = [], isCovered = () => true, gate = () => 'open', leanings = {}, calibration } = heard;
  const all = new Map<string, Omit<Said, 'weight'> & { meant: number }>();
  for (const one of said) all.set(one.factId, { ...one, meant: 0 });
  for (const { factId, block, chance } of meant) {
    const one = all.get(factId);
    if (one) one.meant = chance;
    else if (chance >= LEAST_MEANT && exists(factId))
      all.set(factId, { factId, block, evidence: 0, words: noWords, meant: chance });
  }
  const words = new Map<string, number>();
  for (const { block, evidence } of said) words.set(block, (words.get(block) ?? 0) + evidence);
  const wordsForKind = (factId: string, block: string, evidence: number, word: GateWord): number => {
    const { named, danger, uncovered } = WORDS_FOR_KIND;
    const known = isDangerous(factId) ? danger : isCovered(factId) ? 0 : uncovered;
    const part = word === 'named' ? named : known;
    return evidence === 0 ? 0 : (part * ofBlock(block) * evidence) / knownIn(words, block);
  };
  const shares = new Map(known.map(({ factId, share }) => [factId, share]));
  const learnedIn = new Set(known.map(({ block }) => block));
  const facts: (Candidate & { order: number })[] = [];
  let total = 0;
  for (const { factId, block, evidence, words: own, meant: chance } of all.values()) {
    const word = gate(factId);
    if (!shares.has(factId) && word === 'closed') continue;
    const said = weighFact({
      block: ofBlock(block),
      evidence,
      meant: Math.max(chance, wordsForKind(factId, block, evidence, word)),
      learned: learnedIn.has(block) ? (shares.get(factId) ?? 0) : undefined,
      isGeneral: factId === generalFact(block),
    });
    const weight = Math.exp(said + (leanings[factId] ?? 0));
    total += weight;
    const risk = word === 'named' ? NAMED_DANGER : DANGER;
    const danger = evidence > 0 && isDangerous(factId) ? risk : 1;
    facts.push({ factId, block, words: own, chance: weight, confidence: 0, order: weight * danger });
  }
  for (const one of facts) {
    one.chance /= total || 1;
    // A fact is no surer than its block.
    const ofOwn = blocks.find(({ label }) => label === one.block)?.chance ?? ofBlock(one.block);
    one.confidence = Math.min(ofOwn, stateChance(calibration, one.factId, one.chance));
  }
  facts.sort((a, b) => b.order - a.order);
  const first = facts.findIndex(({ block }) => block === blocks[0]?.label);
  return first > 0 ? [itemAt(facts, first), ...facts.slice(0, first), ...facts.slice(first + 1)] : facts;
}

const noWords = (): string[] => [];

function isAmong(facts: readonly Said[], count: number, factId: string): boolean {
  for (let at = 0; at < count; at += 1) if (itemAt(facts, at).factId === factId) return true;
  return false;
}

/** A block has the weight of its best fact; chances are its share of all. */
function shareOut(ranked: readonly Said[]): Chance[] {
  const best: Chance[] = [];
  const seen = new Set<string>();
  let total = 0;
  for (const { block, weight } of ranked) {
    if (seen.has(block)) continue;
    seen.add(block);
    total += weight;
    best.push({ label: block, chance: weight });
  }
  for (const one of best) one.chance /= total || 1;
  return best;
}

/**
 * What is shown of a ranking: a proposed fact before it is judged whether the program is sure of it. Its words are looked
 * up when they are asked for: a table of thousands of rows does without.
 */
export type ShownFact = Omit<SuggestedFact, 'isSure' | 'against' | 'words'> & Pick<Candidate, 'words'>;

/** Up to three facts, best first; the last place goes to another block, so that a wrong one is one key away. */
export function showFacts({ facts, blocks }: Ranking): ShownFact[] {
  const best = facts[0];
  if (!best) return [];
  const shown = facts.slice(0, SHOWN);
  const other = facts.find(({ block }) => block !== best.block);
  if (other && !shown.includes(other)) shown[shown.length - 1] = other;
  return shown.map(({ factId, block, confidence, words }) => ({
    factId,
    block,
    words,
    confidence: rounded(confidence),
    blockChance: rounded(blocks.find(({ label }) => label === block)?.chance ?? 0),
  }));
}

const rounded = (share: number): number => Math.round(share * 1000) / 1000;
