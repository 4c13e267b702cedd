import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { reopenCase } from '../../../../shared/contract/messages/cases-answers.ts';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { getToday } from '../../../../shared/contract/messages/cases-list.ts';
import * as moves from '../../../../shared/contract/messages/cases-moves.ts';
import {
  addToMessage,
  disputeRejection,
  getMessage,
} from '../../../../shared/contract/messages/cases-portal.ts';
import { askResident, registerCase } from '../../../../shared/contract/messages/cases-staff.ts';
import {
  mergeCase,
  rejectCase,
  triageCase,
  unmergeCase,
} from '../../../../shared/contract/messages/cases-triage.ts';
import { answerMessage, type Crew, makeCrew, POTHOLE, sortMessage } from '../../../../tests/support/loop.ts';
import { readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';

let server: TestServer;
let crew: Crew;
let chair: string;
let bodies: moves.OutsideBody[];

beforeAll(async () => {
  server = await startTestServer();
  crew = await makeCrew(server);
  chair = await signInAs(server, 'chair');
  ({ bodies } = await server.call(moves.listBodies, {}, crew.operator));
});
afterAll(() => server.close());
beforeEach(() => server.setNow('2026-11-24T09:00:00Z'));

const at = ({ id, version }: CaseCard, more: object = {}) => ({
  params: { id },
  body: { version, ...more } as never,
});

async function freshCase() {
  const sent = await submitCase(server, { factId: POTHOLE });
  return { sent, card: await readCard(server, sent.number, crew.operator) };
}

/** A statutory appeal: a letter on paper. */
async function freshAppeal(): Promise<CaseCard> {
  const { number } = await server.call(
    registerCase,
    {
      body: {
        clientKey: crypto.randomUUID(),
        kind: 'paper',
        text: 'Жалоба на управляющую организацию: не отвечает на письма о ремонте крыши.',
        name: 'Пробный Житель Иванович',
        phone: '+79120000019',
        returnAddress: 'ул. Титова, 1',
        factId: POTHOLE,
      },
    },
    crew.operator,
  );
  await server.drain();
  return readCard(server, number, crew.operator);
}

const letters = (caseId: string, purpose: string) =>
  server.app.services.database
    .selectFrom('outbox.letter')
    .select(['text', 'recipient'])
    .where('case_id', '=', caseId)
    .where('purpose', '=', purpose)
    .execute();

const body = (short: string) => bodies.find(({ shortTitle }) => shortTitle === short)!;
const sendTo = (card: CaseCard, bodyId: string, groundId: string) =>
  at(card, { bodyIds: [bodyId], groundId, text: 'Дорога областного значения' });

describe('another body', () => {
  test('a case is forwarded with a ground and its article; the resident is told where it is', async () => {
    const { sent, card } = await freshCase();
    const roads = body('Областные дороги');
    const left = await server.call(
      moves.forwardCase,
      sendTo(card, roads.id, 'forward-message'),
      crew.operator,
    );
    expect(left).toMatchObject({ status: 'forwarded_out', executorUnitId: null });
    expect(left.forwardings).toMatchObject([
      { body: roads.title, legal: 'регламент центра, п. 5.1', returnedAt: null },
    ]);
    expect(left.clocks.every(({ stoppedAt }) => stoppedAt !== null)).toBe(true);
    // Our clock stands with the handing over: whatever its date was, the case is not overdue here.
    const { rows: stored } = await server.app.pool.query('SELECT due_at FROM cases.case_file WHERE id = $1', [
      card.id,
    ]);
    expect(stored).toEqual([{ due_at: null }]);
    expect((await letters(card.id, 'case-forwarded'))[0]!.text).toContain(roads.title);
    const page = await server.call(getMessage, {
      params: { number: sent.number },
      query: { k: sent.trackToken },
    });
    expect(page).toMatchObject({ forwardedTo: roads.title, outcome: null });

    const back = await server.call(
      moves.takeForwardedBack,
      at(left, { reason: 'Дорога городская' }),
      crew.operator,
    );
    expect(back).toMatchObject({
      status: 'coordination',
      forwardings: [{ returnReason: 'Дорога городская' }],
    });
    expect(back.clocks.findLast(({ kind }) => kind === 'answer')).toMatchObject({ stoppedAt: null });
  });

  test('a refused forwarding says so, not that it cannot be assigned', async () => {
    const { sent } = await freshCase();
    const done = await answerMessage(server, crew, sent.number);
    const input = sendTo(done, body('Областные дороги').id, 'forward-message');
    const { detail } = await server.fail(moves.forwardCase, input, crew.operator);
    expect(detail).toMatch(/^Нельзя: «Передать/);
  });

  test('what another body has taken is closed as passed on, never as solved, and may be reopened with a ground', async () => {
    const { card } = await freshCase();
    const input = sendTo(card, body('Оператор ТКО').id, 'forward-private');
    const left = await server.call(moves.forwardCase, input, crew.operator);
    const closed = await server.call(
      moves.closeForwarded,
      at(left, { text: 'Принято, вх. 114' }),
      crew.operator,
    );
    expect(closed).toMatchObject({
      status: 'closed_forwarded',
      outcome: 'not_in_competence',
      resolved: null,
    });
    const words = { reason: 'Оператор вернул дело', groundId: 'reopen-facts' };
    expect(
      (await server.fail(reopenCase, at(closed, { ...words, groundId: 'refuse-owner' }), chair)).code,
    ).toBe('lib.bad-input');
    expect(await server.call(reopenCase, at(closed, words), chair)).toMatchObject({ status: 'reopened' });
  });

  test('several bodies in one forwarding: each is kept, told and named to the resident; one may return it', async () => {
    const { sent, card } = await freshCase();
    const ids = ['Полиция', 'Областные дороги'].map((short) => body(short).id);
    const several = (groundId: string, bodyIds = ids) =>
      at(card, { bodyIds, groundId, text: 'Каждому своё' });
    const left = await server.call(moves.forwardCase, several('forward-message'), crew.operator);
    expect(left.forwardings).toHaveLength(2);
    const titles = ['Полиция', 'Областные дороги'].map((short) => body(short).title);
    const [told] = await letters(card.id, 'case-forwarded');
    for (const title of titles) expect(told!.text).toContain(title);
    const query = { k: sent.trackToken };
    const page = await server.call(getMessage, { params: { number: sent.number }, query });
    for (const title of titles) expect(page.forwardedTo).toContain(title);
    const police = left.forwardings.find((one) => one.body === body('Полиция').title)!;
    const back = await server.call(
      moves.takeForwardedBack,
      at(left, { reason: 'Не к нам', forwardingId: police.id }),
      crew.operator,
    );
    expect(back.forwardings.filter(({ returnedAt }) => returnedAt !== null)).toHaveLength(1);
    // ст. 8 ч. 3 is of one body, ч. 4 of several.
    const appeal = await freshAppeal();
    const fail = async (groundId: string, bodyIds: string[]) => {
      const input = at(appeal, { bodyIds, groundId, text: 'По компетенции' });
      return (await server.fail(moves.forwardCase, input, crew.operator)).fields;
    };
    expect(await fail('forward-competence', ids)).toHaveProperty('bodyIds');
    expect(await fail('forward-several', ids.slice(0, 1))).toHaveProperty('bodyIds');
  });

  test('a ground fits how the case is handled; a closed body and a made-up one are refused', async () => {
    const { card } = await freshCase();
    const fail = (bodyId: string, groundId: string) =>
      server.fail(moves.forwardCase, sendTo(card, bodyId, groundId), crew.operator);
    // ст. 8 ч. 3 is of appeals: a message is not one.
    expect((await fail(bodies[0]!.id, 'forward-competence')).fields).toHaveProperty('groundId');
    expect((await fail(crypto.randomUUID(), 'forward-message')).fields).toHaveProperty('bodyIds');
  });

  test('a complaint never goes to whom it is about: neither to a body nor to a unit', async () => {
    const appeal = await freshAppeal();
    const inspection = body('Жилищный надзор');
    const unitId = appeal.executors[0]!.unitId;
    const named = await server.call(
      moves.nameComplained,
      at(appeal, { bodyIds: [inspection.id], unitIds: [unitId] }),
      crew.operator,
    );
    expect(named.complaintAbout).toHaveLength(2);
    const toBody = sendTo(named, inspection.id, 'forward-competence');
    expect(await server.fail(moves.forwardCase, toBody, crew.operator)).toMatchObject({
      code: 'cases.complained-about',
      detail: expect.stringContaining('ст. 8 ч. 6'),
    });
    const toUnit = at(named, { factId: POTHOLE, unitId });
    expect((await server.fail(triageCase, toUnit, crew.operator)).code).toBe('cases.complained-about');
    const other = sendTo(named, body('Прокуратура').id, 'forward-competence');
    expect((await server.call(moves.forwardCase, other, crew.operator)).status).toBe('forwarded_out');
  });

  test('the directory of bodies is kept by the administrator', async () => {
    const admin = await signInAs(server, 'admin');
    const input = {
      body: { title: 'Водоканал соседнего города', shortTitle: 'Водоканал', email: 'vk@example.ru' },
    };
    expect((await server.fail(moves.saveBody, input, crew.operator)).code).toBe('lib.forbidden');
    const { bodies: after } = await server.call(moves.saveBody, input, admin);
    const own = after.find(({ shortTitle }) => shortTitle === 'Водоканал')!;
    const { card } = await freshCase();
    await server.call(moves.forwardCase, sendTo(card, own.id, 'forward-private'), crew.operator);
    const [letter] = await letters(card.id, 'body-forwarded');
    expect(letter).toMatchObject({ recipient: 'vk@example.ru' });
    expect(letter!.text).not.toContain('+7912');
  });

  test('a body is offered through its last day and no longer; what went to it stays', async () => {
    const admin = await signInAs(server, 'admin');
    const words = { title: 'Прежняя инспекция', shortTitle: 'Прежняя', validUntil: '2026-11-24' };
    const { bodies: added } = await server.call(moves.saveBody, { body: words }, admin);
    const own = added.find(({ shortTitle }) => shortTitle === 'Прежняя')!;
    expect(own).toMatchObject({ isActive: true, validUntil: '2026-11-24' });
    const { card } = await freshCase();
    await server.call(moves.forwardCase, sendTo(card, own.id, 'forward-private'), crew.operator);
    // 19:00 UTC is the next day in Yekaterinburg.
    server.setNow('2026-11-24T19:00:00Z');
    const { card: late } = await freshCase();
    const refused = await server.fail(
      moves.forwardCase,
      sendTo(late, own.id, 'forward-private'),
      crew.operator,
    );
    expect(refused.fields).toHaveProperty('bodyIds');
    const { bodies: ended } = await server.call(moves.listBodies, {}, crew.operator);
    expect(ended.at(-1)).toMatchObject({ id: own.id, isActive: false });
    const again = { body: { ...words, id: own.id, validUntil: null } };
    const { bodies: revived } = await server.call(moves.saveBody, again, admin);
    expect(revived.find(({ id }) => id === own.id)).toMatchObject({ isActive: true, validUntil: null });
  });
});

describe('the resident’s word', () => {
  test('a refusal is disputed once, in its window; then it stands', async () => {
    const { sent, card } = await freshCase();
    await server.call(rejectCase, at(card, { ground: 'no_question' }), crew.operator);
    const mine = { params: { number: sent.number }, query: { k: sent.trackToken } };
    const words = { body: { text: 'Вопрос есть: яма' } };
    const before = await server.call(getMessage, mine);
    expect(before.can).toContain('dispute');
    expect(await server.call(disputeRejection, { ...mine, ...words })).toMatchObject({
      status: 'moderation',
    });
    const again = await readCard(server, sent.number, crew.operator);
    expect(again.clocks.at(-1)).toMatchObject({ startedAt: '2026-11-24T09:00:00.000Z', stoppedAt: null });
    await server.call(rejectCase, at(again, { ground: 'no_question' }), crew.operator);
    expect((await server.call(getMessage, mine)).can).not.toContain('dispute');
    expect((await server.fail(disputeRejection, { ...mine, ...words })).code).toBe(
      'cases.illegal-transition',
    );
  });

  test('after the window a refusal is not disputed', async () => {
    const { sent, card } = await freshCase();
    await server.call(rejectCase, at(card, { ground: 'spam' }), crew.operator);
    server.setNow('2026-12-20T09:00:00Z');
    const mine = { params: { number: sent.number }, query: { k: sent.trackToken } };
    expect((await server.call(getMessage, mine)).can).not.toContain('dispute');
    const late = { ...mine, body: { text: 'Не согласен' } };
    expect((await server.fail(disputeRejection, late)).code).toBe('cases.return-window-over');
  });

  test('a question asked in work is answered on the page or by phone, and the case goes back to where it was', async () => {
    const { sent } = await freshCase();
    const assigned = await sortMessage(server, crew, sent.number);
    const { takeToWork } = await import('../../../../shared/contract/messages/cases-answers.ts');
    const taken = await server.call(takeToWork, at(assigned), crew.executor);
    const asked = await server.call(askResident, at(taken, { text: 'Какой дом?' }), crew.executor);
    expect(asked.status).toBe('clarification');
    const resumed = await server.call(moves.resumeCase, at(asked, { text: 'Дом 14' }), crew.operator);
    expect(resumed.status).toBe('in_work');
    const twice = await server.call(askResident, at(resumed, { text: 'Какой подъезд?' }), crew.executor);
    // Joined by mistake and taken out again, it still goes back to where it was asked.
    const other = await freshCase();
    await server.call(mergeCase, at(twice, { into: other.card.id }), crew.operator);
    const merged = await readCard(server, sent.number, crew.operator);
    await server.call(unmergeCase, at(merged), crew.operator);
    const mine = { params: { number: sent.number }, query: { k: sent.trackToken } };
    const page = await server.call(addToMessage, { ...mine, body: { text: 'Второй' } });
    expect(page.status).toBe('in_work');
    expect(twice.status).toBe('clarification');
  });
});

describe('the head’s decisions', () => {
  test('only the head ends a correspondence, only of an appeal, with a notice', async () => {
    const words = { groundId: 'terminate-repeated', text: 'Ответы от 01.02.2026 № 1 и от 03.04.2026 № 2' };
    const { card } = await freshCase();
    expect((await server.fail(moves.terminateCase, at(card, words), chair)).code).toBe(
      'cases.illegal-transition',
    );
    const appeal = await freshAppeal();
    expect((await server.fail(moves.terminateCase, at(appeal, words), crew.approver)).code).toBe(
      'lib.forbidden',
    );
    const ended = await server.call(moves.terminateCase, at(appeal, words), chair);
    expect(ended).toMatchObject({ status: 'closed_terminated' });
    expect((await letters(appeal.id, 'case-terminated'))[0]!.text).toContain('ст. 11 ч. 5');
  });

  test('moderator and coordinator hand a case over and back', async () => {
    const { card } = await freshCase();
    const passed = await server.call(moves.passModeration, at(card), crew.operator);
    expect(passed.status).toBe('coordination');
    const back = await server.call(
      moves.returnToModeration,
      at(passed, { reason: 'Нет адреса' }),
      crew.operator,
    );
    expect(back.status).toBe('moderation');
  });

  test('what executors returned three times waits for the head in «Моё сегодня»', async () => {
    const { card } = await freshCase();
    await server.app.services.database
      .updateTable('cases.case_file')
      .set({ head_decides: true })
      .where('id', '=', card.id)
      .execute();
    const { waiting } = await server.call(getToday, {}, chair);
    expect(waiting).toContainEqual({ kind: 'settle', count: 1, href: '/staff/cases?settle=waits' });
    expect((await server.call(getToday, {}, crew.operator)).waiting.map(({ kind }) => kind)).not.toContain(
      'settle',
    );
  });
});
