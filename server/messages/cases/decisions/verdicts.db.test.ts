import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refuseCase, takeToWork } from '../../../../shared/contract/messages/cases-answers.ts';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { listInbox } from '../../../../shared/contract/messages/cases-list.ts';
import { addToMessage, getMessage } from '../../../../shared/contract/messages/cases-portal.ts';
import { listMyConsents, withdrawConsent } from '../../../../shared/contract/messages/cases-resident.ts';
import {
  addNote,
  askResident,
  changeCase,
  publishCase,
} from '../../../../shared/contract/messages/cases-staff.ts';
import {
  rejectCase,
  snoozeCase,
  triageCase,
  undoDecision,
} from '../../../../shared/contract/messages/cases-triage.ts';
import {
  acceptCase,
  freshCase,
  makeUnit,
  readCard,
  submitCase,
} from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs, signInResident } from '../../../../tests/support/site/sign-in.ts';
import { findFact } from '../../../base/taxonomy/index.ts';

let server: TestServer;
let operator: string;
let executor: string;
let roads: string;

const pothole = 'roads.pavement.pothole';

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  operator = await signInAs(server, 'operator');
  roads = await makeUnit(server, 'Управление дорог', findFact(pothole)!.executorKind);
  executor = await signInAs(server, 'executor', { unitId: roads });
});
afterAll(() => server.close());

const body = (card: { version: number }, more: object = {}) => ({ version: card.version, ...more });

describe('rejection', () => {
  test('tells the resident the ground, stops the term, and can be taken back', async () => {
    const { sent, card } = await freshCase(server, operator);
    const { row, undoToken } = await server.call(
      rejectCase,
      {
        params: { id: card.id },
        body: { ...body(card), ground: 'no_question', comment: 'Ждём подробностей.' },
      },
      operator,
    );
    expect(row).toMatchObject({ status: 'rejected', deadline: { state: 'stopped' } });
    const page = await server.call(getMessage, {
      params: { number: sent.number },
      query: { k: sent.trackToken },
    });
    expect(page.timeline.at(-1)?.text).toMatch(/^Не поняли.*Ждём подробностей\.$/);
    const { row: back } = await server.call(undoDecision, { body: { undoToken: undoToken! } }, operator);
    expect(back).toMatchObject({ status: 'moderation', deadline: { state: 'quiet' } });
  });

  test('takes a published card off the map; taken back, it is shown again unless the consent is gone', async () => {
    const resident = await signInResident(server, '+79120000071');
    const sent = await submitCase(server, { phone: '+79120000071', publish: true });
    const accessNow = () =>
      server.call(getMessage, { params: { number: sent.number } }).then(
        ({ access }) => access,
        () => 'none',
      );
    const decide = async () => {
      const card = await readCard(server, sent.number, operator);
      const call = { params: { id: card.id }, body: { ...body(card), ground: 'spam' as const } };
      return (await server.call(rejectCase, call, operator)).undoToken!;
    };
    const card = await readCard(server, sent.number, operator);
    const publication = { params: { id: card.id }, body: body(card, { published: true }) };
    await server.call(publishCase, publication as never, operator);
    expect(await accessNow()).toBe('public');
    const first = await decide();
    expect(await accessNow()).toBe('none');
    await server.call(undoDecision, { body: { undoToken: first } }, operator);
    expect(await accessNow()).toBe('public');
    const second = await decide();
    const { consents } = await server.call(listMyConsents, {}, resident);
    const contactId = consents.find(({ number }) => number === sent.number)!.contactId;
    await server.call(withdrawConsent, { params: { contactId }, body: { scope: 'publish' } }, resident);
    await server.call(undoDecision, { body: { undoToken: second } }, operator);
    expect(await accessNow()).toBe('none');
  });

  test('is refused for what an executor already has', async () => {
    const card = await acceptCase(server, (await freshCase(server, operator)).card, operator);
    const { code } = await server.fail(
      rejectCase,
      { params: { id: card.id }, body: { ...body(card), ground: 'spam' } },
      operator,
    );
    expect(code).toBe('cases.illegal-transition');
    expect(card.can).not.toContain('reject');
  });
});

describe('putting aside', () => {
  const list = async (view: 'new' | 'snoozed') =>
    (await server.call(listInbox, { query: { view, limit: 200 } }, operator)).rows.map(
      ({ number }) => number,
    );

  test('hides a case until the hour, while its term runs', async () => {
    const { card } = await freshCase(server, operator);
    const { row, undoToken } = await server.call(
      snoozeCase,
      {
        params: { id: card.id },
        body: { ...body(card), until: '2026-11-24T12:00:00Z', reason: 'Ждём справку' },
      },
      operator,
    );
    expect(row.deadline).toEqual(card.deadline);
    expect(await list('new')).not.toContain(card.number);
    expect(await list('snoozed')).toContain(card.number);
    server.setNow('2026-11-24T12:00:01Z');
    expect(await list('new')).toContain(card.number);
    server.setNow('2026-11-24T09:00:30Z');
    await server.call(undoDecision, { body: { undoToken: undoToken! } }, operator);
    expect(await list('new')).toContain(card.number);
    server.setNow('2026-11-24T09:00:00Z');
  });

  test('is only for what waits for triage, and never into the past', async () => {
    const { card } = await freshCase(server, operator);
    const snooze = (of: CaseCard, until: string) =>
      server.fail(snoozeCase, { params: { id: of.id }, body: { ...body(of), until } }, operator);
    expect((await snooze(card, '2026-11-24T08:00:00Z')).fields).toHaveProperty('until');
    expect((await snooze(card, '2027-03-24T08:00:00Z')).fields).toHaveProperty('until');
    const assigned = await acceptCase(server, card, operator);
    expect((await snooze(assigned, '2026-11-24T12:00:00Z')).code).toBe('cases.illegal-transition');
  });
});

describe('asking and noting', () => {
  test('a question waits for the resident, whose answer brings the case back', async () => {
    const { sent, card } = await freshCase(server, operator);
    const asked = await server.call(
      askResident,
      { params: { id: card.id }, body: { ...body(card), text: 'У какого дома?' } },
      operator,
    );
    expect(asked.status).toBe('clarification');
    const own = { params: { number: sent.number }, query: { k: sent.trackToken } };
    const page = await server.call(getMessage, own);
    expect(page.timeline.map(({ text }) => text)).toContain('У какого дома?');
    await server.call(addToMessage, { ...own, body: { text: 'У дома 14' } });
    expect((await readCard(server, card.number, operator)).status).toBe('moderation');
  });

  test('nobody is asked who left no way to be written to', async () => {
    const { card } = await freshCase(server, operator);
    await server.app.services.database
      .updateTable('cases.contact')
      .set({ phone: null, email: null })
      .where('case_id', '=', card.id)
      .execute();
    const fresh = await readCard(server, card.number, operator);
    expect(fresh.can).not.toContain('ask');
    const { code } = await server.fail(
      askResident,
      { params: { id: card.id }, body: { ...body(card), text: 'Где?' } },
      operator,
    );
    expect(code).toBe('lib.conflict');
  });

  test('a note is for staff and changes no version', async () => {
    const { sent, card } = await freshCase(server, operator);
    const noted = await server.call(
      addNote,
      { params: { id: card.id }, body: { text: 'Выезд завтра в 11:00' } },
      operator,
    );
    expect(noted.version).toBe(card.version);
    expect(noted.timeline.at(-1)).toMatchObject({
      kind: 'note',
      visibility: 'staff',
      text: 'Выезд завтра в 11:00',
    });
    const page = await server.call(getMessage, {
      params: { number: sent.number },
      query: { k: sent.trackToken },
    });
    expect(JSON.stringify(page)).not.toContain('Выезд завтра');
  });
});

describe('correcting', () => {
  const change = (card: CaseCard, more: object, cookie = operator) =>
    server.call(changeCase, { params: { id: card.id }, body: { ...body(card), ...more } }, cookie);

  test('topic, importance and title in one step; the term follows the topic', async () => {
    const { card } = await freshCase(server, operator);
    const changed = await change(card, { factId: pothole, importance: 'high', title: 'Яма у остановки' });
    expect(changed).toMatchObject({
      factId: pothole,
      block: 'roads',
      importance: 'high',
      title: 'Яма у остановки',
      version: card.version + 1,
    });
    expect(changed.clocks.at(-1)?.ruleId).toBe(findFact(pothole)!.deadlineRule);
    expect(changed.timeline.filter(({ kind }) => kind === 'field')).toHaveLength(3);
  });

  test('a place by point gets its district and cell; outside the city it is refused', async () => {
    const { card } = await freshCase(server, operator);
    const placed = await change(card, { place: { lat: 56.4149, lon: 61.9189 } });
    expect(placed.place).toMatchObject({ lat: expect.any(Number), districtId: expect.any(String) });
    const { code } = await server.fail(
      changeCase,
      { params: { id: card.id }, body: { ...body(placed), place: { lat: 55.75, lon: 37.61 } } },
      operator,
    );
    expect(code).toBe('territory.outside');
  });

  test('another executor in work goes through coordination, and the person must be theirs', async () => {
    const other = await makeUnit(server, 'Другое управление', 'other-kind');
    const stranger = await signInAs(server, 'executor', { slug: 'stranger', unitId: other });
    const assigned = await acceptCase(server, (await freshCase(server, operator)).card, operator);
    const moved = await change(assigned, { unitId: other });
    expect(moved).toMatchObject({ status: 'assigned', executorUnitId: other });
    await server.call(takeToWork, { params: { id: moved.id }, body: body(moved) }, stranger);
    const taken = await readCard(server, moved.number, operator);
    expect(taken).toMatchObject({ status: 'in_work', executorName: expect.any(String) });
    const { fields } = await server.fail(
      changeCase,
      { params: { id: taken.id }, body: { ...body(taken), executorId: randomUUID() } },
      operator,
    );
    expect(fields).toHaveProperty('executorId');
  });
});

describe('refusing execution', () => {
  test('a third refusal makes the case important and calls for a manager', async () => {
    let { card } = await freshCase(server, operator);
    for (let round = 1; round <= 3; round++) {
      card = await acceptCase(server, card, operator);
      const refused = await server.call(
        refuseCase,
        {
          params: { id: card.id },
          body: {
            ...body(card),
            groundId: 'refuse-owner',
            reason: `Не наша дорога, раз ${round}`,
            whose: 'Областные дороги',
          },
        },
        executor,
      );
      expect(refused).toMatchObject({ status: 'coordination', executorUnitId: null });
      card = await readCard(server, card.number, operator);
      expect(card.importance).toBe(round < 3 ? 'normal' : 'high');
    }
    expect(card.timeline.at(-1)).toMatchObject({ kind: 'note', actorName: 'Отклик' });
    expect(card).toMatchObject({ refusalCount: 3, headDecides: true });
    // Whose it is, the head decides: the operator is neither offered nor let to send it round once more.
    expect(card.can).not.toContain('triage');
    const again = { params: { id: card.id }, body: { ...body(card), factId: pothole } };
    expect((await server.fail(triageCase, again, operator)).code).toBe('lib.forbidden');
    const chair = await signInAs(server, 'chair');
    expect((await readCard(server, card.number, chair)).can).toContain('triage');
    await server.call(triageCase, again, chair);
    expect(await readCard(server, card.number, operator)).toMatchObject({ headDecides: false });
    const { rows } = await server.call(listInbox, { query: { view: 'returned' } }, operator);
    expect(rows.map(({ number }) => number)).not.toContain(card.number);
  });

  test('a foreign executor neither sees nor touches the case', async () => {
    const card = await acceptCase(server, (await freshCase(server, operator)).card, operator);
    const unit = await makeUnit(server, 'Чужое управление', 'foreign-kind');
    const foreign = await signInAs(server, 'executor', { slug: 'foreign', unitId: unit });
    const { code } = await server.fail(takeToWork, { params: { id: card.id }, body: body(card) }, foreign);
    expect(code).toBe('cases.not-found');
    await expect(readCard(server, card.number, foreign)).rejects.toThrow('404');
  });
});
