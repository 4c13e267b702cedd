import { z } from 'zod';
import { isoDate } from '../paging.ts';

/** What a meeting decides and how it votes on it. */

export const voteChoices = ['for', 'against', 'abstained'] as const;
export const voteChoice = z.enum(voteChoices, 'Выберите: за, против, воздержались');
export type VoteChoice = z.infer<typeof voteChoice>;

export const voteCounts = z.object({ for: z.number(), against: z.number(), abstained: z.number() });
export type VoteCounts = z.infer<typeof voteCounts>;

/** Only an accepted decision binds; one nobody has voted on where the meeting votes is not accepted. */
export const decisionOutcomes = ['accepted', 'rejected', 'unvoted'] as const;
export const decisionOutcome = z.enum(decisionOutcomes);
export type DecisionOutcome = z.infer<typeof decisionOutcome>;

export const meetingDecision = z.object({
  id: z.string(),
  number: z.string(),
  text: z.string(),
  responsibleId: z.string().nullable(),
  responsible: z.string().nullable(),
  dueOn: isoDate.nullable(),
  expectedResult: z.string(),
  /** The assignment it takes off control. */
  cancels: z.object({ id: z.string(), number: z.string(), text: z.string() }).nullable(),
  outcome: decisionOutcome,
  votes: voteCounts.nullable(),
  /** Ids of the members whose vote on it is cast. */
  voted: z.array(z.string()),
});
export type MeetingDecision = z.infer<typeof meetingDecision>;
