import type { Expectation, RoleId } from './role-ids.ts';
import { secretaryRoutes, secretaryThings } from './secretary-routes.ts';

const readers: readonly RoleId[] = ['secretary', 'chair', 'deputy', 'member', 'head', 'observer'];
const keepers: readonly RoleId[] = ['secretary', 'chair', 'deputy'];
const members: readonly RoleId[] = [...keepers, 'member'];
const everybody: readonly RoleId[] = [
  ...(['operator', 'executor', 'reviewer', 'approver', 'editor', 'admin', 'privacy-officer'] as const),
  ...readers,
];

const names = (door: readonly RoleId[], ...routes: string[]): Record<string, Expectation> =>
  Object.fromEntries(routes.map((name) => [`working-group.${name}`, { door }]));

const own: Record<string, Expectation> = {
  ...names(readers, 'get-composition', 'list-meetings', 'get-meeting', 'describe-day'),
  ...names(
    keepers,
    'download-draft-act',
    'add-act',
    'add-member',
    'change-member',
    'end-member',
    'remove-member',
  ),
  ...names(keepers, 'create-meeting', 'plan-year', 'change-meeting', 'cancel-meeting', 'remove-meeting'),
  ...names(keepers, 'invite-members', 'mark-attendance', 'add-paper', 'remove-paper'),
  ...names(
    keepers,
    'list-proposals',
    'take-proposals',
    'add-item',
    'change-item',
    'move-item',
    'remove-item',
  ),
  ...names(
    keepers,
    'open-meeting',
    'next-item',
    'end-meeting',
    'dispose-item',
    'raise-item',
    'hand-over',
    'write-heard',
    'add-speaker',
    'change-speech',
  ),
  ...names(keepers, 'add-decision', 'change-decision', 'remove-decision', 'put-to-vote', 'keep-draft'),
  ...names(members, 'acknowledge-invitation', 'cast-vote', 'give-opinion'),
  ...names(readers, 'get-protocol', 'preview-protocol', 'download-protocol'),
  ...names(readers, 'download-acquaintance', 'search-archive', 'compare-versions'),
  ...names(readers, 'download-agenda', 'download-notice'),
  // Who does not read the group opens their own alone: server/group/working-group/protocol/papers.db.test.ts.
  ...names(everybody, 'download-extract'),
  ...names(members, 'acknowledge-protocol'),
  ...names(keepers, 'compose-protocol', 'review-protocol'),
  // Of the members, whoever presided: the rule stands in group-forbidden.db.test.ts.
  ...names(members, 'remark-protocol', 'return-protocol', 'sign-protocol'),
  // Of the members, whom the pack names: server/group/working-group/protocol/extract-sign.db.test.ts.
  ...names(members, 'certify-extracts'),
};

/** Who may do what in the working group and in what its secretary keeps; a part of the table of all routes. */
export const groupRoutes: Record<string, Expectation> = { ...own, ...secretaryRoutes };

const ofAll = [
  'get-composition',
  'download-draft-act',
  'list-meetings',
  'add-act',
  'add-member',
  'create-meeting',
  'plan-year',
  'search-archive',
];

/** The group is of the whole organisation: no block, no unit. */
export const groupThings: readonly string[] = [
  ...Object.keys(own).filter((id) => !ofAll.includes(id.slice('working-group.'.length))),
  ...secretaryThings,
];
