import { createHook } from 'node:async_hooks';
import { hashPassword } from 'better-auth/crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as contract from '../../../shared/contract/base/identity.ts';
import * as people from '../../../shared/contract/base/people.ts';
import type { Route } from '../../../shared/contract/route.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { readSecretLetter, sendFrom, signInStaff } from '../../../tests/support/site/sign-in.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { attemptKeys } from './sign-in/attempts.ts';
import { writePassword } from './sign-in/password.ts';

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

  it('hashes a password for an unknown e-mail as for a wrong password, so that both take the same time', async () => {
    const hashed: Record<string, number> = {};
    let count = 0;
    const watch = createHook({
      init: (_id, type) => {
        if (type === 'SCRYPTREQUEST') count += 1;
      },
    }).enable();
    for (const address of [email, 'nobody-else@demo.invalid']) {
      count = 0;
      await send(contract.signInByPassword, { email: address, password: 'неверный-пароль' }, '10.2.0.3');
      hashed[address] = count;
    }
    watch.disable();
    expect(hashed).toEqual({ [email]: 1, 'nobody-else@demo.invalid': 1 });
  });

  describe('wrong passwords slow down, and close nothing', () => {
    const sendWrong = (address: string, ip: string, cookie?: string) =>
      sendFrom(server, ip, contract.signInByPassword, { email: address, password: 'x' }, cookie);
    /** So many wrong tries on a name, from all over the world. */
    const tried = (address: string, wrong: number) => {
      const { config } = server.app.services;
      const keys = attemptKeys({ config, ip: '' } as Ctx, `sign-in:${address}`);
      return server.app.pool.query('UPDATE identity.attempt SET wrong = $2 WHERE key_hash = $1', [
        keys.watched[0]!.hash,
        wrong,
      ]);
    };
    const alarms = async (recipient: string) =>
      (
        await server.app.pool.query(
          "SELECT 1 FROM outbox.letter WHERE purpose = 'sign-in-alarm' AND recipient = $1",
          [recipient],
        )
      ).rows;
    afterEach(() => server.setNow(null));

    /** By how many tries in a row from one network there were: the pause after the last of them, s. */
    const pauses = new Map([
      [6, 1],
      [7, 2],
      [8, 4],
      [9, 8],
      [10, 16],
      [11, 30],
      [14, 30],
    ]);

    it('after five of them the next waits a second, then twice as long each time, half a minute at most', async () => {
      const [address, ip] = ['slow@demo.invalid', '10.33.1.1'];
      let now = Date.now();
      for (let tries = 1; tries <= 14; tries += 1) {
        server.setNow(new Date(now).toISOString());
        const sent = await sendWrong(address, ip);
        expect(sent.body.code, `try ${tries}`).toBe('identity.wrong-credentials');
        const pause = pauses.get(tries);
        if (pause !== undefined) {
          const next = await sendWrong(address, ip);
          expect(next.status, `after ${tries}`).toBe(429);
          expect(next.headers['retry-after'], `after ${tries}`).toBe(String(pause));
          expect(next.body.detail).toMatch(/^Несколько неверных попыток подряд\. Следующая — через /);
        }
        // The sixth goes at once: nothing has to be waited for before it.
        now += tries < 6 ? 0 : (pause ?? 30) * 1000;
      }
    });

    it('the pause is that of the network: a neighbour waits too, another network does not', async () => {
      const [address, ip] = ['slow-network@demo.invalid', '10.34.1.1'];
      const now = Date.now();
      server.setNow(new Date(now).toISOString());
      for (let tries = 1; tries <= 6; tries += 1) await sendWrong(address, ip);
      expect((await sendWrong(address, ip)).status).toBe(429);
      expect((await sendWrong(address, '10.34.1.200')).status).toBe(429);
      expect((await sendWrong(address, '10.35.1.1')).body.code).toBe('identity.wrong-credentials');
      server.setNow(new Date(now + 999).toISOString());
      expect((await sendWrong(address, ip)).status).toBe(429);
      server.setNow(new Date(now + 1000).toISOString());
      expect((await sendWrong(address, ip)).body.code).toBe('identity.wrong-credentials');
    });

    it('nobody is kept out by the tries of others: neither on a known device nor in a network of its own', async () => {
      const staff = await signInStaff(server, 'executor', { slug: 'victim' });
      await writePassword(
        server.app.services.database,
        staff.personId,
        await hashPassword(password),
        new Date(),
      );
      const own = { email: staff.email, password };
      const first = await sendFrom(server, '10.35.0.1', contract.signInByPassword, own);
      expect(first.cookie).toContain('otklik.device=');
      const device = first.cookie.split('; ').find((one) => one.startsWith('otklik.device='))!;
      // The clock stands: a pause of a second is over by itself on a busy machine.
      server.setNow(new Date().toISOString());
      for (let round = 0; round < 6; round += 1) await sendWrong(staff.email, '10.36.0.1');
      await tried(staff.email, 500);
      // Even in the very network the tries come from.
      const known = await sendFrom(server, '10.36.0.9', contract.signInByPassword, own, device);
      expect(known.status).toBe(200);
      expect((await sendFrom(server, '10.37.0.1', contract.signInByPassword, own)).status).toBe(200);
      // A device known for one person is none for another, and its own mistakes slow it down.
      const stranger = await signInStaff(server, 'executor', { slug: 'victim-other' });
      for (let round = 0; round < 6; round += 1) await sendWrong(stranger.email, '10.38.0.1', device);
      expect((await sendWrong(stranger.email, '10.38.0.1', device)).status).toBe(429);
      for (let round = 0; round < 6; round += 1) await sendWrong(staff.email, '10.39.0.1', device);
      expect((await sendWrong(staff.email, '10.40.0.1', device)).status).toBe(429);
    });

    it('a burst is told to the person and to the administrators, once an hour, and stands in the journal', async () => {
      const staff = await signInStaff(server, 'executor', { slug: 'guessed' });
      const admin = await signInStaff(server, 'admin', { slug: 'watching' });
      await sendWrong(staff.email, '10.41.0.1');
      await tried(staff.email, 18);
      expect(await alarms(staff.email)).toEqual([]);
      for (const net of [1, 2, 3]) await sendWrong(staff.email, `10.41.${net}.1`);
      expect(await alarms(staff.email)).toHaveLength(1);
      expect(await alarms(admin.email)).toHaveLength(1);
      const records = await server.app.pool.query(
        "SELECT 1 FROM audit.record WHERE action = 'identity.guessing' AND object_id = $1",
        [staff.personId],
      );
      expect(records.rows).toHaveLength(1);
    });
  });

  it('counts tries that come at once', async () => {
    server.setNow(new Date().toISOString());
    const tries = Array.from({ length: 30 }, () =>
      send(contract.signInByPassword, { email: 'swarm@demo.invalid', password: 'x' }, '10.5.0.1'),
    );
    const codes = (await Promise.all(tries)).map((reply) => reply.body.code);
    // Five free ones, and the sixth that begins the pause.
    expect(codes.filter((code) => code === 'identity.wrong-credentials')).toHaveLength(6);
    expect(codes.filter((code) => code === 'identity.locked-out')).toHaveLength(24);
    server.setNow(null);
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
