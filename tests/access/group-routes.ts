import type { Expectation, RoleId } from './expected.ts';

const readers: readonly RoleId[] = ['secretary', 'chair', 'deputy', 'member', 'head', 'observer'];
const keepers: readonly RoleId[] = ['secretary', 'chair', 'deputy'];

/** Who may do what in the working group; a part of the table of all routes. */
export const groupRoutes: Record<string, Expectation> = {
  'working-group.get-composition': { door: readers },
  'working-group.add-act': { door: keepers },
  'working-group.add-member': { door: keepers },
  'working-group.change-member': { door: keepers },
  'working-group.end-member': { door: keepers },
  'working-group.remove-member': { door: keepers },
};

/** The group is of the whole organisation: no block, no unit. */
export const groupThings = Object.keys(groupRoutes).filter((id) => !id.endsWith('get-composition'));
