import { sql } from 'kysely';
import type { DemoSignIn, SessionState } from '../../../shared/contract/identity.ts';
import type { Actor, Ctx, StaffActor } from '../../lib/context.ts';
import type { Services } from '../../lib/unit-of-work.ts';
import { authenticate } from './actor.ts';
import { openAuth } from './auth.ts';
import { readCity } from './city.ts';
import { DEMO_PASSWORD, demoEmails } from './demo-people.ts';
import { joinFullName } from './names.ts';
import { roles, roleTitle } from './roles.ts';
import { needsSetup } from './setup.ts';

type SessionCtx = Pick<Ctx, 'db' | 'config'>;

async function describePerson(db: Ctx['db'], id: string) {
  const row = await db
    .selectFrom('identity.person as person')
    .leftJoin('identity.unit as unit', 'unit.id', 'person.unit_id')
    .select([
      'person.id',
      'person.short_name',
      'person.surname',
      'person.given_name',
      'person.patronymic',
      'person.position',
      'person.phone',
      'person.email',
      'unit.short_title as unit',
    ])
    .where('person.id', '=', id)
    .executeTakeFirstOrThrow();
  return {
    id: row.id,
    name: row.short_name,
    fullName: joinFullName(row),
    position: row.position,
    unit: row.unit ?? '',
    phone: row.phone,
    email: row.email,
  };
}

async function describeSubstituted(db: Ctx['db'], actor: StaffActor) {
  if (actor.substitutes.length === 0) return [];
  const rows = await db
    .selectFrom('identity.person')
    .select(['id', 'short_name as name'])
    .where('id', 'in', actor.substitutes)
    .orderBy('short_name')
    .execute();
  return rows;
}

/** The demo's staff with the password they share, in the order of roles; only people who are still there. */
async function listDemoSignIns(db: Ctx['db']): Promise<DemoSignIn[]> {
  const rows = await db
    .selectFrom('identity.person')
    .select(['short_name', 'email'])
    .where('kind', '=', 'staff')
    .where('is_active', '=', true)
    .where('email', 'in', [...demoEmails.values()])
    .execute();
  return roles.flatMap((role) => {
    const email = demoEmails.get(role.id);
    const row = rows.find((person) => person.email === email);
    if (!row || !email) return [];
    return [{ role: role.id, roleTitle: role.title, name: row.short_name, email, password: DEMO_PASSWORD }];
  });
}

/** Everything both shells need at start: who the person is, what is open to them, where this is. */
export async function describeSession(ctx: SessionCtx, actor: Actor): Promise<SessionState> {
  const { config, db } = ctx;
  const staff = actor.kind === 'staff' ? actor : null;
  const isKnown = actor.kind === 'staff' || actor.kind === 'resident';
  return {
    kind: isKnown ? actor.kind : 'anonymous',
    name: isKnown ? actor.name : '',
    person: isKnown ? await describePerson(db, actor.id) : null,
    roles: (staff?.roles ?? []).map((id) => ({ id, title: roleTitle(id) })),
    permissions: [...(staff?.permissions ?? [])],
    units: staff?.unitIds ?? [],
    blocks: staff?.blocks ?? [],
    districts: staff?.districts ?? [],
    substitutes: staff ? await describeSubstituted(db, staff) : [],
    isDemo: config.isDemo,
    ...(config.isDemo && { demoSignIns: await listDemoSignIns(db) }),
    city: readCity(config),
    needsSetup: await needsSetup(ctx),
  };
}

/** Opens a session for a person proved by a code or a ticket. Returns the cookie headers to send. */
export async function openSession(
  services: Services,
  personId: string,
  headers: Record<string, string | string[] | undefined>,
): Promise<string[]> {
  const reply = await openAuth(services).api.openSession({
    body: { personId },
    headers: toHeaders(headers),
    returnHeaders: true,
  });
  return reply.headers.getSetCookie();
}

/** Only what the library records of the caller: never the old cookie. */
export function toHeaders(headers: Record<string, string | string[] | undefined>): Headers {
  const agent = headers['user-agent'];
  return new Headers(typeof agent === 'string' ? { 'user-agent': agent.slice(0, 300) } : {});
}

/** The state of the session that these cookies open; for the reply of a sign-in. */
export async function describeOpened(services: Services, cookies: string[]): Promise<SessionState> {
  const cookie = cookies.map((header) => header.split(';')[0]).join('; ');
  const actor = await authenticate(services, { cookie });
  return describeSession({ db: services.database, config: services.config }, actor);
}

/** Ends every session of a person; `exceptToken` stays. Returns how many were ended. */
export async function endSessions(
  db: Ctx['db'],
  personId: string,
  exceptToken: string | null = null,
): Promise<number> {
  const result = await db
    .deleteFrom('identity.session')
    .where('user_id', '=', personId)
    .where((eb) => (exceptToken ? eb('token', '!=', exceptToken) : sql<boolean>`true`))
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
