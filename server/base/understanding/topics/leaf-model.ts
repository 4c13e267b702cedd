import { knownIn } from '../../../../shared/known.ts';
import { firstOf, itemAt, numberAt } from '../../../../shared/lists.ts';
import { addFloat32, float32At, int32At } from '../../../lib/typed-arrays.ts';
import type { EvidenceReader } from './evidence.ts';
import { learnHand } from './hand.ts';
import { type FactLeanings, learnFactLeanings } from './leaf-facts.ts';
import { learnStemLeanings, type StemLeanings } from './leaf-stems.ts';
import { createLikeness, type Likeness } from './likeness-to-all.ts';
import { dot, packRows, separate } from './linear.ts';
import { findRegisters, separateRegisters, weighRegisters } from './registers.ts';
import { readFeatures } from './text-features.ts';
import { readRow } from './text-row.ts';
import type { Chance } from './topic-model.ts';
import { learnVocabulary, type SparseRow, type Vocabulary } from './vocabulary.ts';

/** Classes within a class: the facts of each block, learned among the texts of that block. */
export interface LeafModel {
  vocabulary: Vocabulary;
  leaves: Leaf[];
  /** By register: weights, of words and of the hand, of a margin that tells its texts from the others'; none when there is one register. */
  registers: Float32Array[];
  hand: (text: string) => SparseRow;
  /** Index of the leaf of each text of training, in the order of `likeness`. */
  leafOf: Int32Array;
  likeness: Likeness;
  stems: StemLeanings;
  facts: FactLeanings;
}

interface Leaf {
  name: string;
  branch: string;
  register: number;
  /** Texts it was learned from. */
  texts: number;
  weights: Float32Array;
}

/** A text with its branch (block) and leaf (fact, theme), the latter by its name in words, and where it comes from. */
export interface LeafText {
  text: string;
  branch: string;
  leaf: string;
  source?: string;
}

const solver = { cost: 1, passes: 10 };

/**
 * What speaks for a leaf, in shares of one sum, learned as a softmax on texts kept aside (npm run eval): logarithms of the
 * chances of its branch and of its register and of the number of its texts, the margin among the leaves of the branch,
 * likeness to the mean text and to the leaf's own name by letters and by facts of the taxonomy, leanings of stems,
 * likeness to its nearest text.
 */
const SHARES = {
  branch: 0.46,
  register: 0.96,
  texts: 0.43,
  margin: 0.41,
  letters: { mean: 7.2, name: 3.4 },
  facts: { mean: 2.7, name: 1.1 },
  stems: 0.27,
  nearest: 0.83,
} as const;
/** Margins of registers → chances: the sharpness of a softmax. */
const REGISTER_SHARPNESS = 2;
/** Least chance of a branch: the logarithm of nothing is no number. */
const LEAST_CHANCE = 1e-6;

/**
 * Learns the leaves of every branch. A leaf of two or three texts has no margin worth the name: its mean, its nearest
 * text, the facts its texts speak of and the words of its own name speak for it. Branches are told apart by another model (`trainTopicModel`).
 */
export function trainLeafModel(texts: readonly LeafText[], read: EvidenceReader): LeafModel {
  const branchOf = mostOften(texts);
  const names = [...branchOf.keys()].sort();
  const vocabulary = learnVocabulary([...texts.map(({ text }) => text), ...names].map(readFeatures));
  const rows = texts.map(({ text }) => readRow(vocabulary, text));
  const nameRows = names.map((name) => readRow(vocabulary, name));
  const places = new Map(names.map((name, index) => [name, index]));
  const leafOf = Int32Array.from(texts, ({ leaf }) => knownIn(places, leaf));
  const registerOf = findRegisters(texts);
  const leaves = names.map((name, index): Leaf => {
    const branch = knownIn(branchOf, name);
    const own = rows.filter((_, text) => leafOf[text] === index);
    const weights = likenessWeights(vocabulary, own, itemAt(nameRows, index));
    return { name, branch, register: knownIn(registerOf, name), texts: own.length, weights };
  });
  for (const branch of new Set(branchOf.values())) {
    const own = leaves.flatMap((leaf, index) => (leaf.branch === branch ? [index] : []));
    addMargins(leaves, own, { rows, leafOf, nameRows });
  }
  const plain = texts.map(({ text }) => text);
  const hand = learnHand(plain, vocabulary.hashes.length);
  return {
    vocabulary,
    leaves,
    leafOf,
    likeness: createLikeness(rows, vocabulary.hashes.length),
    stems: learnStemLeanings(plain, leafOf, names),
    facts: learnFactLeanings({ texts: plain, leafOf, names }, read, SHARES.facts),
    hand: hand.read,
    registers: separateRegisters(
      rows.map((row, text) => join(row, hand.read(itemAt(plain, text)))),
      leafOf.map((leaf) => itemAt(leaves, leaf).register),
      vocabulary.hashes.length + hand.size,
    ),
  };
}

/** What each register has by the words and the hand of a text: logarithms of chances, weighed. */
function weighHands({ registers, hand }: LeafModel, row: SparseRow, text: string): Float64Array {
  const whole = join(row, hand(text));
  const margins = registers.map((weights) => dot(whole, weights));
  const said = weighRegisters(margins, 0, { count: margins.length, sharpness: REGISTER_SHARPNESS });
  return said.map((chance) => SHARES.register * chance);
}

/** One row of two that have no column in common. */
function join(former: SparseRow, latter: SparseRow): SparseRow {
  const columns = new Int32Array(former.columns.length + latter.columns.length);
  const values = new Float32Array(columns.length);
  columns.set(former.columns);
  columns.set(latter.columns, former.columns.length);
  values.set(former.values);
  values.set(latter.values, former.values.length);
  return { columns, values };
}

/** Leaf → the branch most of its texts stand in. */
function mostOften(texts: readonly LeafText[]): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { leaf, branch } of texts) {
    const own = counts.get(leaf) ?? new Map<string, number>();
    counts.set(leaf, own.set(branch, (own.get(branch) ?? 0) + 1));
  }
  const first = (own: Map<string, number>) => firstOf([...own].sort((a, b) => b[1] - a[1]))[0];
  return new Map([...counts].map(([leaf, own]) => [leaf, first(own)]));
}

/** Adds the margins of the leaves of one branch; the name of a leaf is one more text of it. */
function addMargins(
  leaves: readonly Leaf[],
  own: readonly number[],
  { rows, leafOf, nameRows }: { rows: SparseRow[]; leafOf: Int32Array; nameRows: SparseRow[] },
): void {
  const members = new Set(own);
  const texts = rows.flatMap((row, text) =>
    members.has(int32At(leafOf, text)) ? [{ row, leaf: int32At(leafOf, text) }] : [],
  );
  const all = [...texts, ...own.map((leaf) => ({ row: itemAt(nameRows, leaf), leaf }))];
  const matrix = packRows(
    all.map(({ row }) => row),
    itemAt(leaves, firstOf(own)).weights.length,
  );
  for (const leaf of own) {
    const margin = separate(
      matrix,
      Uint8Array.from(all, (text) => (text.leaf === leaf ? 1 : 0)),
      solver,
    );
    const { weights } = itemAt(leaves, leaf);
    margin.forEach((weight, column) => {
      addFloat32(weights, column, SHARES.margin * weight);
    });
  }
}

/** Likeness to the mean of the leaf's texts and to its name by letters, as weights of columns. */
function likenessWeights(
  { hashes, wordCount }: Vocabulary,
  own: readonly SparseRow[],
  name: SparseRow,
): Float32Array {
  const mean = new Float32Array(hashes.length);
  const isLetters = (column: number): boolean => column >= wordCount;
  for (const { columns, values } of own) {
    columns.forEach((column, at) => {
      if (isLetters(column)) addFloat32(mean, column, float32At(values, at));
    });
  }
  const length = Math.sqrt(mean.reduce((sum, value) => sum + value * value, 0)) || 1;
  const weights = mean.map((value) => (value * SHARES.letters.mean) / length);
  name.columns.forEach((column, at) => {
    if (isLetters(column)) addFloat32(weights, column, float32At(name.values, at) * SHARES.letters.name);
  });
  return weights;
}

/** Chances of the leaves of the branches given, best first. */
export function predictLeaves(model: LeafModel, branches: readonly Chance[], text: string): Chance[] {
  const row = readRow(model.vocabulary, text);
  const chanceOf = new Map(branches.map(({ label, chance }) => [label, chance]));
  const nearest = nearestOf(model, row);
  const ofRegisters = weighHands(model, row, text);
  const ofStems = model.stems(text);
  const ofFacts = model.facts(text);
  const scores = model.leaves.map(({ branch, register, texts, weights }, leaf) => {
    const chance = chanceOf.get(branch);
    if (chance === undefined) return Number.NEGATIVE_INFINITY;
    const ofBranch = SHARES.branch * Math.log(Math.max(chance, LEAST_CHANCE));
    const known = ofBranch + (ofRegisters[register] ?? 0) + SHARES.texts * Math.log(texts);
    const ofWords = SHARES.stems * float32At(ofStems, leaf) + float32At(ofFacts, leaf);
    return known + ofWords + dot(row, weights) + SHARES.nearest * float32At(nearest, leaf);
  });
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return model.leaves
    .map(({ name }, leaf) => ({ label: name, chance: numberAt(powers, leaf) / total }))
    .filter(({ chance }) => chance > 0)
    .sort((a, b) => b.chance - a.chance);
}

/** Likeness of each leaf's nearest text. */
function nearestOf({ leaves, leafOf, likeness }: LeafModel, row: SparseRow): Float32Array {
  const nearest = new Float32Array(leaves.length);
  likeness(row).forEach((value, text) => {
    const leaf = int32At(leafOf, text);
    if (value > float32At(nearest, leaf)) nearest[leaf] = value;
  });
  return nearest;
}
