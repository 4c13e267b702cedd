import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listApprovals, reopenCase, takeToWork } from '../../../../shared/contract/messages/cases-answers.ts';
import { getMessage, joinMessage } from '../../../../shared/contract/messages/cases-portal.ts';
import { mergeCase } from '../../../../shared/contract/messages/cases-triage.ts';
import { type AnswerDesk, answerText, makeAnswerDesk } from '../../../../tests/support/answer-desk.ts';
import { asSystem, exposeCase, readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs, signInStaff } from '../../../../tests/support/site/sign-in.ts';
import { grantRole } from '../../../base/identity/index.ts';

let server: TestServer;
let desk: AnswerDesk;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  desk = await makeAnswerDesk(server);
});
afterAll(() => server.close());
beforeEach(() => server.setNow('2026-11-24T09:00:00Z'));

describe('writing', () => {
  test('a draft is kept in place, each save is a version of the case, sending makes it wait', async () => {
    const { card } = await desk.assignedCase();
    const drafted = await desk.write(card, { text: 'Начало', submit: false });
    expect(drafted).toMatchObject({ status: 'answer_draft', answers: [{ version: 1, state: 'draft' }] });
    const again = await desk.write(drafted, { submit: false });
    expect(again.version).toBe(drafted.version + 1);
    expect((await desk.refuseWrite(drafted)).code).toBe('lib.changed-meanwhile');
    const sent = await desk.write(again);
    expect(sent).toMatchObject({ status: 'review', answers: [{ version: 1, state: 'review' }] });
    expect(sent.can).not.toContain('draft');
  });

  test('a promise needs a day ahead, within twelve months', async () => {
    const { card } = await desk.assignedCase();
    for (const promisedOn of [undefined, '2026-11-24', '2026-13-45', '2028-01-01']) {
      const more = { outcome: 'planned' as const, ...(promisedOn && { promisedOn }) };
      expect((await desk.refuseWrite(card, more)).fields, promisedOn).toHaveProperty('promisedOn');
    }
    expect((await readCard(server, card.number, desk.operator)).status).toBe('assigned');
  });

  test('is impossible before assignment and after the answer was sent', async () => {
    const { card } = await desk.assignedCase();
    const sent = await desk.write(card);
    expect((await desk.refuseWrite(sent)).code).toBe('cases.illegal-transition');
  });
});

describe('review and approval', () => {
  test('agree, then approve: the resident gets the answer, its letter, and may rate it', async () => {
    const { sent, card } = await desk.assignedCase();
    const agreed = await desk.decide(await desk.write(card), { decision: 'agree' }, desk.reviewer);
    expect(agreed).toMatchObject({ status: 'approval', answers: [{ state: 'approval' }] });
    const released = await desk.decide(agreed, { decision: 'approve' });
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

  test('an desk.approver may do both steps at once; the timeline tells both', async () => {
    const { card } = await desk.assignedCase();
    const released = await desk.decide(await desk.write(card), { decision: 'approve' });
    expect(released.status).toBe('answered');
    const moves = released.timeline.filter(({ kind }) => kind === 'status').map(({ data }) => data.move);
    expect(moves.slice(-2)).toEqual(['agree', 'approve']);
  });

  test('a return names its reason to the desk.executor only; the next version remembers it', async () => {
    const { sent, card } = await desk.assignedCase();
    const waiting = await desk.write(card);
    expect((await desk.refuseDecision(waiting, { decision: 'return' })).fields).toHaveProperty('reason');
    const returned = await desk.decide(waiting, { decision: 'return', reason: 'Назовите дату контроля шва' });
    expect(returned).toMatchObject({ status: 'rework', answers: [{ state: 'returned' }] });
    const page = await server.call(getMessage, {
      params: { number: sent.number },
      query: { k: sent.trackToken },
    });
    expect(JSON.stringify(page)).not.toContain('контроля шва');
    const second = await desk.write(returned, { text: `${answerText}${card.number}. Контроль 05.12.2026.` });
    expect(second.answers.map(({ version, state }) => [version, state])).toEqual([
      [1, 'returned'],
      [2, 'review'],
    ]);
    const { items } = await server.call(listApprovals, {}, desk.approver);
    const item = items.find(({ number }) => number === card.number);
    expect(item?.previous?.returnReason).toBe('Назовите дату контроля шва');
  });

  test('an edit in place is a new version under the name of whoever made it', async () => {
    const { card } = await desk.assignedCase();
    const released = await desk.decide(await desk.write(card), {
      decision: 'approve',
      text: `${answerText}${card.number}. Точка.`,
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
    const { card } = await desk.assignedCase();
    const own = await desk.write(card, {}, cookie);
    expect(own.can).toEqual(expect.arrayContaining(['return']));
    expect(own.can).not.toContain('approve');
    for (const decision of ['agree', 'approve'] as const) {
      const problem = await desk.refuseDecision(own, { decision }, cookie);
      expect(problem).toMatchObject({ code: 'lib.forbidden', detail: expect.stringContaining('ваш ответ') });
    }
    const edited = await desk.decide(own, { decision: 'agree', text: `${answerText}Правка.` }, desk.reviewer);
    expect((await desk.refuseDecision(edited, { decision: 'agree' }, desk.reviewer)).code).toBe(
      'cases.illegal-transition',
    );
    expect((await desk.decide(edited, { decision: 'approve' })).status).toBe('answered');
  });

  test('a desk.reviewer does not approve, and an outdated version is not decided', async () => {
    const { card } = await desk.assignedCase();
    const waiting = await desk.write(card);
    expect((await desk.refuseDecision(waiting, { decision: 'approve' }, desk.reviewer)).code).toBe(
      'lib.forbidden',
    );
    const agreed = await desk.decide(waiting, { decision: 'agree' }, desk.reviewer);
    expect((await desk.refuseDecision(waiting, { decision: 'approve' })).code).toBe('lib.changed-meanwhile');
    const forged = { ...agreed, answers: (await desk.write((await desk.assignedCase()).card)).answers };
    expect((await desk.refuseDecision(forged, { decision: 'approve' })).code).toBe('lib.changed-meanwhile');
  });

  test('a promise defers the case until its day', async () => {
    const { sent, card } = await desk.assignedCase();
    const waiting = await desk.write(card, { outcome: 'planned', promisedOn: '2026-12-15' });
    const deferred = await desk.decide(waiting, { decision: 'approve' });
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
    const { sent, card } = await desk.assignedCase();
    await exposeCase(server, sent.number);
    const joined = await server.call(joinMessage, {
      params: { number: sent.number },
      body: { clientKey: crypto.randomUUID(), phone: '+79120000031', consent: true, consentVersion: '1' },
    });
    const twin = await submitCase(server, { phone: '+79120000032' });
    const twinCard = await readCard(server, twin.number, desk.operator);
    await server.call(
      mergeCase,
      { params: { id: twinCard.id }, body: { version: twinCard.version, into: card.id } },
      desk.operator,
    );
    await desk.decide(await desk.write(await readCard(server, card.number, desk.operator)), {
      decision: 'approve',
    });
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

test('an desk.approver reopens a closed case with a ground and a new term', async () => {
  const { card } = await desk.assignedCase();
  const released = await desk.decide(await desk.write(card), { decision: 'approve' });
  server.setNow('2026-12-07T09:00:00Z');
  const reopened = await server.call(
    reopenCase,
    {
      params: { id: card.id },
      body: { version: released.version, groundId: 'reopen-undone', reason: 'Проверка показала: не сделано' },
    },
    desk.approver,
  );
  expect(reopened).toMatchObject({ status: 'reopened', outcome: null, reopenCount: 1 });
  expect(reopened.clocks.at(-1)).toMatchObject({ startedAt: '2026-12-07T09:00:00.000Z', stoppedAt: null });
});

test('taking to work names the person; the desk.executor of another unit is not offered the case', async () => {
  const { card } = await desk.assignedCase();
  const taken = await server.call(
    takeToWork,
    { params: { id: card.id }, body: { version: card.version } },
    desk.executor,
  );
  expect(taken).toMatchObject({ status: 'in_work', executorName: 'Пробный С.' });
  expect(taken.can).toEqual(expect.arrayContaining(['draft', 'refuse', 'ask', 'note']));
  expect(taken.can).not.toContain('triage');
});
