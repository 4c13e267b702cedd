import { betterAuth } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { sql } from 'kysely';
import { z } from 'zod';
import { isSecureSite } from '../../../lib/http/cookies.ts';
import { newId } from '../../../lib/ids.ts';
import type { Services } from '../../../lib/module/unit-of-work.ts';
import { readSecret } from './secret.ts';
import { COOKIE_PREFIX, RESIDENT_IDLE, STAFF_IDLE } from './session-cookie.ts';

/**
 * Opens a session for a person whose identity was proved by other means than a password: a code, a ticket.
 * Called by this server only; no address leads here.
 */
const openSessionPlugin = {
  id: 'otklik-session',
  endpoints: {
    openSession: createAuthEndpoint(
      '/otklik/open-session',
      { method: 'POST', body: z.object({ personId: z.uuid() }), metadata: { SERVER_ONLY: true } },
      async (endpoint) => {
        const { internalAdapter } = endpoint.context;
        const user = await internalAdapter.findUserById(endpoint.body.personId);
        const session = user && (await internalAdapter.createSession(user.id));
        if (!session) return endpoint.json({ token: null });
        await setSessionCookie(endpoint, { session, user });
        return endpoint.json({ token: session.token });
      },
    ),
  },
};

/** The library's models over our tables: which column holds which of its fields. */
const tables = {
  user: {
    modelName: 'person',
    fields: {
      name: 'short_name',
      email: 'staff_email',
      emailVerified: 'email_verified',
      createdAt: 'created_at',
      updatedAt: 'changed_at',
    },
  },
  session: {
    expiresIn: RESIDENT_IDLE / 1000,
    fields: {
      userId: 'user_id',
      expiresAt: 'expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
    },
  },
  account: {
    fields: {
      userId: 'user_id',
      accountId: 'account_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  verification: {
    fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
};

/** End of a fresh session by the database's clock, or null when the person's access is closed. */
async function endOfSession(services: Services, personId: string): Promise<Date | null> {
  const idle = sql`CASE kind WHEN 'staff' THEN ${STAFF_IDLE / 1000}::int ELSE ${RESIDENT_IDLE / 1000}::int END`;
  const person = await services.database
    .selectFrom('identity.person')
    .select(sql<Date>`now() + ${idle} * interval '1 second'`.as('expires_at'))
    .where('id', '=', personId)
    .where('is_active', '=', true)
    .executeTakeFirst();
  return person?.expires_at ?? null;
}

/**
 * The sign-in library over our own tables: it checks passwords (scrypt, the same time for an unknown e-mail),
 * keeps sessions and signs cookies. Second factors, passkeys and outside providers are plugins added to this list.
 * Its HTTP handler is not mounted: contract routes call `auth.api`.
 */
function createAuth(services: Services) {
  const { config, database } = services;
  return betterAuth({
    secret: readSecret(config),
    baseURL: config.publicUrl || 'http://localhost',
    database: { db: database, type: 'postgres', schemaName: 'identity' },
    telemetry: { enabled: false },
    // Its warnings would tell wrong e-mails from wrong passwords in the log.
    logger: { disabled: true },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    ...tables,
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: isSecureSite(config),
      database: { generateId: newId },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const expiresAt = await endOfSession(services, session.userId);
            // A person whose access is closed gets the same answer as with a wrong password.
            return expiresAt ? { data: { ...session, expiresAt } } : false;
          },
        },
      },
    },
    plugins: [openSessionPlugin],
  });
}

export type Auth = ReturnType<typeof createAuth>;

const instances = new WeakMap<Services, Auth>();

/** The library's instance of this server; made at the first call. It is imported where somebody signs in or out, not at a start. */
export function openAuth(services: Services): Auth {
  const known = instances.get(services);
  if (known) return known;
  const auth = createAuth(services);
  instances.set(services, auth);
  return auth;
}
