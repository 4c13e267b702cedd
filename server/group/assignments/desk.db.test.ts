import { randomUUID } from 'node:crypto';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AssignmentCard } from '../../../shared/contract/group/assignments.ts';
import * as desk from '../../../shared/contract/group/assignments-desk.ts';
import * as moves from '../../../shared/contract/group/assignments-moves.ts';
import { type Group, makeGroup } from '../../../tests/support/group/group.ts';
import { makeUnit, readCard as readCase, submitCase } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';

let server: TestServer;
let group: Group;
let unitId: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T06:00:00Z');
  group = await makeGroup(server);
  unitId = await makeUnit(server, 'Дорожная служба', 'roads-service');
});
afterAll(() => server.close());

/** A message in work, by its resident's own link. */
async function makeCase(text: string) {
  const sent = await submitCase(server, { text });
  const { id } = await readCase(server, sent.number, group.cookies.chair);
  await server.app.pool.query(
    "UPDATE cases.case_file SET status = 'in_work', executor_unit_id = $2, block = 'roads', fact_id = 'roads.pavement.pothole' WHERE id = $1",
    [id, unitId],
  );
  return { id, ...sent };
}

async function issueFor(numbers: readonly string[], dueOn = '2026-12-15'): Promise<AssignmentCard> {
  const { secretary } = group.cookies;
  const body = {
    source: 'resolution' as const,
    basis: 'Резолюция главы № 5',
    basisOn: '2026-11-20',
    dueOn,
    text: 'Закрыть ямы',
    expectedResult: '62 места',
    responsibleId: group.ids.member,
  };
  let card = await server.call(moves.createAssignment, { body }, secretary);
  for (const target of numbers) {
    const link = { version: card.version, kind: 'case' as const, target };
    card = await server.call(moves.addLink, { params: { id: card.id }, body: link }, secretary);
  }
  return card;
}

async function fulfil(card: AssignmentCard): Promise<AssignmentCard> {
  const params = { id: card.id };
  const known = { params, body: { version: card.version } };
  let next = await server.call(moves.acknowledgeAssignment, known, group.cookies.member);
  const evidence = [{ kind: 'figure' as const, title: 'Закрыто ям', value: '62' }];
  const report = { version: next.version, text: 'Закрыли все ямы перечня', evidence };
  next = await server.call(moves.reportAssignment, { params, body: report }, group.cookies.member);
  return server.call(
    moves.acceptReport,
    { params, body: { version: next.version } },
    group.cookies.secretary,
  );
}

describe('a fulfilled assignment', () => {
  it('proposes an answer to each resident, through review, and a post without anybody’s words', async () => {
    const [first, second] = [await makeCase('Яма у моего дома, звоните Пробному'), await makeCase('Ещё яма')];
    const made = await issueFor([first.number, second.number]);
    const early = await server.call(desk.getOutcome, { params: { id: made.id } }, group.cookies.secretary);
    expect(early).toMatchObject({ waiting: 2, answerText: '', postText: '', can: [] });
    const card = await fulfil(made);
    const params = { id: card.id };
    const outcome = await server.call(desk.getOutcome, { params }, group.cookies.secretary);
    expect(outcome).toMatchObject({ waiting: 2, answered: 0, people: 2, can: ['answers', 'post'] });
    expect(outcome.postText).toContain('Вы сообщили — мы сделали');
    expect(outcome.postText).toContain('Закрыто ям: 62');
    expect(outcome.postText).not.toMatch(/Пробн|у моего дома/u);
    const own = await server.call(desk.getOutcome, { params }, group.cookies.member);
    expect(own.can).toEqual([]);
    const body = { version: card.version, text: outcome.answerText, outcome: 'solved' as const };
    // The executor may not answer for it; the secretary may, once.
    expect((await server.fail(desk.proposeAnswers, { params, body }, group.cookies.member)).status).toBe(403);
    const sent = await server.call(desk.proposeAnswers, { params, body }, group.cookies.secretary);
    expect(sent).toMatchObject({ sent: 2, refused: [], can: [] });
    const { rows } = await server.app.pool.query(
      'SELECT answer.state, answer.author, answer.body, file.status FROM cases.answer JOIN cases.case_file AS file ON file.id = case_id WHERE case_id = $1',
      [first.id],
    );
    expect(rows).toMatchObject([
      { state: 'review', status: 'review', author: `system:Рабочая группа, поручение ${card.number}` },
    ]);
    expect(rows[0].body).toContain(`№ ${first.number}`);
    const again = { params, body: { ...body, version: sent.version } };
    expect((await server.fail(desk.proposeAnswers, again, group.cookies.secretary)).status).toBe(409);
    const post = { params, body: { version: sent.version, text: 'Ям больше нет' } };
    await server.call(desk.savePost, post, group.cookies.secretary);
    expect((await server.call(desk.getOutcome, { params }, group.cookies.chair)).postText).toBe(
      'Ям больше нет',
    );
  });

  it('leaves a case whose executor writes the answer, and names it', async () => {
    const [busy, free] = [await makeCase('Яма один'), await makeCase('Яма два')];
    await server.app.pool.query("UPDATE cases.case_file SET status = 'answer_draft' WHERE id = $1", [
      busy.id,
    ]);
    const card = await fulfil(await issueFor([busy.number, free.number]));
    const body = { version: card.version, text: 'Закрыли все ямы перечня.', outcome: 'solved' as const };
    const sent = await server.call(
      desk.proposeAnswers,
      { params: { id: card.id }, body },
      group.cookies.chair,
    );
    expect(sent).toMatchObject({
      sent: 1,
      refused: [{ number: busy.number, reason: 'Ответ уже готовит исполнитель.' }],
    });
  });
});

describe('messages behind decisions', () => {
  it('stand with their decision, assignment and result; the resident reads that theirs counted, nobody else does', async () => {
    const mine = await makeCase('Яма три');
    const card = await issueFor([mine.number]);
    const query = { number: mine.number };
    const { rows } = await server.call(desk.listUse, { query }, group.cookies.chair);
    expect(rows).toMatchObject([
      {
        kind: 'case',
        href: `/staff/cases/${mine.number}`,
        people: 1,
        assignment: { id: card.id, state: 'issued' },
      },
    ]);
    const params = { number: mine.number };
    const read = (k?: string) => server.call(desk.readUse, { params, query: k ? { k } : {} });
    expect(await read(mine.trackToken)).toEqual({
      decisions: [{ basis: 'резолюция главы от 20.11.2026', state: 'running', on: '2026-12-15' }],
    });
    expect(await read()).toEqual({ decisions: [] });
    expect(await read('x'.repeat(32))).toEqual({ decisions: [] });
    await fulfil(card);
    expect((await read(mine.trackToken)).decisions).toMatchObject([{ state: 'done', on: '2026-11-24' }]);
    const { totals } = await server.call(desk.listUse, { query: {} }, group.cookies.chair);
    expect(totals.decisions).toBeGreaterThanOrEqual(totals.fulfilled);
  });
});

describe('reminders', () => {
  it('fall due by the working calendar, go out in one press, one letter for each person, once', async () => {
    const near = await issueFor([], '2026-11-26');
    const { letters } = await server.call(desk.listReminders, { query: {} }, group.cookies.secretary);
    const own = letters.find(({ personId }) => personId === group.ids.member)!;
    expect(own.assignments.map(({ id }) => id)).toContain(near.id);
    expect(own.text).toContain(near.number);
    const body = { personIds: letters.map(({ personId }) => personId) };
    expect(await server.call(desk.sendReminders, { body }, group.cookies.secretary)).toEqual({
      sent: letters.length,
    });
    expect(await server.call(desk.sendReminders, { body }, group.cookies.secretary)).toEqual({ sent: 0 });
    expect((await server.call(desk.listReminders, { query: {} }, group.cookies.secretary)).letters).toEqual(
      [],
    );
    server.setNow('2026-11-27T06:00:00Z');
    const later = await server.call(desk.listReminders, { query: {} }, group.cookies.secretary);
    expect(later.letters[0]!.assignments).toMatchObject([
      { id: near.id, why: 'просрочено на 1\u00a0рабочий день' },
    ]);
    server.setNow('2026-11-24T06:00:00Z');
  });

  it('are worded by a template of the secretary', async () => {
    const { secretary } = group.cookies;
    const fields = {
      kind: 'reminder' as const,
      title: 'Строго',
      text: '{имя}, отчитайтесь сегодня:\n{поручения}',
    };
    const { templates } = await server.call(desk.saveTemplate, { body: fields }, secretary);
    const twice = await server.fail(desk.saveTemplate, { body: fields }, secretary);
    expect(twice.fields).toHaveProperty('title');
    await issueFor([], '2026-11-25');
    const query = { templateId: templates[0]!.id };
    const { letters } = await server.call(desk.listReminders, { query }, secretary);
    expect(letters[0]!.text).toMatch(/отчитайтесь сегодня:\nП-\d+\/2026/u);
    const missing = await server.fail(desk.listReminders, { query: { templateId: randomUUID() } }, secretary);
    expect(missing.status).toBe(404);
    await server.call(desk.removeTemplate, { params: { id: templates[0]!.id } }, secretary);
  });
});

it('a control list goes out as a sheet, with a record in the journal', async () => {
  const reply = await server.inject({
    method: 'GET',
    url: '/api/assignments/export?view=open',
    headers: { cookie: group.cookies.secretary },
  });
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(reply.rawPayload as unknown as ArrayBuffer);
  expect(book.worksheets[0]!.getCell('A4').value).toMatch(/^П-\d+\/2026$/u);
});
