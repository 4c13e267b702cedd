import { afterAll, beforeAll, expect, test } from 'vitest';
import { allows } from '../../server/lib/http/access.ts';
import { modules } from '../../server/modules.ts';
import { createMachineKey } from '../../shared/contract/base/machines.ts';
import type { Route } from '../../shared/contract/route.ts';
import { startTestServer, type TestServer } from '../support/site/server.ts';
import { signInAs } from '../support/site/sign-in.ts';
import { allRoutes } from './asked.ts';
import { machineScopes } from './machine-scopes.ts';

/** Programs: every route of every module by a key of each scope, at the door and over HTTP. */

const scopes = Object.keys(machineScopes);
const routes = allRoutes.filter(({ raw }) => !raw);
let server: TestServer;
let keys: Record<string, string>;
beforeAll(async () => {
  server = await startTestServer();
  const admin = await signInAs(server, 'admin');
  const give = async (given: string[]) =>
    (
      await server.call(
        createMachineKey,
        { body: { title: given.join(), scopes: given, perMinute: 6000, expiresOn: '2027-11-01' } },
        admin,
      )
    ).key;
  keys = Object.fromEntries(await Promise.all(scopes.map(async (scope) => [scope, await give([scope])])));
});
afterAll(() => server.close());

function opensAtDoor({ access, scope }: Route, held: readonly string[]): boolean {
  try {
    allows(access, { kind: 'machine', id: '', name: '', scopes: new Set(held) }, scope);
    return true;
  } catch {
    return false;
  }
}

/** Addresses whose parts are of a list. */
const named: Readonly<Record<string, string>> = {
  'open-data.get-file': '/api/open-data/sets/official-pages/data.csv',
  'open-data.list-changes': '/api/open-data/sets/official-pages/changes',
  'open-data.get-catalogue': '/api/open-data/catalogue/list.csv',
};

test('the table names every scope of the manifests', () => {
  expect(modules.flatMap((module) => Object.keys(module.scopes ?? {})).toSorted()).toEqual(scopes.toSorted());
});

test.each([...scopes.map((scope) => [scope]), []])('%s opens its routes and no other', (...held) => {
  const opened = routes.filter((route) => opensAtDoor(route, held)).map(({ id }) => id);
  expect(opened.toSorted()).toEqual(held.flatMap((scope) => machineScopes[scope]!).toSorted());
});

test.each(scopes)(
  '%s over HTTP: whatever it does not open is refused, public and own things too',
  async (scope) => {
    const wrong: string[] = [];
    for (const route of routes) {
      const url = named[route.id] ?? route.path.replaceAll(/:\w+/gu, '018f0000-0000-7000-8000-000000000001');
      const reply = await server.inject({
        method: route.method,
        url: route.id === 'indicators.list-indicators' ? `${url}?from=2026-10-01&to=2026-10-31` : url,
        headers: { 'x-otklik': '1', authorization: `Bearer ${keys[scope]}` },
        ...(route.method !== 'GET' && route.method !== 'DELETE' && { payload: {} }),
      });
      const isOpened = machineScopes[scope]!.includes(route.id);
      // A bad request is told so before anybody is asked for a right.
      if (reply.statusCode === 400 && !isOpened) continue;
      // An upload that brings no file is told so once its key was let in.
      const opened = route.upload ? 415 : 200;
      if (reply.statusCode !== (isOpened ? opened : 403)) wrong.push(`${route.id}: ${reply.statusCode}`);
    }
    expect(wrong).toEqual([]);
  },
);
