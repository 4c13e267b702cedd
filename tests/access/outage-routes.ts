import type { Expectation, RoleId } from './role-ids.ts';

/** Who may do what with outages; a part of the table of all routes. */
export const outageRoutes = (
  readers: readonly RoleId[],
  desk: readonly RoleId[],
): Record<string, Expectation> => ({
  'outages.list-open-outages': { door: 'anyone' },
  'outages.count-open-outages': { door: 'anyone' },
  'outages.find-covering': { door: 'anyone' },
  'outages.join-outage': { door: 'anyone' },
  'outages.leave-outage': { door: 'anyone' },
  'outages.list-homes': { door: 'resident' },
  'outages.add-home': { door: 'resident' },
  // By its id in the body, of one's own alone: homes.db.test.ts, «of others».
  'outages.remove-home': { door: 'resident' },
  'follows.list': { door: 'resident' },
  'follows.add': { door: 'resident' },
  // By its id in the body, of one's own alone: follows.db.test.ts, «of others».
  'follows.remove': { door: 'resident' },
  'follows.read-link': { door: 'anyone' },
  'follows.stop': { door: 'anyone' },
  'outages.list-outages': { door: readers },
  'outages.create-outage': { door: desk },
  'outages.change-outage': { door: desk },
  'outages.move-term': { door: desk },
  'outages.mark-on-site': { door: desk },
  'outages.end-outage': { door: desk },
  'outages.cancel-outage': { door: desk },
  'outages.import-outages': { door: desk },
  'outages.draft-of-problem': { door: readers },
  'outages.of-case': { door: readers, object: 'case' },
});

/**
 * What is off is for everybody to read; whose it is to keep is said by block and district:
 * server/messages/outages/outages.db.test.ts, «whose».
 */
export const outageThings = [
  'outages.join-outage',
  'outages.leave-outage',
  'outages.change-outage',
  'outages.move-term',
  'outages.mark-on-site',
  'outages.end-outage',
  'outages.cancel-outage',
  'outages.draft-of-problem',
];
