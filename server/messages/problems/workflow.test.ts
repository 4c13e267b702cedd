import { expect, test } from 'vitest';
import type { ProblemState } from '../../../shared/contract/messages/problems.ts';
import { problemStateAfter, problemWorkflow } from './workflow.ts';

const states = Object.keys(problemWorkflow.states) as ProblemState[];

test.each<[keyof typeof problemWorkflow.moves, ProblemState[], ProblemState, string[]]>([
  ['open', ['proposed'], 'open', ['cases.triage']],
  ['decline', ['proposed'], 'declined', ['cases.triage']],
  ['answer', ['open', 'answering'], 'answering', ['cases.answer']],
  ['answered', ['open', 'answering'], 'answered', ['system']],
  ['reopen', ['answered'], 'open', ['system']],
  ['dissolve', ['open', 'answering', 'answered'], 'dissolved', ['cases.triage']],
])('%s leads from %j to %s by %j, and from nowhere else', (move, from, to, by) => {
  expect(problemWorkflow.moves[move].by).toEqual(by);
  for (const state of states) {
    if (from.includes(state)) expect(problemStateAfter(state, move)).toBe(to);
    else
      expect(() => problemStateAfter(state, move), state).toThrow(
        expect.objectContaining({ code: 'lib.conflict' }),
      );
  }
});

test('a problem that was declined or taken apart goes nowhere', () => {
  expect(states.filter((state) => problemWorkflow.states[state].isTerminal)).toEqual([
    'declined',
    'dissolved',
  ]);
});
