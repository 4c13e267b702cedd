import { itemAt } from '../../../../shared/lists.ts';
import { createEvidence, type Taxonomy } from '../../taxonomy/index.ts';
import { adaptTopicModel } from '../topics/adapt-model.ts';
import {
  type FactCalibration,
  learnFactCalibration,
  type SaidFact,
  stateChance,
} from '../topics/fact-calibration.ts';
import { learnCentroids } from '../topics/fact-centroids.ts';
import { readRow } from '../topics/text-row.ts';
import { learnThresholds, type Thresholds } from '../topics/thresholds.ts';
import type { TopicModel } from '../topics/topic-model.ts';
import { isHeldOut } from './held-out.ts';
import { createPipeline } from './pipeline.ts';
import { type Said, type SiteFigures, siteFigures } from './site-figures.ts';

/** A case a person has sorted, with its words. */
export interface Lesson {
  caseId: string;
  text: string;
  factId: string;
  block: string;
}

export type Stage = 'learning' | 'judging';
export type OnStage = (stage: Stage, share: number) => void;

export interface Taught {
  model: TopicModel;
  thresholds: Thresholds;
  /** Cases it learned from, and those kept aside. */
  learned: number;
  heldOut: number;
  /** On the cases kept aside; the champion's are on the same. */
  figures: SiteFigures;
  championFigures: SiteFigures;
  /** Cases kept aside on which one of the two was better: the right fact counts above the right block. */
  wins: number;
  losses: number;
  /** What the new version said of each case kept aside. */
  said: (Said & { caseId: string })[];
}

/**
 * Teaches the base by what people chose here, keeps a fifth of the cases aside (always the same, near-duplicates
 * together) and judges the result and the champion on them.
 */
export function teach(
  { base, champion, thresholds }: { base: TopicModel; champion: TopicModel; thresholds: Thresholds },
  lessons: readonly Lesson[],
  taxonomy: Taxonomy,
  onStage: OnStage = () => {},
): Taught {
  const [aside, own] = divide(lessons);
  const learned = learn(base, own, taxonomy, (share) => onStage('learning', share));
  const judgeAll = (judged: TopicModel, from: number) => {
    const { rank } = createPipeline(judged, taxonomy);
    const categories = new Map(taxonomy.facts.map(({ id, category }) => [id, category]));
    return aside.map((lesson, index) => {
      if (index % 200 === 0) onStage('judging', from + (0.5 * index) / aside.length);
      return { ...judgeOne(rank(lesson.text), lesson, categories), caseId: lesson.caseId };
    });
  };
  const before = judgeAll(learned, 0);
  const calibration = learnFactCalibration(
    before.flatMap(({ ranked }) => ranked),
    base.calibration,
  );
  const said = before.map((one) => restate(one, calibration));
  const model = { ...learned, calibration };
  const former = judgeAll(champion, 0.5);
  const points = said.map((one, index) => pointsOf(one) - pointsOf(itemAt(former, index)));
  return {
    model,
    said,
    learned: own.length,
    heldOut: aside.length,
    thresholds: learnThresholds(said.map(asProposed), thresholds),
    figures: siteFigures(said),
    championFigures: siteFigures(former),
    wins: points.filter((point) => point > 0).length,
    losses: points.filter((point) => point < 0).length,
  };
}

/** Cases judged at most, the newest: beyond it figures do not grow finer. */
const MOST_ASIDE = 3_000;

function divide(lessons: readonly Lesson[]): [aside: Lesson[], own: Lesson[]] {
  const parts = Object.groupBy(lessons, ({ text }) => (isHeldOut(text) ? 'aside' : 'own'));
  return [(parts.aside ?? []).slice(0, MOST_ASIDE), parts.own ?? []];
}

/** The base with the blocks and the facts of this place. */
export function learn(
  base: TopicModel,
  lessons: readonly Lesson[],
  taxonomy: Taxonomy,
  onShare: (share: number) => void = () => {},
): TopicModel {
  const texts = lessons.map(({ text, block }) => ({ text, label: block }));
  const model = adaptTopicModel(base, texts, createEvidence(taxonomy), (share) => onShare(share * 0.9));
  const facts = learnCentroids(rowsOf(model, lessons), model.vocabulary.hashes.length);
  onShare(1);
  return { ...model, facts };
}

function* rowsOf({ vocabulary }: TopicModel, lessons: readonly Lesson[]) {
  for (const { text, factId, block } of lessons) yield { row: readRow(vocabulary, text), factId, block };
}

/** Of each case so many facts tell how honest a chance is. */
const RANKED = 3;

/** The same said with the confidence that holds in this place. */
function restate<One extends Said & { ranked: readonly SaidFact[] }>(
  { ranked, ...said }: One,
  calibration: FactCalibration,
): Omit<One, 'ranked'> {
  const [best] = ranked;
  return { ...said, confidence: best ? stateChance(calibration, best.factId, best.chance) : 0 };
}

function judgeOne(
  { facts, blocks }: ReturnType<ReturnType<typeof createPipeline>['rank']>,
  lesson: Lesson,
  categories: ReadonlyMap<string, string>,
): Said & { ranked: SaidFact[] } {
  const best = facts[0];
  return {
    truth: lesson.block,
    truthFact: lesson.factId,
    truthCategory: categories.get(lesson.factId) ?? '',
    saidFact: best?.factId ?? null,
    confidence: best?.confidence ?? 0,
    ranked: facts
      .slice(0, RANKED)
      .map(({ factId, chance }) => ({ factId, chance, isRight: factId === lesson.factId })),
    saidCategory: (best && categories.get(best.factId)) ?? '',
    chances: blocks,
  };
}

const pointsOf = ({ truth, truthFact, saidFact, chances }: Said): number =>
  saidFact === truthFact ? 2 : chances[0]?.label === truth ? 1 : 0;

const asProposed = (one: Said) => ({
  factId: one.saidFact ?? '',
  category: one.saidCategory,
  block: one.chances[0]?.label ?? '',
  confidence: one.confidence,
  isRight: one.saidFact === one.truthFact,
});
