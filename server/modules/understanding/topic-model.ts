import type { Evidence } from '../taxonomy/index.ts';
import { applyBlend, type Blend, learnBlend } from './blend.ts';
import { createScorer, type Scorer } from './class-scores.ts';
import type { EvidenceColumns, EvidenceReader } from './evidence.ts';
import type { FactCentroid } from './fact-centroids.ts';
import { dot, makeRandom, packRows, type Solver, separate } from './linear.ts';
import { readFeatures } from './text-features.ts';
import { readerOf, rowOf, type TextCounts } from './text-row.ts';
import { learnVocabulary, type SparseRow, type Vocabulary } from './vocabulary.ts';

/** A text with the class a person gave it. Texts of one `group` (near-duplicates) are never split in training. */
export interface LabelledText {
  text: string;
  label: string;
  group?: number;
}

export interface TopicModel {
  classes: string[];
  vocabulary: Vocabulary;
  evidence: EvidenceColumns;
  /** By class: columns of the vocabulary, then of the evidence for facts, then for blocks. */
  weights: Float32Array[];
  blend: Blend;
  /** Facts learned from the cases of this place; the shipped model has none. */
  facts?: FactCentroid[];
}

/** Weight of the taxonomy's words beside those of the text, found by cross-validation (npm run eval). */
const EVIDENCE_SHARE = 0.3;
/** Evidence of this many keywords counts as half of the utmost. */
const HALF_SURE = 1.5;
const solver: Solver = { cost: 0.3, passes: 20 };

/** Evidence as a share of the utmost, 0–1. */
export const squash = (score: number): number => score / (score + HALF_SURE);

/** One text ready for the model: its row and the squashed evidence for blocks. */
export interface Prepared {
  row: SparseRow;
  blocks: Float64Array;
}

/** Ids → columns of the evidence, made once for a model. */
export interface Frame {
  vocabulary: Vocabulary;
  evidence: EvidenceColumns;
  factColumns: ReadonlyMap<string, number>;
  width: number;
}

export function frameOf(vocabulary: Vocabulary, evidence: EvidenceColumns): Frame {
  const start = vocabulary.hashes.length;
  return {
    vocabulary,
    evidence,
    factColumns: new Map(evidence.facts.map((id, index) => [id, start + index])),
    width: start + evidence.facts.length + evidence.blocks.length,
  };
}

/** What the taxonomy says of a text, as columns: those of the facts found, then all blocks. */
function readEvidence(frame: Frame, { facts, blocks }: Evidence) {
  const { blocks: codes } = frame.evidence;
  const said = { columns: [] as number[], values: [] as number[], blocks: new Float64Array(codes.length) };
  for (const { factId, score } of facts) {
    // A fact the model has not met (a later taxonomy) has no column: its block's column still speaks.
    const column = frame.factColumns.get(factId);
    if (column === undefined || score <= 0) continue;
    said.columns.push(column);
    said.values.push(EVIDENCE_SHARE * squash(score));
  }
  const firstBlock = frame.width - codes.length;
  for (let block = 0; block < codes.length; block += 1) {
    const share = squash(blocks.get(codes[block]!) ?? 0);
    said.blocks[block] = share;
    said.columns.push(firstBlock + block);
    said.values.push(EVIDENCE_SHARE * share);
  }
  return said;
}

/** A text as a row of the model: its own features, then what the taxonomy says of it. */
export function prepare(frame: Frame, text: string, evidence: Evidence): Prepared {
  const words = rowOf(readerOf(frame.vocabulary)(text));
  const said = readEvidence(frame, evidence);
  const size = words.columns.length;
  const columns = new Int32Array(size + said.columns.length);
  const values = new Float32Array(columns.length);
  columns.set(words.columns);
  columns.set(said.columns, size);
  values.set(words.values);
  values.set(said.values, size);
  return { row: { columns, values }, blocks: said.blocks };
}

function scoresOf(weights: readonly Float32Array[], { row, blocks }: Prepared): Float64Array {
  const scores = new Float64Array(weights.length + blocks.length);
  weights.forEach((own, index) => {
    scores[index] = dot(row, own);
  });
  scores.set(blocks, weights.length);
  return scores;
}

function separateAll(prepared: readonly Prepared[], labels: Int32Array, classes: number, width: number) {
  const matrix = packRows(
    prepared.map(({ row }) => row),
    width,
  );
  return Array.from({ length: classes }, (_, cls) =>
    separate(
      matrix,
      Uint8Array.from(labels, (label) => (label === cls ? 1 : 0)),
      solver,
    ),
  );
}

/** Above this many texts one part in five is enough to learn honest chances on. */
const ENOUGH_FOR_ONE_PART = 20_000;
const PARTS = 5;

/**
 * Trains a model of one label. The classes are separated on all texts; chances are learned on the scores of models that
 * had not seen the text (five parts, near-duplicates together).
 */
export function trainTopicModel(
  texts: readonly LabelledText[],
  columns: EvidenceColumns,
  read: EvidenceReader,
): TopicModel {
  const classes = [...new Set(texts.map(({ label }) => label))].sort();
  const labels = Int32Array.from(texts, ({ label }) => classes.indexOf(label));
  const vocabulary = learnVocabulary(texts.map(({ text }) => readFeatures(text)));
  const frame = frameOf(vocabulary, columns);
  const prepared = texts.map(({ text }) => prepare(frame, text, read(text)));
  const blend = learnChances(prepared, labels, classes.length, partsOf(texts), frame.width);
  const weights = separateAll(prepared, labels, classes.length, frame.width);
  return { classes, vocabulary, evidence: columns, weights, blend };
}

function learnChances(
  prepared: readonly Prepared[],
  labels: Int32Array,
  classes: number,
  parts: Uint8Array,
  width: number,
): Blend {
  const scores: Float64Array[] = [];
  const truths: number[] = [];
  const rounds = prepared.length > ENOUGH_FOR_ONE_PART ? 1 : PARTS;
  for (let part = 0; part < rounds; part += 1) {
    const others = (_: unknown, index: number) => parts[index] !== part;
    const weights = separateAll(prepared.filter(others), labels.filter(others), classes, width);
    prepared.forEach((text, index) => {
      if (parts[index] !== part) return;
      scores.push(scoresOf(weights, text));
      truths.push(labels[index]!);
    });
  }
  return learnBlend(scores, Int32Array.from(truths), classes);
}

/** Part 0–4 of every text; near-duplicates share one. */
export function partsOf(texts: readonly { group?: number }[], seed?: number): Uint8Array {
  const random = makeRandom(seed);
  const ofGroup = new Map<number, number>();
  return Uint8Array.from(texts, ({ group }) => {
    const known = group === undefined ? undefined : ofGroup.get(group);
    const part = known ?? random(PARTS);
    if (group !== undefined) ofGroup.set(group, part);
    return part;
  });
}

/** A class with its chance, 0–1. */
export interface Chance {
  label: string;
  chance: number;
}

/** What a model says of one text: chances of all classes, best first, and the text as it was read (overwritten by the next). */
export interface Judgement {
  chances: Chance[];
  counts: TextCounts;
}

/** Weights of all classes, those of one column side by side: one read from memory instead of one for each class. */
export function sideBySide(model: TopicModel, width: number): Float32Array {
  const classes = model.classes.length;
  const weights = new Float32Array(width * classes);
  model.weights.forEach((own, cls) => {
    own.forEach((weight, column) => {
      weights[column * classes + cls] = weight;
    });
  });
  return weights;
}

/** Makes the scorer of a model's classes. */
export function createModelScorer(model: TopicModel): Scorer {
  const stride = model.classes.length;
  return createScorer(model.vocabulary, { weights: sideBySide(model, model.weights[0]!.length), stride });
}

/** Makes the judge of a model: of a text and what the taxonomy's words say of it. */
export function createFullJudge(
  model: TopicModel,
  { score, add }: Scorer = createModelScorer(model),
): (text: string, evidence: Evidence) => Judgement {
  const frame = frameOf(model.vocabulary, model.evidence);
  const classes = model.classes.length;
  const read = readerOf(model.vocabulary);
  const scores = new Float64Array(classes + model.evidence.blocks.length);
  return (text, evidence) => {
    const counts = read(text);
    const said = readEvidence(frame, evidence);
    const sums = score(counts);
    add(said);
    scores.set(sums);
    scores.set(said.blocks, classes);
    const chances = applyBlend(model.blend, scores);
    const ranked = model.classes
      .map((label, index) => ({ label, chance: chances[index]! }))
      .sort((a, b) => b.chance - a.chance);
    return { chances: ranked, counts };
  };
}

/** The judge's chances alone, best first. */
export function createJudge(model: TopicModel): (text: string, evidence: Evidence) => Chance[] {
  const judge = createFullJudge(model);
  return (text, evidence) => judge(text, evidence).chances;
}
