import { BANDS, hashBands } from './min-hash.ts';

/** Slots of one bucket, the newest: one line of the processor's cache. What more have in common is no sign. */
const DEPTH = 16;
/** Entries a bucket should hold when the index is full: different bands share it. */
const LOAD = 10;
const NONE = 0xffffffff;

/**
 * Messages by the bands of their MinHash, buckets side by side: a band is looked up at one place of the memory. An entry
 * is the slot with so many bits of its hash as there is room for: the entries of other hashes are passed over unseen.
 */
export function createBandBuckets(capacity: number) {
  const buckets = 2 ** Math.ceil(Math.log2(Math.max(64, (capacity * BANDS) / LOAD / 1.5)));
  const slotBits = Math.ceil(Math.log2(Math.max(2, capacity)));
  const slotMask = 2 ** slotBits - 1;
  const entries = new Uint32Array(buckets * DEPTH).fill(NONE);
  const newest = new Uint8Array(buckets);
  const bands = new Uint32Array(BANDS);
  // The low bits choose the bucket, the high ones mark the entry.
  const markOf = (hash: number): number => (hash & ~slotMask) >>> 0;

  return {
    bytes: entries.byteLength + newest.byteLength,
    add(keys: Uint32Array, slot: number): void {
      if (keys.length === 0) return;
      hashBands(keys, bands);
      for (let band = 0; band < BANDS; band += 1) {
        const hash = bands[band]!;
        const bucket = hash & (buckets - 1);
        const place = newest[bucket]!;
        entries[bucket * DEPTH + place] = markOf(hash) | slot;
        newest[bucket] = (place + 1) % DEPTH;
      }
    },
    /** Calls with each slot that shares a band; with one that shares several, several times. */
    walk(keys: Uint32Array, look: (slot: number) => void): void {
      if (keys.length === 0) return;
      hashBands(keys, bands);
      for (let band = 0; band < BANDS; band += 1) {
        const hash = bands[band]!;
        const mark = markOf(hash);
        const from = (hash & (buckets - 1)) * DEPTH;
        for (let place = from; place < from + DEPTH; place += 1) {
          const entry = entries[place]!;
          if (entry !== NONE && (entry & ~slotMask) >>> 0 === mark) look(entry & slotMask);
        }
      }
    },
  };
}
