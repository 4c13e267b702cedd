import { createHash } from 'node:crypto';
import { lastOf } from '../../../shared/lists.ts';

/**
 * The tree of RFC 6962 (2.1) over the hashes of a day's records. Leaves, nodes and the root of a day are hashed with a
 * first byte of their own, so that none can be passed off as another.
 */

const sha256 = (...parts: (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const [LEAF, NODE, DAY] = [Buffer.from([0]), Buffer.from([1]), Buffer.from([2])];

const hashLeaf = (recordHash: Buffer): Buffer => sha256(LEAF, recordHash);
const hashNode = (left: Buffer, right: Buffer): Buffer => sha256(NODE, left, right);

/** Grows by records in their order; a million of them are never in memory at once. */
export function createTree() {
  const whole: { level: number; hash: Buffer }[] = [];
  return {
    add(recordHash: Buffer): void {
      let hash = hashLeaf(recordHash);
      let level = 0;
      for (let last = whole.at(-1); last?.level === level; last = whole.at(-1)) {
        hash = hashNode(last.hash, hash);
        level += 1;
        whole.pop();
      }
      whole.push({ level, hash });
    },
    /** Head of the tree; of an empty one, the hash of nothing. */
    head: (): Buffer =>
      whole.length === 0
        ? sha256()
        : whole.slice(0, -1).reduceRight((right, { hash }) => hashNode(hash, right), lastOf(whole).hash),
  };
}

/** Head of the tree over these records. */
export function headOf(recordHashes: readonly Buffer[]): Buffer {
  const tree = createTree();
  for (const hash of recordHashes) tree.add(hash);
  return tree.head();
}

/** Hashes beside the way from a record up to the head, nearest first. */
export function pathTo(recordHashes: readonly Buffer[], index: number): Buffer[] {
  if (recordHashes.length <= 1) return [];
  const half = 2 ** Math.ceil(Math.log2(recordHashes.length) - 1);
  const [left, right] = [recordHashes.slice(0, half), recordHashes.slice(half)];
  return index < half
    ? [...pathTo(left, index), headOf(right)]
    : [...pathTo(right, index - half), headOf(left)];
}

/** The head a record, its place and its path lead to (RFC 9162, 2.1.3.2); null where the path does not fit the place. */
export function headByPath(
  recordHash: Buffer,
  { index, size }: { index: number; size: number },
  path: readonly Buffer[],
): Buffer | null {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return null;
  let [place, last] = [index, size - 1];
  let hash = hashLeaf(recordHash);
  for (const beside of path) {
    if (last === 0) return null;
    if (place % 2 === 1 || place === last) {
      hash = hashNode(beside, hash);
      while (place % 2 === 0 && place !== 0) {
        place /= 2;
        last = Math.floor(last / 2);
      }
    } else hash = hashNode(hash, beside);
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? hash : null;
}

export interface DayRange {
  /** `YYYY-MM-DD`, the city's. */
  day: string;
  firstSeq: number;
  lastSeq: number;
}

/** What is printed: the head bound to its day and to the numbers of its records. */
export const rootOfDay = ({ day, firstSeq, lastSeq }: DayRange, head: Buffer): Buffer =>
  sha256(DAY, `${day}\n${firstSeq}\n${lastSeq}\n`, head);
