import { itemAt } from '../../../../shared/lists.ts';
import { float64At } from '../../../lib/typed-arrays.ts';
import { createEvidence, type SuggestedFact, type Taxonomy } from '../../taxonomy/index.ts';
import { createFullJudge, createModelScorer, type Judgement } from '../duplicates/judge.ts';
import { findByOwnWords } from '../duplicates/own-words.ts';
import type { Scorer } from '../topics/class-scores.ts';
import type { EvidenceColumns } from '../topics/evidence.ts';
import { createAlikeReader, createFactReader } from '../topics/fact-centroids.ts';
import { createGates, readGates } from '../topics/fact-gates.ts';
import { createReasons, type Reasons } from '../topics/reasons.ts';
import { type Catalogue, type Ranking, rankFacts, type ShownFact, showFacts } from '../topics/suggest.ts';
import type { TopicModel } from '../topics/topic-model.ts';

/** What the choice of facts must know of a taxonomy. */
export function catalogueOf(taxonomy: Taxonomy): Catalogue {
  const facts = new Map(taxonomy.facts.map((fact) => [fact.id, fact]));
  const generals = new Map(
    taxonomy.facts.filter(({ id }) => id.endsWith('.general.other')).map(({ id, block }) => [block, id]),
  );
  return {
    generalFact: (block) => generals.get(block),
    isDangerous: (factId) => facts.get(factId)?.stopper != null,
    exists: (factId) => facts.has(factId),
  };
}

/** A fact among which a person chooses. */
export interface OfferedFact {
  factId: string;
  block: string;
  confidence: number;
}

/** Facts of one block among which a person chooses by one key. */
const OFFERED = 5;

/** A model and a taxonomy, ready to read texts. */
export interface Pipeline {
  /** All facts a text may be about, best first. */
  rank: (text: string) => Ranking;
  /** Up to three of them, without reasons. */
  choose: (text: string) => ShownFact[];
  /** The same, each with the person's words for it and against it. */
  suggest: (text: string) => Omit<SuggestedFact, 'isSure'>[];
  /** The fact of no measure that is named by its own words, by far the clearest. */
  byOwnWords: (text: string) => string | null;
  /** Facts an operator chooses among: of every block the likeliest, best first; then what the block hears most often. */
  offer: (text: string) => OfferedFact[];
}

const MOST_WORDS = 6;

/** Makes the whole way from a text to proposed facts. */
export function createPipeline(model: TopicModel, taxonomy: Taxonomy): Pipeline {
  const scorer = createModelScorer(model);
  const judge = createFullJudge(model, scorer);
  const readEvidence = createEvidence(taxonomy);
  const catalogue = catalogueOf(taxonomy);
  const readLearned = createFactReader(model.facts ?? [], model.vocabulary.hashes.length);
  const explain = createExplainer(model, scorer);
  const readMeant = createMeantReader(model.evidence, taxonomy);
  const readAlike = createAlikeReader(model.likeness ?? [], model.vocabulary.hashes.length);
  const readGate = createGates(readGates());
  const covered = new Set(
    (model.kinds?.factsOf ?? []).flat().map((column) => itemAt(model.evidence.facts, column)),
  );
  const measured = model.calibration?.leanings ?? {};
  const isMeasured = (factId: string) => covered.has(factId) || factId in measured;
  const read = (text: string): { judged: Judgement; ranking: Ranking } => {
    const evidence = readEvidence(text);
    const judged = judge(text, evidence);
    const heard = {
      chances: judged.chances,
      evidence,
      leanings: model.leanings,
      calibration: model.calibration,
      meant: readMeant(judged.meant),
      learned: readLearned(judged.counts),
      isCovered: (factId: string) => covered.has(factId),
      gate: (factId: string) => readGate(factId, text),
    };
    return { judged, ranking: rankFacts(heard, catalogue) };
  };
  return {
    rank: (text) => read(text).ranking,
    choose: (text) => showFacts(read(text).ranking),
    suggest: (text) => {
      const { judged, ranking } = read(text);
      const reasonsFor = explain(judged);
      return showFacts(ranking).map((fact) => withReasons(fact, reasonsFor(fact.block)));
    },
    byOwnWords: (text) => findByOwnWords(readEvidence(text), isMeasured),
    offer: (text) => {
      const { judged, ranking } = read(text);
      return offerFacts(orderByLikeness(ranking, readAlike(judged.counts)), taxonomy, catalogue);
    },
  };
}

/** Columns of the model's evidence → facts of this taxonomy with the chance of the kinds that cover them. */
export function createMeantReader(evidence: EvidenceColumns, taxonomy: Taxonomy) {
  const blocks = new Map(taxonomy.facts.map(({ id, block }) => [id, block]));
  const facts = evidence.facts.map((factId) => ({ factId, block: blocks.get(factId) }));
  return (meant: Float64Array) => {
    const said: { factId: string; block: string; chance: number }[] = [];
    for (let column = 0; column < meant.length; column += 1) {
      const { factId, block } = itemAt(facts, column);
      if (float64At(meant, column) > 0 && block !== undefined)
        said.push({ factId, block, chance: float64At(meant, column) });
    }
    return said;
  };
}

/** What likeness to the texts of a fact is worth beside all else, found by cross-validation. */
const ALIKE = 7.4;
/** So many of the likest facts are thought of. */
const MOST_ALIKE = 12;
/** A fact that nothing else speaks for has this chance. */
const LEAST_CHANCE = 1e-4;

/**
 * The facts of a ranking in the order of what else a person may look at: likeness to the texts of each counts too. What is
 * proposed stays first; a fact without texts is as like as the others are at the middle.
 */
function orderByLikeness(
  { facts }: Ranking,
  alike: readonly { factId: string; block: string; likeness: number }[],
): OfferedFact[] {
  if (alike.length === 0 || facts.length === 0) return [...facts];
  const likest = [...alike].sort((a, b) => b.likeness - a.likeness).slice(0, MOST_ALIKE);
  const middle = itemAt(likest, likest.length >> 1).likeness;
  const likenessOf = new Map(alike.map(({ factId, likeness }) => [factId, likeness]));
  const known = new Set(facts.map(({ factId }) => factId));
  const more = likest
    .filter(({ factId }) => !known.has(factId))
    .map(({ factId, block }) => ({ factId, block, confidence: 0, chance: 0 }));
  const ordered = [...facts.slice(1), ...more]
    .map((fact) => ({
      fact,
      order: Math.log(Math.max(fact.chance, LEAST_CHANCE)) + ALIKE * (likenessOf.get(fact.factId) ?? middle),
    }))
    .sort((a, b) => b.order - a.order);
  return [...facts.slice(0, 1), ...ordered.map(({ fact }) => fact)];
}

function offerFacts(
  facts: readonly OfferedFact[],
  taxonomy: Taxonomy,
  { generalFact }: Catalogue,
): OfferedFact[] {
  const counts = new Map<string, number>();
  const offered = new Map<string, OfferedFact>();
  const offer = (factId: string, block: string, confidence: number): void => {
    const count = counts.get(block) ?? 0;
    if (count >= OFFERED || offered.has(factId) || factId === generalFact(block)) return;
    counts.set(block, count + 1);
    offered.set(factId, { factId, block, confidence: Math.round(confidence * 1000) / 1000 });
  };
  for (const { factId, block, confidence } of facts) offer(factId, block, confidence);
  const common = [...taxonomy.facts].sort((a, b) => b.weight - a.weight);
  for (const { id, block } of common) offer(id, block, 0);
  return [...offered.values()];
}

/** The taxonomy's words come first: they name the fact, those of the model its block. */
function withReasons(fact: ShownFact, reasons: Reasons): Omit<SuggestedFact, 'isSure'> {
  const own = fact.words();
  const seen = new Set(own.map((word) => word.toLowerCase().replaceAll('ё', 'е')));
  const more = reasons.for.filter((word) => !seen.has(word));
  return { ...fact, words: [...own, ...more].slice(0, MOST_WORDS), against: reasons.against };
}

function createExplainer(model: TopicModel, scorer: Scorer) {
  const reasonsOf = createReasons(scorer, model.vocabulary);
  const numberOf = (block: string) =>
    model.classes.indexOf(block === 'safety' && !model.classes.includes(block) ? 'other' : block);
  return ({ chances, counts }: Judgement) => {
    const explain = reasonsOf(counts);
    const known = new Map<number, Reasons>();
    return (label: string): Reasons => {
      const block = numberOf(label);
      const rival = chances.find((one) => numberOf(one.label) !== block);
      if (block < 0 || !rival) return { for: [], against: [] };
      const reasons = known.get(block) ?? explain(block, numberOf(rival.label));
      known.set(block, reasons);
      return reasons;
    };
  };
}
