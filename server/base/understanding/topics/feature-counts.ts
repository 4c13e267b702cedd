import { int32At, uint32At } from '../../../lib/typed-arrays.ts';

/**
 * In how many texts each feature stands. Open addressing in typed arrays: a hundred thousand texts have millions of
 * features, of which few come back.
 */
export interface FeatureCounts {
  /** A feature of text `text`; once counted for a text it is not counted again. Texts come in order. */
  add: (hash: number, text: number) => void;
  /** Features that stand in at least `least` texts, most frequent first, `most` at the utmost. */
  frequent: (least: number, most: number) => { hashes: Uint32Array; counts: Uint32Array };
}

const FIRST_SIZE = 1 << 18;
/** Beyond it new features are no more taken: those that come back have been met by then. */
const LARGEST_SIZE = 1 << 23;

export function createFeatureCounts(): FeatureCounts {
  let size = FIRST_SIZE;
  let used = 0;
  let hashes = new Uint32Array(size);
  let counts = new Uint32Array(size);
  let last = new Int32Array(size);
  const slotOf = (hash: number): number => {
    let slot = hash & (size - 1);
    while (counts[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) & (size - 1);
    return slot;
  };
  const grow = () => {
    const [oldHashes, oldCounts, oldLast] = [hashes, counts, last];
    size *= 2;
    hashes = new Uint32Array(size);
    counts = new Uint32Array(size);
    last = new Int32Array(size);
    oldCounts.forEach((count, old) => {
      if (count === 0) return;
      const slot = slotOf(uint32At(oldHashes, old));
      hashes[slot] = uint32At(oldHashes, old);
      counts[slot] = count;
      last[slot] = int32At(oldLast, old);
    });
  };
  return {
    add(hash, text) {
      const slot = slotOf(hash);
      if (counts[slot] === 0) {
        if (used * 2 >= size) {
          if (size >= LARGEST_SIZE) return;
          grow();
          this.add(hash, text);
          return;
        }
        used += 1;
        hashes[slot] = hash;
      } else if (last[slot] === text) return;
      counts[slot]! += 1;
      last[slot] = text;
    },
    frequent(least, most) {
      const slots: number[] = [];
      counts.forEach((count, slot) => {
        if (count >= least) slots.push(slot);
      });
      const kept = slots
        .sort(
          (a, b) => uint32At(counts, b) - uint32At(counts, a) || uint32At(hashes, a) - uint32At(hashes, b),
        )
        .slice(0, most);
      return {
        hashes: Uint32Array.from(kept, (slot) => uint32At(hashes, slot)),
        counts: Uint32Array.from(kept, (slot) => uint32At(counts, slot)),
      };
    },
  };
}
