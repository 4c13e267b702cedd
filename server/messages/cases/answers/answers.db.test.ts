import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  decideAnswer,
  draftAnswer,
  listApprovals,
  reopenCase,
  takeToWork,
} from '../../../../shared/contract/messages/cases-answers.ts';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { getMessage, joinMessage } from '../../../../shared/contract/messages/cases-portal.ts';
import { mergeCase, triageCase } from '../../../../shared/contract/messages/cases-triage.ts';
import {
  asSystem,
  exposeCase,
  makeUnit,
  readCard,
  submitCase,
} from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs, signInStaff } from '../../../../tests/support/site/sign-in.ts';
import { grantRole } from '../../../base/identity/index.ts';
import { findFact } from '../../../base/taxonomy/index.ts';

let server: TestServer;
let operator: string;
let executor: string;
let reviewer: string;
let approver: string;

const pothole = 'roads.pavement.pothole';
const text =
  'Здравствуйте! Яму заделали литым асфальтом 25.11.2026, площадь 4 м². Фото до и после приложены. Шов проверим 01.12.2026, сообщение № ';

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  operator = await signInAs(server, 'operator');
  const roads = await makeUnit(server, 'Управление дорог', findFact(pothole)!.executorKind, {
    email: 'roads@example.ru',
  });
  executor = await signInAs(server, 'executor', { unitId: roads });
  reviewer = await signInAs(server, 'reviewer');
  approver = await signInAs(server, 'approver');
});
afterAll(() => server.close());
beforeEach(() => server.setNow('2026-11-24T09:00:00Z'));

async function assignedCase(more = {}) {
  const sent = await submitCase(server, more);
  const card = await readCard(server, sent.number, operator);
  await server.call(triageCase, { params: { id: card.id }, body: { version: card.version } }, operator);
  return { sent, card: await readCard(server, sent.number, operator) };
}

interface Written {
  text?: string;
  outcome?: 'solved' | 'planned' | 'explained';
  promisedOn?: string;
  submit?: boolean;
}
const answerBody = (card: CaseCard, more: Written = {}) => ({
  version: card.version,
  text: text + card.number,
  outcome: 'solved' as const,
  submit: true,
  ...more,
});
const write = (card: CaseCard, more: Written = {}, cookie = executor) =>
  server.call(draftAnswer, { params: { id: card.id }, body: answerBody(card, more) }, cookie);
const refuseWrite = (card: CaseCard, more: Written = {}, cookie = executor) =>
  server.fail(draftAnswer, { params: { id: card.id }, body: answerBody(card, more) }, cookie);

interface Decision {
  decision: 'agree' | 'approve' | 'return';
  reason?: string;
  text?: string;
}
const decisionOf = (card: CaseCard, decision: Decision) => ({
  params: { id: card.id, answerId: card.answers.at(-1)!.id },
  body: { version: card.version, ...decision },
});
const decide = (card: CaseCard, decision: Decision, cookie = approver) =>
  server.call(decideAnswer, decisionOf(card, decision), cookie);
const refuseDecision = (card: CaseCard, decision: Decision, cookie = approver) =>
  server.fail(decideAnswer, decisionOf(card, decision), cookie);

describe('writing', () => {
  test('a draft is kept in place, each save is a version of the case, sending makes it wait', async () => {
    const { card } = await assignedCase();
    const drafted = await write(card, { text: 'Начало', submit: false });
    expect(drafted).toMatchObject({ status: 'answer_draft', answers: [{ version: 1, state: 'draft' }] });
    const again = await write(drafted, { submit: false });
    expect(again.version).toBe(drafted.version + 1);
    expect((await refuseWrite(drafted)).code).toBe('lib.changed-meanwhile');
    const sent = await write(again);
    expect(sent).toMatchObject({ status: 'review', answers: [{ version: 1, state: 'review' }] });
    expect(sent.can).not.toContain('draft');
  });

  test('a promise needs a day ahead, within twelve months', async () => {
    const { card } = await assignedCase();
    for (const promisedOn of [undefined, '2026-11-24', '2026-13-45', '2028-01-01']) {
      const more = { outcome: 'planned' as const, ...(promisedOn && { promisedOn }) };
      expect((await refuseWrite(card, more)).fields, promisedOn).toHaveProperty('promisedOn');
    }
    expect((await readCard(server, card.number, operator)).status).toBe('assigned');
  });

  test('is impossible before assignment and after the answer was sent', async () => {
    const { card } = await assignedCase();
    const sent = await write(card);
    expect((await refuseWrite(sent)).code).toBe('cases.illegal-transition');
  });
});

describe('review and approval', () => {
  test('agree, then approve: the resident gets the answer, its letter, and may rate it', async () => {
    const { sent, card } = await assignedCase();
    const agreed = await decide(await write(card), { decision: 'agree' }, reviewer);
    expect(agreed).toMatchObject({ status: 'approval', answers: [{ state: 'approval' }] });
    const released = await decide(agreed, { decision: 'approve' });
    expect(released).toMatchObject({
      status: 'answered',
      outcome: 'solved',
      deadline: { state: 'stopped' },
      answers: [{ state: 'released', decidedByName: 'Пробный С.' }],
    });
    const own = { params: { number: sent.number }, query: { k: sent.trackToken } };
    const page = await server.call(getMessage, own);
    expect(page).toMatchObject({ answerState: 'given', answers: [{ outcome: 'solved' }] });
    expect(page.can).toContain('rate');
    const letters = await server.app.services.database
      .selectFrom('outbox.letter')
      .select(['recipient', 'text'])
      .where('case_id', '=', card.id)
      .where('purpose', '=', 'case-answered')
      .execute();
    expect(letters).toEqual([{ recipient: '+79120000017', text: expect.stringContaining(sent.trackToken) }]);
  });

  test('an approver may do both steps at once; the timeline tells both', async () => {
    const { card } = await assignedCase();
    const released = await decide(await write(card), { decision: 'approve' });
    expect(released.status).toBe('answered');
    const moves = released.timeline.filter(({ kind }) => kind === 'status').map(({ data }) => data.move);
    expect(moves.slice(-2)).toEqual(['agree', 'approve']);
  });

  test('a return names its reason to the executor only; the next version remembers it', async () => {
    const { sent, card } = await assignedCase();
    const waiting = await write(card);
    expect((await refuseDecision(waiting, { decision: 'return' })).fields).toHaveProperty('reason');
    const returned = await decide(waiting, { decision: 'return', reason: 'Назовите дату контроля шва' });
    expect(returned).toMatchObject({ status: 'rework', answers: [{ state: 'returned' }] });
    const page = await server.call(getMessage, {
      params: { number: sent.number },
      query: { k: sent.trackToken },
    });
    expect(JSON.stringify(page)).not.toContain('контроля шва');
    const second = await write(returned, { text: `${text}${card.number}. Контроль 05.12.2026.` });
    expect(second.answers.map(({ version, state }) => [version, state])).toEqual([
      [1, 'returned'],
      [2, 'review'],
    ]);
    const { items } = await server.call(listApprovals, {}, approver);
    const item = items.find(({ number }) => number === card.number);
    expect(item?.previous?.returnReason).toBe('Назовите дату контроля шва');
  });

  test('an edit in place is a new version under the name of whoever made it', async () => {
    const { card } = await assignedCase();
    const released = await decide(await write(card), {
      decision: 'approve',
      text: `${text}${card.number}. Точка.`,
    });
    expect(released.answers.map(({ version, state }) => [version, state])).toEqual([
      [1, 'returned'],
      [2, 'released'],
    ]);
    expect(released.answers[1]?.body).toMatch(/Точка\.$/);
  });

  test('nobody lets out what they wrote, in their own words or by an edit', async () => {
    const both = await signInStaff(server, 'approver', { slug: 'both' });
    await asSystem(server, (ctx) =>
      grantRole(ctx, both.personId, { role: 'executor', blocks: [], districts: [], validFrom: '2020-01-01' }),
    );
    const cookie = await signInAs(server, 'approver', { slug: 'both' });
    const { card } = await assignedCase();
    const own = await write(card, {}, cookie);
    expect(own.can).toEqual(expect.arrayContaining(['return']));
    expect(own.can).not.toContain('approve');
    for (const decision of ['agree', 'approve'] as const) {
      const problem = await refuseDecision(own, { decision }, cookie);
      expect(problem).toMatchObject({ code: 'lib.forbidden', detail: expect.stringContaining('ваш ответ') });
    }
    const edited = await decide(own, { decision: 'agree', text: `${text}Правка.` }, reviewer);
    expect((await refuseDecision(edited, { decision: 'agree' }, reviewer)).code).toBe(
      'cases.illegal-transition',
    );
    expect((await decide(edited, { decision: 'approve' })).status).toBe('answered');
  });

  test('a reviewer does not approve, and an outdated version is not decided', async () => {
    const { card } = await assignedCase();
    const waiting = await write(card);
    expect((await refuseDecision(waiting, { decision: 'approve' }, reviewer)).code).toBe('lib.forbidden');
    const agreed = await decide(waiting, { decision: 'agree' }, reviewer);
    expect((await refuseDecision(waiting, { decision: 'approve' })).code).toBe('lib.changed-meanwhile');
    const forged = { ...agreed, answers: (await write((await assignedCase()).card)).answers };
    expect((await refuseDecision(forged, { decision: 'approve' })).code).toBe('lib.changed-meanwhile');
  });

  test('a promise defers the case until its day', async () => {
    const { sent, card } = await assignedCase();
    const waiting = await write(card, { outcome: 'planned', promisedOn: '2026-12-15' });
    const deferred = await decide(waiting, { decision: 'approve' });
    expect(deferred).toMatchObject({
      status: 'deferred',
      outcome: 'planned',
      promisedOn: '2026-12-15',
      deadline: { dueAt: '2026-12-15T18:59:59.000Z' },
    });
    const page = await server.call(getMessage, {
      params: { number: sent.number },
      query: { k: sent.trackToken },
    });
    expect(page.answers).toHaveLength(1);
  });

  test('whoever joined and whoever was merged gets the answer by their own number', async () => {
    const { sent, card } = await assignedCase();
    await exposeCase(server, sent.number);
    const joined = await server.call(joinMessage, {
      params: { number: sent.number },
      body: { clientKey: crypto.randomUUID(), phone: '+79120000031', consent: true, consentVersion: '1' },
    });
    const twin = await submitCase(server, { phone: '+79120000032' });
    const twinCard = await readCard(server, twin.number, operator);
    await server.call(
      mergeCase,
      { params: { id: twinCard.id }, body: { version: twinCard.version, into: card.id } },
      operator,
    );
    await decide(await write(await readCard(server, card.number, operator)), { decision: 'approve' });
    const letters = await server.app.services.database
      .selectFrom('outbox.letter')
      .select(['recipient', 'text'])
      .where('purpose', '=', 'case-answered')
      .where('recipient', 'in', ['+79120000031', '+79120000032'])
      .orderBy('recipient')
      .execute();
    expect(letters[0]?.text).toContain(joined.trackToken);
    expect(letters[1]?.text).toContain(twin.number);
    const page = await server.call(getMessage, {
      params: { number: twin.number },
      query: { k: twin.trackToken },
    });
    expect(page.timeline.at(-1)?.text).toContain('литым асфальтом');
  });
});

test('an approver reopens a closed case with a ground and a new term', async () => {
  const { card } = await assignedCase();
  const released = await decide(await write(card), { decision: 'approve' });
  server.setNow('2026-12-07T09:00:00Z');
  const reopened = await server.call(
    reopenCase,
    {
      params: { id: card.id },
      body: { version: released.version, groundId: 'reopen-undone', reason: 'Проверка показала: не сделано' },
    },
    approver,
  );
  expect(reopened).toMatchObject({ status: 'reopened', outcome: null, reopenCount: 1 });
  expect(reopened.clocks.at(-1)).toMatchObject({ startedAt: '2026-12-07T09:00:00.000Z', stoppedAt: null });
});

test('taking to work names the person; the executor of another unit is not offered the case', async () => {
  const { card } = await assignedCase();
  const taken = await server.call(
    takeToWork,
    { params: { id: card.id }, body: { version: card.version } },
    executor,
  );
  expect(taken).toMatchObject({ status: 'in_work', executorName: 'Пробный С.' });
  expect(taken.can).toEqual(expect.arrayContaining(['draft', 'refuse', 'ask', 'note']));
  expect(taken.can).not.toContain('triage');
});
