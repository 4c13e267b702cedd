import { expect, test } from 'vitest';
import { type Status, statuses } from '../../../../shared/contract/messages/cases.ts';
import { isAllowed } from '../../../lib/module/workflow.ts';
import { statusForResident, waitsForTriage } from './statuses.ts';
import { caseWorkflow, type MoveName, offeredMoves } from './workflow.ts';

test.each<[MoveName, Status[]]>([
  [
    'leave-unanswered',
    [
      ...(['new', 'moderation', 'rejected', 'clarification', 'coordination', 'assigned', 'in_work'] as const),
      ...(['answer_draft', 'review', 'approval', 'rework', 'reopened'] as const),
    ],
  ],
  ['undo-approval', ['answered', 'deferred']],
  ['expire-question', ['clarification']],
  ['close-rejected', ['rejected']],
  ['wake', ['deferred']],
])('%s leads from these statuses alone: what is answered is never left without an answer', (move, from) => {
  expect(statuses.filter((status) => isAllowed(caseWorkflow, move, status)).toSorted()).toEqual(
    from.toSorted(),
  );
});

test('an operator is waited for in these statuses alone', () => {
  expect(statuses.filter(waitsForTriage).toSorted()).toEqual([
    'coordination',
    'moderation',
    'new',
    'reopened',
  ]);
});

test('moves that are no button of their own are never offered', () => {
  const everyMark = new Set(Object.values(caseWorkflow.moves).flatMap(({ by }) => by));
  const offered = new Set(statuses.flatMap((status) => offeredMoves(status, everyMark)));
  for (const move of ['undo', 'undo-approval', 'leave-unanswered', 'leave-problem'] as const) {
    expect(
      statuses.some((status) => isAllowed(caseWorkflow, move, status)),
      move,
    ).toBe(true);
    expect(offered.has(move), move).toBe(false);
  }
  expect(offered.size).toBe(Object.keys(caseWorkflow.moves).length - 4);
});

test.each([
  ['answered', null, 'approval'],
  ['answered', new Date(), 'answered'],
  ['in_work', null, 'in_work'],
] as const)('%s answered at %s is told to a resident as %s', (status, answered_at, told) => {
  expect(statusForResident({ status, answered_at })).toBe(told);
});
