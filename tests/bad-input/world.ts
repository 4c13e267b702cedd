import { randomUUID } from 'node:crypto';
import { rolesWith } from '../../server/modules/identity/roles.ts';
import type { Status } from '../../shared/contract/cases.ts';
import type { Route } from '../../shared/contract/route.ts';
import { makeUnit, submitCase } from '../support/cases.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { signInResident, signInStaff } from '../support/sign-in.ts';
import { ABSENT, type Known } from './sample.ts';

const PHONE = '+79120000017';

/** State of a case in which a command works: a bad request then fails by itself, not because of the case. */
const statusFor: Record<string, Status> = {
  'cases.triage-case': 'moderation',
  'cases.reject-case': 'moderation',
  'cases.merge-case': 'moderation',
  'cases.snooze-case': 'moderation',
  'cases.unmerge-case': 'merged',
  'cases.ask-resident': 'moderation',
  'cases.change-case': 'moderation',
  'cases.take-to-work': 'assigned',
  'cases.refuse-case': 'in_work',
  'cases.draft-answer': 'in_work',
  'cases.reopen-case': 'closed',
  'cases.create-executor-link': 'assigned',
  'cases.rate-message': 'answered',
  'cases.add-to-message': 'in_work',
};

/** One case and everything around it, for one route alone. */
export interface World {
  server: TestServer;
  unitId: string;
  personId: string;
  cookies: Record<string, string>;
}

/** A server with a city's minimum: a unit that takes any road work, staff, a resident. */
export async function makeWorld(env: Record<string, string> = {}): Promise<World> {
  const server = await startTestServer(env);
  const unitId = await makeUnit(server, 'Дорожная служба', 'roads-service');
  const chair = await signInStaff(server, 'chair');
  const executor = await signInStaff(server, 'executor', { unitId });
  const admin = await signInStaff(server, 'admin');
  const victim = await signInStaff(server, 'observer', { slug: 'victim' });
  const resident = await signInResident(server, PHONE, 'Пробный Житель');
  const cookies = { chair: chair.cookie, executor: executor.cookie, admin: admin.cookie, resident };
  return { server, unitId, personId: victim.personId, cookies };
}

/** The cookie of somebody whom the door of a route lets in. */
export function cookieFor(world: World, { access }: Route): string | undefined {
  if (access === 'resident' || access === 'signed-in') return world.cookies.resident;
  if (access === 'staff') return world.cookies.chair;
  if (typeof access === 'string') return undefined;
  const role = ['chair', 'executor', 'admin'].find((name) => rolesWith(access.permission).includes(name));
  return role && world.cookies[role];
}

/** A case of a route's own, in the state its command needs, and the values by which the route is called. */
export async function prepareFor(
  world: World,
  route: Route,
): Promise<{ known: Known; reset: () => Promise<void> }> {
  const { server, unitId, personId } = world;
  const { number, trackToken } = await submitCase(server, { place: { lat: 56.4185, lon: 61.9185 } });
  const db = server.app.services.database;
  const file = await db
    .selectFrom('cases.case_file')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  const contact = await db
    .selectFrom('cases.contact')
    .select('id')
    .where('case_id', '=', file.id)
    .executeTakeFirstOrThrow();
  const status = statusFor[route.id] ?? 'moderation';
  const given = status === 'answered' || status === 'closed' ? new Date() : null;
  const reset = async () => {
    await db
      .updateTable('cases.case_file')
      .set({
        status,
        version: 1,
        executor_unit_id: unitId,
        former_status: status === 'merged' ? 'moderation' : null,
        answered_at: given,
        closed_at: status === 'closed' || status === 'merged' ? file.registered_at : null,
        merged_into: null,
        snoozed_until: null,
      })
      .where('id', '=', file.id)
      .execute();
    await db.deleteFrom('cases.rating').where('case_id', '=', file.id).execute();
  };
  const isPerson = route.path.startsWith('/api/people');
  const id = isPerson ? personId : route.path.startsWith('/api/units') ? unitId : file.id;
  const known: Known = {
    number,
    id,
    k: trackToken,
    version: 1,
    contactId: contact.id,
    unitId,
    unit: unitId,
    parentId: ABSENT,
    personId,
    substituteId: ABSENT,
    clientKey: () => randomUUID(),
    text: 'На дороге глубокая яма, машины пробивают колёса',
    phone: PHONE,
    email: ABSENT,
    factId: 'roads.pavement.pothole',
    block: 'roads',
    place: { lat: 56.4185, lon: 61.9185, address: 'улица Титова, 14', isHome: false },
    lat: 56.4185,
    lon: 61.9185,
    bbox: '61.8,56.3,62,56.5',
    near: '56.4185,61.9185,300',
    from: '2026-11-01',
    to: '2026-11-30',
    fromDay: '2026-11-01',
    toDay: '2026-11-30',
    validFrom: '2026-11-01',
    validTo: '2026-12-01',
    promisedOn: ABSENT,
    cursor: ABSENT,
    outcome: 'solved',
    token: 'x'.repeat(43),
    districtId: 'sinarsky',
    source: 'proba',
    variant: 'thumb',
    consent: true,
    until: new Date(Date.now() + 3_600_000).toISOString(),
    year: 2026,
    'channels.create-source.id': () => `s-${randomUUID().slice(0, 8)}`,
    'identity.create-person.email': () => `${randomUUID()}@example.ru`,
    'identity.edit-person.email': () => `${randomUUID()}@example.ru`,
    'cases.register-case.externalId': () => randomUUID(),
    'identity.grant-role.role': 'observer',
    'identity.list-people.role': 'observer',
    'territory.search-address.q': 'титова 14',
    'cases.list-cases.authorOf': file.id,
  };
  return { known, reset };
}
