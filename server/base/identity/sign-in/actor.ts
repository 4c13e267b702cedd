import { createHmac, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { IdentityLevel } from '../../../../shared/contract/base/identity.ts';
import { maskContact } from '../../../../shared/text/contacts.ts';
import { cityDay } from '../../../lib/city.ts';
import type { Db } from '../../../lib/database/db.ts';
import { readCookie } from '../../../lib/http/cookies.ts';
import { hashToken } from '../../../lib/ids.ts';
import type { Actor, StaffActor } from '../../../lib/module/context.ts';
import type { Services } from '../../../lib/module/unit-of-work.ts';
import { provenLevel } from '../levels/level.ts';
import { findRole } from '../people/roles.ts';
import { readSecret } from './secret.ts';
import { RESIDENT_IDLE, STAFF_IDLE, sessionCookie } from './session-cookie.ts';

/** How long a resolved actor is believed without asking the database, ms. Another process may lag by this much. */
const CACHE_MS = 30_000;
/** Kept actors; the oldest leave first. */
const CACHE_SIZE = 5000;
/** A session's life is prolonged at most this often, ms. */
const PROLONG_EVERY = 3_600_000;

const anonymous: Actor = { kind: 'anonymous' };

interface Cache {
  /** Grows with every change of rights: an actor read before a change is not kept after it. */
  generation: number;
  entries: Map<string, { actor: Actor; until: number }>;
}

const caches = new WeakMap<Services, Cache>();

function cacheOf(services: Services): Cache {
  let cache = caches.get(services);
  if (!cache) {
    cache = { generation: 0, entries: new Map() };
    caches.set(services, cache);
  }
  return cache;
}

/** Forgets every resolved actor of this process: call after the commit of a change of sessions, roles or absences. */
export function forgetActors(services: Services): void {
  const cache = cacheOf(services);
  cache.generation += 1;
  cache.entries.clear();
}

type Headers = Record<string, string | string[] | undefined>;

/** The session token of a request, or null when there is none or its signature is not ours. */
export function readToken(services: Services, headers: Headers): string | null {
  const value = readCookie(headers, sessionCookie(services.config));
  const dot = value?.lastIndexOf('.') ?? -1;
  if (!value || dot < 1) return null;
  const token = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1), 'base64');
  const own = createHmac('sha256', readSecret(services.config)).update(token).digest();
  return given.length === own.length && timingSafeEqual(given, own) ? token : null;
}

interface Grant {
  person: string;
  role: string;
  blocks: string[];
  districts: string[];
}

interface ActorRow {
  id: string;
  kind: 'staff' | 'resident';
  short_name: string;
  phone: string | null;
  email: string | null;
  proven_level: IdentityLevel | null;
  has_phone: boolean;
  has_email: boolean;
  /** Seconds since the session was last prolonged. */
  age: number;
  grants: Grant[] | null;
  units: string[] | null;
  substitutes: string[] | null;
  has_factor: boolean;
  factor_roles: string[] | null;
}

/**
 * Session, person, valid grants, units with all below, and the same of the people they substitute, in one statement.
 * Plan: the unique token, then a handful of index probes by person; the recursion walks the unit tree (tens of rows).
 */
async function selectActors(
  db: Db,
  who: { token: string } | { personIds: readonly string[] },
  today: string,
): Promise<ActorRow[]> {
  const person = sql`person.id, person.kind, person.short_name, person.phone, person.email, person.unit_id,
    person.proven_level, person.phone_verified_at IS NOT NULL AS has_phone,
    person.email_verified_at IS NOT NULL AS has_email`;
  const me =
    'token' in who
      ? sql`SELECT ${person}, session.has_factor, extract(epoch FROM now() - session.updated_at)::float8 AS age
        FROM identity.session JOIN identity.person ON person.id = session.user_id AND person.is_active
        WHERE session.token = ${who.token} AND session.expires_at > now()`
      : // Work in the background was begun from a session that had what its roles demand.
        sql`SELECT ${person}, true AS has_factor, 0::float8 AS age
        FROM identity.person WHERE person.id = ANY(${[...who.personIds]}::uuid[]) AND person.is_active`;
  const { rows } = await sql<ActorRow>`
    WITH RECURSIVE me AS (${me}), away AS (
      SELECT DISTINCT me.id AS mine, person.id, person.unit_id
      FROM identity.absence JOIN me ON me.id = absence.substitute_id
      JOIN identity.person ON person.id = absence.person_id AND person.is_active
      WHERE absence.cancelled_at IS NULL AND ${today}::date BETWEEN absence.from_day AND absence.to_day
    ), whose AS (
      SELECT id AS mine, id, unit_id FROM me WHERE kind = 'staff' UNION SELECT mine, id, unit_id FROM away
    ), tree AS (
      SELECT mine, unit_id AS id FROM whose WHERE unit_id IS NOT NULL
      UNION SELECT tree.mine, unit.id FROM identity.unit JOIN tree ON unit.parent_id = tree.id
    )
    SELECT me.id, me.kind, me.short_name, me.phone, me.email, me.age, me.proven_level, me.has_phone, me.has_email,
      (SELECT jsonb_agg(jsonb_build_object('person', person_id, 'role', role, 'blocks', blocks, 'districts', districts)
          ORDER BY (person_id = me.id) DESC, role_grant.id)
       FROM identity.role_grant JOIN whose ON whose.id = person_id AND whose.mine = me.id
       WHERE revoked_at IS NULL AND valid_from <= ${today}::date AND (valid_to IS NULL OR valid_to >= ${today}::date)) AS grants,
      (SELECT jsonb_agg(id) FROM tree WHERE tree.mine = me.id) AS units,
      (SELECT jsonb_agg(id ORDER BY id) FROM away WHERE away.mine = me.id) AS substitutes,
      (SELECT factor_roles FROM identity.security_rule) AS factor_roles,
      EXISTS (SELECT FROM identity.totp WHERE totp.person_id = me.id AND confirmed_at IS NOT NULL)
        OR EXISTS (SELECT FROM identity.passkey WHERE passkey.person_id = me.id) OR me.has_factor AS has_factor
    FROM me`.execute(db);
  return rows;
}

/** Union of one limit over grants; a single unlimited grant makes the whole unlimited. */
function mergeLimit(limits: string[][]): string[] {
  if (limits.some((limit) => limit.length === 0)) return [];
  return [...new Set(limits.flat())];
}

/** Whose role asks for a second factor they have not set up: they are in, and may do nothing but set it up. */
const withoutRights = ({ id, short_name: name }: ActorRow): StaffActor => ({
  kind: 'staff',
  id,
  name,
  roles: [],
  permissions: new Set(),
  unitIds: [],
  blocks: [],
  districts: [],
  substitutes: [],
  grants: [],
  mustSetUpFactor: true,
});

function toActor(row: ActorRow): Actor {
  const { id, phone, email } = row;
  if (row.kind === 'resident')
    return {
      kind: 'resident',
      id,
      name: row.short_name || maskContact(row),
      phone,
      email,
      level: provenLevel({ proven: row.proven_level, hasPhone: row.has_phone, hasEmail: row.has_email }),
    };
  const grants = row.grants ?? [];
  const isDemanded = grants.some((grant) => row.factor_roles?.includes(grant.role));
  if (isDemanded && !row.has_factor) return withoutRights(row);
  return {
    kind: 'staff',
    id,
    name: row.short_name,
    roles: [...new Set(grants.map((grant) => grant.role))],
    permissions: new Set(grants.flatMap((grant) => findRole(grant.role)?.permissions ?? [])),
    unitIds: row.units ?? [],
    blocks: mergeLimit(grants.map((grant) => grant.blocks)),
    districts: mergeLimit(grants.map((grant) => grant.districts)),
    substitutes: row.substitutes ?? [],
    grants: grants.map(({ role, blocks, districts }) => ({ role, blocks, districts })),
  };
}

/**
 * A member of staff with the rights of this very moment, for work that goes on in their name in the background; null for
 * who has left.
 */
export async function findStaffActor(db: Db, personId: string, today: string): Promise<StaffActor | null> {
  return (await findStaffActors(db, [personId], today)).get(personId) ?? null;
}

/** The same of several, in one statement. */
export async function findStaffActors(
  db: Db,
  personIds: readonly string[],
  today: string,
): Promise<Map<string, StaffActor>> {
  const actors = (await selectActors(db, { personIds }, today)).map(toActor);
  return new Map(actors.flatMap((actor) => (actor.kind === 'staff' ? [[actor.id, actor]] : [])));
}

/** Moves the end of a session that is in use; at most once an hour, so that reading costs no writing. */
async function prolong(services: Services, token: string, row: ActorRow): Promise<void> {
  if (row.age * 1000 < PROLONG_EVERY) return;
  const idle = row.kind === 'staff' ? STAFF_IDLE : RESIDENT_IDLE;
  await services.database
    .updateTable('identity.session')
    .set({ updated_at: sql`now()`, expires_at: sql`now() + ${idle / 1000} * interval '1 second'` })
    .where('token', '=', token)
    .execute();
}

/**
 * Who calls: the holder of the session cookie as staff or resident, else anonymous. No query when the same session was
 * resolved within 30 s in this process, one otherwise (and one more once an hour, to prolong it).
 * The life of a session is real time, not the test clock; days of grants and absences are those of `services.now()`.
 */
export async function authenticate(services: Services, headers: Headers): Promise<Actor> {
  const token = readToken(services, headers);
  if (!token) return anonymous;
  const cache = cacheOf(services);
  const now = services.now();
  const today = cityDay(services.config, now);
  // The day is part of the key: a grant that begins today counts from midnight.
  const key = `${hashToken(token)}:${today}`;
  const known = cache.entries.get(key);
  if (known && known.until > performance.now()) return known.actor;
  const { generation } = cache;
  const [row] = await selectActors(services.database, { token }, today);
  const actor = row ? toActor(row) : anonymous;
  if (row) await prolong(services, token, row);
  if (generation === cache.generation) {
    cache.entries.delete(key);
    cache.entries.set(key, { actor, until: performance.now() + CACHE_MS });
    const oldest = cache.entries.size > CACHE_SIZE && cache.entries.keys().next().value;
    if (oldest) cache.entries.delete(oldest);
  }
  return actor;
}
