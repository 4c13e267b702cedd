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

/** The whole life of a case as a table: each move, from which statuses, to which, and whose it is. */

const open =
  'new moderation rejected clarification coordination forwarded_out assigned in_work answer_draft review approval rework deferred answered reopened';

const table: readonly (readonly [move: MoveName, from: string, to: string, by: string])[] = [
  ['register', 'new', 'moderation', 'system'],
  ['pass-moderation', 'moderation', 'coordination', 'cases.triage'],
  ['reject', 'moderation', 'rejected', 'cases.triage'],
  ['appeal-rejection', 'rejected', 'moderation', 'resident system'],
  ['close-rejected', 'rejected', 'closed', 'system'],
  ['ask', 'moderation in_work', 'clarification', 'cases.triage cases.answer'],
  ['resume', 'clarification', 'moderation in_work', 'resident cases.triage system'],
  ['expire-question', 'clarification', 'closed_no_reply', 'system'],
  ['assign', 'coordination', 'assigned', 'cases.triage cases.assign'],
  ['return-to-moderation', 'coordination', 'moderation', 'cases.triage'],
  ['forward', 'coordination', 'forwarded_out', 'cases.triage'],
  ['forwarded-back', 'forwarded_out', 'coordination', 'cases.triage'],
  ['close-forwarded', 'forwarded_out', 'closed_forwarded', 'cases.triage'],
  ['take', 'assigned', 'in_work', 'cases.answer link system'],
  ['refuse', 'assigned in_work answer_draft rework', 'coordination', 'cases.answer link'],
  ['withdraw-from-work', 'assigned in_work answer_draft rework', 'coordination', 'cases.triage'],
  ['draft', 'in_work', 'answer_draft', 'cases.answer link system'],
  ['redraft', 'rework', 'answer_draft', 'cases.answer link'],
  ['submit', 'answer_draft', 'review', 'cases.answer link system'],
  ['agree', 'review', 'approval', 'cases.review cases.approve'],
  ['return', 'review approval', 'rework', 'cases.review cases.approve'],
  ['approve', 'approval', 'answered', 'cases.approve'],
  ['defer', 'approval', 'deferred', 'cases.approve'],
  ['wake', 'deferred', 'in_work', 'system'],
  ['confirm', 'answered', 'closed', 'resident system'],
  ['reopen', 'answered', 'reopened', 'resident cases.approve'],
  ['recoordinate', 'reopened', 'coordination', 'cases.triage system'],
  [
    'reopen-closed',
    'closed closed_forwarded closed_no_reply closed_terminated closed_unanswered',
    'reopened',
    'cases.approve',
  ],
  ['not-holding', 'closed', 'reopened', 'resident'],
  ['merge', 'any open', 'merged', 'cases.triage'],
  ['unmerge', 'merged', 'any open', 'cases.triage'],
  ['terminate', 'any open', 'closed_terminated', 'cases.terminate'],
  [
    'leave-unanswered',
    'new moderation rejected clarification coordination assigned in_work answer_draft review approval rework reopened',
    'closed_unanswered',
    'office.keep',
  ],
  ['undo', 'assigned rejected merged coordination', 'any open', 'cases.triage'],
  ['undo-approval', 'answered deferred', 'review approval', 'cases.approve'],
  [
    'leave-problem',
    'coordination assigned in_work answer_draft review approval rework',
    'any open',
    'system',
  ],
];

const sorted = (words: string): string[] => (words === 'any open' ? open : words).split(' ').toSorted();

test.each(table)('%s: %s → %s by %s', (move, from, to, by) => {
  const told = caseWorkflow.moves[move];
  expect({
    from: told.from.toSorted(),
    to: told.to.toSorted(),
    by: told.by.toSorted(),
  }).toEqual({ from: sorted(from), to: sorted(to), by: sorted(by) });
});

test('there is no other move', () => {
  expect(Object.keys(caseWorkflow.moves).toSorted()).toEqual(table.map(([move]) => move).toSorted());
});

test('a case ends in these statuses alone', () => {
  const isTerminal = (status: Status): boolean => caseWorkflow.states[status].isTerminal === true;
  expect(statuses.filter(isTerminal).toSorted()).toEqual([
    'closed',
    'closed_forwarded',
    'closed_no_reply',
    'closed_terminated',
    'closed_unanswered',
    'merged',
  ]);
});
