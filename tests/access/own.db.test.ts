import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Known } from '../bad-input/sample.ts';
import { openCookie } from '../support/site/sign-in.ts';
import { routeOf, signInTwoRoles } from './asked.ts';
import { expected } from './expected.ts';
import { ownHeatViews } from './heat-views.ts';
import type { PlaceName } from './places.ts';
import type { RoleId } from './role-ids.ts';
import { type AccessWorld, askRoute, makeAccessWorld, missingCase } from './world.ts';

/**
 * Role × object × action for everything that is not a case: letters, visits, photos, samples, flags, differences of the
 * register, parts; imports, bulk runs and sessions of one's own.
 */

let world: AccessWorld;
beforeAll(async () => {
  world = await makeAccessWorld();
});
afterAll(() => world.server.close());

describe('what is one’s own', () => {
  const headers = (cookie: string) => ({ 'x-otklik': '1', cookie });
  const put = (table: string, row: Record<string, unknown>) =>
    world.server.app.services.database
      .insertInto(table as 'cases.part')
      .values(row as never)
      .execute();

  /** Makes a thing of a person, in the state from which the route takes it on. */
  const owned: Record<string, (ownerId: string) => Promise<Known>> = {
    ...Object.fromEntries(
      ['get', 'start', 'cancel', 'undo'].map((verb) => [
        `cases.${verb}-bulk-run`,
        async (owner_id: string) => {
          const id = randomUUID();
          const isOver = verb === 'undo';
          await put('cases.bulk_run', {
            id,
            owner_id,
            action: JSON.stringify({ kind: 'importance', importance: 'high' }),
            total: 1,
            state: isOver ? 'done' : 'ready',
            created_at: world.server.app.services.now(),
            finished_at: isOver ? new Date() : null,
          });
          return { id };
        },
      ]),
    ),
    ...Object.fromEntries(
      ['get-import-table', 'start-import', 'cancel-import'].map((verb) => [
        `imports.${verb}`,
        async (created_by: string) => {
          const id = randomUUID();
          await put('imports.import', {
            id,
            filename: 'table.csv',
            bytes: 10,
            sha256: 'a'.repeat(64),
            fingerprint: id,
            state: 'uploaded',
            created_at: new Date(),
            created_by,
            created_by_name: 'Другой',
            shape: JSON.stringify({ format: 'csv', encoding: 'utf-8', headerRow: 1, headers: ['Текст'] }),
          });
          return { id, mapping: { text: 'Текст' } };
        },
      ]),
    ),
    ...ownHeatViews(put),
    'cases.delete-view': async (owner_id) => {
      const id = randomUUID();
      await put('cases.saved_view', { id, owner_id, title: 'Мои', query: '{}', created_at: new Date() });
      return { id };
    },
    ...Object.fromEntries(
      ['rename', 'remove'].map((verb) => [
        `identity.${verb}-passkey`,
        async (person_id: string) => {
          const id = randomUUID();
          await put('identity.passkey', {
            id,
            person_id,
            credential_id: id,
            public_key: Buffer.from('x'),
            counter: 0,
            is_synced: false,
            title: 'Телефон',
            created_at: new Date(),
          });
          return { id };
        },
      ]),
    ),
    'identity.end-own-session': async (personId) => {
      const before = new Set(await sessionsOf(personId));
      await openCookie(world.server, personId);
      return { id: (await sessionsOf(personId)).find((id) => !before.has(id))! };
    },
  };
  const sessionsOf = async (personId: string): Promise<string[]> =>
    (
      await world.server.app.pool.query<{ id: string }>(
        'SELECT id FROM identity.session WHERE user_id = $1',
        [personId],
      )
    ).rows.map(({ id }) => id);

  /** Taken from a token or from who is signed in: there is no other's to ask for. */
  const byCaller = [
    'identity.remove-totp',
    'cases.undo-decision',
    'cases.undo-approval',
    'cases.withdraw-consent',
  ];

  test('every thing of a person is tried', () => {
    const ids = Object.entries(expected).filter(
      ([, { object, door }]) => object === 'own' && door !== 'anyone',
    );
    expect(ids.map(([id]) => id).filter((id) => !owned[id] && !byCaller.includes(id))).toEqual([]);
  });

  test.each(Object.keys({ ...expected }).filter((id) => expected[id]!.object === 'own'))(
    '%s: a colleague’s is refused and stays as it was',
    async (id) => {
      const make = owned[id];
      if (!make) return;
      const route = routeOf(id);
      const doors = expected[id]!.door;
      const role = Array.isArray(doors) && !doors.includes('operator') ? (doors[0] as RoleId) : 'operator';
      const colleague = await make(world.people.chair);
      const refused = await askRoute(world, route, world.limited[role], missingCase(), colleague);
      expect([403, 404, 409], refused.body).toContain(refused.statusCode);
      const own = await make(world.people[role]);
      const done = await askRoute(world, route, world.limited[role], missingCase(), own);
      expect(done.body).not.toBe(refused.body);
      expect(done.statusCode, done.body).not.toBe(403);
    },
  );

  test('an import that runs may be stopped by a colleague, a file not begun may not', async () => {
    const { server, limited, people } = world;
    const put1 = async (state: string) => {
      const id = randomUUID();
      await put('imports.import', {
        id,
        filename: 'table.csv',
        bytes: 10,
        sha256: 'a'.repeat(64),
        fingerprint: id,
        state,
        created_at: new Date(),
        created_by: people.chair,
        created_by_name: 'Другой',
        shape: JSON.stringify({ format: 'csv', encoding: 'utf-8', headerRow: 1, headers: ['Текст'] }),
      });
      const url = routeOf('imports.cancel-import').path.replace(':id', id);
      const reply = await server.inject({ method: 'POST', url, headers: headers(limited.operator) });
      return reply.statusCode;
    };
    expect(await put1('uploaded')).toBe(403);
    expect(await put1('queued')).toBe(200);
  });
});

describe('two roles do not lend each other their reach', () => {
  test('who reads the whole city and keeps the office of one block keeps that block alone', async () => {
    const cookie = await signInTwoRoles(world.server, 'wide-and-narrow', 'roads');
    const { things: all, cases } = world;
    const ask = (id: string, place: PlaceName, more: Known = {}) =>
      askRoute(world, routeOf(id), cookie, cases[place], more);
    const [own, foreign] = ['own', 'foreign block'] as const;
    // The letter of the foreign block is read by nobody whose only role there is to watch.
    for (const [place, seen] of [
      [own, true],
      [foreign, false],
    ] as const) {
      const card = await ask('office.get-appeal', place);
      expect(card.statusCode).toBe(200);
      expect(card.body.includes('Скрытнов Пробный')).toBe(seen);
      const letter = await ask('office.download-document', place, { id: all.of[place].letterId });
      expect(letter.statusCode).toBe(seen ? 200 : 403);
      const change = await ask('office.change-document', place, { id: all.of[place].letterId, version: 99 });
      expect(change.statusCode).toBe(seen ? 409 : 403);
    }
    const journal = await world.server.inject({
      method: 'GET',
      url: '/api/office/appeals',
      query: { q: 'Скрытнов' },
      headers: { cookie },
    });
    const lines = journal.json<{ lines: { caseId: string }[] }>().lines.map(({ caseId }) => caseId);
    expect(lines).toContain(cases.own.id);
    expect(lines).not.toContain(cases['foreign block'].id);
    const taken = await ask('reconcile.decide-difference', foreign, {
      id: all.of[foreign].differenceId,
      decision: 'keep',
    });
    expect(taken.statusCode).toBe(404);
  });
});
