import { sql } from 'kysely';
import type { RoleId } from '../../access/role-ids.ts';
import { listRoutes, type Visit } from './screens.ts';
import type { Speaker } from './server.ts';

/**
 * Visits for a walk over what people press: every screen of the workplace by the roles that work at it, every kind of record in every
 * state the demo has, by each who does something with it. For looking at screens planVisits() is enough: there the parts are seen,
 * whoever presses their buttons.
 */

interface Kind {
  /** Its parameter is the id of the record; without one the id stands in the query. */
  route: string;
  table: string;
  /** Column of the state; `state` unless told. */
  state?: string;
  /** These states alone; every one unless told. */
  only?: readonly string[];
  who: readonly (RoleId | 'anyone' | 'resident')[];
}

const meeting = 'working_group.meeting';

const kinds: readonly Kind[] = [
  {
    route: '/staff/social',
    table: 'incidents.incident',
    state: 'status',
    who: ['operator', 'executor', 'approver', 'editor', 'chair'],
  },
  { route: '/staff/publications', table: 'publications.publication', who: ['editor', 'approver', 'chair'] },
  { route: '/staff/polls/$id', table: 'polls.poll', who: ['editor', 'approver', 'secretary', 'chair'] },
  {
    route: '/polls/$id',
    table: 'polls.poll',
    only: ['open', 'announced', 'decision-recorded'],
    who: ['resident', 'anyone'],
  },
  { route: '/staff/discussions/$id', table: 'discussions.discussion', who: ['editor', 'approver', 'chair'] },
  { route: '/consultations/$id', table: 'discussions.discussion', only: ['open'], who: ['resident'] },
  { route: '/staff/initiatives/$id', table: 'initiatives.initiative', who: ['editor', 'chair'] },
  { route: '/initiatives/$id', table: 'initiatives.initiative', only: ['open'], who: ['resident'] },
  { route: '/staff/gospubliki/$id', table: 'gospubliki.request', who: ['editor', 'chair', 'executor'] },
  { route: '/staff/reports/$id', table: 'head_reports.report', who: ['secretary', 'chair', 'head'] },
  {
    route: '/staff/recommendations/$id',
    table: 'recommendations.recommendation',
    who: ['chair', 'deputy', 'executor'],
  },
  { route: '/staff/zones/$id', table: 'zones.card', who: ['chair', 'executor', 'secretary'] },
  { route: '/staff/problems/$id', table: 'problems.problem', who: ['operator', 'executor', 'approver'] },
  { route: '/staff/working-group/meetings/$id', table: meeting, who: ['secretary', 'chair', 'member'] },
  {
    route: '/staff/working-group/meetings/$id/protocol',
    table: meeting,
    only: ['held', 'signed'],
    who: ['chair', 'member'],
  },
  { route: '/staff/working-group/room/$id', table: meeting, who: ['secretary', 'chair', 'member'] },
  {
    route: '/staff/assignments/$id',
    table: 'assignments.assignment',
    who: ['secretary', 'chair', 'executor'],
  },
];

const caseRoles: readonly RoleId[] = [
  'operator',
  'executor',
  'reviewer',
  'approver',
  'editor',
  'secretary',
  'chair',
  'privacy-officer',
];

/** Whose screens differ from those of the chair, who walks all of them. */
const roles: readonly RoleId[] = ['operator', 'editor', 'secretary', 'approver', 'executor', 'admin'];

/** Every record in every state by each who works with it, then every screen without a record by those who see it otherwise. */
export async function planMoreVisits(server: Speaker): Promise<Visit[]> {
  const records = [...(await visitCases(server))];
  for (const kind of kinds) records.push(...(await visitRecords(server, kind)));
  const plain = listRoutes('staff').filter((route) => !/\$|sign-in|new-password|setup/u.test(route));
  return [
    ...records,
    { route: '/outages', address: '/outages', who: 'resident' },
    ...plain.flatMap((route) => roles.map((who): Visit => ({ route, address: route, who }))),
  ];
}

async function visitRecords({ app }: Speaker, { route, table, state, only, who }: Kind): Promise<Visit[]> {
  const column = sql.ref(state ?? 'state');
  const { rows } = await sql<{ id: string; state: string }>`
    SELECT DISTINCT ON (${column}) id, ${column} AS state FROM ${sql.table(table)} ORDER BY ${column}, id`.execute(
    app.services.database,
  );
  const wanted = rows.filter((row) => !only || only.includes(row.state));
  const addressOf = (id: string) => (route.includes('$id') ? route.replace('$id', id) : `${route}?id=${id}`);
  return wanted.flatMap(({ id }) => who.map((one): Visit => ({ route, address: addressOf(id), who: one })));
}

/** The executor of the demo sees the cases of their own unit: of each state theirs first. */
async function visitCases({ app }: Speaker): Promise<Visit[]> {
  const { rows } = await app.pool.query<{ number: string }>(
    `SELECT DISTINCT ON (status) number FROM cases.case_file
     ORDER BY status, executor_unit_id = (SELECT unit_id FROM identity.person WHERE staff_email = 'executor@demo.invalid')
       DESC NULLS LAST, number`,
  );
  const route = '/staff/cases/$number';
  return rows.flatMap(({ number }) =>
    caseRoles.map((who): Visit => ({ route, address: route.replace('$number', number), who })),
  );
}
