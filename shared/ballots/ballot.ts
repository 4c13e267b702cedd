import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { base64url } from 'jose';
import type { Answers } from '../contract/participation/questionnaire.ts';

/** What lies in an envelope, and what is published of it when the box was opened: everybody can prove it by the key of ballots. */
export interface OpenedBallot {
  /** 32 random bytes, base64url: the prefix of RFC 9474. */
  prefix: string;
  /** JSON of `BallotText`, byte for byte as it was signed. */
  text: string;
  /** By the key of ballots, base64url. */
  signature: string;
}

export interface BallotText {
  pollId: string;
  edition: number;
  answers: Answers;
  /** 16 random bytes in hex, made by the device: by it a person finds their own ballot among the published. */
  code: string;
}

export const writeBallotText = ({ pollId, edition, answers, code }: BallotText): string =>
  JSON.stringify({ pollId, edition, answers, code });

/** What the signature of a ballot is of. */
export const preparedBallot = ({ prefix, text }: Pick<OpenedBallot, 'prefix' | 'text'>): Uint8Array =>
  concatBytes(base64url.decode(prefix), utf8ToBytes(text));

/** The name of an envelope in the list of receipts, hex. */
export const receiptOf = (envelope: string): string => bytesToHex(sha256(utf8ToBytes(envelope)));

/** @throws RangeError where it is longer than any ballot of this vote. */
export function packBallot(ballot: OpenedBallot, size: number): string {
  const packed = JSON.stringify(ballot);
  if (packed.length > size) throw new RangeError('Longer than a ballot of this vote');
  return packed.padEnd(size);
}
