import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { rolesWith } from '../../server/base/identity/people/roles.ts';
import { hashToken, newToken } from '../../server/lib/ids.ts';
import type { Status } from '../../shared/contract/messages/cases.ts';
import type { Route } from '../../shared/contract/route.ts';
import { registerLetter } from '../support/site/appeals.ts';
import { makeUnit, submitCase } from '../support/site/cases.ts';
import { startTestServer, type TestServer } from '../support/site/server.ts';
import { signInResident, signInStaff } from '../support/site/sign-in.ts';
import { listKnown, listNamed, NOW, PHONE } from './known-values.ts';
import { ABSENT, type Known } from './sample.ts';
import { addDocument } from './signed-document.ts';
import { makeThings, putThings } from './things.ts';

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
  'cases.take-forwarded-back': 'forwarded_out',
  'cases.close-forwarded': 'forwarded_out',
  'cases.resume-case': 'clarification',
  'cases.return-to-moderation': 'coordination',
  'cases.write-interim': 'in_work',
  'cases.dispute-rejection': 'rejected',
  'cases.rate-message': 'answered',
  'cases.tell-whether-holds': 'closed',
  'cases.add-to-message': 'in_work',
  'cases.decide-answer': 'review',
  'cases.send-executor-answer': 'in_work',
  'cases.refuse-execution': 'in_work',
  'cases.send-part-by-link': 'in_work',
  'cases.ask-part': 'in_work',
  'cases.give-part': 'in_work',
  'cases.return-part': 'in_work',
  'cases.decide-interim': 'in_work',
  'cases.extend-term': 'in_work',
  'cases.terminate-case': 'in_work',
  'cases.correct-answer': 'answered',
  'cases.get-executor-page': 'in_work',
};

/** Routes about an appeal of the office's journal: a message has no termination and no letters. */
const isOfAppeal = ({ id, path }: Route) =>
  id === 'cases.terminate-case' ||
  path.startsWith('/api/office/appeals/:') ||
  path.startsWith('/api/office/documents/');

/** One case and everything around it, for one route alone. */
export interface World {
  server: TestServer;
  unitId: string;
  /** Another unit, for a part. */
  otherUnitId: string;
  /** Somebody whose card may be changed. */
  personId: string;
  chairId: string;
  residentId: string;
  /** A case that others may be merged into. */
  otherId: string;
  cookies: Record<string, string>;
}

/**
 * A clock that stands: what is refused now («a new code in a minute») is refused however long the test takes, and days ahead of
 * the samples stay ahead.
 */

/** A server with a city's minimum: a unit that takes any road work, staff, a resident. */
export async function makeWorld(env: Record<string, string> = {}): Promise<World> {
  const server = await startTestServer(env, NOW);
  const unitId = await makeUnit(server, 'Дорожная служба', 'roads-service');
  const otherUnitId = await makeUnit(server, 'Служба света', 'light-service');
  const chair = await signInStaff(server, 'chair');
  const executor = await signInStaff(server, 'executor', { unitId });
  const admin = await signInStaff(server, 'admin');
  const victim = await signInStaff(server, 'observer', { slug: 'victim' });
  const resident = await signInResident(server, PHONE, 'Пробный Житель');
  const operator = await signInStaff(server, 'operator');
  const cookies = {
    operator: operator.cookie,
    chair: chair.cookie,
    executor: executor.cookie,
    admin: admin.cookie,
    resident,
  };
  const other = await submitCase(server);
  const { id: otherId } = await server.app.services.database
    .selectFrom('cases.case_file')
    .select('id')
    .where('number', '=', other.number)
    .executeTakeFirstOrThrow();
  const { id: residentId } = await server.app.services.database
    .selectFrom('identity.person')
    .select('id')
    .where('kind', '=', 'resident')
    .executeTakeFirstOrThrow();
  return {
    server,
    residentId,
    unitId,
    otherUnitId,
    personId: victim.personId,
    chairId: chair.personId,
    otherId,
    cookies,
  };
}

/** The cookie of somebody whom the door of a route lets in. */
export function cookieFor(world: World, { id, access }: Route): string | undefined {
  if (access === 'resident' || access === 'signed-in') return world.cookies.resident;
  if (access === 'staff') return world.cookies.chair;
  // Letters are read by everybody in the demo, else by whoever may.
  if (id === 'outbox.list-letters') return world.cookies.admin;
  if (typeof access === 'string') return undefined;
  const role = ['chair', 'executor', 'admin', 'operator'].find((name) =>
    rolesWith(access.permission).includes(name),
  );
  return role && world.cookies[role];
}

export interface Prepared {
  known: Known;
  /** Puts the case back into the state its command needs: after a bad request that was taken as a good one. */
  reset: () => Promise<void>;
}

/** A case of a route's own, in the state its command needs, and the values by which the route is called. */
export async function prepareFor(world: World, route: Route): Promise<Prepared> {
  const { server } = world;
  const { number, trackToken } = isOfAppeal(route)
    ? { ...(await registerLetter(server, world.cookies.operator!)), trackToken: ABSENT }
    : await submitCase(server, { place: { lat: 56.4185, lon: 61.9185 } });
  const db = server.app.services.database;
  const file = await db
    .selectFrom('cases.case_file')
    .innerJoin('cases.contact', 'cases.contact.case_id', 'cases.case_file.id')
    .innerJoin('cases.clock', 'cases.clock.case_id', 'cases.case_file.id')
    .select([
      'cases.case_file.id',
      'registered_at',
      'h3',
      'cases.contact.id as contactId',
      'cases.clock.id as clockId',
    ])
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  const { token, linkId } = await addLink(world, file.id);
  const things = makeThings(route, { ...world, caseId: file.id, linkId });
  const answerId = randomUUID();
  const { id, contactId, clockId } = file;
  const own = { number, id, contactId, clockId, token, answerId, cell: file.h3, k: trackToken };
  const signed = route.id.startsWith('signatures.') ? await addDocument(server) : {};
  return {
    known: { ...listKnown(world, route), ...own, ...listNamed(world, route), ...things.known, ...signed },
    reset: async () => {
      await resetCase(world, route, { ...file, answerId });
      await putThings(db, things);
    },
  };
}

/** A link of the executor. */
async function addLink({ server, unitId }: World, caseId: string) {
  const [token, linkId] = [newToken(), randomUUID()];
  await server.app.services.database
    .insertInto('cases.executor_link')
    .values({
      id: linkId,
      case_id: caseId,
      unit_id: unitId,
      name: 'Бригада',
      token_hash: hashToken(token),
      created_at: new Date(),
      expires_at: new Date(Date.now() + 86_400_000),
    })
    .execute();
  return { token, linkId };
}

async function resetCase(
  { server, unitId }: World,
  route: Route,
  file: { id: string; registered_at: Date; answerId: string },
): Promise<void> {
  const db = server.app.services.database;
  const status = statusFor[route.id] ?? 'moderation';
  const given = status === 'answered' || status === 'closed' ? file.registered_at : null;
  await db
    .updateTable('cases.case_file')
    .set({
      status,
      version: 1,
      executor_unit_id: unitId,
      executor_id: null,
      former_status: status === 'merged' || status === 'clarification' ? 'moderation' : null,
      status_since: new Date(),
      answered_at: given,
      closed_at: status === 'closed' || status === 'merged' ? file.registered_at : null,
      merged_into: null,
      snoozed_until: null,
      has_publish_consent: true,
      published_at: route.id === 'cases.join-message' ? new Date() : null,
    })
    .where('id', '=', file.id)
    .execute();
  await db.deleteFrom('cases.interim').where('case_id', '=', file.id).execute();
  await db.deleteFrom('cases.event').where('case_id', '=', file.id).where('kind', '=', 'status').execute();
  await db.deleteFrom('cases.rating').where('case_id', '=', file.id).execute();
  await db.deleteFrom('cases.asked').where('case_id', '=', file.id).execute();
  if (route.id === 'cases.tell-whether-holds')
    await sql`INSERT INTO cases.asked (case_id, contact_id, kind, round, at)
      SELECT case_id, id, 'holds', 1, now() FROM cases.contact WHERE case_id = ${file.id}`.execute(db);
  await db
    .updateTable('cases.executor_link')
    .set({ used_at: null, revoked_at: null })
    .where('case_id', '=', file.id)
    .execute();
  await db.deleteFrom('cases.answer').where('case_id', '=', file.id).execute();
  if (status !== 'review') return;
  await db
    .insertInto('cases.answer')
    .values({
      id: file.answerId,
      case_id: file.id,
      version: 1,
      state: 'review',
      body: 'Ответ',
      outcome: 'solved',
      author: 'staff:other',
      author_name: 'Другой',
      created_at: file.registered_at,
    })
    .execute();
}
