import { addFloat32, addFloat64, float32At, float64At, int32At } from '../../../lib/typed-arrays.ts';
import { readStems } from './text-features.ts';

/** What the stems of a text say for each leaf: a sum of logarithms, over the root of their number. */
export type StemLeanings = (text: string) => Float32Array;

/** A name says in a few words what it takes many texts to say: its stems count as of so many texts. */
export const NAME_WORTH = 4;
/** A leaf leans to the common speech as if it had so many stems of it more: a rare one has few of its own. */
export const COMMON_STEMS = 100;
/** A stem must stand in so many texts or names. */
const LEAST_TEXTS = 2;

/**
 * Learns how much oftener each stem stands in the texts and the name of each leaf than in all (naive Bayes, a stem counted
 * once a text). Unlike margins it asks for few texts.
 */
export function learnStemLeanings(
  texts: readonly string[],
  leafOf: Int32Array,
  names: readonly string[],
): StemLeanings {
  const leaves = names.length;
  const stems = [...texts, ...names].map((text) => new Set(readStems(text)));
  const places = placesOf(stems);
  const weights = new Float32Array(places.size * leaves);
  const ofLeaf = new Float64Array(leaves);
  const ofStem = new Float64Array(places.size).fill(1);
  stems.forEach((own, at) => {
    const isName = at >= texts.length;
    const leaf = isName ? at - texts.length : int32At(leafOf, at);
    const worth = isName ? NAME_WORTH : 1;
    for (const stem of own) {
      const place = places.get(stem);
      if (place === undefined) continue;
      addFloat32(weights, place * leaves + leaf, worth);
      addFloat64(ofLeaf, leaf, worth);
      addFloat64(ofStem, place, worth);
    }
  });
  const total = ofStem.reduce((sum, count) => sum + count, 0);
  weights.forEach((count, at) => {
    const common = float64At(ofStem, Math.floor(at / leaves)) / total;
    weights[at] = Math.log(
      (count + COMMON_STEMS * common) / (float64At(ofLeaf, at % leaves) + COMMON_STEMS) / common,
    );
  });
  return (text) => sumUp(new Set(readStems(text)), places, weights, leaves);
}

/** Number of every stem that comes back. */
function placesOf(stems: readonly ReadonlySet<number>[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const own of stems) for (const stem of own) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= LEAST_TEXTS);
  return new Map(kept.map(([stem], place) => [stem, place]));
}

function sumUp(
  stems: ReadonlySet<number>,
  places: ReadonlyMap<number, number>,
  weights: Float32Array,
  leaves: number,
): Float32Array {
  const sums = new Float32Array(leaves);
  let known = 0;
  for (const stem of stems) {
    const place = places.get(stem);
    if (place === undefined) continue;
    known += 1;
    for (let leaf = 0; leaf < leaves; leaf += 1)
      addFloat32(sums, leaf, float32At(weights, place * leaves + leaf));
  }
  return sums.map((sum) => sum / Math.sqrt(known + 1));
}
