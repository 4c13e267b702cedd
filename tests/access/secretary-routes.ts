import { type Expectation, everybodyAtWork, type RoleId } from './role-ids.ts';

const readers: readonly RoleId[] = ['secretary', 'chair', 'deputy', 'member', 'head', 'observer'];
const keepers: readonly RoleId[] = ['secretary', 'chair', 'deputy'];
const staff = everybodyAtWork.filter((role) => role !== 'admin' && role !== 'privacy-officer');
const members: readonly RoleId[] = [...keepers, 'member'];

const of = (module: string, door: readonly RoleId[], ...routes: string[]): Record<string, Expectation> =>
  Object.fromEntries(routes.map((name) => [`${module}.${name}`, { door }]));

/** Who may do what with the roadmap and the correspondence; a part of the table of all routes. */
export const secretaryRoutes: Record<string, Expectation> = {
  ...of('head-reports', [...keepers, 'head'], 'list-reports', 'get-report', 'read-sheet', 'download-report'),
  ...of('head-reports', keepers, 'compose-report', 'comment-report', 'send-report'),
  ...of('head-reports', ['chair'], 'sign-report'),
  ...of('head-reports', ['head'], 'resolve-report'),
  ...of('head-reports', ['chair', 'deputy', 'head'], 'give-order'),
  // Of bursts the reader sees, of zones where the heat map is theirs: server/group/head-reports/orders/orders.db.test.ts.
  ...of('head-reports', staff, 'list-orders'),
  ...of(
    'city-numbers',
    keepers,
    'list-papers',
    'export-papers',
    'keep-number',
    'remove-number',
    'import-numbers',
  ),
  // Of a paper the reader does not see nothing is told: server/group/city-numbers/city-numbers.db.test.ts.
  ...of('city-numbers', everybodyAtWork, 'get-number'),
  // Of a case, a problem, a poll only whose it is to see: server/group/counted/counted.db.test.ts.
  ...of('counted', everybodyAtWork, 'list-counted-in'),
  ...of('counted', [...readers, 'editor'], 'list-grounds', 'read-ground', 'export-grounds'),
  ...of('counted', readers, 'list-at-meeting'),
  ...of(
    'counted',
    [...keepers, 'editor'],
    'find-sources',
    'find-remarks',
    'create-ground',
    'change-ground',
    'record-result',
    'count-in',
    'count-many-in',
    'undo-link',
  ),
  'counted.read-own': { door: 'anyone' },
  'counted.read-open': { door: 'anyone' },
  'counted.read-year': { door: 'anyone' },
  ...of('roadmap', readers, 'get-roadmap', 'list-progress'),
  ...of('roadmap', keepers, 'fill', 'add-measure', 'change-measure', 'remove-measure'),
  // A member marks what they own themselves: server/group/roadmap/roadmap.db.test.ts.
  ...of('roadmap', members, 'mark-progress'),
  ...of('interaction', readers, 'list-papers', 'list-events', 'list-systems'),
  ...of('interaction', ['secretary', 'chair', 'deputy'], 'issue-outcome'),
  ...of('interaction', keepers, 'add-paper', 'change-paper', 'close-paper'),
  ...of('interaction', keepers, 'add-event', 'tell-outcome', 'remove-event', 'set-system-owner'),
  ...of(
    'recommendations',
    readers,
    'list-recommendations',
    'get-recommendation',
    'list-practices',
    'get-practice',
  ),
  ...of('recommendations', members, 'add-recommendation', 'change-recommendation', 'apply-recommendation'),
  ...of('recommendations', members, 'add-practice', 'change-practice', 'start-practice', 'mark-step'),
  ...of('recommendations', ['chair', 'deputy', 'head'], 'decide-recommendation'),
};

/** Of the whole organisation: no block, no unit. */
export const secretaryThings: readonly string[] = [
  ...['get-number', 'keep-number', 'remove-number'].map((name) => `city-numbers.${name}`),
  'counted.read-ground',
  'counted.list-counted-in',
  'counted.list-at-meeting',
  'counted.find-remarks',
  'counted.change-ground',
  'counted.record-result',
  'counted.count-in',
  'counted.count-many-in',
  'counted.undo-link',
  'roadmap.list-progress',
  'roadmap.change-measure',
  'roadmap.remove-measure',
  'roadmap.mark-progress',
  'interaction.change-paper',
  'interaction.close-paper',
  'interaction.tell-outcome',
  'interaction.issue-outcome',
  'interaction.remove-event',
  'interaction.set-system-owner',
  ...['get-recommendation', 'change-recommendation', 'decide-recommendation', 'apply-recommendation'].map(
    (name) => `recommendations.${name}`,
  ),
  ...['get-practice', 'change-practice', 'start-practice', 'mark-step'].map(
    (name) => `recommendations.${name}`,
  ),
  ...['get-report', 'comment-report', 'sign-report', 'send-report', 'resolve-report', 'download-report'].map(
    (name) => `head-reports.${name}`,
  ),
];
