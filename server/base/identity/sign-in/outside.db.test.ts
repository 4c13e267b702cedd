import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSession } from '../../../../shared/contract/base/identity.ts';
import { editPerson } from '../../../../shared/contract/base/people.ts';
import * as contract from '../../../../shared/contract/base/providers.ts';
import { type OidcServer, startOidcServer } from '../../../../tests/support/oidc-server.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs, signInStaff } from '../../../../tests/support/site/sign-in.ts';
import { holdPortal } from '../../../lib/portal-door.ts';

const site = 'https://otklik.test';
let server: TestServer;
let oidc: OidcServer;
let admin: string;
let staffId: string;
let residentId: string;

const settings = (more: Partial<contract.ProviderInput> = {}): contract.ProviderInput => ({
  title: 'Учётная запись администрации',
  audience: 'staff',
  issuer: oidc.issuer,
  clientId: oidc.clientId,
  clientSecret: oidc.clientSecret,
  scope: 'openid profile email phone',
  mayBePrivate: true,
  isActive: true,
  ...more,
});

beforeAll(async () => {
  server = await startTestServer({ OTKLIK_URL: site });
  oidc = await startOidcServer(
    [`${site}/staff/sign-in/return`, `${site}/sign-in/return`],
    [`${site}/staff/sign-in`],
  );
  admin = await signInAs(server, 'admin');
  const made = await server.call(contract.createProvider, { body: settings() }, admin);
  staffId = made.provider.id;
  const gateway = settings({
    title: 'Госуслуги',
    audience: 'resident',
    claims: { ...contract.claimMap.parse({}), verified: 'trusted' },
  });
  residentId = (await server.call(contract.createProvider, { body: gateway }, admin)).provider.id;
});
afterAll(async () => {
  await oidc.close();
  await server.close();
});

interface Began {
  url: string;
  cookie: string;
}

async function begin(id: string): Promise<Began> {
  const reply = await server.inject({
    method: 'POST',
    url: contract.beginOutside.path.replace(':id', id),
    headers: { 'x-otklik': '1' },
  });
  expect(reply.statusCode, reply.body).toBe(200);
  const [cookie] = reply.cookies;
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', secure: true });
  return { url: reply.json().url, cookie: `${cookie!.name}=${cookie!.value}` };
}

async function finish(back: URL, cookie: string, more: Record<string, string> = {}) {
  const told = (name: string) => back.searchParams.get(name) ?? '';
  const reply = await server.inject({
    method: 'POST',
    url: contract.finishOutside.path,
    headers: { 'x-otklik': '1', cookie },
    payload: { state: told('state'), code: told('code'), issuer: told('iss'), error: told('error'), ...more },
  });
  const session = reply.cookies.find(({ name }) => name.includes('session_token'));
  const header = session ? `${session.name}=${encodeURIComponent(session.value)}` : '';
  return { status: reply.statusCode, body: reply.json(), cookie: header };
}

/** The whole way, with a hand in the middle. */
async function signIn(id: string, change: (url: URL) => void = () => {}) {
  const { url, cookie } = await begin(id);
  const asked = new URL(url);
  change(asked);
  return finish(await oidc.follow(asked.href), cookie);
}

describe('staff', () => {
  it('come in by a verified e-mail, later by the number there; the secret lies sealed', async () => {
    const { personId } = await signInStaff(server, 'operator', { slug: 'keycloak' });
    oidc.signInAs('kc-1', { email: 'Keycloak@demo.invalid', email_verified: true });
    const first = await signIn(staffId);
    expect(first.body).toMatchObject({ kind: 'staff', person: { id: personId } });
    expect((await server.call(readSession, {}, first.cookie)).kind).toBe('staff');
    oidc.signInAs('kc-1', { email: 'renamed@demo.invalid', email_verified: true });
    expect((await signIn(staffId)).body.person.id).toBe(personId);
    const { rows } = await server.app.pool.query('SELECT client_secret FROM identity.oidc_provider');
    for (const row of rows) expect(row.client_secret).toMatch(/^v2\./);
    const seen = await server.call(contract.listProviderSettings, {}, admin);
    expect(JSON.stringify(seen)).not.toContain(oidc.clientSecret);
    expect(seen.returnTo.staff).toBe(`${site}/staff/sign-in/return`);
  });

  it('who is unknown, unverified or blocked stays outside', async () => {
    oidc.signInAs('kc-2', { email: 'nobody@demo.invalid', email_verified: true });
    expect((await signIn(staffId)).body.code).toBe('identity.unknown-person');
    const { personId } = await signInStaff(server, 'operator', { slug: 'unverified' });
    oidc.signInAs('kc-3', { email: 'unverified@demo.invalid', email_verified: false });
    expect((await signIn(staffId)).body.code).toBe('identity.unknown-person');
    oidc.signInAs('kc-3', { email: 'unverified@demo.invalid', email_verified: true });
    expect((await signIn(staffId)).body.kind).toBe('staff');
    await server.call(editPerson, { params: { id: personId }, body: { isActive: false } }, admin);
    const blocked = await signIn(staffId);
    expect([blocked.status, blocked.body.code, blocked.cookie]).toEqual([403, 'lib.forbidden', '']);
  });
});

describe('signing out', () => {
  const leave = async (cookie: string) => {
    const reply = await server.inject({
      method: 'DELETE',
      url: '/api/session',
      headers: { 'x-otklik': '1', cookie },
    });
    return reply.json() as { done: true; leaveTo: string | null };
  };
  const enter = async (jar: Map<string, string>) => {
    const { url, cookie } = await begin(staffId);
    return finish(await oidc.follow(url, jar), cookie);
  };
  const setEnding = (endsOutside: boolean) =>
    server.call(
      contract.editProvider,
      { params: { id: staffId }, body: settings({ endsOutside, clientSecret: '' }) },
      admin,
    );

  it('ends the session there too where it is set to; the next person must say who they are', async () => {
    oidc.signInAs('kc-9', { email: 'leaving@demo.invalid', email_verified: true });
    await signInStaff(server, 'operator', { slug: 'leaving' });
    await setEnding(true);
    const browser = new Map<string, string>();
    const { cookie } = await enter(browser);
    const { rows } = await server.app.pool.query(
      'SELECT outside_id_token AS token FROM identity.session WHERE outside_provider = $1',
      [staffId],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0].token).toMatch(/^v2\./);

    // While the session there lasts, nobody is asked anew.
    const asked = oidc.logins();
    const again = await enter(browser);
    expect(oidc.logins()).toBe(asked);
    const { leaveTo } = await leave(again.cookie);
    expect(new URL(leaveTo!).origin).toBe(oidc.issuer);
    expect((await oidc.leave(leaveTo!, browser)).href).toBe(`${site}/staff/sign-in`);
    await enter(browser);
    expect(oidc.logins()).toBe(asked + 1);
    // Ended here whatever becomes of it there.
    expect((await server.call(readSession, {}, again.cookie)).kind).toBe('anonymous');
    expect((await leave(cookie)).leaveTo).not.toBeNull();
  });

  it('is ours alone otherwise: not set to it, our own sign-in, nobody signed in', async () => {
    await setEnding(false);
    const { cookie } = await enter(new Map());
    expect(await leave(cookie)).toEqual({ done: true, leaveTo: null });
    expect((await leave(await signInAs(server, 'chair'))).leaveTo).toBeNull();
    expect((await leave('')).leaveTo).toBeNull();
  });
});

describe('what was tampered with', () => {
  it('makes no resident while the portal is closed, whenever that began; staff come in', async () => {
    const begun = await begin(residentId);
    oidc.signInAs('esia-closed', { email: 'closed@example.ru', phone_number: '+79120000077' });
    const back = await oidc.follow(begun.url);
    const { personId } = await signInStaff(server, 'operator', { slug: 'closed' });
    holdPortal(false);
    try {
      expect(await finish(back, begun.cookie)).toMatchObject({
        status: 403,
        body: { code: 'lib.portal-closed' },
      });
      const refused = await server.fail(contract.beginOutside, { params: { id: residentId } });
      expect(refused.code).toBe('lib.portal-closed');
      oidc.signInAs('kc-closed', { email: 'closed@demo.invalid', email_verified: true });
      expect((await signIn(staffId)).body).toMatchObject({ kind: 'staff', person: { id: personId } });
    } finally {
      holdPortal(true);
    }
  });

  it('a made-up, used or foreign state opens nothing', async () => {
    oidc.signInAs('kc-1', { email: 'keycloak@demo.invalid', email_verified: true });
    const { url, cookie } = await begin(staffId);
    const back = await oidc.follow(url);
    expect((await finish(back, cookie, { state: 'x'.repeat(43) })).body.code).toBe('identity.code-expired');
    // Another browser with the whole address of the answer.
    expect((await finish(back, 'otklik.outside=чужой')).body.code).toBe('identity.code-expired');
    expect((await finish(back, cookie)).body.code).toBe('identity.code-expired');
  });

  it('a token for another nonce is refused', async () => {
    const reply = await signIn(staffId, (url) => url.searchParams.set('nonce', 'foreign'));
    expect([reply.status, reply.body.code, reply.cookie]).toEqual([400, 'identity.outside-refused', '']);
  });

  it('a code taken without the verifier of this browser is refused', async () => {
    const reply = await signIn(staffId, (url) => url.searchParams.set('code_challenge', 'x'.repeat(43)));
    expect(reply.body.code).toBe('identity.outside-refused');
  });

  it('an answer of another issuer is refused', async () => {
    const { url, cookie } = await begin(staffId);
    const back = await oidc.follow(url);
    const reply = await finish(back, cookie, { issuer: 'https://other.example' });
    expect(reply.body.code).toBe('identity.outside-refused');
  });

  it('what took too long is begun anew: the sign-in, the token', async () => {
    const late = await begin(staffId);
    const back = await oidc.follow(late.url);
    server.setNow(new Date(Date.now() + 11 * 60_000).toISOString());
    expect((await finish(back, late.cookie)).body.code).toBe('identity.code-expired');
    server.setNow(null);
    const slow = await begin(staffId);
    const answered = await oidc.follow(slow.url);
    server.setNow(new Date(Date.now() + 5 * 60_000).toISOString());
    expect((await finish(answered, slow.cookie)).body.code).toBe('identity.outside-refused');
    server.setNow(null);
  });

  it('who refuses there is told so', async () => {
    const { url, cookie } = await begin(staffId);
    const back = await oidc.follow(url);
    const reply = await finish(back, cookie, { error: 'access_denied', code: '' });
    expect(reply.body.detail).toMatch(/^Вы отказались/);
  });
});

describe('residents', () => {
  it('are made with the level the gateway proves, and it only grows', async () => {
    oidc.signInAs('esia-1', { given_name: 'Анна', family_name: 'Иванова', trusted: false });
    const first = await signIn(residentId);
    expect(first.body).toMatchObject({ kind: 'resident', name: 'Анна Иванова', level: 'esia_simplified' });
    oidc.signInAs('esia-1', { given_name: 'Анна', family_name: 'Иванова', trusted: true });
    const second = await signIn(residentId);
    expect(second.body).toMatchObject({ person: { id: first.body.person.id }, level: 'esia_verified' });
    oidc.signInAs('esia-1', { trusted: false });
    expect((await signIn(residentId)).body.level).toBe('esia_verified');
  });
});

describe('settings', () => {
  it('an address inside the private network is opened only when allowed', async () => {
    const { provider } = await server.call(
      contract.createProvider,
      { body: settings({ mayBePrivate: false, issuer: oidc.issuer.replace('http', 'https') }) },
      admin,
    );
    const refused = await server.fail(contract.checkProvider, { params: { id: provider.id } }, admin);
    expect(refused.detail).toMatch(/во внутреннюю сеть/);
    const plain = settings({ mayBePrivate: false });
    const open = await server.fail(contract.createProvider, { body: plain }, admin);
    expect(open.fields?.issuer).toMatch(/http/);
    expect(await server.call(contract.checkProvider, { params: { id: staffId } }, admin)).toMatchObject({
      hasPkce: true,
    });
  });

  it('a provider that calls itself otherwise is not believed', async () => {
    const issuer = oidc.issuer.replace('127.0.0.1', 'localhost');
    const { provider } = await server.call(contract.createProvider, { body: settings({ issuer }) }, admin);
    const refused = await server.fail(contract.checkProvider, { params: { id: provider.id } }, admin);
    expect(refused.code).toBe('identity.outside-refused');
  });

  it('a secret is not sent to a new address; who is switched off offers nothing', async () => {
    const body = settings({ clientSecret: '', issuer: 'https://other.example' });
    const moved = await server.fail(contract.editProvider, { params: { id: staffId }, body }, admin);
    expect(moved.fields?.clientSecret).toBeTruthy();
    await server.call(
      contract.editProvider,
      { params: { id: staffId }, body: settings({ clientSecret: '', isActive: false }) },
      admin,
    );
    const offered = await server.call(contract.listProviders, { query: { audience: 'staff' } });
    expect(offered.providers.map(({ id }) => id)).not.toContain(staffId);
    expect((await server.fail(contract.beginOutside, { params: { id: staffId } })).status).toBe(404);
  });
});
