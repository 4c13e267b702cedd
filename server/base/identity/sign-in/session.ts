import type { SessionState } from '../../../../shared/contract/base/identity.ts';
import { readCity } from '../../../lib/city.ts';
import { AppError } from '../../../lib/errors.ts';
import { readCookie, writeCookie } from '../../../lib/http/cookies.ts';
import type { Actor, Ctx, StaffActor } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import { isPortalOpen } from '../../../lib/portal-door.ts';
import { listDemoSignIns } from '../people/demo-people.ts';
import { needsSetup } from '../people/first-start.ts';
import { joinFullName } from '../people/names.ts';
import { readPins } from '../people/pins.ts';
import { roleTitle } from '../people/roles.ts';
import { authenticate, forgetActors } from './actor.ts';
import { rememberDevice } from './device.ts';
import { findLeaveUrl, noteOrigin, type OutsideOrigin } from './outside-session.ts';
import { STAFF_IDLE, sessionCookie } from './session-cookie.ts';

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
    asOf: config.asOf?.toISOString() ?? null,
    ...(config.isDemo && { demoSignIns: await listDemoSignIns(db) }),
    city: readCity(config),
    isPortalOpen: isPortalOpen(),
    needsSetup: await needsSetup(ctx),
    level: (actor.kind === 'resident' && actor.level) || 'anonymous',
    pins: staff ? await readPins(db, staff.id) : null,
    mustSetUpFactor: staff?.mustSetUpFactor ?? false,
  };
}

/** What the library records of the caller: agent and address, never the old cookie. */
export function toHeaders(ctx: Pick<Ctx, 'ip'>, exchange: Pick<Exchange, 'headers'>): Headers {
  const agent = exchange.headers['user-agent'];
  return new Headers({
    ...(ctx.ip && { 'x-forwarded-for': ctx.ip }),
    ...(typeof agent === 'string' && { 'user-agent': agent.slice(0, 300) }),
  });
}

/** The cookie of staff lives as long as their session does: the library knows one age for all. */
const shorten = (header: string, { kind }: Actor): string =>
  kind === 'staff' ? header.replace(/Max-Age=\d+/i, `Max-Age=${STAFF_IDLE / 1000}`) : header;

/** The session of staff goes on with each request, their cookie with each page they open. */
export function renewCookie(ctx: Pick<Ctx, 'actor' | 'config'>, { headers, setCookie }: Exchange): void {
  if (ctx.actor.kind !== 'staff') return;
  const name = sessionCookie(ctx.config);
  const value = readCookie(headers, name);
  if (value) setCookie(writeCookie(ctx.config, { name, value, path: '/', age: STAFF_IDLE / 1000 }));
}

/** Sends the cookies of a fresh session, records the sign-in and answers with the new state. */
async function welcome(
  ctx: Ctx,
  exchange: Exchange,
  cookies: string[],
  action: string,
): Promise<SessionState> {
  const cookie = cookies.map((header) => header.split(';')[0]).join('; ');
  const actor = await authenticate(exchange.services, { cookie });
  if (actor.kind !== 'staff' && actor.kind !== 'resident')
    throw new Error('The session just opened is not found');
  for (const header of cookies) exchange.setCookie(shorten(header, actor));
  if (actor.kind === 'staff') await rememberDevice(ctx, exchange, actor.id);
  ctx.audit({ action, object: 'person', objectId: actor.id, actor });
  return describeSession(ctx, actor);
}

/** Signs in a person proved by a code, a one-time link, another system (`hasFactor`: it asked for a second factor; `origin`: how it is known there). Throws `lib.forbidden` when their access is closed. */
export async function beginSession(
  ctx: Ctx,
  exchange: Exchange,
  personId: string,
  action: string,
  { hasFactor = false, origin }: { hasFactor?: boolean; origin?: OutsideOrigin } = {},
): Promise<SessionState> {
  const { openAuth } = await import('./auth.ts');
  const reply = await openAuth(exchange.services).api.openSession({
    body: { personId },
    headers: toHeaders(ctx, exchange),
    returnHeaders: true,
  });
  if (!reply.response.token)
    throw new AppError('lib.forbidden', 'Вход для вас закрыт. Обратитесь к администратору центра.');
  if (hasFactor)
    await ctx.db
      .updateTable('identity.session')
      .set({ has_factor: true })
      .where('token', '=', reply.response.token)
      .execute();
  if (origin) await noteOrigin(ctx, reply.response.token, origin);
  return welcome(ctx, exchange, reply.headers.getSetCookie(), action);
}

/**
 * Ends this browser's session and removes its cookie; harmless when there is none. Who came from another system is told
 * where to end the session there.
 */
export async function endSession(
  ctx: Ctx,
  exchange: Exchange,
): Promise<{ done: true; leaveTo: string | null }> {
  const leaveTo = await findLeaveUrl(ctx, exchange);
  const { cookie } = exchange.headers;
  const { openAuth } = await import('./auth.ts');
  const { headers } = await openAuth(exchange.services).api.signOut({
    headers: new Headers(typeof cookie === 'string' ? { cookie } : {}),
    returnHeaders: true,
  });
  for (const header of headers.getSetCookie()) exchange.setCookie(header);
  forgetActors(exchange.services);
  if (ctx.actor.kind === 'staff' || ctx.actor.kind === 'resident')
    ctx.audit({ action: 'identity.signed-out', object: 'person', objectId: ctx.actor.id });
  return { done: true, leaveTo };
}

/** Ends all sessions of the caller: a lost phone, a strange computer. */
export async function leaveEverywhere(ctx: Ctx): Promise<{ done: true }> {
  if (ctx.actor.kind !== 'staff' && ctx.actor.kind !== 'resident')
    throw new AppError('lib.not-signed-in', 'Войдите, чтобы продолжить.');
  const ended = await endSessions(ctx.db, ctx.actor.id);
  ctx.audit({ action: 'identity.sessions-ended', object: 'person', objectId: ctx.actor.id, data: { ended } });
  return { done: true };
}

/** Ends every session of a person. Returns how many there were. */
export async function endSessions(db: Ctx['db'], personId: string): Promise<number> {
  const result = await db.deleteFrom('identity.session').where('user_id', '=', personId).executeTakeFirst();
  return Number(result.numDeletedRows);
}
