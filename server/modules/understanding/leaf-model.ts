import { dot, packRows, separate } from './linear.ts';
import { readFeatures } from './text-features.ts';
import type { Chance } from './topic-model.ts';
import { learnVocabulary, makeRow, type SparseRow, type Vocabulary } from './vocabulary.ts';

/** Classes within a class: the facts of each block, learned among the texts of that block alone. */
export interface LeafModel {
  vocabulary: Vocabulary;
  branches: Map<string, { leaves: string[]; weights: Float32Array[] }>;
}

/** A text with its branch (block) and leaf (fact, theme). */
export interface LeafText {
  text: string;
  branch: string;
  leaf: string;
}

const solver = { cost: 1, passes: 10 };
/** Sharpness of the softmax over margins, and the share of likeness to the mean text of a leaf (npm run eval). */
const MARGIN = 4;
const LIKENESS = 10.6;
/** How much the chance of the branch weighs. */
const BRANCH_POWER = 0.9;

/**
 * Learns the leaves of every branch. A leaf of two or three texts has no margin worth the name, so a part of its weights
 * is simply the mean of its texts. Branches are told apart by another model (`trainTopicModel`).
 */
export function trainLeafModel(texts: readonly LeafText[]): LeafModel {
  const features = texts.map(({ text }) => readFeatures(text));
  const vocabulary = learnVocabulary(features);
  const rows = features.map((text) => makeRow(vocabulary, text));
  const branches: LeafModel['branches'] = new Map();
  for (const branch of new Set(texts.map((text) => text.branch))) {
    const own = rows.flatMap((row, index) =>
      texts[index]!.branch === branch ? [{ row, leaf: texts[index]!.leaf }] : [],
    );
    branches.set(branch, trainBranch(own, vocabulary.hashes.length));
  }
  return { vocabulary, branches };
}

function trainBranch(own: readonly { row: SparseRow; leaf: string }[], width: number) {
  const leaves = [...new Set(own.map(({ leaf }) => leaf))].sort();
  const matrix = packRows(
    own.map(({ row }) => row),
    width,
  );
  const weights = leaves.map((leaf) => {
    const isMember = Uint8Array.from(own, (text) => (text.leaf === leaf ? 1 : 0));
    const margin = separate(matrix, isMember, solver);
    const mean = meanOf(
      own.filter((text) => text.leaf === leaf).map(({ row }) => row),
      width,
    );
    return margin.map((weight, column) => MARGIN * weight + LIKENESS * mean[column]!);
  });
  return { leaves, weights };
}

/** Sum of rows brought to length 1. */
function meanOf(rows: readonly SparseRow[], width: number): Float32Array {
  const mean = new Float32Array(width);
  for (const { columns, values } of rows) {
    columns.forEach((column, at) => {
      mean[column]! += values[at]!;
    });
  }
  const length = Math.sqrt(mean.reduce((sum, value) => sum + value * value, 0)) || 1;
  return mean.map((value) => value / length);
}

/** Chances of all leaves, best first, given those of the branches. */
export function predictLeaves(model: LeafModel, branches: readonly Chance[], text: string): Chance[] {
  const row = makeRow(model.vocabulary, readFeatures(text));
  const found = branches.flatMap(({ label, chance }) => {
    const branch = model.branches.get(label);
    if (!branch) return [];
    const scores = branch.weights.map((weights) => dot(row, weights));
    const highest = Math.max(...scores);
    const powers = scores.map((score) => Math.exp(score - highest));
    const total = powers.reduce((sum, power) => sum + power, 0);
    return branch.leaves.map((leaf, index) => ({
      label: leaf,
      chance: chance ** BRANCH_POWER * (powers[index]! / total),
    }));
  });
  const sum = found.reduce((total, { chance }) => total + chance, 0) || 1;
  return found
    .map(({ label, chance }) => ({ label, chance: chance / sum }))
    .sort((a, b) => b.chance - a.chance);
}
