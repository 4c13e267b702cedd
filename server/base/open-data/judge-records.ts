import { createHash } from 'node:crypto';
import type { OpenRecord } from './set.ts';

/** What is remembered of a record as it was given last: the SHA-256 of its words, hexadecimal; null = it was withdrawn. */
export type Known = ReadonlyMap<string, string | null>;

export interface Difference {
  key: string;
  hash: string | null;
  kind: 'added' | 'changed' | 'withdrawn';
}

export const hashRecord = ({ values }: OpenRecord): string =>
  createHash('sha256').update(JSON.stringify(values)).digest('hex');

/** Records that were not given before or say something else now. One that comes back counts as added; a reader who may have had it is told that it changed. */
export function differencesOf(known: Known, records: readonly OpenRecord[]): Difference[] {
  return records.flatMap((record): Difference[] => {
    const hash = hashRecord(record);
    const former = known.get(record.key) ?? null;
    if (former === hash) return [];
    return [{ key: record.key, hash, kind: former === null ? 'added' : 'changed' }];
  });
}

/** Records that were given and may be given no more. */
export const withdrawalsOf = (known: Known, isLive: (key: string) => boolean): Difference[] =>
  [...known].flatMap(([key, hash]): Difference[] =>
    hash === null || isLive(key) ? [] : [{ key, hash: null, kind: 'withdrawn' }],
  );

/** A line of the ledger after a number a reader remembers. */
export interface ChangeLine {
  key: string;
  addedSeq: number;
  isWithdrawn: boolean;
}

/**
 * What a reader is told of a line. Who has never been given a record is not told that there was one; one that may not be given at this
 * moment is withdrawn, though the ledger does not know it yet.
 */
export function toldOf(
  { addedSeq, isWithdrawn }: ChangeLine,
  cursor: number,
  mayBeGiven: boolean,
): Difference['kind'] | null {
  const isNew = addedSeq > cursor;
  if (isWithdrawn || !mayBeGiven) return isNew ? null : 'withdrawn';
  return isNew ? 'added' : 'changed';
}
