import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listCases } from '../../../../shared/contract/messages/cases-list.ts';
import type { RouteInput } from '../../../../shared/contract/route.ts';
import { asSystem, makeUnit, readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { openCookie, signInAs, signInStaff } from '../../../../tests/support/site/sign-in.ts';
import { grantRole } from '../../../base/identity/index.ts';

let server: TestServer;
let operator: string;
let reader: string;
let unitId: string;
const numbers: string[] = [];
const ids: string[] = [];

type Query = NonNullable<RouteInput<typeof listCases>['query']>;
const list = (query: Query, cookie = operator) => server.call(listCases, { query }, cookie);
/** Which of the six made cases a filter shows, by their index. */
const shown = async (query: Query, cookie = operator) =>
  (await list({ limit: 200, sort: 'registered', ...query }, cookie)).rows.map(({ number }) =>
    numbers.indexOf(number),
  );

const corner = { lat: 56.4149, lon: 61.9189 };

beforeAll(async () => {
  server = await startTestServer();
  operator = await signInAs(server, 'operator');
  reader = await signInAs(server, 'observer');
  unitId = await makeUnit(server, 'Управление дорог', 'probe-kind');
  const messages = [
    {
      text: 'На дороге глубокая яма у остановки, колесо пробил.',
      factId: 'roads.pavement.pothole',
      place: corner,
    },
    {
      text: 'Третий день не вывозят контейнеры с мусором.',
      factId: 'waste.general.other',
      phone: '+79120000099',
    },
    { text: 'Автобус не пришёл два раза подряд.', factId: 'transport.general.other' },
    { text: 'Не горит фонарь над переходом.', factId: 'energy.general.other' },
    { text: 'Снег во дворе не убран.', factId: 'improvement.general.other' },
    { text: 'Ещё одна яма на той же улице.', factId: 'roads.pavement.pothole', email: 'ivanova@example.ru' },
  ];
  for (const [index, message] of messages.entries()) {
    server.setNow(`2026-11-${18 + index}T09:00:00Z`);
    const sent = await submitCase(server, message);
    numbers.push(sent.number);
    ids.push((await readCard(server, sent.number, operator)).id);
  }
  server.setNow('2026-11-24T09:00:00Z');
  const { database } = server.app.services;
  const set = (index: number, values: object) =>
    database.updateTable('cases.case_file').set(values).where('id', '=', ids[index]!).execute();
  await set(0, { status: 'in_work', executor_unit_id: unitId, due_at: new Date('2026-11-24T08:00:00Z') });
  await set(1, { status: 'review', due_at: new Date('2026-11-24T15:00:00Z'), importance: 'high' });
  await set(2, {
    status: 'answered',
    answered_at: new Date('2026-11-23T09:00:00Z'),
    outcome: 'solved',
    due_at: new Date('2026-12-01T09:00:00Z'),
  });
  await set(3, {
    status: 'closed',
    closed_at: new Date('2026-11-23T09:00:00Z'),
    outcome: 'explained',
    answered_at: new Date('2026-11-22T09:00:00Z'),
    resolved: 'no',
    due_at: new Date('2026-12-02T09:00:00Z'),
  });
  await set(4, { status: 'merged', merged_into: ids[0], closed_at: new Date('2026-11-23T09:00:00Z') });
});
afterAll(() => server.close());

describe('filters', () => {
  const cases: [string, Query, number[]][] = [
    ['nothing: everything but merged', {}, [0, 1, 2, 3, 5]],
    ['one status', { status: 'in_work' }, [0]],
    ['several statuses, merged when asked', { status: ['in_work', 'merged'] }, [0, 4]],
    ['stage triage', { stage: 'triage' }, [5]],
    ['stage work', { stage: 'work' }, [0]],
    ['stage approval', { stage: 'approval' }, [1]],
    ['stage answered', { stage: 'answered' }, [2]],
    ['stage closed', { stage: 'closed' }, [3]],
    ['stage open', { stage: 'open' }, [0, 1, 5]],
    ['block', { block: 'roads' }, [0, 5]],
    ['several blocks', { block: ['waste', 'transport'] }, [1, 2]],
    ['fact', { factId: 'waste.general.other' }, [1]],
    ['channel', { channel: 'phone_call' }, []],
    ['overdue', { overdue: 'yes' }, [0]],
    ['due today', { overdue: 'today' }, [1]],
    ['importance', { importance: 'high' }, [1]],
    ['with a place', { hasPlace: 'yes' }, [0]],
    ['outcome', { outcome: 'solved' }, [2]],
    ['resident’s word', { resolved: 'no' }, [3]],
    ['local days, both inclusive', { from: '2026-11-19', to: '2026-11-20' }, [1, 2]],
    ['near a point', { near: '56.4149,61.9189,200' }, [0]],
    ['near another point', { near: '56.3995,61.9365,200' }, []],
  ];
  test.each(cases)('%s', async (_, query, expected) => {
    expect(await shown(query)).toEqual(expected);
    expect((await list(query)).total).toBe(expected.length);
  });

  test('unit, district with its parts, and author', async () => {
    expect(await shown({ unitId })).toEqual([0]);
    const { districtId } = await readCard(server, numbers[0]!, operator);
    expect(await shown({ districtId: districtId!.split('.')[0]! })).toEqual([0]);
    expect(await shown({ districtId: '%' })).toEqual([]);
    expect(await shown({ authorOf: ids[2]! })).toEqual([0, 2, 3, 5]);
    // Of a foreign case nobody learns which of their own are by the same person.
    const roads = await signInAs(server, 'operator', { slug: 'roads-only', blocks: ['roads'] });
    expect(await shown({ authorOf: ids[0]! }, roads)).toEqual([0, 5]);
    expect(await shown({ authorOf: ids[2]! }, roads)).toEqual([]);
  });

  test.each([
    { q: "'; DROP TABLE cases.case_file; --" },
    { districtId: "' OR 1=1 --" },
    { q: '!!! & | <-> :*' },
    { near: '91.5,200,10' },
    { block: "x'y" },
  ])('signs of SQL find nothing and break nothing: %o', async (query) => {
    expect(await shown(query)).toEqual([]);
  });
});

describe('search', () => {
  const phrases: [string, number[]][] = [
    ['№ 2026-11-0002', [1]],
    ['2026-11-2', [1]],
    ['11-0002', [1]],
    ['10-0002', []],
    ['2', [1]],
    ['ямы', [0, 5]],
    ['контейнер', [1]],
    ['контейн', [1]],
    ['глубокие ямы', [0]],
    ['космодром', []],
  ];
  test.each(phrases)('«%s»', async (q, expected) => {
    expect(await shown({ q })).toEqual(expected);
  });

  test('a phone or an e-mail finds a person only for those who may see contacts', async () => {
    for (const q of ['8 912 000-00-99', '+7 (912) 000 00 99']) expect(await shown({ q })).toEqual([1]);
    expect(await shown({ q: 'Ivanova@example.ru' })).toEqual([5]);
    expect(await shown({ q: '8 912 000-00-99' }, reader)).toEqual([]);
    expect(await shown({ q: 'ivanova@example.ru' }, reader)).toEqual([]);
  });

  test('by a contact nobody finds what lies where they may not reveal it', async () => {
    const { cookie, personId } = await signInStaff(server, 'observer', { slug: 'two-hats' });
    await asSystem(server, (ctx) => grantRole(ctx, personId, { role: 'operator', blocks: ['roads'] }));
    // The grant takes effect with a fresh session.
    const again = await openCookie(server, personId);
    expect(await shown({}, cookie)).toHaveLength(5);
    expect(await shown({ q: 'ivanova@example.ru' }, again)).toEqual([5]);
    expect(await shown({ q: '8 912 000-00-99' }, again)).toEqual([]);
  });

  test('narrows together with filters', async () => {
    expect(await shown({ q: 'яма', stage: 'work' })).toEqual([0]);
  });
});

describe('order and paging', () => {
  const orders: [NonNullable<Query['sort']>, number[]][] = [
    ['registered', [0, 1, 2, 3, 5]],
    ['-registered', [5, 3, 2, 1, 0]],
    ['status', [2, 3, 0, 5, 1]],
    // What runs comes by its term first, then what is over.
    ['due', [0, 1, 5, 2, 3]],
  ];
  test.each(orders)('%s, page by page', async (sort, expected) => {
    for (const limit of [1, 2, 3, 4, 5]) {
      const found: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ sort, limit, ...(cursor && { cursor }) });
        expect(page.rows.length).toBeLessThanOrEqual(limit);
        found.push(...page.rows.map(({ number }) => numbers.indexOf(number)));
        cursor = page.next ?? undefined;
      } while (cursor);
      expect(found, `limit ${limit}`).toEqual(expected);
    }
  });

  test('a cursor of one order is refused by another', async () => {
    const { next } = await list({ sort: 'status', limit: 1 });
    const { code } = await server.fail(listCases, { query: { sort: 'registered', cursor: next! } }, operator);
    expect(code).toBe('lib.bad-input');
  });
});

test('an executor sees only the cases of own unit', async () => {
  const executor = await signInAs(server, 'executor', { unitId });
  expect(await shown({}, executor)).toEqual([0]);
  const foreign = await makeUnit(server, 'Чужое управление', 'foreign-kind');
  expect(await shown({}, await signInAs(server, 'executor', { slug: 'foreign', unitId: foreign }))).toEqual(
    [],
  );
});

describe('the file', () => {
  const take = async (query: Record<string, string>, cookie = operator) => {
    const reply = await server.inject({
      method: 'GET',
      url: '/api/cases/export',
      query: { format: 'csv', ...query },
      headers: { cookie },
    });
    expect(reply.statusCode).toBe(200);
    return reply.body
      .replace(/^\ufeff/u, '')
      .trim()
      .split('\r\n');
  };

  test('has the rows of the list in its order and the columns chosen', async () => {
    const rows = await take({ sort: 'due', columns: 'status,topic,due' });
    expect(rows[0]).toBe('"Номер";"О чём";"Состояние";"Срок";"Тема"');
    const { rows: listed } = await list({ limit: 200, sort: 'due' });
    expect(rows.slice(1).map((row) => row.slice(1, 13))).toEqual(listed.map(({ number }) => number));
    expect(rows.find((row) => row.includes(numbers[0]!))).toMatch(
      /;"В работе";"\d{2}\.\d{2}\.2026, \d{2}:\d{2}";"Дороги · яма"$/u,
    );
  });

  test('has the marked cases alone, or those the words bring, the best first', async () => {
    const marked = [numbers[3], numbers[1]].join(',');
    expect(
      (await take({ numbers: marked, sort: 'registered' })).slice(1).map((row) => row.slice(1, 13)),
    ).toEqual([numbers[1], numbers[3]]);
    const found = await take({ q: 'яма', columns: 'number' });
    const { rows: listed } = await list({ q: 'яма' });
    expect(found.slice(1).map((row) => row.slice(1, 13))).toEqual(listed.map(({ number }) => number));
  });

  test('has what its reader may see, and stands in the journal without the words looked for', async () => {
    const other = await signInAs(server, 'executor');
    const { rows } = await list({ limit: 200 }, other);
    expect(rows.length).toBeLessThan(5);
    expect(await take({}, other)).toHaveLength(rows.length + 1);
    await take({ q: 'Иванова', status: 'in_work' });
    const kept = await server.app.services.database
      .selectFrom('audit.record')
      .select('payload')
      .where('action', '=', 'cases.export')
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
    expect(JSON.parse(kept.payload)).toMatchObject({ data: { status: 'in_work', format: 'csv', count: 0 } });
    expect(kept.payload).not.toContain('Иванова');
  });
});
