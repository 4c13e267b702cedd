import { itemAt } from '../../../../shared/lists.ts';
import { addFloat64, float32At, float64At, int32At, uint8At, uint16At } from '../../../lib/typed-arrays.ts';
import { weighRegisters } from './registers.ts';
import type { TextCounts } from './text-row.ts';

/**
 * Kinds of matters finer than the classes of a model (themes of a portal), by which the class of a text is told once more:
 * what its stems and the facts of the taxonomy say for each kind, summed up by class. A class of many kinds is no longer
 * one lump, and where kinds of two classes lie close (street lamps) the sums are near each other, so that the confidence
 * is honest.
 */
export interface Kinds {
  /** Classes of the model that learned them. */
  classes: number;
  /** By kind: its class, what its frequency says, and what a stem says that it has never had. */
  classOf: Uint8Array;
  priors: Float32Array;
  lacks: Float32Array;
  /** By column of the vocabulary: what a stem that it has had says beyond that. */
  stems: Leanings;
  /** By fact of the evidence: how rare it is, and what it says. */
  rarities: Float32Array;
  facts: Leanings;
  /** By register (a portal has its own list of kinds): weights of a margin by column of the model; none when there is one. */
  registers: Float32Array[];
  /** By kind: its register. */
  registerOf: Uint8Array;
  /** By kind: columns of the facts its name covers; none where it is as wide as a block. */
  factsOf: readonly (readonly number[])[];
}

/** What columns say for kinds, sparse: those of one column lie from `starts[column]` to the next. */
export interface Leanings {
  starts: Int32Array;
  kinds: Uint16Array;
  values: Float32Array;
}

/** What the taxonomy finds in a text: numbers of facts among the columns of the evidence, and their squashed scores. */
export interface FoundFacts {
  count: number;
  facts: Int32Array;
  shares: Float64Array;
  /** By column: the chance that a kind is meant whose name covers the fact; its facts share it by their evidence. */
  meant: Float64Array;
}

/** Logarithms of the chances of every class, overwritten by the next text; margins of registers lie from `first` on. */
export type KindReader = (
  text: TextCounts,
  found: FoundFacts,
  margins: ArrayLike<number>,
  first: number,
) => Float64Array;

/** Below this chance a class is no likelier than any other that nothing speaks for. */
const LEAST_CHANCE = 0.003;
/** Of the facts one kind covers, one that no word speaks for has this beside the evidence of the others. */
const LEAST_EVIDENCE = 0.1;
/** So far behind the best a kind has no part in the chances that could be seen. */
const LEAST_SCORE = -9;
/** Margins of registers → chances: the sharpness of a softmax. */
const SHARPNESS = 1.5;

/** Makes the reader of kinds. */
export function createKindReader(kinds: Kinds): KindReader {
  const { classes, classOf, priors, lacks, stems, rarities, facts, registers, registerOf, factsOf } = kinds;
  const ofRegisters = { count: registers.length, sharpness: SHARPNESS };
  const scores = new Float64Array(classOf.length);
  const sums = new Float64Array(classes);
  const evidence = new Float64Array(rarities.length);
  const last = stems.starts.length - 1;
  const addStems = ({ size, columns }: TextCounts): void => {
    scores.fill(0);
    let known = 0;
    for (let at = 0; at < size; at += 1) {
      const column = int32At(columns, at);
      // A vocabulary widened by this place's words has more columns; pairs say nothing for kinds.
      if (column >= last) continue;
      const end = int32At(stems.starts, column + 1);
      let place = int32At(stems.starts, column);
      if (place < end) known += 1;
      for (; place < end; place += 1)
        addFloat64(scores, uint16At(stems.kinds, place), float32At(stems.values, place));
    }
    const scale = 1 / Math.sqrt(known + 1);
    for (let kind = 0; kind < scores.length; kind += 1)
      scores[kind] =
        (float64At(scores, kind) + known * float32At(lacks, kind)) * scale + float32At(priors, kind);
  };
  const addFacts = ({ count, facts: found, shares }: FoundFacts): void => {
    let length = 0;
    for (let at = 0; at < count; at += 1)
      length += (float64At(shares, at) * float32At(rarities, int32At(found, at))) ** 2;
    const scale = 1 / Math.sqrt(length || 1);
    for (let at = 0; at < count; at += 1) {
      const fact = int32At(found, at);
      const value = float64At(shares, at) * float32At(rarities, fact) * scale;
      for (let place = int32At(facts.starts, fact); place < int32At(facts.starts, fact + 1); place += 1)
        addFloat64(scores, uint16At(facts.kinds, place), float32At(facts.values, place) * value);
    }
  };
  /** Facts of one kind share its power by what the taxonomy's words say for each. */
  const shareOut = (own: readonly number[], power: number, meant: Float64Array): void => {
    let whole = 0;
    for (const fact of own) whole += float64At(evidence, fact) + LEAST_EVIDENCE;
    for (const fact of own)
      addFloat64(meant, fact, (power * (float64At(evidence, fact) + LEAST_EVIDENCE)) / whole);
  };
  return (text, found, margins, first) => {
    addStems(text);
    addFacts(found);
    if (registers.length > 0) {
      const said = weighRegisters(margins, first, ofRegisters);
      for (let kind = 0; kind < scores.length; kind += 1)
        addFloat64(scores, kind, float64At(said, uint8At(registerOf, kind)));
    }
    let highest = Number.NEGATIVE_INFINITY;
    for (let kind = 0; kind < scores.length; kind += 1) highest = Math.max(highest, float64At(scores, kind));
    sums.fill(0);
    const { meant } = found;
    meant.fill(0);
    for (let at = 0; at < found.count; at += 1)
      evidence[int32At(found.facts, at)] = float64At(found.shares, at);
    let total = 0;
    for (let kind = 0; kind < scores.length; kind += 1) {
      const behind = float64At(scores, kind) - highest;
      if (behind < LEAST_SCORE) continue;
      const power = Math.exp(behind);
      addFloat64(sums, uint8At(classOf, kind), power);
      total += power;
      const own = itemAt(factsOf, kind);
      if (own.length > 0) shareOut(own, power, meant);
    }
    for (let at = 0; at < found.count; at += 1) evidence[int32At(found.facts, at)] = 0;
    for (let fact = 0; fact < meant.length; fact += 1) meant[fact]! /= total;
    for (let cls = 0; cls < classes; cls += 1)
      sums[cls] = Math.log(float64At(sums, cls) / total + LEAST_CHANCE);
    return sums;
  };
}
