import type { WordOutcome } from '../../../../shared/contract/base/promises.ts';

/** What proves that a promise was kept: words of whoever promised prove nothing. */
export type ProofKind = 'residents' | 'evidence' | 'photo' | 'indicator' | 'answer';

/** What is known of a promise, by whoever keeps it. Moments; a term of a day ends with the day. */
export interface WordFacts {
  madeAt: Date;
  /** The end of the term as it was promised first. */
  dueAt: Date;
  /** Every new term there was, in the order they were said. */
  moves: readonly { at: Date; dueAt: Date }[];
  /** When it was done by the word of whoever promised; null = nobody has said so, or a resident has denied it. */
  doneAt: Date | null;
  /** What proves that it was done; null = nothing does (yet). */
  proof: ProofKind | null;
}

export interface JudgedWord {
  outcome: WordOutcome;
  /** The term the promise is held to: the first one, or the one it was lawfully moved to. */
  dueAt: Date;
  /** It was postponed, once and in time. */
  isMoved: boolean;
  /** The latest term that was named though it counts for nothing: said too late, or a second time. */
  laterDueAt: Date | null;
}

/**
 * What a promise has come to. Kept is only what was done in time and is proved; what is said to be done and is not proved is neither kept nor
 * broken. A term is moved once, before it has passed: a new one named later, or a second time, changes nothing, whatever comes after.
 */
export function judgeWord({ dueAt: first, moves, doneAt, proof }: WordFacts, now: Date): JudgedWord {
  const later = moves.filter((move) => move.dueAt > first);
  const [move] = later;
  const isMoved = move !== undefined && move.at <= first;
  const dueAt = isMoved ? move.dueAt : first;
  const last = later.at(-1);
  const laterDueAt = last && last.dueAt > dueAt ? last.dueAt : null;
  const isInTime = doneAt !== null && doneAt <= dueAt;
  const told = { dueAt, isMoved, laterDueAt };
  if (isInTime) return { ...told, outcome: proof === null ? 'unproven' : 'kept' };
  return { ...told, outcome: now > dueAt ? 'broken' : 'ahead' };
}
