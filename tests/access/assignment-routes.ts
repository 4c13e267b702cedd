import type { Expectation, RoleId } from './role-ids.ts';

const executors: readonly RoleId[] = [
  ...(['operator', 'executor', 'reviewer', 'approver', 'editor', 'secretary'] as const),
  ...(['chair', 'deputy', 'member', 'head', 'observer'] as const),
];
const readers: readonly RoleId[] = ['secretary', 'chair', 'deputy', 'member', 'head', 'observer'];
const controllers: readonly RoleId[] = ['secretary', 'chair', 'deputy'];

const names = (door: readonly RoleId[], ...routes: string[]): Record<string, Expectation> =>
  Object.fromEntries(routes.map((name) => [`assignments.${name}`, { door }]));

/**
 * Who may do what with assignments; a part of the table of all routes. Whose an assignment is, and in which state:
 * server/group/assignments/moves-matrix.db.test.ts.
 */
export const assignmentRoutes: Record<string, Expectation> = {
  ...names(executors, 'list-assignments', 'get-assignment', 'get-outcome'),
  ...names(readers, 'list-use', 'export-assignments'),
  ...names([...executors, 'privacy-officer'], 'list-case-decisions'),
  ...names(controllers, 'propose-answers', 'save-post', 'list-reminders', 'send-reminders'),
  ...names(controllers, 'list-templates', 'save-template', 'remove-template'),
  // Whose the message is, they alone read anything: server/group/assignments/desk.db.test.ts.
  'assignments.read-use': { door: 'anyone' },
  ...names(executors, 'acknowledge', 'begin', 'report', 'withdraw-report'),
  ...names(controllers, 'create-assignment', 'issue-decisions', 'list-decisions', 'amend-assignment'),
  ...names(controllers, 'list-unissued', 'issue-to-successor', 'name-successor'),
  ...names(controllers, 'accept', 'return', 'take-back', 'cancel', 'link', 'unlink'),
  // Chapter 3, clause 5: the chair alone moves a term; whoever stands in for them does so by the substitution.
  ...names(['chair'], 'extend'),
};

const ofAll = [
  'list-assignments',
  'create-assignment',
  'list-decisions',
  'list-use',
  'export-assignments',
  'list-reminders',
  'send-reminders',
  'list-templates',
  'save-template',
];

/** An assignment is of the whole group, and of whom it binds: no block, no unit. */
export const assignmentThings = Object.keys(assignmentRoutes).filter(
  (id) => !ofAll.includes(id.slice('assignments.'.length)),
);
