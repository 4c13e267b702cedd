import { knownIn } from '../../../../shared/known.ts';
import { numberAt } from '../../../../shared/lists.ts';
import { float32At } from '../../../lib/typed-arrays.ts';
import { createLikeness } from './likeness-to-all.ts';
import { rowOf, type TextCounts } from './text-row.ts';
import type { SparseRow } from './vocabulary.ts';

/** What texts of one fact have in common: their mean direction, cut to its strongest columns. */
export interface FactCentroid {
  factId: string;
  block: string;
  /** Texts it was learned from. */
  texts: number;
  columns: Int32Array;
  values: Float32Array;
}

/** What the operators' choices here say of a fact, 0–1. */
export interface LearnedFact {
  factId: string;
  block: string;
  share: number;
}

/** A fact is learned from this many texts on; fewer say more of themselves than of the fact. */
const LEAST_TEXTS = 3;
const MOST_COLUMNS = 400;
/** Texts one fact is learned from at most: its mean direction moves no more. */
const MOST_TEXTS = 500;
/** Sharpness of the softmax over likeness, as for themes of a block (`leaf-model.ts`). */
const LIKENESS = 10.6;
/** This many texts make a fact's likeness count for half. */
const HALF_TRUSTED = 8;

/** Learns the facts that the texts have. `rows` are of one vocabulary; `width` its size: evidence columns are left out. */
export function learnCentroids(
  rows: Iterable<{ row: SparseRow; factId: string; block: string }>,
  width: number,
): FactCentroid[] {
  const sums = new Map<string, { block: string; texts: number; sum: Map<number, number> }>();
  for (const { row, factId, block } of rows) {
    const known = sums.get(factId) ?? { block, texts: 0, sum: new Map<number, number>() };
    sums.set(factId, known);
    known.texts += 1;
    if (known.texts > MOST_TEXTS) continue;
    row.columns.forEach((column, at) => {
      if (column < width) known.sum.set(column, (known.sum.get(column) ?? 0) + float32At(row.values, at));
    });
  }
  return [...sums]
    .filter(([, { texts }]) => texts >= LEAST_TEXTS)
    .map(([factId, { block, texts, sum }]) => {
      const strongest = [...sum].sort((a, b) => b[1] - a[1]).slice(0, MOST_COLUMNS);
      const length = Math.sqrt(strongest.reduce((total, [, value]) => total + value * value, 0)) || 1;
      return {
        factId,
        block,
        texts,
        columns: Int32Array.from(strongest, ([column]) => column),
        values: Float32Array.from(strongest, ([, value]) => value / length),
      };
    })
    .sort((a, b) => (a.factId < b.factId ? -1 : 1));
}

/** Likeness of a text to each fact, 0–1. */
export function createAlikeReader(
  centroids: readonly FactCentroid[],
  width: number,
): (text: TextCounts) => { factId: string; block: string; likeness: number }[] {
  if (centroids.length === 0) return () => [];
  const likenessTo = createLikeness(centroids, width);
  return (text) => {
    const likeness = likenessTo(rowOf(text));
    // Both parts of a row have length 1: its own is √2.
    return centroids.map(({ factId, block }, at) => ({
      factId,
      block,
      likeness: float32At(likeness, at) / Math.SQRT2,
    }));
  };
}

/**
 * Makes the reader of learned facts: likeness of a text to each, as chances within the fact's block.
 * @param width columns of the vocabulary.
 */
export function createFactReader(
  centroids: readonly FactCentroid[],
  width: number,
): (text: TextCounts) => LearnedFact[] {
  if (centroids.length === 0) return () => [];
  const likenessTo = createLikeness(centroids, width);
  return (text) => {
    const likeness = likenessTo(rowOf(text));
    const totals = new Map<string, number>();
    const powers = centroids.map(({ block }, fact) => {
      // Both parts of a row have length 1: its own is √2.
      const power = Math.exp((LIKENESS * float32At(likeness, fact)) / Math.SQRT2);
      totals.set(block, (totals.get(block) ?? 0) + power);
      return power;
    });
    return centroids.map(({ factId, block, texts }, fact) => ({
      factId,
      block,
      share: ((numberAt(powers, fact) / knownIn(totals, block)) * texts) / (texts + HALF_TRUSTED),
    }));
  };
}
