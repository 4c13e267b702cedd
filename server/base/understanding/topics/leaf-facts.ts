import { knownIn } from '../../../../shared/known.ts';
import { numberAt } from '../../../../shared/lists.ts';
import { addFloat32, float32At, int32At } from '../../../lib/typed-arrays.ts';
import { type EvidenceReader, squash } from './evidence.ts';
import { dot } from './linear.ts';
import type { SparseRow } from './vocabulary.ts';

/** What the facts of the taxonomy found in a text say for each leaf. */
export type FactLeanings = (text: string) => Float32Array;

/** A fact found in every text says this little. */
export const LEAST_RARITY = 0.3;

/**
 * Learns which facts of the taxonomy's own words the texts of each leaf and its name speak of: likeness to both, weighed
 * by `shares`. Many words that residents have for one thing are one fact, which few texts are enough to show.
 */
export function learnFactLeanings(
  { texts, leafOf, names }: { texts: readonly string[]; leafOf: Int32Array; names: readonly string[] },
  read: EvidenceReader,
  shares: { mean: number; name: number },
): FactLeanings {
  const raw = texts.map((text) => read(text).facts.filter(({ score }) => score > 0));
  const counts = new Map<string, number>();
  for (const { factId } of raw.flat()) counts.set(factId, (counts.get(factId) ?? 0) + 1);
  const places = new Map([...counts.keys()].map((factId, place) => [factId, place]));
  const rarities = [...counts.values()].map(
    (count) => Math.log((1 + texts.length) / (1 + count)) + LEAST_RARITY,
  );
  const rowOf = (text: string): SparseRow => {
    const found = read(text).facts.filter(({ factId, score }) => score > 0 && places.has(factId));
    const columns = Int32Array.from(found, ({ factId }) => knownIn(places, factId));
    const values = Float32Array.from(
      found,
      ({ score }, at) => squash(score) * numberAt(rarities, int32At(columns, at)),
    );
    const length = Math.hypot(...values) || 1;
    return { columns, values: values.map((value) => value / length) };
  };
  const rows = texts.map(rowOf);
  const weights = names.map((name, leaf) => {
    const mean = sumOf(
      rows.filter((_, text) => leafOf[text] === leaf),
      places.size,
    );
    const own = sumOf([rowOf(name)], places.size);
    return mean.map((value, place) => shares.mean * value + shares.name * float32At(own, place));
  });
  return (text) => {
    const row = rowOf(text);
    return Float32Array.from(weights, (own) => dot(row, own));
  };
}

/** Sum of rows, brought to length 1. */
function sumOf(rows: readonly SparseRow[], width: number): Float32Array {
  const sum = new Float32Array(width);
  for (const { columns, values } of rows) {
    columns.forEach((column, at) => {
      addFloat32(sum, column, float32At(values, at));
    });
  }
  const length = Math.hypot(...sum) || 1;
  return sum.map((value) => value / length);
}
