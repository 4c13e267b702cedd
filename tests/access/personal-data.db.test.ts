import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendLetter } from '../../server/base/outbox/index.ts';
import type { Route } from '../../shared/contract/route.ts';
import type { Known } from '../bad-input/sample.ts';
import { wordsOfReply } from '../support/reply-words.ts';
import { asSystem } from '../support/site/cases.ts';
import { allRoutes } from './asked.ts';
import { apart, expected, revealing, roleIds } from './expected.ts';
import { planted, secrets } from './places.ts';
import type { RoleId } from './role-ids.ts';
import { type AccessWorld, askRoute, makeAccessWorld } from './world.ts';

/**
 * Reading a resident unmasked leaves a record of the journal, on every path: every route is asked by every role on a
 * case of their own, and a reply that holds a contact must be of a known route and leave a record. A route added
 * tomorrow is asked too.
 */

const ends = /sign-out|set-password|end-own-session/u;
const routes = allRoutes.filter(
  ({ id }) => !apart.includes(id) && !ends.test(id) && expected[id]?.door !== 'resident',
);

let world: AccessWorld;
beforeAll(async () => {
  world = await makeAccessWorld();
  await asSystem(world.server, (ctx) =>
    sendLetter(ctx, {
      channel: 'email',
      recipient: secrets.email,
      text: `Уважаемый ${secrets.name}! Яму засыпали.`,
      purpose: 'case-answered',
      caseId: world.cases.own.id,
    }),
  );
});
afterAll(() => world.server.close());

const countRecords = async (): Promise<number> =>
  (await world.server.app.pool.query('SELECT count(*)::int AS count FROM audit.record')).rows[0].count;

/** Planted personal data that words hold. */
const plantedIn = (words: string, more: readonly string[] = []): string[] =>
  [...planted.signs, ...more].filter((sign) => words.includes(sign));

const holdsSecret = (words: string): boolean =>
  Object.values(secrets).some((secret) => words.includes(secret)) ||
  /912\)?[\s-]*555[\s-]*01[\s-]*77/u.test(words);

/** The version of a row as it stands: the route before may have changed it. */
const versionOf = async (table: 'office.document' | 'office.appeal', key: string, id: string) =>
  (await world.server.app.pool.query(`SELECT version FROM ${table} WHERE ${key} = $1`, [id])).rows[0].version;

/** Things of the own case, by the parameter of the route. */
const own = async (id: string): Promise<Known> => {
  const { letterId, signedLetterId, visitId } = world.things.of.own;
  if (id === 'office.change-appeal')
    return { version: await versionOf('office.appeal', 'case_id', world.cases.own.id) };
  if (/document$/u.test(id) && !id.includes('make')) {
    const letter = /send|download/u.test(id) ? signedLetterId : letterId;
    const version = await versionOf('office.document', 'id', letter);
    return { id: letter, version, how: 'post', format: 'docx' };
  }
  const known: Record<string, Known> = {
    'office.download-card': { format: 'docx' },
    'office.close-visit': { id: visitId, result: 'answered', caseNumber: null },
    'office.reveal-visit': { id: visitId },
    'office.make-document': { kind: 'order-explained' },
    'outbox.list-letters': { recipient: 'nobody', state: undefined, cursor: undefined },
    // What the caller themselves sent comes back to them.
    'files.get-file': { id: world.things.of.own.fileId, variant: 'display' },
  };
  return known[id] ?? {};
};

const seen = new Map<string, Set<RoleId>>();

describe('every route', () => {
  test.each(roleIds)(
    '%s reads a resident unmasked by known routes alone, each time with a record',
    async (role) => {
      const wrong: string[] = [];
      for (const route of routes) {
        const { door } = expected[route.id]!;
        // What is open to anybody shows the same to all who work here.
        if (Array.isArray(door) ? !door.includes(role) : role !== 'operator') continue;
        const before = await countRecords();
        const reply = await askRoute(world, route, world.limited[role], world.cases.own, await own(route.id));
        const words = await wordsOfReply(reply);
        if (!holdsSecret(words) && plantedIn(words).length === 0) continue;
        seen.set(route.id, (seen.get(route.id) ?? new Set()).add(role));
        if (!revealing.includes(route.id)) wrong.push(`${route.id} показал личное`);
        if ((await countRecords()) <= before) wrong.push(`${route.id} не оставил записи`);
      }
      expect(wrong).toEqual([]);
    },
  );

  test('each route of the list was seen to reveal, to those alone who may', () => {
    const rolesOf = (id: string) => [...(seen.get(id) ?? [])].toSorted();
    expect(revealing.filter((id) => !seen.has(id) && id !== 'outbox.list-letters')).toEqual([]);
    expect(rolesOf('cases.reveal-contact')).toEqual(
      [...(expected['cases.reveal-contact']!.door as RoleId[])].toSorted(),
    );
    // Whoever only watches opens the card of an appeal and finds the letters closed; so does nobody else.
    const readers = (expected['office.get-appeal']!.door as RoleId[]).filter((role) => role !== 'observer');
    expect(rolesOf('office.get-appeal')).toEqual(readers.toSorted());
    expect(rolesOf('office.reveal-visit')).toEqual(
      [...(expected['office.reveal-visit']!.door as RoleId[])].toSorted(),
    );
    expect(rolesOf('office.export-appeals')).toEqual(
      ['approver', 'chair', 'deputy', 'operator', 'privacy-officer'].toSorted(),
    );
  });
});

describe('words of residents', () => {
  const open = allRoutes.filter(({ id }) => !apart.includes(id));

  test('words published, listed and exported hold nothing that leads to a person', async () => {
    const db = world.server.app.services.database;
    await db
      .updateTable('cases.case_file')
      .set({ published_at: new Date() })
      .where('id', '=', world.cases.own.id)
      .execute();
    const wrong: string[] = [];
    for (const route of open.filter(({ id }) =>
      /^(?:anyone|signed-in|resident)$/u.test(`${expected[id]!.door}`),
    )) {
      for (const cookie of [undefined, world.resident]) {
        const words = await wordsOfReply(await askRoute(world, route, cookie, world.cases.own));
        const found = plantedIn(words, [planted.flat]);
        if (found.length > 0) wrong.push(`${route.id}: ${found.join(', ')}`);
      }
    }
    // Lists and snippets of staff, by words beside the planted ones. Who agrees to an answer reads of which flat it is.
    const ask = async (url: string, query: Record<string, string>, more: readonly string[]) => {
      const reply = await world.server.inject({
        method: 'GET',
        url,
        query,
        headers: { cookie: world.limited.chair },
      });
      const found = plantedIn(reply.body, more);
      if (found.length > 0) wrong.push(`${url}: ${found.join(', ')}`);
    };
    for (const q of ['яма дороге', 'подробности', 'паспорт']) await ask('/api/cases', { q }, [planted.flat]);
    for (const url of ['/api/inbox', '/api/today', '/api/heatmap/points']) await ask(url, {}, [planted.flat]);
    await ask('/api/approvals', {}, []);
    expect(wrong).toEqual([]);
  });
});

describe('asking by a contact', () => {
  /** Fields by which a person may be sought. */
  const sought = ['q', 'recipient', 'phone', 'email', 'name'];
  const fieldsOf = (route: Route): string[] =>
    [route.query, route.body].flatMap((schema) => {
      const shape = (schema as { shape?: Record<string, unknown> } | undefined)?.shape ?? {};
      return sought.filter((field) => field in shape);
    });
  const reads = routes.filter(
    (route) => (route.method === 'GET' || /find-|search-/u.test(route.id)) && fieldsOf(route).length > 0,
  );
  const values: [known: string, unknown: string][] = [
    [secrets.phone, '+79125550999'],
    [secrets.email, 'never@example.ru'],
    [secrets.name, 'Никтонов Пробный Иванович'],
    ['Скрытнов', 'Никтонов'],
  ];

  test.each(reads.map((route) => [route.id, route] as const))('%s', async (_, route) => {
    const { door } = expected[route.id]!;
    const roles = Array.isArray(door) ? (door as RoleId[]) : (['operator'] as RoleId[]);
    const wrong: string[] = [];
    for (const role of roles)
      for (const field of fieldsOf(route))
        for (const [known, unknown] of values) {
          const ask = async (value: string) => {
            const more = {
              ...Object.fromEntries(sought.map((name) => [`${route.id}.${name}`, undefined])),
              [`${route.id}.${field}`]: value,
            };
            const reply = await askRoute(world, route, world.limited[role], world.cases.own, more);
            // What was asked may stand in the reply, as words and as an address says them.
            const asked = new URLSearchParams({ value }).toString().slice('value='.length);
            return reply.body
              .replaceAll(value, '…')
              .replaceAll(asked, '…')
              .replace(/"requestId":"[^"]*"/u, '');
          };
          const none = await ask(unknown);
          const before = await countRecords();
          const found = await ask(known);
          // The same answer for a known contact and an unknown one tells nothing.
          if (found !== none && (await countRecords()) <= before)
            wrong.push(`${role}: ${field}=${known} найдено без записи`);
        }
    expect(wrong).toEqual([]);
  });

  test('a search of cases by phone finds, with a record', async () => {
    const before = await countRecords();
    const reply = await world.server.inject({
      method: 'GET',
      url: '/api/cases',
      query: { q: secrets.phone },
      headers: { cookie: world.limited.operator },
    });
    expect(reply.json<{ rows: { id: string }[] }>().rows.map(({ id }) => id)).toContain(world.cases.own.id);
    expect(await countRecords()).toBe(before + 1);
  });
});

describe('letters that went out', () => {
  const read = (cookie: string, query = {}) =>
    world.server.inject({ method: 'GET', url: '/api/outbox/letters', query, headers: { cookie } });

  test('an administrator sees that an answer went, not its words', async () => {
    const reply = await read(world.limited.admin);
    expect(reply.statusCode, reply.body).toBe(200);
    expect(reply.body).toContain('case-answered');
    expect(holdsSecret(reply.body)).toBe(false);
  });

  test('who answers for personal data reads them with a record, within no limits of blocks', async () => {
    const { signInAs } = await import('../support/site/sign-in.ts');
    const wide = await signInAs(world.server, 'privacy-officer', { slug: 'wide-privacy' });
    const before = await countRecords();
    expect(holdsSecret((await read(wide)).body)).toBe(true);
    expect(await countRecords()).toBe(before + 1);
    expect(holdsSecret((await read(world.limited['privacy-officer'])).body)).toBe(false);
  });
});
