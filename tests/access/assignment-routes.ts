import type { Expectation, RoleId } from './expected.ts';

const executors: readonly RoleId[] = [
  ...(['operator', 'executor', 'reviewer', 'approver', 'editor', 'secretary'] as const),
  ...(['chair', 'deputy', 'member', 'head', 'observer'] as const),
];
const controllers: readonly RoleId[] = ['secretary', 'chair', 'deputy'];

const names = (door: readonly RoleId[], ...routes: string[]): Record<string, Expectation> =>
  Object.fromEntries(routes.map((name) => [`assignments.${name}`, { door }]));

/**
 * Who may do what with assignments; a part of the table of all routes. Whose an assignment is, and in which state:
 * server/modules/assignments/moves-matrix.db.test.ts.
 */
export const assignmentRoutes: Record<string, Expectation> = {
  ...names(executors, 'list-assignments', 'get-assignment'),
  ...names(executors, 'acknowledge', 'begin', 'report', 'withdraw-report'),
  ...names(controllers, 'create-assignment', 'issue-decisions', 'list-decisions', 'amend-assignment'),
  ...names(controllers, 'accept', 'return', 'take-back', 'cancel', 'link', 'unlink'),
  // Chapter 3, clause 5: the chair alone moves a term; whoever stands in for them does so by the substitution.
  ...names(['chair'], 'extend'),
};

const ofAll = ['list-assignments', 'create-assignment', 'list-decisions'];

/** An assignment is of the whole group, and of whom it binds: no block, no unit. */
export const assignmentThings = Object.keys(assignmentRoutes).filter(
  (id) => !ofAll.includes(id.slice('assignments.'.length)),
);
