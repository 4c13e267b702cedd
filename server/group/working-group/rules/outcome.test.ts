import { expect, test } from 'vitest';
import type { VoteChoice } from '../../../../shared/contract/group/working-group-decisions.ts';
import { outcomeOf } from './outcome.ts';

const half = { voteShare: 0.5, tieByPresiding: true };
const rows: [string, [number, number, number], VoteChoice | null, typeof half, string][] = [
  ['nobody has voted', [0, 0, 0], null, half, 'unvoted'],
  ['all for', [5, 0, 0], 'for', half, 'accepted'],
  ['none for', [0, 3, 0], 'against', half, 'rejected'],
  ['one more for than against', [3, 2, 0], 'against', half, 'accepted'],
  ['one fewer', [2, 3, 0], 'for', half, 'rejected'],
  ['who abstains is no vote for', [2, 1, 2], 'for', half, 'rejected'],
  ['all abstained', [0, 0, 4], 'abstained', half, 'rejected'],
  ['as many, who presides is for', [2, 2, 0], 'for', half, 'accepted'],
  ['as many, who presides is against', [2, 2, 0], 'against', half, 'rejected'],
  ['as many, who presides abstained', [2, 1, 1], 'abstained', half, 'rejected'],
  ['as many, who presides has not voted', [1, 1, 0], null, half, 'rejected'],
  ['as many, no rule of who presides', [2, 2, 0], 'for', { ...half, tieByPresiding: false }, 'rejected'],
  ['a share of its own', [3, 2, 0], 'for', { ...half, voteShare: 0.75 }, 'rejected'],
  ['a share of its own, met', [4, 1, 0], 'against', { ...half, voteShare: 0.75 }, 'accepted'],
];

test.each(rows)('%s', (_, [yes, no, none], presiding, rules, outcome) => {
  expect(outcomeOf({ for: yes, against: no, abstained: none }, presiding, rules)).toBe(outcome);
});
