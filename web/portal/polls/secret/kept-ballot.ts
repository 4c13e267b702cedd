import type { Paper, Sealed } from '../../../lib/ballots/paper.ts';
import { readStored, writeStored } from '../../../lib/storage.ts';

/** A ballot on its way, on this device alone: kept before each step, so that whatever reply is lost the same one goes on. */
export interface KeptBallot {
  paper: Paper;
  /** Once the city has signed it. */
  sealed?: Sealed;
  /** Once it is in the box. */
  receipt?: string;
}

const keyOf = (pollId: string): string => `otklik.ballot.${pollId}`;

export function findBallot(pollId: string): KeptBallot | null {
  const text = readStored(keyOf(pollId));
  try {
    return text ? (JSON.parse(text) as KeptBallot) : null;
  } catch {
    return null;
  }
}

/** False where the browser keeps nothing: then nothing must be sent. */
export const keepBallot = (pollId: string, kept: KeptBallot): boolean =>
  writeStored(keyOf(pollId), JSON.stringify(kept));
