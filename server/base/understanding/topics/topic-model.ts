import { itemAt } from '../../../../shared/lists.ts';
import { int32At } from '../../../lib/typed-arrays.ts';
import { applyBlend, type Blend, learnBlend } from './blend.ts';
import type { EvidenceColumns, EvidenceReader } from './evidence.ts';
import type { FactCalibration } from './fact-calibration.ts';
import type { FactCentroid } from './fact-centroids.ts';
import type { FactBias } from './fact-weights.ts';
import { type Frame, frameOf, type Prepared, prepare } from './frame.ts';
import type { Kinds } from './kinds.ts';
import { learnKinds } from './learn-kinds.ts';
import { dot, type Matrix, makeRandom, packRows, type Solver, separate } from './linear.ts';
import { readTopicFeatures } from './text-features.ts';
import { learnVocabulary, type SparseRow, type Vocabulary } from './vocabulary.ts';

/** A text with the class a person gave it. Texts of one `group` (near-duplicates) are never split in training. */
export interface LabelledText {
  text: string;
  label: string;
  group?: number;
  /** A finer label by the register the text comes from (theme of a portal), see `kinds.ts`. */
  kind?: string;
  source?: string;
  /** Facts of the taxonomy the kind's name covers. */
  facts?: readonly string[];
}

export interface TopicModel {
  classes: string[];
  vocabulary: Vocabulary;
  evidence: EvidenceColumns;
  kinds?: Kinds;
  /** By class: columns of the vocabulary, then of the evidence for facts, then for blocks. */
  weights: Float32Array[];
  blend: Blend;
  /** Facts learned from the cases of this place; the shipped model has none. */
  facts?: FactCentroid[];
  /** What texts of one fact have in common: for the few among which a person chooses, too slow for every text. */
  likeness?: FactCentroid[];
  /** How much likelier or rarer a fact is than its signs say. */
  leanings?: FactBias;
  /** How sure the model is of a fact, made honest on texts it had not seen. */
  calibration?: FactCalibration;
}

const solver: Solver = { cost: 0.3, passes: 20 };

function scoresOf(weights: readonly Float32Array[], { row, inputs }: Prepared): Float64Array {
  const scores = new Float64Array(weights.length + inputs.length);
  weights.forEach((own, index) => {
    scores[index] = dot(row, own);
  });
  scores.set(inputs, weights.length);
  return scores;
}

/** A run of letters must stand in this many texts: rarer ones tell nothing and fill the memory. */
const LEAST_FOR_LETTERS = 3;
/** Above this many texts one part in five is enough to learn honest chances on. */
const ENOUGH_FOR_ONE_PART = 20_000;
const PARTS = 5;

/**
 * Trains a model of one label. The classes are separated on all texts; chances are learned on what models that had not seen
 * the text say of it (five parts, near-duplicates together).
 */
export function trainTopicModel(
  texts: readonly LabelledText[],
  evidence: EvidenceColumns,
  read: EvidenceReader,
  onUnseen: (said: UnseenText) => void = () => {},
): TopicModel {
  const classes = [...new Set(texts.map(({ label }) => label))].sort();
  const labels = Int32Array.from(texts, ({ label }) => classes.indexOf(label));
  const vocabulary = learnVocabulary(
    texts.map(({ text }) => readTopicFeatures(text)),
    LEAST_FOR_LETTERS,
  );
  const frame = frameOf({ vocabulary, evidence });
  const rows = texts.map(({ text }) => prepare(frame, text, read(text)).row);
  const task: Task = { texts, labels, rows, classes: classes.length, frame, read };
  const { blend, unseen } = learnChances(task, partsOf(texts));
  for (const { at, scores, meant } of unseen) {
    const chances = Array.from(applyBlend(blend, scores), (chance, cls) => ({
      label: itemAt(classes, cls),
      chance,
    }));
    onUnseen({ at, meant, chances: chances.sort((a, b) => b.chance - a.chance) });
  }
  const { kinds, weights } = learnFrom(task, () => true);
  return { classes, vocabulary, evidence, ...(kinds && { kinds }), weights, blend };
}

interface Task {
  texts: readonly LabelledText[];
  labels: Int32Array;
  rows: readonly SparseRow[];
  classes: number;
  frame: Frame;
  read: EvidenceReader;
}

/** What some of the texts teach. */
function learnFrom({ texts, labels, rows, classes, frame, read }: Task, isTaken: (at: number) => boolean) {
  const places = texts.flatMap((_, at) => (isTaken(at) ? [at] : []));
  const own = places.map((at) => itemAt(rows, at));
  const setting = { ...frame, classes, rows: own };
  const kinds = learnKinds(
    places.map((at) => ({ ...itemAt(texts, at), label: int32At(labels, at) })),
    setting,
    read,
  );
  const weights = separateAll(
    packRows(own, frame.width),
    Int32Array.from(places, (at) => int32At(labels, at)),
    classes,
  );
  return { kinds, weights };
}

const separateAll = (matrix: Matrix, labels: Int32Array, classes: number): Float32Array[] =>
  Array.from({ length: classes }, (_, cls) =>
    separate(
      matrix,
      Uint8Array.from(labels, (label) => (label === cls ? 1 : 0)),
      solver,
    ),
  );

/** What a model that had not seen a text says of it: chances of the classes, best first, and of facts by column. */
export interface UnseenText {
  at: number;
  chances: Chance[];
  meant: Float64Array;
}

interface Unseen {
  at: number;
  scores: Float64Array;
  meant: Float64Array;
}

function learnChances(task: Task, parts: Uint8Array): { blend: Blend; unseen: Unseen[] } {
  const { texts, labels, classes, frame, read } = task;
  const unseen: Unseen[] = [];
  const truths: number[] = [];
  const rounds = texts.length > ENOUGH_FOR_ONE_PART ? 1 : PARTS;
  let hasKinds = false;
  for (let part = 0; part < rounds; part += 1) {
    const { kinds, weights } = learnFrom(task, (at) => parts[at] !== part);
    hasKinds = kinds !== undefined;
    const heard = frameOf({ ...frame, ...(kinds && { kinds }) });
    texts.forEach(({ text }, at) => {
      if (parts[at] !== part) return;
      const scores = scoresOf(weights, prepare(heard, text, read(text)));
      unseen.push({ at, scores, meant: heard.found.meant.slice() });
      truths.push(int32At(labels, at));
    });
  }
  const leaning = hasKinds ? { start: firstGuess(classes, frame.evidence.blocks.length), hold: HOLD } : {};
  const scores = unseen.map((one) => one.scores);
  return { blend: learnBlend(scores, Int32Array.from(truths), classes, leaning), unseen };
}

/** How strongly the blend is held to its first guess, found by cross-validation. */
const HOLD = 1e-3;
/** The first guess: margins and kinds of a class speak for it. */
const FIRST = { margin: 1.7, kinds: 0.5 };

function firstGuess(classes: number, blocks: number): Float64Array {
  const inputs = classes + blocks + classes;
  const start = new Float64Array(classes * (inputs + 1));
  for (let cls = 0; cls < classes; cls += 1) {
    start[cls * (inputs + 1) + cls] = FIRST.margin;
    start[cls * (inputs + 1) + classes + blocks + cls] = FIRST.kinds;
  }
  return start;
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
