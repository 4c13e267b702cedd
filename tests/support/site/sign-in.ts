import {
  createPerson,
  findOrCreateResident,
  findRole,
  grantRole,
} from '../../../server/base/identity/index.ts';
import { readToken } from '../../../server/base/identity/sign-in/actor.ts';
import { openAuth } from '../../../server/base/identity/sign-in/auth.ts';
import type { Ctx } from '../../../server/lib/module/context.ts';
import { runMutation } from '../../../server/lib/module/unit-of-work.ts';
import type { Route } from '../../../shared/contract/route.ts';
import type { Speaker } from './server.ts';

/** Limits of the role and the person's place, when a test needs other than «everything, no unit». */
export interface StaffOptions {
  unitId?: string;
  blocks?: string[];
  districts?: string[];
  /** Part of the e-mail before `@`, to tell two holders of a role apart. */
  slug?: string;
}

export interface SignedIn {
  /** For `server.call(route, input, cookie)`. */
  cookie: string;
  personId: string;
  /** The name they sign in by. */
  email: string;
}

const inTransaction = <T>(server: Speaker, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  runMutation(
    server.app.services,
    { actor: { kind: 'system', name: 'test' }, requestId: 'sign-in', ip: '' },
    work,
  );

/** A fresh session of a person, past the password: scrypt takes a tenth of a second and the route is limited. */
export async function openCookie(server: Speaker, personId: string): Promise<string> {
  const { headers } = await openAuth(server.app.services).api.openSession({
    body: { personId },
    headers: new Headers(),
    returnHeaders: true,
  });
  const cookie = headers
    .getSetCookie()
    .map((header) => header.split(';')[0])
    .join('; ');
  if (!readToken(server.app.services, { cookie })) throw new Error(`Сеанс не открылся: ${personId}`);
  return cookie;
}

/** A member of staff with one role: the demo's or an earlier one with the same slug, else made now. */
export async function signInStaff(
  server: Speaker,
  role: string,
  options: StaffOptions = {},
): Promise<SignedIn> {
  if (!findRole(role)) throw new Error(`Нет роли ${role}`);
  const email = `${options.slug ?? role}@demo.invalid`;
  const known = await server.app.services.database
    .selectFrom('identity.person')
    .select('id')
    .where('staff_email', '=', email)
    .executeTakeFirst();
  const personId =
    known?.id ??
    (await inTransaction(server, async (ctx) => {
      const id = await createPerson(ctx, {
        surname: 'Пробный',
        givenName: 'Сотрудник',
        email,
        unitId: options.unitId ?? null,
      });
      const { blocks = [], districts = [] } = options;
      await grantRole(ctx, id, { role, blocks, districts, validFrom: '2020-01-01' });
      return id;
    }));
  return { cookie: await openCookie(server, personId), personId, email };
}

/** Cookie of a member of staff with this role. */
export const signInAs = async (server: Speaker, role: string, options: StaffOptions = {}): Promise<string> =>
  (await signInStaff(server, role, options)).cookie;

/** Cookie of the resident with this phone (`+7…`) or e-mail; made when there is none. */
export async function signInResident(server: Speaker, contact = '+79120000001', name = ''): Promise<string> {
  const input = contact.includes('@') ? { email: contact, name } : { phone: contact, name };
  const personId = await inTransaction(server, (ctx) => findOrCreateResident(ctx, input));
  return openCookie(server, personId);
}

/** A call from an address of one's own (`ip`), as through a proxy: limits and lock-outs go by address. */
export async function sendFrom(server: Speaker, ip: string, route: Route, body: object, cookie?: string) {
  const reply = await server.inject({
    method: route.method,
    url: route.path,
    headers: { 'x-otklik': '1', 'x-forwarded-for': ip, ...(cookie && { cookie }) },
    payload: body,
  });
  const cookies = reply.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
  return { status: reply.statusCode, body: reply.json(), cookie: cookies, headers: reply.headers };
}

/** The code or one-time link of the newest letter to a recipient. */
export async function readSecretLetter(server: Speaker, recipient: string): Promise<string> {
  const row = await server.app.services.database
    .selectFrom('outbox.letter')
    .select('secret')
    .where('recipient', '=', recipient)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  return row.secret ?? '';
}
