import { expect, test } from 'vitest';
import { type Status, statuses } from '../../../../shared/contract/messages/cases.ts';
import { isAllowed } from '../../../lib/module/workflow.ts';
import { caseWorkflow, type MoveName } from './workflow.ts';

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
