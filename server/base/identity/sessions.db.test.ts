import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as contract from '../../../shared/contract/base/identity.ts';
import type { Route } from '../../../shared/contract/route.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { openCookie, sendFrom, signInStaff } from '../../../tests/support/site/sign-in.ts';

let server: TestServer;
let person: { personId: string; cookie: string };

const send = (route: Route, body: object, ip: string, cookie?: string) =>
  sendFrom(server, ip, route, body, cookie);

const stateOf = (cookie: string) => server.call(contract.readSession, {}, cookie);

beforeAll(async () => {
  server = await startTestServer();
  person = await signInStaff(server, 'operator', { slug: 'safonova' });
});
afterAll(() => server.close());

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
