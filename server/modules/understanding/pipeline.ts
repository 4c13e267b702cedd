import type { SuggestedFact, Taxonomy } from '../taxonomy/index.ts';
import { createEvidence } from '../taxonomy/index.ts';
import { createFactReader } from './fact-centroids.ts';
import { findReasons, type Reasons, weighWords } from './reasons.ts';
import { type Catalogue, type Ranking, rankFacts, type ShownFact, showFacts } from './suggest.ts';
import { createFullJudge, type Judgement, sideBySide, type TopicModel } from './topic-model.ts';
import { createWordReader } from './word-columns.ts';

/** What the choice of facts must know of a taxonomy. */
export function catalogueOf(taxonomy: Taxonomy): Catalogue {
  const facts = new Map(taxonomy.facts.map((fact) => [fact.id, fact]));
  return {
    generalFact: (block) => facts.get(`${block}.general.other`)?.id,
    isDangerous: (factId) => facts.get(factId)?.stopper != null,
    exists: (factId) => facts.has(factId),
  };
}

/** A model and a taxonomy, ready to read texts. */
export interface Pipeline {
  /** All facts a text may be about, best first. */
  rank: (text: string) => Ranking;
  /** Up to three of them. */
  choose: (text: string) => ShownFact[];
  /** The same, each with the person's words for it and against it. */
  suggest: (text: string) => Omit<SuggestedFact, 'isSure'>[];
}

const MOST_WORDS = 6;

/** Makes the whole way from a text to proposed facts. */
export function createPipeline(model: TopicModel, taxonomy: Taxonomy): Pipeline {
  const judge = createFullJudge(model);
  const readEvidence = createEvidence(taxonomy);
  const catalogue = catalogueOf(taxonomy);
  const readLearned = createFactReader(model.facts ?? []);
  const explain = createExplainer(model);
  const read = (text: string): { judged: Judgement; ranking: Ranking } => {
    const evidence = readEvidence(text);
    const judged = judge(text, evidence);
    return { judged, ranking: rankFacts(judged.chances, evidence, catalogue, readLearned(judged.row)) };
  };
  return {
    rank: (text) => read(text).ranking,
    choose: (text) => showFacts(read(text).ranking),
    suggest: (text) => {
      const { judged, ranking } = read(text);
      const reasonsFor = explain(text, judged);
      return showFacts(ranking).map((fact) => withReasons(fact, reasonsFor(fact.block)));
    },
  };
}

/** The taxonomy's words come first: they name the fact, those of the model its block. */
function withReasons(fact: ShownFact, reasons: Reasons): Omit<SuggestedFact, 'isSure'> {
  const seen = new Set(fact.words.map((word) => word.toLowerCase().replaceAll('ё', 'е')));
  const more = reasons.for.filter((word) => !seen.has(word));
  return { ...fact, words: [...fact.words, ...more].slice(0, MOST_WORDS), against: reasons.against };
}

function createExplainer(model: TopicModel) {
  const readWordColumns = createWordReader(model.vocabulary);
  const values = sideBySide(model, model.weights[0]!.length);
  const classes = model.classes.length;
  const numberOf = (block: string) =>
    model.classes.indexOf(block === 'safety' && !model.classes.includes(block) ? 'other' : block);
  return (text: string, { chances, row }: Judgement) => {
    const words = weighWords(text, row, readWordColumns);
    return (label: string): Reasons => {
      const block = numberOf(label);
      const rival = chances.find((one) => numberOf(one.label) !== block);
      if (block < 0 || !rival) return { for: [], against: [] };
      return findReasons(words, { values, classes, block, rival: numberOf(rival.label) });
    };
  };
}
