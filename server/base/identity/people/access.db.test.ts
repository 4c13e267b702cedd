import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../../../shared/contract/route.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs, signInResident } from '../../../../tests/support/site/sign-in.ts';
import { outboxModule } from '../../outbox/index.ts';
import { identityModule } from '../index.ts';

let server: TestServer;
let cookies: Record<Caller, string | undefined>;

const unknown = '018f0000-0000-7000-8000-000000000000';

const callers = ['anonymous', 'resident', 'operator', 'admin'] as const;
type Caller = (typeof callers)[number];

/** Whom the door of each route lets in. A route that is not listed here fails the test below. */
const doors: Record<string, readonly Caller[]> = {
  'identity.read-session': callers,
  'identity.sign-in-by-password': callers,
  'identity.send-sign-in-code': callers,
  'identity.check-sign-in-code': callers,
  'identity.set-password': callers,
  'identity.set-up': callers,
  'identity.sign-out': callers,
  'identity.sign-out-everywhere': ['resident', 'operator', 'admin'],
  'identity.save-pins': ['operator', 'admin'],
  'identity.list-roles': ['operator', 'admin'],
  'identity.list-people': ['operator', 'admin'],
  'identity.read-person': ['operator', 'admin'],
  'identity.list-units': ['operator', 'admin'],
  'identity.create-person': ['admin'],
  'identity.import-people': ['admin'],
  'identity.edit-person': ['admin'],
  'identity.grant-role': ['admin'],
  'identity.revoke-role': ['admin'],
  'identity.set-absence': ['admin'],
  'identity.cancel-absence': ['admin'],
  'identity.reset-password': ['admin'],
  'identity.create-unit': ['admin'],
  'identity.edit-unit': ['admin'],
  'identity.enter-by-second-factor': callers,
  'identity.begin-passkey-sign-in': callers,
  'identity.enter-by-passkey': callers,
  'identity.read-own-security': ['resident', 'operator', 'admin'],
  'identity.begin-totp': ['operator', 'admin'],
  'identity.confirm-totp': ['operator', 'admin'],
  'identity.remove-totp': ['operator', 'admin'],
  'identity.renew-recovery-codes': ['operator', 'admin'],
  'identity.begin-passkey': ['operator', 'admin'],
  'identity.add-passkey': ['operator', 'admin'],
  'identity.rename-passkey': ['operator', 'admin'],
  'identity.remove-passkey': ['operator', 'admin'],
  'identity.end-own-session': ['resident', 'operator', 'admin'],
  'identity.read-person-security': ['admin'],
  'identity.end-person-sessions': ['admin'],
  'identity.reset-factors': ['admin'],
  'identity.read-security-rules': ['admin'],
  'identity.set-security-rules': ['admin'],
  'identity.list-providers': callers,
  'identity.begin-outside': callers,
  'identity.list-level-rules': callers,
  'identity.list-level-settings': ['admin'],
  'identity.set-level': ['admin'],
  'identity.finish-outside': callers,
  'identity.list-provider-settings': ['admin'],
  'identity.create-provider': ['admin'],
  'identity.edit-provider': ['admin'],
  'identity.check-provider': ['admin'],
  'outbox.list-letter-channels': ['admin'],
  'outbox.set-letter-channel': ['admin'],
  'outbox.try-letter-channel': ['admin'],
  'outbox.resend-letter': ['admin'],
  'outbox.settle-letters': ['admin'],
  'outbox.read-preferences': ['resident'],
  'outbox.set-preferences': ['resident'],
  'outbox.subscribe-push': ['resident'],
  'outbox.unsubscribe-push': ['resident'],
  'outbox.read-unsubscribe': callers,
  'outbox.unsubscribe': callers,
  // Outside the demo the letters need `outbox.read`, checked by the handler.
  'outbox.list-letters': ['admin'],
};

/** A valid body for the routes whose shape is checked before the door, about people who do not exist. */
const person = { surname: 'Новый', givenName: 'Иван', email: 'new@demo.invalid' };
const unit = { title: 'Отдел', shortTitle: 'Отдел' };
const outside = { title: 'Вход', audience: 'staff', issuer: 'https://sso.example', clientId: 'otklik' };
const bodies: Record<string, object> = {
  'identity.sign-in-by-password': { email: 'nobody@demo.invalid', password: 'x' },
  'identity.send-sign-in-code': { email: 'nobody@demo.invalid' },
  'identity.check-sign-in-code': { email: 'nobody@demo.invalid', code: '000000' },
  'identity.set-password': { token: 'x', password: 'достаточно-длинный' },
  'identity.set-up': { code: '0', person, password: 'достаточно-длинный' },
  'identity.save-pins': { pins: [] },
  'identity.create-person': person,
  'identity.edit-person': {},
  'identity.grant-role': { role: 'operator' },
  'identity.set-absence': { substituteId: unknown, fromDay: '2026-11-25', toDay: '2026-11-26' },
  'identity.create-unit': unit,
  'identity.edit-unit': { ...unit, version: 1 },
  'identity.enter-by-second-factor': { token: 'x', code: '0' },
  'identity.enter-by-passkey': { token: 'x', response: { id: 'x', type: 'public-key' } },
  'identity.confirm-totp': { code: '0' },
  'identity.add-passkey': { token: 'x', title: 'Ключ', response: { id: 'x', type: 'public-key' } },
  'identity.rename-passkey': { title: 'Ключ' },
  'identity.end-person-sessions': {},
  'identity.set-security-rules': { factorRoles: [] },
  'identity.finish-outside': { state: 'x' },
  'identity.set-level': {
    category: 'roads.pavement',
    level: 'anonymous',
    validFrom: '2100-01-01',
    reason: 'Пробуем дверь',
  },
  'identity.create-provider': outside,
  'identity.edit-provider': outside,
  'outbox.set-letter-channel': { settings: { subject: 'mailto:a@b.example' }, isActive: false },
  'outbox.try-letter-channel': { to: 'nobody' },
  'outbox.settle-letters': { ids: [unknown], as: 'sent' },
  'outbox.set-preferences': { channels: [], quiet: null },
  'outbox.subscribe-push': { endpoint: 'https://push.example/x', keys: { p256dh: 'x', auth: 'y' } },
  'outbox.unsubscribe': { token: 'x', pace: 'off' },
};

const queries: Record<string, string> = {
  'identity.list-providers': '?audience=staff',
  'outbox.read-unsubscribe': '?token=x',
};

const routes: Route[] = [identityModule, outboxModule].flatMap((module) =>
  (module.routes ?? []).map(({ route }) => route),
);

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

async function refreshCookies(): Promise<void> {
  cookies = {
    anonymous: undefined,
    resident: await signInResident(server),
    operator: await signInAs(server, 'operator'),
    admin: await signInAs(server, 'admin'),
  };
}

describe('doors', () => {
  it('every route is in the table', () => {
    expect(routes.map((route) => route.id).sort()).toEqual(Object.keys(doors).sort());
  });

  it.each(routes.map((route) => [route.id, route] as const))('%s', async (id, route) => {
    // Signing out everywhere ends sessions: each route starts with fresh ones.
    await refreshCookies();
    for (const caller of callers) {
      const cookie = cookies[caller];
      const body = bodies[id];
      const reply = await server.inject({
        method: route.method,
        url: route.path.replace(':channel', 'push').replaceAll(/:[A-Za-z]+/g, unknown) + (queries[id] ?? ''),
        headers: { 'x-otklik': '1', ...(cookie && { cookie }) },
        ...(body && { payload: body }),
      });
      const code = reply.statusCode >= 400 ? (reply.json() as { code: string }).code : 'ok';
      const isClosed = code === 'lib.not-signed-in' || code === 'lib.forbidden';
      expect(`${caller}: ${isClosed ? 'closed' : 'open'}`).toBe(
        `${caller}: ${doors[id]?.includes(caller) ? 'open' : 'closed'}`,
      );
      if (isClosed) expect(reply.statusCode).toBe(caller === 'anonymous' ? 401 : 403);
      expect(reply.statusCode, `${id} ${caller} ${reply.body}`).toBeLessThan(500);
    }
  });

  it('a change without the header of our pages is refused', async () => {
    const reply = await server.inject({
      method: 'DELETE',
      url: '/api/sessions',
      headers: { cookie: cookies.admin },
    });
    expect(reply.statusCode).toBe(403);
  });
});
