import type { Expectation, RoleId } from './role-ids.ts';

/** Who may do what with mass problems; a part of the table of all routes. */
export const problemRoutes = (
  readers: readonly RoleId[],
  desk: readonly RoleId[],
): Record<string, Expectation> => ({
  'problems.list-problems': { door: readers },
  'problems.get-problem': { door: readers },
  'problems.find-of-case': { door: readers, object: 'case' },
  'problems.create-problem': { door: desk },
  'problems.decide-members': { door: desk },
  'problems.rename-problem': { door: desk },
  'problems.take-out': { door: desk },
  'problems.answer-problem': { door: ['executor'] },
  'problems.list-bursts': { door: readers },
  'problems.note-burst': { door: desk },
  'problems.gather-burst': { door: desk },
});

/** A problem is seen by whoever sees its main case: server/messages/problems/problems.db.test.ts, «a stranger». */
export const problemThings = [
  'problems.get-problem',
  'problems.decide-members',
  'problems.rename-problem',
  'problems.take-out',
  'problems.answer-problem',
  'problems.note-burst',
  'problems.gather-burst',
];
