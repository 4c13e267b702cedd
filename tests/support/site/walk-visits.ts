import type { RoleId } from '../../access/role-ids.ts';
import { listRoutes, type Visit } from './screens.ts';
import type { Speaker } from './server.ts';

/**
 * Visits for a walk over what people press: every screen of the workplace by the roles that work at it, every kind of record in every state the
 * demo has, by each who does something with it. For looking at screens planVisits() is enough: there the parts are seen, whoever
 * presses their buttons.
 */

interface Kind {
  route: string;
  /** The address with `$` where the key of the record goes. */
  address: string;
  /** One record of each state: `key`. */
  sql: string;
  who: readonly (RoleId | 'anyone' | 'resident')[];
}

const kinds: readonly Kind[] = [
  {
    route: '/staff/cases/$number',
    address: '/staff/cases/$',
    // The executor of the demo sees the cases of their own unit.
    sql: `SELECT DISTINCT ON (status) number AS key FROM cases.case_file
      ORDER BY status, executor_unit_id = (SELECT unit_id FROM identity.person WHERE staff_email = 'executor@demo.invalid')
        DESC NULLS LAST, number`,
    who: ['operator', 'executor', 'reviewer', 'approver', 'editor', 'secretary', 'chair', 'privacy-officer'],
  },
  {
    route: '/staff/social',
    address: '/staff/social?id=$',
    sql: 'SELECT DISTINCT ON (status) id AS key FROM incidents.incident ORDER BY status, id',
    who: ['operator', 'executor', 'approver', 'editor', 'chair'],
  },
  {
    route: '/staff/publications',
    address: '/staff/publications?id=$',
    sql: 'SELECT DISTINCT ON (state) id AS key FROM publications.publication ORDER BY state, id',
    who: ['editor', 'approver', 'chair'],
  },
  {
    route: '/staff/polls/$id',
    address: '/staff/polls/$',
    sql: 'SELECT DISTINCT ON (state) id AS key FROM polls.poll ORDER BY state, id',
    who: ['editor', 'approver', 'secretary', 'chair'],
  },
  {
    route: '/polls/$id',
    address: '/polls/$',
    sql: `SELECT DISTINCT ON (state) id AS key FROM polls.poll WHERE state IN ('open', 'announced', 'decision-recorded')
      ORDER BY state, id`,
    who: ['resident', 'anyone'],
  },
  {
    route: '/staff/discussions/$id',
    address: '/staff/discussions/$',
    sql: 'SELECT DISTINCT ON (state) id AS key FROM discussions.discussion ORDER BY state, id',
    who: ['editor', 'approver', 'chair'],
  },
  {
    route: '/consultations/$id',
    address: '/consultations/$',
    sql: "SELECT id AS key FROM discussions.discussion WHERE state = 'open'",
    who: ['resident'],
  },
  {
    route: '/staff/initiatives/$id',
    address: '/staff/initiatives/$',
    sql: 'SELECT DISTINCT ON (state) id AS key FROM initiatives.initiative ORDER BY state, id',
    who: ['editor', 'chair'],
  },
  {
    route: '/initiatives/$id',
    address: '/initiatives/$',
    sql: "SELECT id AS key FROM initiatives.initiative WHERE state = 'open'",
    who: ['resident'],
  },
  {
    route: '/staff/gospubliki/$id',
    address: '/staff/gospubliki/$',
    sql: 'SELECT DISTINCT ON (state) id AS key FROM gospubliki.request ORDER BY state, id',
    who: ['editor', 'chair', 'executor'],
  },
  {
    route: '/staff/reports/$id',
    address: '/staff/reports/$',
    sql: 'SELECT DISTINCT ON (state) id AS key FROM head_reports.report ORDER BY state, id',
    who: ['secretary', 'chair', 'head'],
  },
  {
    route: '/staff/recommendations/$id',
    address: '/staff/recommendations/$',
    sql: 'SELECT DISTINCT ON (state) id AS key FROM recommendations.recommendation ORDER BY state, id',
    who: ['chair', 'deputy', 'executor'],
  },
  {
    route: '/staff/zones/$id',
    address: '/staff/zones/$',
    sql: 'SELECT DISTINCT ON (state) id AS key FROM zones.card ORDER BY state, id',
    who: ['chair', 'executor', 'secretary'],
  },
  {
    route: '/staff/problems/$id',
    address: '/staff/problems/$',
    sql: 'SELECT DISTINCT ON (state) id AS key FROM problems.problem ORDER BY state, id',
    who: ['operator', 'executor', 'approver'],
  },
  {
    route: '/staff/working-group/meetings/$id',
    address: '/staff/working-group/meetings/$',
    sql: 'SELECT DISTINCT ON (state) id AS key FROM working_group.meeting ORDER BY state, day DESC',
    who: ['secretary', 'chair', 'member'],
  },
  {
    route: '/staff/working-group/meetings/$id/protocol',
    address: '/staff/working-group/meetings/$/protocol',
    sql: "SELECT DISTINCT ON (state) id AS key FROM working_group.meeting WHERE state IN ('held', 'signed') ORDER BY state, day DESC",
    who: ['chair', 'member'],
  },
  {
    route: '/staff/working-group/room/$id',
    address: '/staff/working-group/room/$',
    sql: 'SELECT DISTINCT ON (state) id AS key FROM working_group.meeting ORDER BY state, day DESC',
    who: ['secretary', 'chair', 'member'],
  },
  {
    route: '/staff/assignments/$id',
    address: '/staff/assignments/$',
    sql: 'SELECT DISTINCT ON (state) id AS key FROM assignments.assignment ORDER BY state, serial',
    who: ['secretary', 'chair', 'executor'],
  },
  {
    route: '/outages',
    address: '/outages$',
    sql: "SELECT '' AS key",
    who: ['resident'],
  },
];

/** Whose screens differ from those of the chair, who walks all of them. */
const roles: readonly RoleId[] = ['operator', 'editor', 'secretary', 'approver', 'executor', 'admin'];

/** Every record in every state by each who works with it, then every screen without a record by those who see it otherwise. */
export async function planMoreVisits({ app }: Speaker): Promise<Visit[]> {
  const records: Visit[] = [];
  for (const { route, address, sql, who } of kinds) {
    const { rows } = await app.pool.query<{ key: string }>(sql);
    for (const { key } of rows)
      for (const one of who) records.push({ route, address: address.replace('$', key), who: one });
  }
  const plain = listRoutes('staff').filter((route) => !/\$|sign-in|new-password|setup/u.test(route));
  return [
    ...records,
    ...plain.flatMap((route) => roles.map((who): Visit => ({ route, address: route, who }))),
  ];
}
