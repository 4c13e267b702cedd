import type {
  DecisionOutcome,
  VoteChoice,
  VoteCounts,
} from '../../../../shared/contract/group/working-group-decisions.ts';
import type { GroupRules } from '../composition/rules-pack.ts';

/**
 * What became of a decision put to the vote: accepted by more than the share of the votes cast; at exactly that share the vote of
 * who presides decides, where the rules say so. One nobody has voted on is not accepted.
 */
export function outcomeOf(
  votes: VoteCounts,
  presidingVote: VoteChoice | null,
  { voteShare, tieByPresiding }: Pick<GroupRules, 'voteShare' | 'tieByPresiding'>,
): DecisionOutcome {
  const cast = votes.for + votes.against + votes.abstained;
  if (cast === 0) return 'unvoted';
  const needed = cast * voteShare;
  if (votes.for > needed) return 'accepted';
  return votes.for === needed && tieByPresiding && presidingVote === 'for' ? 'accepted' : 'rejected';
}
