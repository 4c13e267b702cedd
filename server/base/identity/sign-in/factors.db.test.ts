import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as contract from '../../../../shared/contract/base/identity.ts';
import * as people from '../../../../shared/contract/base/people.ts';
import * as security from '../../../../shared/contract/base/security.ts';
import type { Route } from '../../../../shared/contract/route.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import {
  openCookie,
  sendFrom,
  signInAs,
  signInResident,
  signInStaff,
} from '../../../../tests/support/site/sign-in.ts';
import { stepOf, totpAt } from './totp-code.ts';

let server: TestServer;
let admin: string;
const password = 'верный-пароль-1';

beforeAll(async () => {
  server = await startTestServer();
  admin = await signInAs(server, 'admin');
});
afterAll(() => server.close());

/** A member of staff with a password, in with it. */
async function enrol(slug: string, role = 'operator') {
  const { personId } = await signInStaff(server, role, { slug });
  const { link } = await server.call(people.resetPassword, { params: { id: personId } }, admin);
  const token = new URLSearchParams(link.split('?')[1]).get('token') ?? '';
  const reply = await sendFrom(server, `10.40.0.${slug.length}`, contract.setPassword, { token, password });
  return { personId, email: `${slug}@demo.invalid`, cookie: reply.cookie };
}

/**
 * Connects a code generator; its secret and recovery codes. Of the steps that fit, the present and the next are used: they fit
 * still when a step ends meanwhile.
 */
async function connect(cookie: string): Promise<{ secret: string; codes: string[] }> {
  const { secret } = await server.call(security.beginTotp, {}, cookie);
  const code = totpAt(secret, stepOf(new Date()));
  const { codes } = await server.call(security.confirmTotp, { body: { code } }, cookie);
  return { secret, codes };
}

const send = (route: Route, body: object, ip: string) => sendFrom(server, ip, route, body);
const kindOf = async (cookie: string) => (await server.call(contract.readSession, {}, cookie)).kind;
const journal = async (action: string, personId: string) => {
  const { rows } = await server.app.pool.query(
    'SELECT payload FROM audit.record WHERE action = $1 AND object_id = $2 ORDER BY seq',
    [action, personId],
  );
  return rows.map(({ payload }) => JSON.parse(payload).data);
};

describe('a code generator', () => {
  it('is asked for after the first code confirmed it, and each code opens once', async () => {
    const person = await enrol('totp');
    expect((await server.fail(security.confirmTotp, { body: { code: '000000' } }, person.cookie)).code).toBe(
      'identity.wrong-code',
    );
    const begun = await server.call(security.beginTotp, {}, person.cookie);
    expect(begun.qr.size).toBeGreaterThan(20);
    expect(begun.uri).toContain(`secret=${begun.secret}`);
    const plain = await send(contract.signInByPassword, { email: person.email, password }, '10.41.0.1');
    expect(plain.body.kind).toBe('staff');
    const { secret } = await connect(person.cookie);
    expect((await server.fail(security.beginTotp, {}, person.cookie)).code).toBe('lib.conflict');
    const { rows } = await server.app.pool.query('SELECT secret FROM identity.totp WHERE person_id = $1', [
      person.personId,
    ]);
    expect(rows[0].secret).toMatch(/^v2\./);
    expect(rows[0].secret).not.toContain(secret);

    const first = await send(contract.signInByPassword, { email: person.email, password }, '10.41.0.1');
    expect(first.body).toMatchObject({ kind: 'anonymous', person: null, permissions: [] });
    expect(first.body.secondFactor.methods).toEqual(['totp', 'recovery']);
    expect(first.cookie).toBe('');
    const { token } = first.body.secondFactor;
    const wrong = await send(security.enterBySecondFactor, { token, code: '123' }, '10.41.0.1');
    expect(wrong.body.code).toBe('identity.wrong-code');
    const code = totpAt(secret, stepOf(new Date()) + 1);
    const second = await send(security.enterBySecondFactor, { token, code: ` ${code} ` }, '10.41.0.1');
    expect(second.body.kind).toBe('staff');
    expect(await kindOf(second.cookie)).toBe('staff');
    const late = await send(security.enterBySecondFactor, { token, code }, '10.41.0.1');
    expect(late.body.code).toBe('identity.code-expired');
    const again = await send(contract.signInByPassword, { email: person.email, password }, '10.41.0.1');
    const replay = { token: again.body.secondFactor.token, code };
    expect((await send(security.enterBySecondFactor, replay, '10.41.0.1')).body.code).toBe(
      'identity.wrong-code',
    );
    expect(await journal('identity.totp-added', person.personId)).toHaveLength(1);
    expect(await journal('identity.sign-in-refused', person.personId)).toEqual([
      { step: 'second-factor' },
      { step: 'second-factor' },
    ]);
  });

  it('is asked for after a new password by a link too', async () => {
    const person = await enrol('relink');
    await connect(person.cookie);
    const { link } = await server.call(people.resetPassword, { params: { id: person.personId } }, admin);
    const token = new URLSearchParams(link.split('?')[1]).get('token') ?? '';
    const reply = await send(contract.setPassword, { token, password: 'другой-пароль-2' }, '10.42.0.1');
    expect(reply.body.kind).toBe('anonymous');
    expect(reply.body.secondFactor.methods).toContain('totp');
  });

  it('recovery codes open once each, are renewed as a whole and leave with the generator', async () => {
    const person = await enrol('recovery');
    const { codes } = await connect(person.cookie);
    expect(codes).toHaveLength(10);
    const step = async (code: string) => {
      const { body } = await send(contract.signInByPassword, { email: person.email, password }, '10.43.0.1');
      return (await send(security.enterBySecondFactor, { token: body.secondFactor.token, code }, '10.43.0.1'))
        .body;
    };
    expect((await step(codes[0]!)).kind).toBe('staff');
    expect((await step(codes[0]!)).code).toBe('identity.wrong-code');
    const fresh = await server.call(security.renewRecoveryCodes, {}, person.cookie);
    expect((await step(codes[1]!)).code).toBe('identity.wrong-code');
    expect((await step(fresh.codes[1]!.replace('-', ' '))).kind).toBe('staff');
    expect((await server.call(security.readOwnSecurity, {}, person.cookie)).recoveryLeft).toBe(9);
    await server.call(security.removeTotp, {}, person.cookie);
    const { body } = await send(contract.signInByPassword, { email: person.email, password }, '10.43.0.1');
    expect(body.kind).toBe('staff');
  });

  it('wrong codes slow down the second step wherever they come from, half a minute at most', async () => {
    const person = await enrol('factor-lock');
    const { secret } = await connect(person.cookie);
    const guess = async (round: number) => {
      const ip = `10.44.${round}.1`;
      const { body } = await send(contract.signInByPassword, { email: person.email, password }, ip);
      const { token } = body.secondFactor;
      return send(security.enterBySecondFactor, { token, code: '1' }, ip);
    };
    server.setNow(new Date().toISOString());
    for (let round = 0; round < 6; round += 1) expect((await guess(round)).status).toBe(400);
    const slowed = await guess(30);
    expect(slowed.status).toBe(429);
    expect(slowed.body.detail).toMatch(/Следующая — через 1\sсекунду\.$/);
    let now = Date.now();
    for (let round = 40; round < 60; round += 1) {
      now += 31_000;
      server.setNow(new Date(now).toISOString());
      expect((await guess(round)).status).toBe(400);
    }
    expect((await guess(70)).body.detail).toMatch(/через 30\sсекунд\.$/);
    expect(await journal('identity.guessing', person.personId)).toHaveLength(1);
    server.setNow(new Date(Date.now() + 92 * 60_000).toISOString());
    const { body } = await send(contract.signInByPassword, { email: person.email, password }, '10.44.80.1');
    const code = totpAt(secret, stepOf(new Date(Date.now() + 92 * 60_000)));
    const right = await send(
      security.enterBySecondFactor,
      { token: body.secondFactor.token, code },
      '10.44.80.1',
    );
    expect(right.body.kind).toBe('staff');
    server.setNow(null);
  });
});

describe('a role that asks for a second factor', () => {
  it('gives nothing until there is one; the screen is told', async () => {
    const person = await enrol('demanded', 'reviewer');
    await server.call(security.setSecurityRules, { body: { factorRoles: ['reviewer'] } }, admin);
    const before = await server.call(contract.readSession, {}, person.cookie);
    expect(before).toMatchObject({ kind: 'staff', mustSetUpFactor: true, permissions: [], roles: [] });
    expect((await server.fail(people.listPeople, {}, person.cookie)).code).toBe('lib.forbidden');
    const own = await server.call(security.readOwnSecurity, {}, person.cookie);
    expect(own.demandedBy).toEqual(['Согласующий']);
    await connect(person.cookie);
    const after = await server.call(contract.readSession, {}, person.cookie);
    expect(after.mustSetUpFactor).toBe(false);
    expect(after.permissions).toContain('cases.review');
    const other = await signInAs(server, 'operator', { slug: 'undemanded' });
    expect((await server.call(contract.readSession, {}, other)).mustSetUpFactor).toBe(false);
    await server.call(security.setSecurityRules, { body: { factorRoles: [] } }, admin);
  });

  it('is set by who manages people, and names roles that exist', async () => {
    const operator = await signInAs(server, 'operator', { slug: 'no-rules' });
    const body = { factorRoles: ['wizard'] };
    expect((await server.fail(security.setSecurityRules, { body }, operator)).status).toBe(403);
    expect((await server.fail(security.setSecurityRules, { body }, admin)).code).toBe('lib.bad-input');
  });
});

describe('devices', () => {
  it('are listed with the own one marked, and end one by one', async () => {
    const { personId, cookie } = await signInStaff(server, 'operator', { slug: 'devices' });
    const other = await openCookie(server, personId);
    const { sessions } = await server.call(security.readOwnSecurity, {}, cookie);
    expect(sessions.map(({ isCurrent }) => isCurrent).sort()).toEqual([false, true]);
    const lost = sessions.find(({ isCurrent }) => !isCurrent)!;
    const stranger = await signInResident(server);
    expect((await server.fail(security.endOwnSession, { params: { id: lost.id } }, stranger)).status).toBe(
      404,
    );
    await server.call(security.endOwnSession, { params: { id: lost.id } }, cookie);
    expect([await kindOf(other), await kindOf(cookie)]).toEqual(['anonymous', 'staff']);
  });

  it('an administrator ends them and resets a lost factor; others may not', async () => {
    const person = await enrol('lost-phone');
    await connect(person.cookie);
    const { cookie: operator } = await signInStaff(server, 'operator', { slug: 'curious' });
    const params = { id: person.personId };
    for (const route of [security.endPersonSessions, security.resetFactors, security.readPersonSecurity])
      expect((await server.fail(route, { params, body: {} } as never, operator)).status).toBe(403);
    const seen = await server.call(security.readPersonSecurity, { params }, admin);
    expect(seen.totpSince).not.toBeNull();
    expect(await server.call(security.endPersonSessions, { params, body: {} }, admin)).toEqual({
      ended: seen.sessions.length,
    });
    expect(await kindOf(person.cookie)).toBe('anonymous');
    await server.call(security.resetFactors, { params }, admin);
    const { body } = await send(contract.signInByPassword, { email: person.email, password }, '10.45.0.1');
    expect(body.kind).toBe('staff');
    expect(await journal('identity.factors-reset', person.personId)).toHaveLength(1);
  });
});

describe('changing the ways of signing in', () => {
  it('asks to sign in again after a quarter of an hour', async () => {
    const { personId, cookie } = await signInStaff(server, 'operator', { slug: 'stale' });
    await server.app.pool.query(
      "UPDATE identity.session SET created_at = now() - interval '16 minutes' WHERE user_id = $1",
      [personId],
    );
    for (const route of [security.beginTotp, security.beginPasskey, security.renewRecoveryCodes])
      expect((await server.fail(route, {}, cookie)).code).toBe('identity.sign-in-again');
  });

  it('a key is refused by an address in numbers, an unknown one in words', async () => {
    const refusedAt = (host: string) =>
      server.inject({
        method: 'POST',
        url: security.beginPasskeySignIn.path,
        headers: { 'x-otklik': '1', host },
      });
    expect((await refusedAt('10.0.0.1:3000')).json().code).toBe('identity.key-refused');
    const begun = (await refusedAt('otklik.test')).json();
    expect(begun.options).toMatchObject({ rpId: 'otklik.test', userVerification: 'required' });
    const { body } = await send(
      security.enterByPasskey,
      { token: begun.token, response: { id: 'чужой', type: 'public-key' } },
      '10.46.0.1',
    );
    expect(body.code).toBe('identity.key-refused');
  });
});
