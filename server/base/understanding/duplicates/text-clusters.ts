import { knownIn } from '../../../../shared/known.ts';
import { firstOf, itemAt, numberAt } from '../../../../shared/lists.ts';
import { readMatter } from './matter-words.ts';

/** Likeness (cosine of rarity-weighted words) from which a text joins a leader, and from which it stays at a cluster's middle. */
const JOIN = 0.34;
const STAY = 0.24;
/** A word of more texts than both, in share and in number, leads to no candidates: it would lead to all. */
const COMMON = { share: 0.25, texts: 400 } as const;
/** A word belongs to the middle of a cluster when so many of its texts have it. */
const MIDDLE = 0.2;
/** Words of a middle that are compared. */
const MIDDLE_WORDS = 40;

interface Vector {
  keys: readonly number[];
  /** Weight of each key, of unit length all together. */
  weights: readonly number[];
}

/**
 * Groups of texts that say alike, by the words duplicates are compared by (stems without courtesy and addresses, rare ones
 * counting more). Leader clustering in one pass, then every text is put to the nearest middle: what came first decides no longer.
 * Places in the array given, the largest group first; groups of fewer than `least` are left out. About 0.1 ms a text.
 */
export function clusterTexts(texts: readonly string[], least: number): number[][] {
  const read = texts.map((text) => [...readMatter(text).keys]);
  const weigh = countRarity(read);
  const vectors = read.map((keys) => makeVector(keys.map((key) => [key, weigh(key)] as const)));
  const common = Math.max(COMMON.texts, texts.length * COMMON.share);
  const isCommon = (key: number): boolean => weigh.uses(key) > common;
  const first = gather(vectors, isCommon);
  const middles = [...first.values()]
    .filter((members) => members.length >= Math.min(2, least))
    .map((members) => findMiddle(members.map((at) => itemAt(vectors, at))));
  return settle(vectors, middles, isCommon)
    .filter((members) => members.length >= least)
    .sort((a, b) => b.length - a.length || firstOf(a) - firstOf(b));
}

/** Rarity of words among these texts: ln(1 + N / uses). */
function countRarity(texts: readonly (readonly number[])[]) {
  const uses = new Map<number, number>();
  for (const keys of texts) for (const key of keys) uses.set(key, (uses.get(key) ?? 0) + 1);
  const weigh = (key: number): number => Math.log(1 + texts.length / (uses.get(key) ?? 1));
  return Object.assign(weigh, { uses: (key: number): number => uses.get(key) ?? 0 });
}

function makeVector(pairs: readonly (readonly [key: number, weight: number])[]): Vector {
  const length = Math.sqrt(pairs.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  return { keys: pairs.map(([key]) => key), weights: pairs.map(([, weight]) => weight / length) };
}

/** Vectors found by their words: an inverted list, without common words. */
function openIndex(isCommon: (key: number) => boolean) {
  const byKey = new Map<number, { at: number; weight: number }[]>();
  return {
    add: (at: number, { keys, weights }: Vector): void => {
      keys.forEach((key, place) => {
        if (isCommon(key)) return;
        const list = byKey.get(key) ?? [];
        list.push({ at, weight: numberAt(weights, place) });
        byKey.set(key, list);
      });
    },
    /** The likest one, if it is as like as `least`. Common words count for nothing on both sides alike. */
    find: ({ keys, weights }: Vector, least: number): number | null => {
      const sums = new Map<number, number>();
      keys.forEach((key, place) => {
        for (const { at, weight } of byKey.get(key) ?? [])
          sums.set(at, (sums.get(at) ?? 0) + weight * numberAt(weights, place));
      });
      let best: number | null = null;
      let likeness = least;
      for (const [at, sum] of sums) {
        if (sum < likeness || (sum === likeness && best !== null && at > best)) continue;
        best = at;
        likeness = sum;
      }
      return best;
    },
  };
}

/** A text joins the likest leader or becomes one. */
function gather(vectors: readonly Vector[], isCommon: (key: number) => boolean): Map<number, number[]> {
  const index = openIndex(isCommon);
  const groups = new Map<number, number[]>();
  vectors.forEach((vector, at) => {
    if (vector.keys.length === 0) return;
    const leader = index.find(vector, JOIN);
    if (leader !== null) knownIn(groups, leader).push(at);
    else {
      index.add(at, vector);
      groups.set(at, [at]);
    }
  });
  return groups;
}

function findMiddle(members: readonly Vector[]): Vector {
  const sums = new Map<number, { weight: number; texts: number }>();
  for (const { keys, weights } of members)
    keys.forEach((key, place) => {
      const sum = sums.get(key) ?? { weight: 0, texts: 0 };
      sums.set(key, { weight: sum.weight + numberAt(weights, place), texts: sum.texts + 1 });
    });
  const kept = [...sums]
    .filter(([, { texts }]) => texts >= members.length * MIDDLE)
    .sort(([, a], [, b]) => b.weight - a.weight)
    .slice(0, MIDDLE_WORDS);
  return makeVector(kept.map(([key, { weight }]) => [key, weight] as const));
}

function settle(
  vectors: readonly Vector[],
  middles: readonly Vector[],
  isCommon: (key: number) => boolean,
): number[][] {
  const index = openIndex(isCommon);
  middles.forEach((middle, at) => {
    index.add(at, middle);
  });
  const groups = middles.map((): number[] => []);
  vectors.forEach((vector, at) => {
    const middle = index.find(vector, STAY);
    if (middle !== null) itemAt(groups, middle).push(at);
  });
  return groups;
}
