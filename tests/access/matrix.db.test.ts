import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findRole } from '../../server/base/identity/index.ts';
import { allows } from '../../server/lib/http/access.ts';
import type { Route } from '../../shared/contract/route.ts';
import { openCookie, signInResident, signInStaff } from '../support/site/sign-in.ts';
import { allRoutes, type Reply, routeOf, saidOf, signInTwoRoles } from './asked.ts';
import { apart, expected, roleIds, whole } from './expected.ts';
import { isForeignTo, marks, placeNames } from './places.ts';
import type { RoleId } from './role-ids.ts';
import { type AccessWorld, askRoute, type MadeCase, makeAccessWorld, missingCase } from './world.ts';

/** Role × object × action: every route of every module, by everybody, on what is theirs and what is not. */

const routes = allRoutes.filter(({ id }) => !apart.includes(id));
const roleRoutes = routes.filter(({ id }) => Array.isArray(expected[id]?.door));
const objectRoutes = roleRoutes.filter(({ id }) => ['case', 'cases'].includes(expected[id]?.object ?? ''));

let world: AccessWorld;
beforeAll(async () => {
  world = await makeAccessWorld();
});
afterAll(() => world.server.close());

/** The refusals of the door itself; a rule of an object answers otherwise. */
function isTurnedAway({ statusCode, body }: Reply): boolean {
  if (statusCode !== 401 && statusCode !== 403) return false;
  const { code } = JSON.parse(body) as { code: string };
  return code === 'lib.not-signed-in' || code === 'lib.forbidden';
}

test('every route has its line in the table, and every line its route', () => {
  const known = new Set(routes.map(({ id }) => id));
  expect(routes.map(({ id }) => id).filter((id) => !expected[id])).toEqual([]);
  expect(Object.keys(expected).filter((id) => !known.has(id))).toEqual([]);
});

test('every thing behind an address is of a case, of a person, or of the whole organisation', () => {
  const behind = roleRoutes.filter(({ path }) => path.includes(':')).map(({ id }) => id);
  expect(behind.filter((id) => !expected[id]!.object && !whole.includes(id))).toEqual([]);
});

function allowsAtDoor(route: Route, who: 'anonymous' | 'resident' | RoleId): boolean {
  const permissions = new Set(findRole(who)?.permissions);
  const person = { id: '', name: '', phone: null, email: null };
  const staff = {
    ...person,
    roles: [who],
    permissions,
    unitIds: [],
    blocks: [],
    districts: [],
    substitutes: [],
  };
  try {
    if (who === 'anonymous') allows(route.access, { kind: 'anonymous' });
    else if (who === 'resident') allows(route.access, { kind: 'resident', ...person });
    else allows(route.access, { kind: 'staff', ...staff });
    return true;
  } catch {
    return false;
  }
}

describe('the door', () => {
  const letsIn = (id: string, who: 'anonymous' | 'resident' | RoleId): boolean => {
    const { door } = expected[id]!;
    if (door === 'anyone') return true;
    if (door === 'signed-in') return who !== 'anonymous';
    if (door === 'resident') return who === 'resident';
    return door.includes(who as RoleId);
  };

  test.each(['anonymous', 'resident', ...roleIds] as const)('%s', async (who) => {
    const { server } = world;
    // A session of one's own: some routes end it.
    const personId =
      who === 'anonymous' || who === 'resident'
        ? ''
        : (await signInStaff(server, who, { slug: `door-${who}` })).personId;
    const signIn = async () => {
      if (who === 'anonymous') return undefined;
      return who === 'resident' ? signInResident(server, '+79120000056') : openCookie(server, personId);
    };
    const wrong: string[] = [];
    let cookie = await signIn();
    for (const route of routes) {
      const reply = await askRoute(world, route, cookie, missingCase());
      // A bad request is told so before anybody is asked for a right: then the door is asked by itself.
      const isRefused = reply.statusCode === 400 ? !allowsAtDoor(route, who) : isTurnedAway(reply);
      if (isRefused === letsIn(route.id, who))
        wrong.push(`${route.id}: ${reply.statusCode} ${reply.body.slice(0, 200)}`);
      if (/sign-out|set-password/u.test(route.id)) cookie = await signIn();
    }
    expect(wrong).toEqual([]);
  });
});

describe('a case', () => {
  const pairs = objectRoutes.flatMap((route) =>
    (expected[route.id]!.door as RoleId[]).map((role) => [route.id, role, route] as const),
  );

  test.each(pairs)(
    '%s by %s: a foreign one answers as one that is not there, an own one does not',
    async (id, role, route) => {
      const cookie = world.limited[role];
      const none = missingCase();
      const missing = saidOf(await askRoute(world, route, cookie, none), none);
      for (const place of placeNames) {
        const file = world.cases[place];
        const said = saidOf(await askRoute(world, route, cookie, file), file);
        if (isForeignTo(role, place)) expect(said, `${id} ${role}: ${place}`).toBe(missing);
        else expect(said, `${id} ${role}: ${place}`).not.toBe(missing);
      }
    },
  );

  const narrower = objectRoutes.filter(({ id }) => expected[id]!.acts);
  test.each(narrower)('$id: of those let in, only who may acts on an own case', async (route) => {
    const { door, acts } = expected[route.id]!;
    for (const role of door as RoleId[]) {
      // A member of staff whom no role lets read a case is answered as about one that is not there.
      if (isForeignTo(role, 'own')) continue;
      const file = world.cases.own;
      const reply = await askRoute(world, route, world.limited[role], file, {
        version: await readVersion(file.id),
        partId: world.things.of.own.partId,
        unitId: world.units.second,
        dueOn: '2026-11-27',
      });
      expect(isTurnedAway(reply), `${route.id} ${role}: ${reply.body.slice(0, 200)}`).toBe(
        !acts!.includes(role),
      );
    }
  });

  test('nothing is merged into a foreign one', async () => {
    const route = routeOf('cases.merge-case');
    const known = { ...world.cases.own };
    const into = async (file: MadeCase) =>
      saidOf(
        await world.server.inject({
          method: route.method,
          url: route.path.replace(':id', known.id),
          headers: { 'x-otklik': '1', cookie: world.limited.operator },
          payload: { version: await readVersion(known.id), into: file.id },
        }),
        file,
      );
    expect(await into(world.cases['foreign block'])).toBe(await into(missingCase()));
  });
});

const readVersion = async (id: string): Promise<number> => {
  const row = await world.server.app.services.database
    .selectFrom('cases.case_file')
    .select('version')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.version;
};

describe('lists', () => {
  const lists = roleRoutes.filter(({ id, method }) => method === 'GET' && !expected[id]!.object);

  test.each(roleIds)('%s reads nothing of a foreign case in any of them', async (role) => {
    const foreign = placeNames.filter((place) => isForeignTo(role, place));
    const wrong: string[] = [];
    for (const route of lists.filter(({ id }) => (expected[id]!.door as RoleId[]).includes(role))) {
      // The journal and the letters are read whole by those few who may read them at all.
      if (/^(?:audit|outbox)\./u.test(route.id)) continue;
      const reply = await askRoute(world, route, world.limited[role], missingCase());
      for (const place of foreign) {
        const { id, number } = world.cases[place];
        const words = [id, number, marks[place]];
        if (words.some((word) => reply.body.includes(word))) wrong.push(`${route.id}: ${place}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test.each(readersOf('cases.list-cases'))('%s finds no foreign case by its words', async (role) => {
    const reply = await world.server.inject({
      method: 'GET',
      url: '/api/cases',
      query: { q: 'примета' },
      headers: { cookie: world.limited[role] },
    });
    const { rows } = reply.json<{ rows: { id: string }[] }>();
    const seen = rows.map(({ id }) => id);
    for (const place of placeNames)
      if (isForeignTo(role, place)) expect(seen).not.toContain(world.cases[place].id);
  });
});

function readersOf(id: string): RoleId[] {
  return [...(expected[id]!.door as RoleId[])];
}

describe('what is one’s own', () => {
  test('a view is dropped by its owner alone, and nobody else sees it', async () => {
    const { server, limited } = world;
    const headers = (cookie: string) => ({ 'x-otklik': '1', cookie });
    const made = await server.inject({
      method: 'POST',
      url: '/api/views',
      headers: headers(limited.operator),
      payload: { title: 'Личный вид', query: { q: 'яма' } },
    });
    const { views } = made.json<{ views: { id: string; title: string }[] }>();
    const { id } = views.find(({ title }) => title === 'Личный вид')!;
    for (const role of readersOf('cases.delete-view').filter((name) => name !== 'operator')) {
      const list = await server.inject({ method: 'GET', url: '/api/views', headers: headers(limited[role]) });
      expect(list.body).not.toContain(id);
      const drop = await server.inject({
        method: 'DELETE',
        url: `/api/views/${id}`,
        headers: headers(limited[role]),
      });
      expect(drop.statusCode).toBe(404);
    }
  });
});

describe('«Почему я это вижу»', () => {
  test('names the role that opens the case and the limits it holds by', async () => {
    const headers = { cookie: world.limited.executor };
    const url = `/api/cases/${world.cases.own.id}/access`;
    const reply = await world.server.inject({ method: 'GET', url, headers });
    expect(reply.json()).toEqual({
      grants: [
        {
          role: 'Исполнитель',
          isEnough: true,
          limits: [
            { text: expect.stringMatching(/^Блок «.+» входит в роль$/u), holds: true },
            { text: expect.stringMatching(/^Территория «.+» входит в роль$/u), holds: true },
            { text: 'Дело у вашего подразделения: Первая дорожная служба', holds: true },
          ],
        },
      ],
      permissions: ['Читать дела', 'Готовить ответы'],
    });
  });

  test('tells of a second role that would not be enough', async () => {
    const headers = { cookie: await signInTwoRoles(world.server, 'two-roles', 'waste') };
    const url = `/api/cases/${world.cases.own.id}/access`;
    const { grants, permissions } = (await world.server.inject({ method: 'GET', url, headers })).json<{
      grants: { role: string; isEnough: boolean }[];
      permissions: string[];
    }>();
    expect(grants.map(({ role, isEnough }) => [role, isEnough]).toSorted()).toEqual([
      ['Наблюдатель', true],
      ['Оператор', false],
    ]);
    expect(permissions).toEqual(['Читать дела']);
  });
});
