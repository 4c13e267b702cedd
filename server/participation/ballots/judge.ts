import { createHash, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { type OpenedBallot, preparedBallot } from '../../../shared/ballots/ballot.ts';
import type { SpoiledKind } from '../../../shared/contract/participation/ballots.ts';
import { answers, type Question } from '../../../shared/contract/participation/questionnaire.ts';
import { checkAnswers } from '../../../shared/text/participation/questions.ts';
import { isSignedPss } from './rsa-pss.ts';

const ballotText = z.strictObject({
  pollId: z.uuid(),
  edition: z.number().int().positive(),
  answers,
  code: z.string().regex(/^[0-9a-f]{32}$/u),
});

export interface BallotRules {
  pollId: string;
  key: KeyObject;
  /** Questions of an edition; null where the vote has none such. */
  questionsOf: (edition: number) => readonly Question[] | null;
}

/** The name of a ballot among the published: SHA-256 of what its signature is of, hex. */
export const ballotIdOf = (ballot: OpenedBallot): string =>
  createHash('sha256').update(preparedBallot(ballot)).digest('hex');

function readText(text: string): z.output<typeof ballotText> | null {
  try {
    return ballotText.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

const PREFIX_BYTES = 32;

/** Written in base64url in the one way there is: the same ballot in other letters would be another to whoever lists them. */
const isCanonical = (text: string): boolean => Buffer.from(text, 'base64url').toString('base64url') === text;

const isSigned = (key: KeyObject, ballot: OpenedBallot): boolean =>
  isCanonical(ballot.prefix) &&
  isCanonical(ballot.signature) &&
  Buffer.from(ballot.prefix, 'base64url').length === PREFIX_BYTES &&
  isSignedPss(key, preparedBallot(ballot), ballot.signature);

/** Answers of a ballot that counts, or why it does not. */
export function judgeBallot(
  { pollId, key, questionsOf }: BallotRules,
  ballot: OpenedBallot,
): { answers: z.output<typeof answers> } | { why: Extract<SpoiledKind, 'unsigned' | 'mistaken'> } {
  if (!isSigned(key, ballot)) return { why: 'unsigned' };
  const read = readText(ballot.text);
  const questions = read?.pollId === pollId ? questionsOf(read.edition) : null;
  if (!read || !questions) return { why: 'mistaken' };
  const { clean, problems } = checkAnswers(questions, read.answers);
  const isWhole = Object.keys(problems).length === 0;
  return isWhole && JSON.stringify(clean) === JSON.stringify(read.answers)
    ? { answers: clean }
    : { why: 'mistaken' };
}
