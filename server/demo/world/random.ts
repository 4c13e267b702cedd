/** A seeded stream of random values: the same key always gives the same values, on every machine. */
export interface Random {
  /** Uniform, 0 ≤ value < 1, 32 bits. */
  next: () => number;
  /** Whole number from `low` to `high`, both included. */
  int: (low: number, high: number) => number;
  chance: (probability: number) => boolean;
  pick: <T>(items: readonly T[]) => T;
  /** Log-normal with the given median; `spread` is the standard deviation of the logarithm. */
  around: (median: number, spread: number) => number;
}

/** Hashes text to 32 bits (xmur3 by bryc, public domain); call again for more. */
function hashText(text: string): () => number {
  let h = 1779033703 ^ text.length;
  for (let i = 0; i < text.length; i += 1) {
    h = Math.imul(h ^ text.charCodeAt(i), 3432918353);
    h = (h << 13) | (h >>> 19);
  }
  return () => {
    h = Math.imul(h ^ (h >>> 16), 2246822507);
    h = Math.imul(h ^ (h >>> 13), 3266489909);
    h ^= h >>> 16;
    return h >>> 0;
  };
}

/** Opens the stream of a key (sfc32 by Chris Doty-Humphrey, public domain). */
export function openRandom(key: string): Random {
  const seed = hashText(key);
  let [a, b, c, d] = [seed() | 0, seed() | 0, seed() | 0, 1];
  const next = () => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  // The first values still show the key.
  for (let i = 0; i < 12; i += 1) next();
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (items) => {
      if (items.length === 0) throw new Error('Nothing to pick from');
      return items[Math.floor(next() * items.length)]!;
    },
    around: (median, spread) => median * Math.exp(spread * normal()),
  };
}

/** Picks among items by weight. */
export type Sampler<T> = (random: Random) => T;

/** Prepares a pick by weights, which must be at least 0 and not all 0. */
export function createSampler<T>(items: readonly T[], weightOf: (item: T) => number): Sampler<T> {
  const bounds = new Float64Array(items.length);
  let total = 0;
  items.forEach((item, index) => {
    total += weightOf(item);
    bounds[index] = total;
  });
  if (!(total > 0)) throw new Error('Weights are all zero');
  return (random) => {
    const mark = random.next() * total;
    let [low, high] = [0, items.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (bounds[middle]! > mark) high = middle;
      else low = middle + 1;
    }
    return items[low]!;
  };
}

/** Shorthand: items with their weights as a record. */
export const sampleKeys = <K extends string>(weights: Record<K, number>): Sampler<K> =>
  createSampler(Object.keys(weights) as K[], (key) => weights[key]);

const bytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
/** Eight hexadecimal digits of 32 bits. */
const hex = (word: number): string =>
  bytes[(word >>> 24) & 255]! + bytes[(word >>> 16) & 255]! + bytes[(word >>> 8) & 255]! + bytes[word & 255]!;

/**
 * UUID version 7 of a moment (ms since 1970) with its random part from the stream, so that ids lie in the order of time
 * as the program's own do.
 */
export function demoUuid(atMs: number, random: Random): string {
  const word = () => Math.floor(random.next() * 4_294_967_296);
  const [first, second, third] = [word(), word(), word()];
  const high = hex(Math.floor(atMs / 65_536));
  const low = hex(((atMs % 65_536) << 16) | 0x7000 | (first & 0x0fff));
  const middle = hex(((0x8000 | (second & 0x3fff)) << 16) | (first >>> 16));
  return `${high}-${low.slice(0, 4)}-${low.slice(4)}-${middle.slice(0, 4)}-${middle.slice(4)}${hex(third)}`;
}
