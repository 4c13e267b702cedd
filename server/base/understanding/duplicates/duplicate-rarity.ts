import { uint32At } from '../../../lib/typed-arrays.ts';

const COUNTERS = 2 ** 17;
/** Logarithms of small counts, looked up. */
const LOGS = Float64Array.from({ length: 4096 }, (_, count) => Math.log(count + 4));

/** How rare words are among the messages added: counted by hash, so that the memory is bounded. */
export function createRarity() {
  const counts = new Uint32Array(COUNTERS);
  let total = 0;
  let logTotal = Math.log(400);
  // A word nobody else has written is more often a slip of the finger than a sign: it weighs half.
  const of = (key: number): number => {
    const count = uint32At(counts, key & (COUNTERS - 1));
    const rare = logTotal - (LOGS[count] ?? Math.log(count + 4));
    return count < 2 ? rare / 2 : rare;
  };
  return {
    of,
    /** Counts the words of one message. */
    add(keys: ArrayLike<number>): void {
      for (let at = 0; at < keys.length; at += 1) counts[keys[at]! & (COUNTERS - 1)]! += 1;
    },
    addMessage(): void {
      total += 1;
      logTotal = Math.log(total + 400);
    },
    weightOf: (keys: Uint32Array): number => keys.reduce((sum, key) => sum + of(key), 0),
    bytes: counts.byteLength,
  };
}
