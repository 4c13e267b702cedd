import type { PollFigures } from '../../../shared/contract/participation/poll-figures.ts';
import type { Question } from '../../../shared/contract/participation/questionnaire.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { definePort } from '../../lib/module/port.ts';

/**
 * A secret vote (`kind: 'vote'`) is a poll like any other from its draft to its decision; its ballots are kept by another module, which
 * answers this port. Where none does, no vote can be begun. What the roll and the sheets do for other kinds, it does for this one.
 */
export interface BallotBox {
  /** The vote opens with these questions: in the transaction that opens it. */
  open: (ctx: Ctx, pollId: string, questions: readonly Question[]) => Promise<void>;
  /** Whether the caller has taken their ballot. */
  hasVoted: (ctx: Ctx, pollId: string) => Promise<boolean>;
  /** How many ballots are in it, while it is open. */
  countBallots: (ctx: Ctx, pollId: string) => Promise<number>;
  /** The vote is closed: its figures, in the transaction that counts it. */
  count: (ctx: Ctx, pollId: string) => Promise<PollFigures>;
}

export const ballotBox = definePort<BallotBox>('polls.ballot-box');
