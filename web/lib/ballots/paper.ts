import { bytesToHex, concatBytes, randomBytes } from '@noble/hashes/utils.js';
import { base64url } from 'jose';
import { preparedBallot, writeBallotText } from '../../../shared/ballots/ballot.ts';
import { blindMessage, blindRsaKeyOf, unblindSignature } from '../../../shared/ballots/blind-rsa.ts';
import type { BallotForm } from '../../../shared/contract/participation/ballots.ts';
import type { Answers } from '../../../shared/contract/participation/questionnaire.ts';
import { importTallyKey, sealBallot } from './envelope.ts';

/**
 * A ballot on the device: made, given to be signed unread, sealed. What is here leads from a person to a choice, and never leaves the
 * device; texts alone, so that it can be kept until the city has said it is in the box.
 */

export interface Paper {
  pollId: string;
  /** By it a person finds their ballot among the published; hex. */
  code: string;
  /** The ballot as it will be published, without its signature. */
  text: string;
  prefix: string;
  /** The pass to the box, base64url. */
  entry: string;
  /** What undoes the blinding of each, hex. */
  entryInverse: string;
  textInverse: string;
  /** What the city is given to sign, base64url. */
  asked: { entry: string; ballot: string };
}

const BLIND = 32;

export function makePaper(
  form: Pick<BallotForm, 'edition' | 'entryKey' | 'ballotKey'>,
  { pollId, answers }: { pollId: string; answers: Answers },
): Paper {
  const code = bytesToHex(randomBytes(16));
  const text = writeBallotText({ pollId, edition: form.edition, answers, code });
  const prefix = base64url.encode(randomBytes(BLIND));
  // Its prefix and its message are both random bytes.
  const entry = concatBytes(randomBytes(BLIND), randomBytes(BLIND));
  const asked = {
    entry: blindMessage(blindRsaKeyOf(form.entryKey), entry),
    ballot: blindMessage(blindRsaKeyOf(form.ballotKey), preparedBallot({ prefix, text })),
  };
  return {
    pollId,
    code,
    text,
    prefix,
    entry: base64url.encode(entry),
    entryInverse: asked.entry.inverse.toString(16),
    textInverse: asked.ballot.inverse.toString(16),
    asked: {
      entry: base64url.encode(asked.entry.blinded),
      ballot: base64url.encode(asked.ballot.blinded),
    },
  };
}

/** Whether a ballot says this and nothing else: the same choice of the same questions. */
export const isPaperOf = (
  { text, code }: Pick<Paper, 'text' | 'code'>,
  { edition }: Pick<BallotForm, 'edition'>,
  { pollId, answers }: { pollId: string; answers: Answers },
): boolean => text === writeBallotText({ pollId, edition, answers, code });

export interface Sealed {
  entry: string;
  signature: string;
  envelope: string;
}

/** What goes into the box; null where the city signed something else than it was given: it must not be sent. */
export async function sealPaper(
  form: Pick<BallotForm, 'size' | 'entryKey' | 'ballotKey' | 'tallyKey'>,
  paper: Paper,
  signed: { entry: string; ballot: string },
): Promise<Sealed | null> {
  const unblind = (key: { n: string; e: string }, prepared: Uint8Array, blind: string, inverse: string) =>
    unblindSignature(blindRsaKeyOf(key), prepared, base64url.decode(blind), BigInt(`0x${inverse}`));
  const entry = unblind(form.entryKey, base64url.decode(paper.entry), signed.entry, paper.entryInverse);
  const ballot = unblind(form.ballotKey, preparedBallot(paper), signed.ballot, paper.textInverse);
  if (!entry || !ballot) return null;
  const { prefix, text } = paper;
  const envelope = await sealBallot(
    { prefix, text, signature: base64url.encode(ballot) },
    form.size,
    await importTallyKey(form.tallyKey),
  );
  return { entry: paper.entry, signature: base64url.encode(entry), envelope };
}
