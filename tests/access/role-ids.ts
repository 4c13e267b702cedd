/**
 * Who may do what, by hand: one line for every route of every module. It repeats nothing of the code it is compared
 * with, so a right given or lost by mistake shows as a difference. A route that is not here fails the test: decide who
 * may call it, then add its line.
 */

export const everybodyAtWork = [
  'operator',
  'executor',
  'reviewer',
  'approver',
  'editor',
  'secretary',
  'chair',
  'deputy',
  'member',
  'head',
  'observer',
  'admin',
  'privacy-officer',
] as const;

export type RoleId = (typeof everybodyAtWork)[number];

/**
 * Who is let in at the door: `anyone` without signing in; `signed-in` residents and staff; `resident`; or these roles.
 * `object`: what the route acts on, and whose it must be. `case` — a case of own block, territory and unit; `contact`,
 * `clock`, `answer`, `link` — parts of such a case; `cases` — several in the body; `thing` — a letter, a visit, a sample,
 * a difference of such a case, made by `objects.db.test.ts`; `own` — a thing of one's own.
 */
export interface Expectation {
  door: 'anyone' | 'signed-in' | 'resident' | readonly RoleId[];
  object?: 'case' | 'cases' | 'thing' | 'own';
  /** Where the door is wider than the right: who of those let in may truly act on a case of their own. */
  acts?: readonly RoleId[];
}
