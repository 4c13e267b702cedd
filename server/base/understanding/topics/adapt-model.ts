import { firstOf, itemAt } from '../../../../shared/lists.ts';
import { addFloat64, float32At, float64At, int32At } from '../../../lib/typed-arrays.ts';
import type { Evidence } from '../../taxonomy/index.ts';
import { type Blend, learnBlend } from './blend.ts';
import type { EvidenceReader } from './evidence.ts';
import { createFeatureCounts } from './feature-counts.ts';
import { type Frame, frameOf, prepare } from './frame.ts';
import type { Kinds } from './kinds.ts';
import type { Matrix } from './linear.ts';
import { separateTogether, sideBySide } from './linear-together.ts';
import { readTopicFeatures } from './text-features.ts';
import type { TopicModel } from './topic-model.ts';
import { columnOfFeature, makeVocabulary, type Vocabulary } from './vocabulary.ts';

/** A text a person of this place has sorted; its label is the block. */
export interface SiteText {
  text: string;
  label: string;
}

/** Told as it goes on: what it is busy with and the share done, 0–1. */
export type OnShare = (share: number) => void;

/** A block the base model has not met is learned from this many texts on. */
const LEAST_OF_NEW_CLASS = 10;
const MOST_NEW_FEATURES = 100_000;
const COST = 0.3;
/** A hundred thousand rows say in a few walks what some hundreds say in many. */
const solverFor = (rows: number) => ({ cost: COST, passes: rows > 20_000 ? 4 : 12 });
/** Above this many texts one part in five is enough to learn honest chances on. */
const ENOUGH_FOR_ONE_PART = 5_000;
const PARTS = 5;
/** New features are looked for in this many texts at most, the newest: those that matter come back in them. */
const MOST_FOR_FEATURES = 20_000;
/** Texts the chances are learned on, at most, and how strongly they lean on the base's: as this many texts of its own. */
const MOST_FOR_CHANCES = 6_000;
const LEAN = 2;
const ROUNDS = 200;
/** Rows a model that only scores others learns from, at most. */
const MOST_FOR_SCORING = 20_000;

/**
 * The base model taught by texts sorted in this place: its weights are where learning begins and what it is held to, so
 * that a few hundred texts put right what is cut otherwise here and leave the rest. Texts of the base are not needed.
 */
export function adaptTopicModel(
  base: TopicModel,
  texts: readonly SiteText[],
  read: EvidenceReader,
  onShare: OnShare = () => {},
): TopicModel {
  const classes = classesOf(base, texts);
  const known = texts.filter(({ label }) => classes.includes(label));
  const labels = Int32Array.from(known, ({ label }) => classes.indexOf(label));
  const vocabulary = widenVocabulary(base.vocabulary, known, (share) => onShare(share * 0.2));
  const places = placesIn(vocabulary, base);
  const kinds =
    base.kinds && widenKinds(base.kinds, places, vocabulary.hashes.length + widthOf(base.evidence));
  const frame = frameOf({ vocabulary, evidence: base.evidence, ...(kinds && { kinds }) });
  const prior = priorOf(base, places, { width: frame.width, classes: classes.length });
  const { matrix, inputs } = packTexts(frame, known, read, (share) => onShare(0.2 + share * 0.4));
  const task: Task = { matrix, inputs, labels, classes: classes.length, prior };
  const blend = learnChances(task, widenBlend(base, classes.length), (share) => onShare(0.6 + share * 0.25));
  const weights = separateTogether(
    matrix,
    labels,
    everyRow(labels),
    classes.length,
    solverFor(labels.length),
    prior.slice(),
  );
  onShare(1);
  return {
    classes,
    vocabulary,
    evidence: base.evidence,
    blend,
    ...(kinds && { kinds }),
    ...(base.likeness && { likeness: base.likeness }),
    ...(base.leanings && { leanings: base.leanings }),
    ...(base.calibration && { calibration: base.calibration }),
    weights: classes.map((_, cls) =>
      Float32Array.from({ length: frame.width }, (_, column) =>
        float32At(weights, column * classes.length + cls),
      ),
    ),
  };
}

interface Task {
  matrix: Matrix;
  inputs: Float64Array[];
  labels: Int32Array;
  classes: number;
  prior: Float32Array;
}

const everyRow = (labels: Int32Array): Int32Array => Int32Array.from(labels, (_, row) => row);

function classesOf(base: TopicModel, texts: readonly SiteText[]): string[] {
  const counts = new Map<string, number>();
  for (const { label } of texts) counts.set(label, (counts.get(label) ?? 0) + 1);
  const fresh = [...counts].filter(
    ([label, count]) => count >= LEAST_OF_NEW_CLASS && !base.classes.includes(label),
  );
  return [...base.classes, ...fresh.map(([label]) => label).sort()];
}

/** The base's features and those that come back in the texts of this place. */
function widenVocabulary(base: Vocabulary, texts: readonly SiteText[], onShare: OnShare): Vocabulary {
  const looked = texts.slice(0, MOST_FOR_FEATURES);
  const words = createFeatureCounts();
  const letters = createFeatureCounts();
  looked.forEach(({ text }, index) => {
    const features = readTopicFeatures(text);
    for (const hash of features.words) if (columnOfFeature(base, hash) < 0) words.add(hash, index);
    for (const hash of features.letters) if (columnOfFeature(base, hash) < 0) letters.add(hash, index);
    if (index % 1000 === 0) onShare(index / looked.length);
  });
  const least = looked.length < 5_000 ? 2 : looked.length < 20_000 ? 3 : 5;
  const newWords = words.frequent(least, MOST_NEW_FEATURES / 2);
  const newLetters = letters.frequent(least, MOST_NEW_FEATURES / 2);
  const { wordCount } = base;
  const rarity = (counts: Uint32Array) => [...counts].map((count) => rarityOf(count, looked.length));
  return makeVocabulary(
    Uint32Array.from([
      ...base.hashes.subarray(0, wordCount),
      ...newWords.hashes,
      ...base.hashes.subarray(wordCount),
      ...newLetters.hashes,
    ]),
    Float32Array.from([
      ...base.weights.subarray(0, wordCount),
      ...rarity(newWords.counts),
      ...base.weights.subarray(wordCount),
      ...rarity(newLetters.counts),
    ]),
    wordCount + newWords.hashes.length,
  );
}

/** Texts the shipped model was trained on, about: what it has never met is rarer than among the own alone. */
const BASE_TEXTS = 3_000;
const rarityOf = (count: number, texts: number): number =>
  Math.log((1 + texts + BASE_TEXTS) / (1 + count)) + 1;

const widthOf = ({ facts, blocks }: TopicModel['evidence']): number => facts.length + blocks.length;

/** By column of the base: its place in the wider model. */
function placesIn({ wordCount, hashes }: Vocabulary, base: TopicModel): Int32Array {
  const old = base.vocabulary;
  const newWords = wordCount - old.wordCount;
  const newFeatures = hashes.length - old.hashes.length;
  return Int32Array.from({ length: firstOf(base.weights).length }, (_, column) =>
    column < old.wordCount ? column : column < old.hashes.length ? column + newWords : column + newFeatures,
  );
}

/** Weights of the base where its columns and classes stand in the wider model; zero for what is new. */
function priorOf(
  base: TopicModel,
  places: Int32Array,
  { width, classes }: { width: number; classes: number },
): Float32Array {
  const given = sideBySide(base.weights);
  const prior = new Float32Array(width * classes);
  places.forEach((place, column) => {
    for (let cls = 0; cls < base.classes.length; cls += 1)
      prior[place * classes + cls] = float32At(given, column * base.classes.length + cls);
  });
  return prior;
}

/** Kinds stay as they are; only the margins of their registers have columns that moved. */
function widenKinds(kinds: Kinds, places: Int32Array, width: number): Kinds {
  const registers = kinds.registers.map((old) => {
    const wide = new Float32Array(width);
    old.forEach((weight, column) => {
      wide[int32At(places, column)] = weight;
    });
    return wide;
  });
  return { ...kinds, registers };
}

/** Rows of all texts, packed as they are made: a hundred thousand of them are half a gigabyte. */
function packTexts(
  frame: Frame,
  texts: readonly SiteText[],
  read: (text: string) => Evidence,
  onShare: OnShare,
) {
  const starts = new Int32Array(texts.length + 1);
  let columns = new Int32Array(1 << 16);
  let values = new Float32Array(1 << 16);
  const inputs: Float64Array[] = [];
  texts.forEach(({ text }, index) => {
    const { row, inputs: own } = prepare(frame, text, read(text));
    const start = int32At(starts, index);
    const end = start + row.columns.length;
    if (end > columns.length) {
      const size = Math.ceil(end * 1.5);
      const [oldColumns, oldValues] = [columns, values];
      columns = new Int32Array(size);
      values = new Float32Array(size);
      columns.set(oldColumns);
      values.set(oldValues);
    }
    columns.set(row.columns, start);
    values.set(row.values, start);
    starts[index + 1] = end;
    inputs.push(own);
    if (index % 1000 === 0) onShare(index / texts.length);
  });
  const matrix: Matrix = { starts, columns, values, width: frame.width };
  return { matrix, inputs };
}

/** Chances learned on scores of models that had not seen the text. */
function learnChances(task: Task, start: Blend, onShare: OnShare): Blend {
  const { labels, classes } = task;
  const count = labels.length;
  const scores: Float64Array[] = [];
  const truths: number[] = [];
  const rounds = count > ENOUGH_FOR_ONE_PART ? 1 : PARTS;
  for (let part = 0; part < rounds; part += 1) {
    const all = everyRow(labels);
    const weights = separateTogether(
      task.matrix,
      labels,
      all.filter((row) => row % PARTS !== part).slice(0, MOST_FOR_SCORING),
      classes,
      solverFor(count),
      task.prior.slice(),
    );
    for (const row of all.filter((one) => one % PARTS === part)) {
      if (scores.length >= MOST_FOR_CHANCES) break;
      scores.push(scoreRow(task, weights, row));
      truths.push(int32At(labels, row));
    }
    onShare((part + 1) / rounds);
  }
  if (scores.length === 0) return start;
  return learnBlend(scores, Int32Array.from(truths), classes, {
    start: start.weights,
    hold: LEAN / scores.length,
    rounds: ROUNDS,
  });
}

function scoreRow({ matrix, inputs, classes }: Task, weights: Float32Array, row: number): Float64Array {
  const own = itemAt(inputs, row);
  const scores = new Float64Array(classes + own.length);
  for (let at = int32At(matrix.starts, row); at < int32At(matrix.starts, row + 1); at += 1) {
    const start = int32At(matrix.columns, at) * classes;
    const value = float32At(matrix.values, at);
    for (let cls = 0; cls < classes; cls += 1)
      addFloat64(scores, cls, float32At(weights, start + cls) * value);
  }
  scores.set(own, classes);
  return scores;
}

/** The base's map with rows and inputs for classes it had not. */
function widenBlend(base: TopicModel, classes: number): Blend {
  const old = base.blend;
  const more = classes - old.classes;
  const inputs = old.inputs + more;
  const weights = new Float64Array(classes * (inputs + 1));
  for (let cls = 0; cls < classes; cls += 1) {
    const start = cls * (inputs + 1);
    if (cls >= old.classes) {
      weights[start + cls] = 3;
      continue;
    }
    const from = cls * (old.inputs + 1);
    for (let input = 0; input <= old.inputs; input += 1) {
      const place = input < old.classes ? input : input + more;
      weights[start + place] = float64At(old.weights, from + input);
    }
  }
  return { inputs, classes, weights };
}
