import { expect, test } from 'vitest';
import { type AssignmentState, assignmentStates } from '../../../shared/contract/group/assignments.ts';
import {
  type AssignmentMove,
  assignmentWorkflow,
  isAssignmentRunning,
  requireAssignmentMove,
} from './assignment-workflow.ts';

const running: AssignmentState[] = ['issued', 'acknowledged', 'in_work', 'returned'];

test.each<[AssignmentMove, AssignmentState[], string]>([
  ['acknowledge', ['issued'], 'responsible'],
  ['begin', ['acknowledged'], 'responsible'],
  ['report', ['acknowledged', 'in_work', 'returned'], 'responsible'],
  ['withdraw-report', ['reported'], 'responsible'],
  ['accept', ['reported'], 'assignments.control'],
  ['return', ['reported'], 'assignments.control'],
  ['take-back', ['accepted'], 'assignments.control'],
  ['extend', running, 'assignments.extend'],
  ['cancel', [...running, 'reported'], 'assignments.control'],
])('%s starts from %j, by the holder of %s alone', (move, from, by) => {
  const others = ['responsible', 'assignments.control', 'assignments.extend'].filter((mark) => mark !== by);
  for (const state of assignmentStates) {
    const make = (marks: string[]) => () => requireAssignmentMove(state, move, new Set(marks));
    expect(make(others), state).toThrow(expect.objectContaining({ code: 'lib.forbidden' }));
    if (from.includes(state)) expect(make([by]), state).not.toThrow();
    else expect(make([by]), state).toThrow(expect.objectContaining({ code: 'lib.conflict' }));
  }
});

test('an assignment runs until it is reported, and ends accepted or cancelled', () => {
  expect(assignmentStates.filter(isAssignmentRunning)).toEqual(expect.arrayContaining(running));
  expect(assignmentStates.filter(isAssignmentRunning)).toHaveLength(running.length);
  const ends = assignmentStates.filter((state) => assignmentWorkflow.states[state].isTerminal);
  expect(ends.toSorted()).toEqual(['accepted', 'cancelled']);
  expect(assignmentWorkflow.moves.extend.to).toEqual(running);
});
