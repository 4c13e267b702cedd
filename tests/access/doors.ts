import { type Expectation, everybodyAtWork, type RoleId } from './role-ids.ts';

/** Roles that are let in together, and one line of the table. */

export const but = (...left: RoleId[]): RoleId[] => everybodyAtWork.filter((role) => !left.includes(role));
export const only = (...roles: RoleId[]): RoleId[] => roles;

export const readers = but('admin');
export const desk = only('operator', 'chair', 'deputy');
export const leaders = only('chair', 'deputy');
export const approvers = only('approver', 'chair', 'deputy');
export const reviewers = only('reviewer', 'approver', 'chair', 'deputy');
export const administrators = only('admin');
export const importers = only('operator', 'chair', 'deputy', 'admin');
export const registrars = only('operator', 'secretary', 'chair', 'deputy');
export const officeReaders = but('executor', 'reviewer', 'editor', 'member', 'admin');
export const analysts = only('approver', 'chair', 'deputy', 'member', 'head', 'observer');

export const at = (
  door: Expectation['door'],
  object?: Expectation['object'],
  acts?: readonly RoleId[],
): Expectation => ({
  door,
  ...(object && { object }),
  ...(acts && { acts }),
});
