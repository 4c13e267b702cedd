import { afterAll, beforeAll, expect, it } from 'vitest';
import { getAssignment } from '../../../shared/contract/group/assignments.ts';
import {
  addEvent,
  addPaper,
  changePaper,
  closePaper,
  issueOutcome,
  listEvents,
  listPapers,
  listSystems,
  removeEvent,
  setSystemOwner,
  tellOutcome,
} from '../../../shared/contract/group/interaction.ts';
import { createSource } from '../../../shared/contract/messages/channels.ts';
import { type Group, makeGroup } from '../../../tests/support/group/group.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

let server: TestServer;
let group: Group;
let secretary: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-27T05:00:00Z');
  group = await makeGroup(server);
  secretary = group.cookies.secretary;
});
afterAll(() => server.close());

const task = {
  direction: 'in' as const,
  kind: 'task' as const,
  partner: 'cur',
  number: '01-12/7',
  datedOn: '2026-11-20',
  subject: 'О сроках ответов',
  dueOn: '2026-11-26',
};

it('keeps a paper once, tells its term by the calendar, closes it by the answer or with a reason', async () => {
  const asked = await server.call(addPaper, { body: task }, secretary);
  // 26 November is Thursday, one working day ago.
  expect(asked).toMatchObject({
    state: 'overdue',
    workingDaysLeft: -1,
    partnerName: 'ЦУР Свердловской области',
  });
  const twice = await server.fail(addPaper, { body: task }, secretary);
  expect(twice.fields).toHaveProperty('number');
  const list = await server.call(listPapers, { query: { state: 'overdue' } }, secretary);
  expect([list.total, list.waiting, list.overdue, list.suggestedDue]).toEqual([1, 1, 1, '2026-12-04']);

  const answer = { ...task, direction: 'out' as const, kind: 'letter' as const, number: 'И-1', dueOn: null };
  const wrongWay = await server.fail(
    addPaper,
    { body: { ...task, number: '8', replyToId: asked.id } },
    secretary,
  );
  expect(wrongWay.fields).toHaveProperty('replyToId');
  const early = { ...answer, datedOn: '2026-11-19', replyToId: asked.id };
  expect((await server.fail(addPaper, { body: early }, secretary)).fields).toHaveProperty('datedOn');
  await server.call(addPaper, { body: { ...answer, datedOn: '2026-11-27', replyToId: asked.id } }, secretary);
  const [, answered] = (await server.call(listPapers, { query: {} }, secretary)).papers;
  expect(answered).toMatchObject({
    state: 'answered-late',
    answer: { number: 'И-1' },
    workingDaysLeft: null,
  });

  const other = await server.call(
    addPaper,
    { body: { ...task, number: '9', partner: 'other', partnerName: 'Газета', dueOn: '2026-11-27' } },
    secretary,
  );
  expect([other.state, other.workingDaysLeft]).toEqual(['waiting', 0]);
  const close = { params: { id: other.id }, body: { version: 1, words: 'Ответили по телефону' } };
  expect((await server.call(closePaper, close, secretary)).state).toBe('closed');
  const moved = { ...task, number: '9', partner: 'other', partnerName: 'Газета', version: 1 };
  const stale = await server.fail(changePaper, { params: { id: other.id }, body: moved }, secretary);
  expect(stale.code).toBe('lib.changed-meanwhile');
  const found = await server.call(listPapers, { query: { q: 'газ' } }, secretary);
  expect(found.papers.map(({ number }) => number)).toEqual(['9']);
});

it('keeps meetings of the departments with the chair in them, and their outcomes', async () => {
  const { chair } = await server.call(listEvents, { query: {} }, secretary);
  expect(chair?.id).toBe(group.ids.chair);
  const body = { startsAt: '11:00', partner: 'dvp', title: 'О центрах управления', attendeeId: chair!.id };
  const ahead = await server.call(addEvent, { body: { ...body, day: '2026-12-01' } }, secretary);
  const past = await server.call(addEvent, { body: { ...body, day: '2026-11-26' } }, secretary);
  expect([ahead.needsOutcome, past.needsOutcome]).toEqual([false, true]);
  const tell = { version: 1, state: 'attended' as const, outcome: 'Порядок согласован' };
  const early = await server.fail(tellOutcome, { params: { id: ahead.id }, body: tell }, secretary);
  expect(early.code).toBe('lib.conflict');
  const told = await server.call(tellOutcome, { params: { id: past.id }, body: tell }, secretary);
  expect(told).toMatchObject({ state: 'attended', needsOutcome: false });
  const stays = { params: { id: past.id }, query: { version: 2 } };
  expect((await server.fail(removeEvent, stays, secretary)).code).toBe('lib.conflict');
  await server.call(removeEvent, { params: { id: ahead.id }, query: { version: 1 } }, secretary);
});

it('gives an assignment by the outcome, each leads to the other', async () => {
  const body = { day: '2026-11-26', startsAt: '15:00', partner: 'dip', title: 'О страницах' };
  const made = await server.call(addEvent, { body: { ...body, attendeeId: group.ids.chair } }, secretary);
  const params = { id: made.id };
  const task = {
    text: 'Составить перечень страниц',
    responsibleId: group.ids.member,
    dueOn: '2026-12-15',
    expectedResult: 'Перечень с ответственными',
  };
  const early = await server.fail(issueOutcome, { params, body: task }, secretary);
  expect(early.code).toBe('lib.conflict');
  const outcome = { version: 1, state: 'attended' as const, outcome: 'Нужен перечень страниц' };
  await server.call(tellOutcome, { params, body: outcome }, secretary);
  const { assignments } = await server.call(issueOutcome, { params, body: task }, secretary);
  expect(assignments).toMatchObject([{ text: task.text, state: 'issued' }]);
  const card = await server.call(getAssignment, { params: { id: assignments[0]!.id } }, secretary);
  expect(card).toMatchObject({ source: 'interaction', dueOn: '2026-12-15' });
  expect(card.basis).toContain('Совещание «О страницах» от 26.11.2026');
  expect(card.basisHref).toBe('/staff/interaction?view=events&year=2026');
  // A member of the group gives nothing.
  expect((await server.fail(issueOutcome, { params, body: task }, group.cookies.member)).status).toBe(403);
});

it('tells of every system what its exchange is, and who answers for it', async () => {
  const admin = await signInAs(server, 'admin');
  await server.call(
    createSource,
    { body: { id: 'city-app', title: 'Приложение города', kind: 'import' } },
    admin,
  );
  await server.app.pool.query(
    `INSERT INTO channels.inbound_event (source, event_key, received_at, payload, state, reason)
     VALUES ('city-app', 'a', '2026-11-27T04:00Z', '{}', 'received', NULL), ('city-app', 'b', '2026-11-26T04:00Z', '{}', 'refused', 'пусто')`,
  );
  const owner = { params: { code: 'pos' }, body: { personId: group.ids.member, note: 'каб. 12' } };
  await server.call(setSystemOwner, owner, secretary);
  const { systems } = await server.call(listSystems, {}, secretary);
  const by = (code: string) => systems.find((one) => one.code === code);
  expect(by('incident')).toMatchObject({ state: 'none', lastAt: null, clause: 'гл. 2 п. 3.2' });
  expect(by('pos')).toMatchObject({ state: 'silent', words: 'Таблиц ещё не приносили', note: 'каб. 12' });
  expect(by('pos')!.responsible).not.toBeNull();
  expect(by('source:city-app')).toMatchObject({
    state: 'errors',
    waiting: 1,
    errors: 1,
    words: 'За неделю не принято 1',
    lastAt: '2026-11-27T04:00:00.000Z',
    oldestWaitingAt: '2026-11-27T04:00:00.000Z',
  });
  const unknown = { params: { code: 'nowhere' }, body: { personId: group.ids.member } };
  expect((await server.fail(setSystemOwner, unknown, secretary)).code).toBe('lib.not-found');
});
