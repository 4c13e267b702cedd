import { uint8At, uint32At } from '../../../lib/typed-arrays.ts';
import type { Matter } from './matter-words.ts';
import { BANDS, hashBands } from './min-hash.ts';

/** Slots of one bucket, the newest: one line of the processor's cache. What more have in common is no sign. */
const DEPTH = 16;
/** Entries a bucket should hold when the index is full: different bands share it. */
const LOAD = 10;
const NONE = 0xffffffff;
/** Names and houses whose pairs are signs: nine at most. */
const PLACED = 3;

const mix = (name: number, house: number): number => {
  const mixed = Math.imul(name ^ Math.imul(house, 0x9e3779b1), 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
};

/**
 * Messages by the bands of their MinHash and by the places they name, buckets side by side: a sign is looked up at one place of the memory. An entry
 * is the slot with so many bits of its hash as there is room for: the entries of other hashes are passed over unseen.
 */
export function createBandBuckets(capacity: number) {
  const buckets = 2 ** Math.ceil(Math.log2(Math.max(64, (capacity * BANDS) / LOAD / 1.5)));
  const slotBits = Math.ceil(Math.log2(Math.max(2, capacity)));
  const slotMask = 2 ** slotBits - 1;
  const entries = new Uint32Array(buckets * DEPTH).fill(NONE);
  const newest = new Uint8Array(buckets);
  const signs: number[] = [];
  const bands = new Uint32Array(BANDS);
  // The low bits choose the bucket, the high ones mark the entry.
  const markOf = (hash: number): number => (hash & ~slotMask) >>> 0;

  /** Hashes a message is found by: its bands, and each name it names together with each house. */
  function signsOf({ keys, place }: Matter): readonly number[] {
    signs.length = 0;
    if (keys.length > 0) {
      hashBands(keys, bands);
      for (let band = 0; band < BANDS; band += 1) signs.push(uint32At(bands, band));
    }
    for (const name of place.names.slice(0, PLACED)) {
      for (const house of place.houses.slice(0, PLACED)) signs.push(mix(name, house));
    }
    return signs;
  }

  return {
    bytes: entries.byteLength + newest.byteLength,
    add(matter: Matter, slot: number): void {
      for (const hash of signsOf(matter)) {
        const bucket = hash & (buckets - 1);
        const place = uint8At(newest, bucket);
        entries[bucket * DEPTH + place] = markOf(hash) | slot;
        newest[bucket] = (place + 1) % DEPTH;
      }
    },
    /** Calls with each slot that shares a sign; with one that shares several, several times. */
    walk(matter: Matter, look: (slot: number) => void): void {
      for (const hash of signsOf(matter)) {
        const mark = markOf(hash);
        const from = (hash & (buckets - 1)) * DEPTH;
        for (let place = from; place < from + DEPTH; place += 1) {
          const entry = uint32At(entries, place);
          if (entry !== NONE && (entry & ~slotMask) >>> 0 === mark) look(entry & slotMask);
        }
      }
    },
  };
}
