import type { Answers, Question } from '../../../shared/contract/participation/questionnaire.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { definePort } from '../../lib/module/port.ts';

/**
 * A secret vote (`kind: 'vote'`) is a poll like any other from its draft to its decision; its ballots are kept by another module, which
 * answers this port. Where none does, no vote can be begun. What the roll and the sheets do for other kinds, it does for this one.
 */
export interface BallotBox {
  /** Whether it may be announced: its keys are made. */
  isReady: (ctx: Ctx, pollId: string) => Promise<boolean>;
  /** The vote opens with these questions: in the transaction that opens it. */
  open: (ctx: Ctx, pollId: string, questions: readonly Question[]) => Promise<void>;
  /** The vote closes: in the transaction that closes it. Nothing gets into the box from then on. */
  close: (ctx: Ctx, pollId: string) => Promise<void>;
  /** Whether the caller has taken their ballot. */
  hasVoted: (ctx: Ctx, pollId: string) => Promise<boolean>;
  /** Whether this person has taken their ballot. */
  hasTaken: (ctx: Ctx, pollId: string, personId: string) => Promise<boolean>;
  /** How many ballots are in it, while it is open. */
  countBallots: (ctx: Ctx, pollId: string) => Promise<number>;
  /** Whether what lies in it is known: until then there is nothing to count. */
  isOpened: (ctx: Ctx, pollId: string) => Promise<boolean>;
  /** How many took a ballot, by district; empty = none was asked or told. Known once the box was opened. */
  readTurnout: (ctx: Ctx, pollId: string) => Promise<ReadonlyMap<string, number>>;
  /** Gives the answers of each ballot. */
  readBallots: (ctx: Ctx, pollId: string, take: (answers: Answers) => void) => Promise<void>;
}

export const ballotBox = definePort<BallotBox>('polls.ballot-box');
