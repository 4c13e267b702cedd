import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getCase } from '../../../../shared/contract/messages/cases-card.ts';
import { countInbox, type inboxViews, listInbox } from '../../../../shared/contract/messages/cases-list.ts';
import { triageCase } from '../../../../shared/contract/messages/cases-triage.ts';
import type { RouteInput } from '../../../../shared/contract/route.ts';
import { asSystem, readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs, signInStaff } from '../../../../tests/support/site/sign-in.ts';
import { grantRole } from '../../../base/identity/index.ts';

let server: TestServer;
let operator: string;
const numbers: Record<string, string> = {};

type Query = NonNullable<RouteInput<typeof listInbox>['query']>;
const list = (query: Query, cookie = operator) => server.call(listInbox, { query }, cookie);
const listed = async (query: Query, cookie = operator) =>
  (await list({ limit: 200, ...query }, cookie)).rows.map(({ number }) => number);

/** Points of one street corner and of another end of the city. */
const corner = { lat: 56.4149, lon: 61.9189 };
const beside = { lat: 56.4155, lon: 61.9192 };
const farAway = { lat: 56.3995, lon: 61.9365 };

beforeAll(async () => {
  server = await startTestServer();
  operator = await signInAs(server, 'operator');
  const submit = async (name: string, at: string, more = {}) => {
    server.setNow(at);
    numbers[name] = (await submitCase(server, more)).number;
  };
  await submit('original', '2026-11-20T09:00:00Z', { place: corner, factId: 'roads.pavement.pothole' });
  await submit('twin', '2026-11-23T09:00:00Z', { place: beside, factId: 'roads.pavement.pothole' });
  await submit('otherTopic', '2026-11-23T09:10:00Z', { place: beside, factId: 'waste.general.other' });
  await submit('otherPlace', '2026-11-23T09:20:00Z', { place: farAway, factId: 'roads.pavement.pothole' });
  await submit('placeless', '2026-11-24T08:00:00Z', { factId: 'roads.pavement.pothole' });
  server.setNow('2026-11-24T09:00:00Z');
  const { database } = server.app.services;
  const set = (name: string, values: object) =>
    database.updateTable('cases.case_file').set(values).where('number', '=', numbers[name]!).execute();
  await set('otherTopic', { due_at: new Date('2026-11-24T08:59:00Z') });
  await set('otherPlace', { due_at: new Date('2026-11-24T15:00:00Z'), importance: 'high' });
  await set('placeless', { due_at: null });
});
afterAll(() => server.close());

describe('views', () => {
  const expected: [(typeof inboxViews)[number], string[]][] = [
    ['new', ['otherTopic', 'otherPlace', 'original', 'twin', 'placeless']],
    ['overdue', ['otherTopic']],
    ['today', ['otherPlace']],
    ['urgent', ['otherPlace']],
    ['duplicates', ['twin']],
    ['no-place', ['placeless']],
    ['danger', []],
    ['waiting', []],
    ['snoozed', []],
    ['returned', []],
  ];

  test.each(expected)(
    '%s shows its cases, earliest term first, those without a term last',
    async (view, names) => {
      const { rows, total, isApproximate } = await list({ view });
      expect(rows.map(({ number }) => number)).toEqual(names.map((name) => numbers[name]));
      expect([total, isApproximate]).toEqual([names.length, false]);
    },
  );

  test('figures beside the views and channels equal what the views show', async () => {
    const counts = await server.call(countInbox, {}, operator);
    expect(counts.views).toEqual(Object.fromEntries(expected.map(([view, names]) => [view, names.length])));
    expect(counts.channels).toEqual({ site_form: 5 });
  });

  test('the card of the twin names its original, the original names nothing', async () => {
    const twin = await readCard(server, numbers.twin!, operator);
    expect(twin.duplicateOf).toMatchObject({ number: numbers.original, distance: expect.any(Number) });
    expect(twin.near.map(({ number }) => number).sort()).toEqual(
      [numbers.original, numbers.otherTopic].sort(),
    );
    const original = await readCard(server, numbers.original!, operator);
    expect(original.duplicateOf).toBeNull();
    expect(original.fromAuthor).toHaveLength(4);
  });
});

describe('paging', () => {
  async function walk(query: Query): Promise<string[]> {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ limit: 2, ...query, ...(cursor && { cursor }) });
      found.push(...page.rows.map(({ number }) => number));
      cursor = page.next ?? undefined;
    } while (cursor);
    return found;
  }

  test.each(['due', 'received'] as const)('by %s goes through every case once, in order', async (order) => {
    expect(await walk({ order })).toEqual(await listed({ order }));
    expect(new Set(await walk({ order })).size).toBe(5);
  });

  test('does not repeat or lose a case when another arrives or leaves between pages', async () => {
    const first = await list({ limit: 2, order: 'received' });
    const gone = await readCard(server, first.rows[0]!.number, operator);
    await server.app.services.database
      .updateTable('cases.case_file')
      .set({ status: 'assigned' })
      .where('id', '=', gone.id)
      .execute();
    const second = await list({ limit: 3, order: 'received', cursor: first.next! });
    await server.app.services.database
      .updateTable('cases.case_file')
      .set({ status: 'moderation' })
      .where('id', '=', gone.id)
      .execute();
    expect([...first.rows, ...second.rows]).toHaveLength(5);
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(5);
  });

  test.each([
    'x',
    Buffer.from('["2026","1"]').toString('base64url'),
    Buffer.from('[1,2]').toString('base64url'),
  ])('a forged cursor %s is a bad input', async (cursor) => {
    expect((await server.fail(listInbox, { query: { cursor } }, operator)).code).toBe('lib.bad-input');
  });
});

describe('whose inbox', () => {
  test('an operator of a block sees it and what has no block yet, in lists and figures alike', async () => {
    const waste = await signInAs(server, 'operator', { slug: 'waste', blocks: ['waste'] });
    expect(await listed({}, waste)).toEqual([numbers.otherTopic]);
    expect((await server.call(countInbox, {}, waste)).views.new).toBe(1);
  });

  test('an operator of a district sees its parts too', async () => {
    const { districtId } = await readCard(server, numbers.original!, operator);
    const [top] = districtId!.split('.');
    const local = await signInAs(server, 'operator', { slug: 'local', districts: [top!] });
    expect(await listed({}, local)).toContain(numbers.original);
    const elsewhere = await signInAs(server, 'operator', { slug: 'elsewhere', districts: ['nowhere'] });
    expect(await listed({}, elsewhere)).toEqual([numbers.placeless]);
  });

  test('two roles with limits of their own do not lend each other their reach', async () => {
    const { districtId } = await readCard(server, numbers.original!, operator);
    const top = districtId!.split('.')[0]!;
    const slug = 'crossed';
    const { personId } = await signInStaff(server, 'operator', {
      slug,
      blocks: ['roads'],
      districts: ['nowhere'],
    });
    const [role, validFrom] = ['operator', '2020-01-01'];
    await asSystem(server, (ctx) =>
      grantRole(ctx, personId, { role, blocks: ['waste'], districts: [top], validFrom }),
    );
    const crossed = await signInAs(server, 'operator', { slug });
    // Roads elsewhere, waste here: of the roads here nothing, of what has no district yet what the block allows.
    expect(await listed({}, crossed)).toEqual([numbers.otherTopic, numbers.placeless]);
    expect((await server.fail(getCase, { params: { number: numbers.original! } }, crossed)).status).toBe(404);
  });

  test('reading the whole city does not lend the right to decide in it', async () => {
    const person = await signInStaff(server, 'operator', { slug: 'mixed', blocks: ['waste'] });
    await asSystem(server, (ctx) =>
      grantRole(ctx, person.personId, {
        role: 'observer',
        blocks: [],
        districts: [],
        validFrom: '2020-01-01',
      }),
    );
    const cookie = await signInAs(server, 'operator', { slug: 'mixed' });
    const card = await readCard(server, numbers.original!, cookie);
    expect(card.can).toEqual(['note']);
    const problem = await server.fail(
      triageCase,
      { params: { id: card.id }, body: { version: card.version } },
      cookie,
    );
    expect(problem.code).toBe('lib.forbidden');
  });
});
