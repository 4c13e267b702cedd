import type { CommittedLine } from './day-sheet.ts';

/** What is believed of a line. */
export interface Believed {
  /** Null = it is gone by a record of the journal. */
  hash: string | null;
  /** The day it was committed on; null = today's, not signed yet. */
  day: string | null;
  /** Of a lawful erasure; null = there was none. */
  ground: string | null;
}

/** Kind → id → what is believed. */
export type Commitments = Map<string, Map<string, Believed>>;

/** What may become of a committed line of a kind without an erasure. */
export interface Rule {
  isFinal: boolean;
  mayReturn: boolean;
}

/** A final line that was committed anew, or left the record, without an erasure. */
export interface Rewritten {
  kind: string;
  id: string;
  day: string | null;
}

/**
 * Takes commitments of one day in, in their order; what is final is never another afterwards but by an erasure.
 * A line that was taken back (an answer whose approval was undone) may be committed again.
 */
export function takeLines(
  known: Commitments,
  lines: readonly CommittedLine[],
  { day, ruleOf }: { day: string | null; ruleOf: (kind: string) => Rule | undefined },
): Rewritten[] {
  const rewritten: Rewritten[] = [];
  for (const [kind, id, hash, ground = null] of lines) {
    const ofKind = known.get(kind) ?? new Map<string, Believed>();
    known.set(kind, ofKind);
    const before = ofKind.get(id);
    const rule = ruleOf(kind);
    const isKept = rule?.isFinal && !(hash === null && rule.mayReturn);
    if (before?.hash && before.hash !== hash && ground === null && isKept) {
      rewritten.push({ kind, id, day });
      continue;
    }
    ofKind.set(id, { hash, day, ground: ground ?? before?.ground ?? null });
  }
  return rewritten;
}

export const findCommitment = (known: Commitments, kind: string, id: string): Believed | undefined =>
  known.get(kind)?.get(id);
