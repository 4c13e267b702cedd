import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getExecutorPage } from '../../../../shared/contract/messages/cases-executor.ts';
import { explainDeadline } from '../../../../shared/contract/messages/cases-explain.ts';
import { countInbox } from '../../../../shared/contract/messages/cases-list.ts';
import { changeCase } from '../../../../shared/contract/messages/cases-staff.ts';
import { triageCase, undoDecision } from '../../../../shared/contract/messages/cases-triage.ts';
import { makeUnit, readCard, readLinkToken, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { findFact } from '../../../base/taxonomy/index.ts';

let server: TestServer;
let operator: string;
let roads: string;
let waste: string;

const pothole = 'roads.pavement.pothole';

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  operator = await signInAs(server, 'operator');
  roads = await makeUnit(server, 'Управление дорог', findFact(pothole)!.executorKind, {
    email: 'roads@example.ru',
  });
  waste = await makeUnit(server, 'Оператор отходов', findFact('waste.general.other')!.executorKind);
});
afterAll(() => server.close());
beforeEach(() => server.setNow('2026-11-24T09:00:00Z'));

async function freshCase(more = {}) {
  const sent = await submitCase(server, more);
  return readCard(server, sent.number, operator);
}

const decide = (card: { id: string; version: number }, body: object = {}, cookie = operator) =>
  server.call(triageCase, { params: { id: card.id }, body: { version: card.version, ...body } }, cookie);
const refuse = (card: { id: string; version: number }, body: object = {}, cookie = operator) =>
  server.fail(triageCase, { params: { id: card.id }, body: { version: card.version, ...body } }, cookie);

describe('accepting what is proposed', () => {
  test('gives the case its fact, executor and term, and tells both steps', async () => {
    const card = await freshCase();
    expect(card.can).toContain('triage');
    const { row } = await decide(card);
    expect(row).toMatchObject({
      status: 'assigned',
      factId: pothole,
      block: 'roads',
      executorUnitId: roads,
      executorUnit: 'Управление дорог',
      version: card.version + 2,
    });
    const after = await readCard(server, card.number, operator);
    expect(after.timeline.filter(({ kind }) => kind === 'status').map(({ data }) => data.to)).toEqual([
      'coordination',
      'assigned',
    ]);
    expect(after.can).not.toContain('triage');
  });

  test('counts the term anew by the rule of the fact, from the day of registration', async () => {
    const card = await freshCase();
    const proposed = card.proposedDueAt;
    server.setNow('2026-11-25T09:00:00Z');
    const { row } = await decide(card);
    expect(row.deadline?.dueAt).toBe(proposed);
    const { clocks, id } = await readCard(server, card.number, operator);
    const terms = clocks.filter(({ kind }) => kind === 'answer');
    expect(terms.map(({ ruleId, stoppedAt }) => [ruleId, stoppedAt !== null])).toEqual([
      ['answer-30cd', true],
      [findFact(pothole)!.deadlineRule, false],
    ]);
    expect(terms[1]?.startedAt).toBe(card.registeredAt);
    const why = await server.call(explainDeadline, { params: { id, clockId: terms[1]!.id } }, operator);
    expect(why).toMatchObject({ headline: expect.stringContaining('рабоч'), due: { at: proposed } });
  });

  test('writes to the executor with a link that works and shows no contact of the resident', async () => {
    const card = await freshCase({ text: 'Яма на дороге. Звоните 8 912 000-00-17 или ivan@example.ru.' });
    await decide(card);
    const token = await readLinkToken(server, card.id);
    const page = await server.call(getExecutorPage, { params: { token } });
    expect(page).toMatchObject({ number: card.number, unit: 'Управление дорог', can: ['answer', 'refuse'] });
    expect(JSON.stringify(page)).not.toMatch(/912|ivan@|Житель Ив/);
  });
});

describe('choosing', () => {
  test('a digit takes the suggestion within the block, else its general fact', async () => {
    const first = await decide(await freshCase(), { block: 'roads' });
    expect(first.row.factId).toBe(pothole);
    const second = await decide(await freshCase(), { block: 'waste' });
    expect(second.row).toMatchObject({ factId: 'waste.general.other', executorUnitId: waste });
  });

  test('another executor and importance go with the same decision', async () => {
    const { row } = await decide(await freshCase(), { unitId: waste, importance: 'high' });
    expect(row).toMatchObject({ factId: pothole, executorUnitId: waste, importance: 'high' });
  });

  test('an executor noted before triage is the one Enter assigns', async () => {
    const card = await freshCase({ factId: pothole });
    const noted = await server.call(
      changeCase,
      { params: { id: card.id }, body: { version: card.version, unitId: waste } },
      operator,
    );
    expect(noted.executors[0]?.unitId).toBe(waste);
    expect((await decide(noted)).row.executorUnitId).toBe(waste);
  });

  test('without any topic it asks for a digit', async () => {
    const card = await freshCase({ text: 'Добрый вечер, подскажите пожалуйста.' });
    expect(card.suggestion).toEqual([]);
    expect(await refuse(card)).toMatchObject({
      code: 'lib.bad-input',
      fields: { block: expect.any(String) },
    });
  });

  test('what does not exist is named as such', async () => {
    const card = await freshCase();
    expect((await refuse(card, { block: 'nowhere' })).fields).toHaveProperty('block');
    expect((await refuse(card, { factId: 'roads.no.such' })).code).toBe('taxonomy.unknown-fact');
    expect((await refuse(card, { block: 'waste', factId: pothole })).fields).toHaveProperty('factId');
    expect((await refuse(card, { unitId: randomUUID() })).fields).toHaveProperty('unitId');
    expect((await refuse(card, { block: 'health' })).fields).toHaveProperty('unitId');
    expect((await readCard(server, card.number, operator)).version).toBe(card.version);
  });
});

describe('refusals', () => {
  test('a stale version is a conflict that names the present one', async () => {
    const card = await freshCase();
    await decide(card);
    expect(await refuse(card)).toMatchObject({
      code: 'lib.changed-meanwhile',
      status: 409,
      details: {
        version: card.version + 2,
        changes: [
          { by: 'вы', what: 'Разобрано' },
          { by: 'вы', what: 'Назначен исполнитель' },
        ],
      },
    });
  });

  test('a decided case is not decided again', async () => {
    const card = await freshCase();
    const { row } = await decide(card);
    expect((await refuse(row)).code).toBe('cases.illegal-transition');
  });

  test('of two operators at once one decides and the other is told', async () => {
    const card = await freshCase();
    const body = { version: card.version };
    const send = () =>
      server.inject({
        method: 'POST',
        url: `/api/cases/${card.id}/triage`,
        headers: { 'x-otklik': '1', cookie: operator },
        payload: body,
      });
    const replies = await Promise.all([send(), send(), send()]);
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409]);
  });

  test('a case of another block or district does not exist', async () => {
    const card = await freshCase({ factId: pothole });
    const foreign = await signInAs(server, 'operator', { slug: 'waste-operator', blocks: ['waste'] });
    expect((await refuse(card, {}, foreign)).code).toBe('cases.not-found');
    const ghost = { id: randomUUID(), version: 1 };
    expect((await refuse(ghost)).code).toBe('cases.not-found');
    const broken = await server.inject({
      method: 'POST',
      url: `/api/cases/${encodeURIComponent("1' OR 1=1")}/triage`,
      headers: { 'x-otklik': '1', cookie: operator },
      payload: { version: 1 },
    });
    expect(broken.statusCode).toBe(400);
  });

  test('roles without the right are stopped at the door', async () => {
    const card = await freshCase();
    for (const role of ['executor', 'reviewer', 'observer', 'head', 'admin']) {
      const cookie = await signInAs(server, role);
      expect((await refuse(card, {}, cookie)).code, role).toBe('lib.forbidden');
    }
    expect((await server.fail(triageCase, { params: { id: card.id }, body: { version: 1 } })).code).toBe(
      'lib.not-signed-in',
    );
  });
});

describe('undo', () => {
  const undo = (undoToken: string, cookie = operator) =>
    server.call(undoDecision, { body: { undoToken } }, cookie);

  test('brings back status, topic, executor and term, and the link stops', async () => {
    const card = await freshCase();
    const { undoToken } = await decide(card);
    const token = await readLinkToken(server, card.id);
    const { row, undone } = await undo(undoToken!);
    expect(undone).toBe(1);
    expect(row).toMatchObject({
      status: 'moderation',
      factId: null,
      block: card.block,
      executorUnitId: null,
      deadline: { dueAt: card.deadline!.dueAt, state: 'quiet' },
    });
    const { code } = await server.fail(getExecutorPage, { params: { token } });
    expect(code).toBe('cases.link-expired');
    expect((await decide(row)).row.status).toBe('assigned');
  });

  test('works once, within a minute, and only for the one who decided', async () => {
    const card = await freshCase();
    const { undoToken } = await decide(card);
    const other = await signInAs(server, 'operator', { slug: 'second-operator' });
    const fail = (cookie: string) => server.fail(undoDecision, { body: { undoToken: undoToken! } }, cookie);
    expect((await fail(other)).code).toBe('lib.not-found');
    server.setNow('2026-11-24T09:01:01Z');
    expect((await fail(operator)).code).toBe('lib.not-found');
    server.setNow('2026-11-24T09:00:59Z');
    await undo(undoToken!);
    expect((await fail(operator)).code).toBe('lib.not-found');
  });

  test('does not override what somebody has done since', async () => {
    const card = await freshCase();
    const { row, undoToken } = await decide(card);
    await server.call(
      changeCase,
      { params: { id: card.id }, body: { version: row.version, importance: 'high' } },
      operator,
    );
    const { code } = await server.fail(undoDecision, { body: { undoToken: undoToken! } }, operator);
    expect(code).toBe('lib.changed-meanwhile');
  });
});

test('the pace of the day is the median between decisions, without those taken back', async () => {
  const paced = await signInAs(server, 'operator', { slug: 'paced' });
  const read = () => server.call(countInbox, {}, paced);
  for (let index = 0; index < 5; index++) {
    const card = await freshCase();
    server.setNow(`2026-11-24T10:00:${String(10 + index * 4).padStart(2, '0')}Z`);
    if (index === 4) expect(await read()).toMatchObject({ decidedToday: 4, paceSeconds: null });
    await decide(card, {}, paced);
  }
  expect(await read()).toMatchObject({ decidedToday: 5, paceSeconds: 4 });
  server.setNow('2026-11-25T10:00:00Z');
  expect(await read()).toMatchObject({ decidedToday: 0, paceSeconds: null });
});
