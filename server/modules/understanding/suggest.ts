import type { Evidence, SuggestedFact } from '../taxonomy/index.ts';
import { squash } from './evidence.ts';
import type { LearnedFact } from './fact-centroids.ts';
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
  weight: number;
  words: () => string[];
}

/** Facts a text may be about, all of them, best first, and the chance of every block they name. */
export interface Ranking {
  facts: readonly Candidate[];
  blocks: Chance[];
}

/** A fact learned from this place's own cases that is less likely within its block than this is not proposed. */
const LEAST_LEARNED = 0.1;

/** Ranks the facts that the taxonomy's words, the model and the choices made here speak for; none when nothing speaks. */
export function rankFacts(
  chances: readonly Chance[],
  evidence: Evidence,
  { generalFact, isDangerous, exists = () => true }: Catalogue,
  learned: readonly LearnedFact[] = [],
): Ranking {
  const known = learned.filter(({ factId, share }) => share >= LEAST_LEARNED && exists(factId));
  const powers = new Map<string, number>();
  for (const { label, chance } of chances) powers.set(label, chance ** POWER);
  // The portals knew no block of safety: it stood within «other», until cases of this place teach it apart.
  const powerOf = (block: string) =>
    powers.get(block) ?? (block === 'safety' ? (powers.get('other') ?? 0) : 0);
  const facts: Candidate[] = [];
  for (const { factId, block, score, words } of evidence.facts) {
    if (score <= 0) continue;
    const share = known.length === 0 ? 0 : (known.find((one) => one.factId === factId)?.share ?? 0);
    const danger = isDangerous(factId) ? DANGER : 1;
    facts.push({ factId, block, weight: powerOf(block) * (squash(score) + FLOOR + share) * danger, words });
  }
  const found = facts.length;
  for (const { factId, block, share } of known) {
    if (!isAmong(facts, found, factId))
      facts.push({ factId, block, weight: powerOf(block) * (FLOOR + share), words: noWords });
  }
  if (facts.length === 0 && (chances[0]?.chance ?? 0) < LEAST_CHANCE) return { facts: [], blocks: [] };
  const named = new Set<string>();
  for (const { block } of facts) named.add(block);
  for (const { label: block } of chances) {
    const factId = named.has(block) ? undefined : generalFact(block);
    if (factId) facts.push({ factId, block, weight: powerOf(block) * FLOOR, words: noWords });
  }
  facts.sort((a, b) => b.weight - a.weight);
  return { facts, blocks: shareOut(facts) };
}

const noWords = (): string[] => [];

function isAmong(facts: readonly Candidate[], count: number, factId: string): boolean {
  for (let at = 0; at < count; at += 1) if (facts[at]!.factId === factId) return true;
  return false;
}

/** A block has the weight of its best fact; chances are its share of all. */
function shareOut(ranked: readonly Candidate[]): Chance[] {
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

/**
 * Up to three facts, best first; the last place goes to another block, so that a wrong one is one key away.
 * `confidence` is the chance of the block, of which a second fact of the same block has its part.
 */
export function showFacts({ facts, blocks }: Ranking): ShownFact[] {
  const best = facts[0];
  if (!best) return [];
  const scale = (blocks[0]?.chance ?? 0) / (best.weight || 1);
  const shown = facts.slice(0, SHOWN);
  const other = facts.find(({ block }) => block !== best.block);
  if (other && !shown.includes(other)) shown[shown.length - 1] = other;
  return shown.map(({ factId, block, weight, words }) => ({
    factId,
    block,
    confidence: Math.round(weight * scale * 1000) / 1000,
    words,
  }));
}

/** The facts shown of a text; empty when nothing speaks for any topic. */
export const chooseFacts = (...given: Parameters<typeof rankFacts>): ShownFact[] =>
  showFacts(rankFacts(...given));
