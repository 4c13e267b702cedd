import { firstOf } from '../../../../shared/lists.ts';
import type { Chance } from '../topics/topic-model.ts';
import { type Figures, figuresOfJudged } from './figures.ts';

/** What was said of one case kept aside, beside what a person chose. */
export interface Said {
  truth: string;
  truthFact: string;
  truthCategory: string;
  saidFact: string | null;
  /** How sure the program said it was of that fact. */
  confidence: number;
  saidCategory: string;
  /** Chances of blocks, best first. */
  chances: readonly Chance[];
}

/** How many of a group there are and how many were right. */
export interface GroupFigure {
  id: string;
  count: number;
  right: number;
}

/** What a version is worth, as the screen shows it. */
export interface SiteFigures {
  count: number;
  block: Figures;
  /** Shares of cases whose fact and category were named right; null where the texts have none. */
  fact: number | null;
  category: number | null;
  blocks: GroupFigure[];
  categories: GroupFigure[];
  confusion: { truth: string; said: string; count: number }[];
  /** From each confidence on: share of texts it speaks of, and how many of those are right. */
  curve: { from: number; coverage: number; precision: number }[];
}

const CURVE = [0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

/** Figures over all that was said. */
export function siteFigures(said: readonly Said[]): SiteFigures {
  const judged = said.map(({ truth, chances }) => ({ truth, chances }));
  const hasFacts = said.some(({ truthFact }) => truthFact !== '');
  const share = (right: (one: Said) => boolean) =>
    hasFacts ? said.filter(right).length / said.length : null;
  return {
    count: said.length,
    block:
      said.length > 0 ? figuresOfJudged(judged) : { accuracy: 0, macroF1: 0, top3: 0, coverage95: 0, ece: 0 },
    fact: share((one) => one.saidFact === one.truthFact),
    category: share((one) => one.saidCategory === one.truthCategory),
    blocks: groupFigures(said, (one) => one.truth, isBlockRight),
    categories: groupFigures(
      said.filter(({ truthCategory }) => truthCategory !== ''),
      (one) => one.truthCategory,
      (one) => one.saidCategory === one.truthCategory,
    ),
    confusion: confusionOf(said),
    curve: CURVE.map((from) => {
      const sure = said.filter(({ chances }) => (chances[0]?.chance ?? 0) >= from);
      const right = sure.filter(isBlockRight).length;
      return {
        from,
        coverage: sure.length / (said.length || 1),
        precision: sure.length > 0 ? right / sure.length : 1,
      };
    }),
  };
}

const isBlockRight = ({ truth, chances }: Said): boolean => chances[0]?.label === truth;

function groupFigures(
  said: readonly Said[],
  keyOf: (one: Said) => string,
  isRight: (one: Said) => boolean,
): GroupFigure[] {
  return [...Map.groupBy(said, keyOf)]
    .map(([id, group]) => ({ id, count: group.length, right: group.filter(isRight).length }))
    .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}

function confusionOf(said: readonly Said[]): SiteFigures['confusion'] {
  const cells = Map.groupBy(said, ({ truth, chances }) => `${truth}\n${chances[0]?.label ?? ''}`);
  return [...cells.values()].map((group) => ({
    truth: firstOf(group).truth,
    said: firstOf(group).chances[0]?.label ?? '',
    count: group.length,
  }));
}
