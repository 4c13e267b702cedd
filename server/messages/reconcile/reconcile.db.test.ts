import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  compareSnapshot,
  type Difference,
  type DifferenceKind,
  decideDifference,
  differenceKinds,
  listDifferences,
  type Snapshot,
} from '../../../shared/contract/messages/reconcile.ts';
import { asSystem, readCard } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { listOutsideCases, prepareInbound, registerDrafts } from '../cases/index.ts';

let server: TestServer;
let operator: string;
const header = [
  'Номер сообщения',
  'Дата поступления',
  'Статус',
  'Срок ответа',
  'Тема',
  'Текст сообщения',
  'Адрес',
  'Текст ответа',
];

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  operator = await signInAs(server, 'operator');
  for (const id of ['1001', '1002', '1003', '1004', '1005', '1006']) await registerPos(id);
});
afterAll(() => server.close());

async function registerPos(id: string, block = 'roads'): Promise<void> {
  await asSystem(server, async (ctx) => {
    const message = { text: `Яма на дороге, сообщение ${id}.`, receivedAt: '2026-11-20T06:00:00Z', block };
    const draft = prepareInbound(ctx, message, { channel: 'pos', source: 'pos', id });
    await registerDrafts(ctx, [{ draft, ctx }]);
  });
  await server.drain();
}

const db = () => server.app.services.database;
const numberOf = async (id: string): Promise<string> => {
  const { number } = await db()
    .selectFrom('cases.contact')
    .innerJoin('cases.case_file', 'cases.case_file.id', 'cases.contact.case_id')
    .select('number')
    .where('external_id', '=', id)
    .executeTakeFirstOrThrow();
  return number;
};
const dueOf = async (id: string): Promise<string> => {
  const { deadline } = await readCard(server, await numberOf(id), operator);
  return new Date(new Date(deadline!.dueAt).getTime() + 5 * 3_600_000).toISOString().slice(0, 10);
};
const russian = (day: string): string => day.split('-').toReversed().join('.');

async function send(name: string, content: Buffer, cookie = operator): Promise<Snapshot> {
  const boundary = 'X-TABLE';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  const reply = await server.inject({
    method: 'POST',
    url: '/api/reconcile/snapshots',
    headers: { 'x-otklik': '1', cookie, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json();
}

const csv = (rows: string[][]): Buffer =>
  Buffer.from([header, ...rows].map((row) => row.map((cell) => `"${cell}"`).join(';')).join('\r\n'));
async function xlsx(rows: string[][]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Сообщения');
  for (const row of [header, ...rows]) sheet.addRow(row);
  return Buffer.from(await book.xlsx.writeBuffer());
}

const compare = ({ id, mapping }: Snapshot, cookie = operator) =>
  server.call(compareSnapshot, { params: { id }, body: { mapping } }, cookie);
const list = async (id: string, kind: DifferenceKind, cookie = operator): Promise<Difference[]> =>
  (await server.call(listDifferences, { params: { id }, query: { kind } }, cookie)).differences;
const decide = (id: string, decision: 'take' | 'keep') =>
  server.call(decideDifference, { params: { id }, body: { decision } }, operator);
const refuse = (id: string, decision: 'take' | 'keep') =>
  server.fail(decideDifference, { params: { id }, body: { decision } }, operator);

/** What our side looks like, to tell that a comparison has changed nothing. */
const fingerprint = async (): Promise<string> =>
  JSON.stringify(
    (await server.app.pool.query('SELECT id, status, due_at, version FROM cases.case_file ORDER BY id')).rows,
  );

async function table(): Promise<string[][]> {
  const due = russian(await dueOf('1001'));
  return [
    ['1001', '20.11.2026', 'Новое', due, 'Дороги', 'Яма', '', ''],
    ['1002', '20.11.2026', 'Закрыто', due, 'Дороги', 'Яма', '', ''],
    ['1003', '20.11.2026', 'Новое', '25.12.2026', 'Дороги', 'Яма', '', ''],
    ['1004', '20.11.2026', 'Новое', due, 'Дороги', 'Яма', '', 'Яма заделана 23 ноября.'],
    [
      '2001',
      '21.11.2026 10:30',
      'Новое',
      '',
      'Снег',
      'Снег во дворе не убран третий день.',
      'ул. Титова, 14',
      '',
    ],
    ['2002', '21.11.2026', 'Новое', '', 'Свет', 'Не горит фонарь у школы.', '', ''],
    ['', '21.11.2026', 'Новое', '', '', 'Без номера', '', ''],
  ];
}

let made: Snapshot;

describe('a comparison', () => {
  test('tells what each side lacks and what differs, and changes nothing', async () => {
    const before = await fingerprint();
    const sent = await send('Выгрузка ПОС.csv', csv(await table()));
    expect(sent.mapping).toMatchObject({
      externalId: 'Номер сообщения',
      dueOn: 'Срок ответа',
      answer: 'Текст ответа',
    });
    made = await compare(sent);
    expect(made.totals).toEqual({
      theirs: 6,
      ours: 6,
      alike: 1,
      foreign: 0,
      badCount: 1,
      badRows: [{ row: 8, reason: 'Нет номера сообщения' }],
      kinds: {
        'missing-here': { all: 2, undecided: 2 },
        'missing-there': { all: 2, undecided: 2 },
        status: { all: 1, undecided: 1 },
        term: { all: 1, undecided: 1 },
        answer: { all: 1, undecided: 1 },
      },
    });
    expect((await list(made.id, 'missing-here')).map(({ externalId }) => externalId)).toEqual([
      '2001',
      '2002',
    ]);
    expect((await list(made.id, 'missing-there')).map(({ externalId }) => externalId)).toEqual([
      '1005',
      '1006',
    ]);
    const [status] = await list(made.id, 'status');
    expect(status).toMatchObject({ externalId: '1002', ours: 'Новое', theirs: 'Закрыто', can: ['keep'] });
    expect(status?.whyNot).toMatch(/ходом дела/);
    const [term] = await list(made.id, 'term');
    expect(term).toMatchObject({
      ours: russian(await dueOf('1003')),
      theirs: '25.12.2026',
      can: ['take', 'keep'],
    });
    expect(await fingerprint()).toBe(before);
  });

  test('of the same table gives the same, as CSV and as a workbook', async () => {
    const again = await compare(await send('Выгрузка ПОС.xlsx', await xlsx(await table())));
    expect(again.totals?.kinds).toEqual(made.totals?.kinds);
    expect(again.totals?.alike).toBe(1);
  });
});

describe('a decision', () => {
  test('takes a missing message once, with its number, day and place', async () => {
    const [first] = await list(made.id, 'missing-here');
    expect(await decide(first!.id, 'take')).toMatchObject({ decision: 'take', can: [] });
    await server.drain();
    const card = await readCard(server, await numberOf('2001'), operator);
    expect(card).toMatchObject({ channel: 'pos', place: { address: 'ул. Титова, 14' } });
    expect(card.registeredAt).toBe('2026-11-21T05:30:00.000Z');
    expect((await refuse(first!.id, 'take')).code).toBe('lib.conflict');
    const once = await compare(await send('ПОС.csv', csv(await table())));
    expect(once.totals?.kinds['missing-here']).toEqual({ all: 1, undecided: 1 });
    const [{ count }] = (
      await server.app.pool.query("SELECT count(*) FROM cases.contact WHERE external_id = '2001'")
    ).rows as [{ count: string }];
    expect(Number(count)).toBe(1);
  });

  test('takes a term into the clock, with a line of the timeline and a record', async () => {
    const [term] = await list(made.id, 'term');
    await decide(term!.id, 'take');
    expect(await dueOf('1003')).toBe('2026-12-25');
    const card = await readCard(server, await numberOf('1003'), operator);
    expect(card.timeline.map(({ text }) => text).join()).toMatch(/Срок взят из ПОС: 25.12.2026/);
    const { rows } = await server.app.pool.query(
      "SELECT action FROM audit.record WHERE action LIKE 'reconcile.take' AND object_id = $1",
      [term!.id],
    );
    expect(rows).toHaveLength(1);
  });

  test('takes an answer as a draft that still has to be approved', async () => {
    const [answer] = await list(made.id, 'answer');
    await decide(answer!.id, 'take');
    const card = await readCard(server, await numberOf('1004'), operator);
    expect(card.answers.map(({ state, body }) => [state, body])).toEqual([
      ['draft', 'Яма заделана 23 ноября.'],
    ]);
    expect(card.outcome).toBeNull();
  });

  test('keeps ours, and does not ask again until a side changes', async () => {
    const [status] = await list(made.id, 'status');
    await decide(status!.id, 'keep');
    const same = await compare(await send('ПОС.csv', csv(await table())));
    expect(same.totals?.kinds.status).toEqual({ all: 1, undecided: 0 });
    expect((await list(same.id, 'status'))[0]).toMatchObject({
      decision: 'keep',
      decidedByName: expect.any(String),
    });
    const rows = await table();
    rows[1]![2] = 'Отклонено';
    const changed = await compare(await send('ПОС.csv', csv(rows)));
    expect(changed.totals?.kinds.status).toEqual({ all: 1, undecided: 1 });
  });

  test('never overwrites what has changed since the comparison', async () => {
    const rows = [['1006', '20.11.2026', 'Новое', '30.12.2026', '', 'Яма', '', '']];
    const fresh = await compare(await send('ПОС.csv', csv(rows)));
    const [term] = await list(fresh.id, 'term');
    await db()
      .updateTable('cases.case_file')
      .set({ due_at: new Date('2026-12-15T12:00:00Z') })
      .where('number', '=', await numberOf('1006'))
      .execute();
    const problem = await refuse(term!.id, 'take');
    expect(problem.detail).toMatch(/изменилось после сверки/);
    expect(await dueOf('1006')).not.toBe('2026-12-30');
  });
});

test('of foreign cases only the count is told', async () => {
  const waste = await signInAs(server, 'operator', { slug: 'waste-only', blocks: ['waste'] });
  const seen = await compare(await send('ПОС.csv', csv(await table()), waste), waste);
  expect(seen.totals?.foreign).toBeGreaterThan(3);
  for (const kind of differenceKinds.filter((name) => name !== 'missing-here'))
    expect((await list(seen.id, kind, waste)).filter(({ caseNumber }) => caseNumber)).toEqual([]);
  // What another has compared shows its cases to those alone who may read them.
  expect(await list(made.id, 'term', waste)).toEqual([]);
});

test('a mapping without the number is refused by its field', async () => {
  const sent = await send('ПОС.csv', csv(await table()));
  const problem = await server.fail(
    compareSnapshot,
    { params: { id: sent.id }, body: { mapping: { status: 'Статус', text: 'Нет такого' } } },
    operator,
  );
  expect(Object.keys(problem.fields ?? {}).sort()).toEqual(['externalId', 'text']);
});

test('our messages go out in the columns of ПОС and come back alike', async () => {
  const get = (format: string) =>
    server.inject({
      method: 'GET',
      url: '/api/reconcile/export',
      query: { from: '2026-11-01', to: '2026-11-30', format },
      headers: { cookie: operator },
    });
  const text = (await get('csv')).body;
  expect(text.split('\r\n')[0]).toContain('"Номер сообщения";"Дата поступления";"Статус"');
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await get('xlsx')).rawPayload as unknown as ArrayBuffer);
  expect(book.worksheets[0]?.rowCount).toBe(8);
  const back = await compare(await send('Наша выгрузка.csv', Buffer.from(text)));
  expect(back.totals).toMatchObject({ theirs: 7, ours: 7, alike: 7, badCount: 0 });
});

test('a file is cut among the cases of its reader alone: foreign ones take no place in it', async () => {
  await registerPos('3001', 'waste');
  const reader = { kind: 'staff', grants: [{ role: 'operator', blocks: ['waste'], districts: [] }] };
  const span = { from: new Date('2026-11-01T00:00:00Z'), before: new Date('2026-12-31T00:00:00Z') };
  const numbers = await asSystem(server, async (ctx) => {
    const actor = { ...reader, permissions: new Set(['reconcile.run']), unitIds: [] } as never;
    const found = await listOutsideCases({ ...ctx, actor }, 'pos', span, { limit: 1, isOwnOnly: true });
    return found.map(({ externalId }) => externalId);
  });
  expect(numbers).toEqual(['3001']);
});
