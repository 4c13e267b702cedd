import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as contract from '../../../shared/contract/identity.ts';
import * as people from '../../../shared/contract/people.ts';
import type { Route } from '../../../shared/contract/route.ts';
import { startTestServer, type TestServer } from '../../../tests/support/server.ts';
import { openCookie, readSecretLetter, sendFrom, signInStaff } from '../../../tests/support/sign-in.ts';

let server: TestServer;
let link: { link: string; sentTo: string };
let person: { personId: string; cookie: string };
const email = 'safonova@demo.invalid';
const password = 'верный-пароль-1';

const send = (route: Route, body: object, ip: string, cookie?: string) =>
  sendFrom(server, ip, route, body, cookie);

const stateOf = (cookie: string) => server.call(contract.readSession, {}, cookie);

beforeAll(async () => {
  server = await startTestServer();
  person = await signInStaff(server, 'operator', { slug: 'safonova' });
  const admin = await signInStaff(server, 'admin');
  link = await server.call(people.resetPassword, { params: { id: person.personId } }, admin.cookie);
});
afterAll(() => server.close());

describe('a new password by a one-time link', () => {
  it('goes out as a letter without the link in its readable text', async () => {
    const letter = await server.app.services.database
      .selectFrom('outbox.letter')
      .selectAll()
      .where('recipient', '=', email)
      .executeTakeFirstOrThrow();
    expect(letter.text).not.toContain('token=');
    expect(letter.secret).toContain(link.link);
    expect(link.sentTo).toBe('s•••@demo.invalid');
  });

  it('refuses a short password in Russian', async () => {
    const token = new URLSearchParams(link.link.split('?')[1]).get('token') ?? '';
    const reply = await send(contract.setPassword, { token, password: 'коротко' }, '10.1.0.1');
    expect(reply.status).toBe(400);
    expect(reply.body.fields.password).toContain('не короче 10');
  });

  it('signs in, ends the former sessions, and works once', async () => {
    const token = new URLSearchParams(link.link.split('?')[1]).get('token') ?? '';
    const reply = await send(contract.setPassword, { token, password }, '10.1.0.1');
    expect(reply.body).toMatchObject({ kind: 'staff', name: 'Пробный С.' });
    expect((await stateOf(reply.cookie)).kind).toBe('staff');
    expect((await stateOf(person.cookie)).kind).toBe('anonymous');
    const again = await send(contract.setPassword, { token, password }, '10.1.0.1');
    expect(again.body.code).toBe('identity.code-expired');
  });
});

describe('sign-in by password', () => {
  it('opens a session by a closed, lax cookie', async () => {
    const reply = await send(
      contract.signInByPassword,
      { email: ` ${email.toUpperCase()} `, password },
      '10.2.0.1',
    );
    expect(reply.body).toMatchObject({
      kind: 'staff',
      roles: [{ id: 'operator', title: 'Оператор' }],
      isDemo: false,
      needsSetup: false,
    });
    expect(reply.body.permissions).toContain('cases.triage');
    const header = String(reply.headers['set-cookie']);
    expect(header).toMatch(/^otklik\.session_token=/);
    expect(header).toContain('HttpOnly');
    expect(header).toContain('SameSite=Lax');
    expect(header).toContain('Path=/');
    expect((await stateOf(reply.cookie)).person?.id).toBe(person.personId);
  });

  it('answers a wrong password, an unknown e-mail and a closed access alike', async () => {
    const { cookie } = await signInStaff(server, 'admin');
    const closed = await signInStaff(server, 'operator', { slug: 'closed' });
    await server.call(
      people.editPerson,
      { params: { id: closed.personId }, body: { isActive: false } },
      cookie,
    );
    const replies = [
      await send(contract.signInByPassword, { email, password: 'неверный-пароль' }, '10.2.0.2'),
      await send(contract.signInByPassword, { email: 'nobody@demo.invalid', password }, '10.2.0.2'),
      await send(contract.signInByPassword, { email: 'closed@demo.invalid', password }, '10.2.0.2'),
      await send(contract.signInByPassword, { email: 'не почта\u0000', password: '\u0000' }, '10.2.0.2'),
    ];
    for (const reply of replies) {
      const { requestId: _, ...problem } = reply.body;
      expect(problem).toEqual({ ...replies[0]?.body, requestId: undefined });
      expect(reply.status).toBe(401);
      expect(reply.body.code).toBe('identity.wrong-credentials');
    }
  });

  it('takes the same time for an unknown e-mail as for a wrong password', async () => {
    const times: Record<string, number[]> = { known: [], unknown: [] };
    const measure = async (name: string, address: string, ip: string): Promise<void> => {
      const start = performance.now();
      await send(contract.signInByPassword, { email: address, password: 'неверный-пароль' }, ip);
      times[name]!.push(performance.now() - start);
    };
    // In turns, and the least of each: what else the machine does can only add to it, and to both.
    for (let round = 0; round < 7; round += 1) {
      await measure('known', email, '10.2.0.3');
      await measure('unknown', 'nobody-else@demo.invalid', '10.2.0.4');
    }
    const [known, unknown] = [Math.min(...times.known!), Math.min(...times.unknown!)];
    // scrypt is tens of milliseconds; without it an unknown e-mail would answer in two or three.
    expect(unknown).toBeGreaterThan(known / 2);
    expect(known).toBeGreaterThan(unknown / 2);
  });

  it('locks an e-mail after twenty wrong passwords from many addresses, also one that does not exist', async () => {
    for (const address of ['victim@demo.invalid', 'ghost@demo.invalid']) {
      if (address.startsWith('victim')) await signInStaff(server, 'executor', { slug: 'victim' });
      for (let round = 0; round < 20; round += 1) {
        const reply = await send(
          contract.signInByPassword,
          { email: address, password: 'x' },
          `10.3.${round}.1`,
        );
        expect(reply.body.code).toBe('identity.wrong-credentials');
      }
      const locked = await send(contract.signInByPassword, { email: address, password: 'x' }, '10.4.0.1');
      expect(locked.status).toBe(429);
      expect(locked.body).toMatchObject({ code: 'identity.locked-out' });
      expect(locked.body.detail).toMatch(/^Слишком много неверных попыток\. Повторите через 30\sминут\.$/);
      expect(locked.headers['retry-after']).toBe('1800');
    }
  });

  it('counts tries that come at once', async () => {
    const tries = Array.from({ length: 30 }, (_, round) =>
      send(contract.signInByPassword, { email: 'swarm@demo.invalid', password: 'x' }, `10.5.${round}.1`),
    );
    const codes = (await Promise.all(tries)).map((reply) => reply.body.code);
    expect(codes.filter((code) => code === 'identity.wrong-credentials')).toHaveLength(20);
    expect(codes.filter((code) => code === 'identity.locked-out')).toHaveLength(10);
  });

  it('a resident and a member of staff with one e-mail are two people', async () => {
    await send(contract.sendSignInCode, { email }, '10.12.0.1');
    const reply = await send(
      contract.checkSignInCode,
      { email, code: await readSecretLetter(server, email) },
      '10.12.0.1',
    );
    expect(reply.body.kind).toBe('resident');
    expect(reply.body.person.id).not.toBe(person.personId);
    const staff = await send(contract.signInByPassword, { email, password }, '10.12.0.1');
    expect(staff.body.person.id).toBe(person.personId);
  });
});

describe('sessions', () => {
  it('end at sign-out, at once and in the database', async () => {
    const cookie = await openCookie(server, person.personId);
    expect((await stateOf(cookie)).kind).toBe('staff');
    const reply = await send(contract.signOut, {}, '10.13.0.1', cookie);
    expect(String(reply.headers['set-cookie'])).toContain('Max-Age=0');
    expect((await stateOf(cookie)).kind).toBe('anonymous');
    expect((await send(contract.signOut, {}, '10.13.0.1', cookie)).status).toBe(200);
  });

  it('end everywhere at once', async () => {
    const cookies = [await openCookie(server, person.personId), await openCookie(server, person.personId)];
    for (const cookie of cookies) expect((await stateOf(cookie)).kind).toBe('staff');
    await server.call(contract.signOutEverywhere, {}, cookies[0]);
    for (const cookie of cookies) expect((await stateOf(cookie)).kind).toBe('anonymous');
  });

  it('end by time', async () => {
    const cookie = await openCookie(server, person.personId);
    await server.app.pool.query(
      "UPDATE identity.session SET expires_at = now() - interval '1 second' WHERE user_id = $1",
      [person.personId],
    );
    expect((await stateOf(cookie)).kind).toBe('anonymous');
  });

  it('of staff live half a day, of residents a month, and use prolongs them', async () => {
    const cookie = await openCookie(server, person.personId);
    const left = async (): Promise<number> => {
      const { rows } = await server.app.pool.query(
        'SELECT extract(epoch FROM expires_at - now())::float8 / 3600 AS hours FROM identity.session WHERE user_id = $1 ORDER BY created_at DESC LIMIT 1',
        [person.personId],
      );
      return rows[0].hours;
    };
    expect(await left()).toBeCloseTo(12, 1);
    await server.app.pool.query(
      "UPDATE identity.session SET updated_at = now() - interval '2 hours', expires_at = now() + interval '10 hours' WHERE user_id = $1",
      [person.personId],
    );
    await stateOf(cookie);
    expect(await left()).toBeCloseTo(12, 1);
  });

  it.each([
    ['forged signature', (cookie: string) => `${cookie.slice(0, -6)}AAAAAA`],
    ['no signature', (cookie: string) => cookie.split('.').slice(0, 2).join('.')],
    ['another token', (cookie: string) => cookie.replace(/session_token=./, 'session_token=!')],
    ['garbage', () => 'otklik.session_token=%E0%A4%A'],
    ['null byte', () => 'otklik.session_token=a%00b.c'],
  ])('with %s are nobody’s', async (_, spoil) => {
    const cookie = await openCookie(server, person.personId);
    expect((await stateOf(spoil(cookie))).kind).toBe('anonymous');
  });

  it('are signed by a secret that only the owner of the folder reads', () => {
    const { mode } = statSync(join(server.app.services.config.dataDir, 'secret'));
    expect(mode & 0o777).toBe(0o600);
  });
});
