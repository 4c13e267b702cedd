import { type BallotRefusal, ballotRefusals } from '../../../../shared/contract/participation/ballots.ts';
import { isOneOf } from '../../../../shared/lists.ts';
import type { Paper, Sealed } from '../../../lib/ballots/paper.ts';
import { readStored, writeStored } from '../../../lib/storage.ts';

/**
 * What this device keeps of a ballot, written down before each step: whatever reply is lost, the same one goes on. It holds the choice
 * only until the ballot is sealed.
 */
export type KeptBallot = AskedBallot | SealedBallot | BallotReceipt | RefusedBallot;

/** Given to the city to be signed, and nobody knows whether it did: what it refused is not kept. */
export interface AskedBallot {
  stage: 'asked';
  paper: Paper;
  /** Asked before with another choice, their replies lost too, the latest first: it may be one of them that was signed. */
  earlier: Paper[];
}

/** Signed: it cannot be another any more. */
export interface SealedBallot {
  stage: 'sealed';
  code: string;
  sealed: Sealed;
  /** It was sent to the box, and the box's reply was lost. */
  isDoubtful?: true;
}

export interface BallotReceipt {
  stage: 'in-box';
  /** By it a person finds their ballot among the published. */
  code: string;
  receipt: string;
}

/** The box will not take it. */
export interface RefusedBallot {
  stage: 'refused';
  code: string;
  why: BallotRefusal;
}

const PREFIX = 'otklik.ballot.';
export const placeOfBallot = (pollId: string): string => `${PREFIX}${pollId}`;

const isKept = (read: unknown): read is KeptBallot =>
  typeof read === 'object' &&
  read !== null &&
  isOneOf(['asked', 'sealed', 'in-box', 'refused'], Reflect.get(read, 'stage'));

export function findBallot(pollId: string): KeptBallot | null {
  try {
    const read: unknown = JSON.parse(readStored(placeOfBallot(pollId)) ?? 'null');
    return isKept(read) ? read : null;
  } catch {
    return null;
  }
}

/** Null forgets it. False where the browser keeps nothing: then nothing must be sent. */
export const keepBallot = (pollId: string, kept: KeptBallot | null): boolean =>
  writeStored(placeOfBallot(pollId), kept && JSON.stringify(kept));

/** Why a ballot is refused for good; null where it may be taken yet. */
export function refusalOf({ details }: { details: unknown }): BallotRefusal | null {
  const why: unknown = typeof details === 'object' && details !== null ? Reflect.get(details, 'why') : null;
  return isOneOf(ballotRefusals, why) ? why : null;
}
