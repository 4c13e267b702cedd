import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as answers from '../../../../shared/contract/messages/cases-answers.ts';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { listCases } from '../../../../shared/contract/messages/cases-list.ts';
import { getMessage, joinMessage } from '../../../../shared/contract/messages/cases-portal.ts';
import * as sides from '../../../../shared/contract/messages/cases-sides.ts';
import { mergeCase } from '../../../../shared/contract/messages/cases-triage.ts';
import { answerMessage, type Crew, makeCrew, POTHOLE, sortMessage } from '../../../../tests/support/loop.ts';
import {
  asSystem,
  exposeCase,
  makeUnit,
  readCard,
  submitCase,
} from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { sweepCases } from '../sweeps/sweep.ts';

const NOW = '2026-11-24T09:00:00Z';
const interim = { text: 'Асфальт заказан, завод даст его в четверг.', finalOn: '2026-12-01' };
let server: TestServer;
let crew: Crew;
let lights: string;
let lightsExecutor: string;

beforeAll(async () => {
  server = await startTestServer();
  crew = await makeCrew(server);
  lights = await makeUnit(server, 'Горсвет', 'lights-kind', { email: 'lights@example.ru' });
  lightsExecutor = await signInAs(server, 'executor', { slug: 'lights', unitId: lights });
});
afterAll(() => server.close());
beforeEach(() => server.setNow(NOW));

const at = ({ id, version }: CaseCard, more: object = {}) => ({
  params: { id },
  body: { version, ...more } as never,
});

async function freshCase(text?: string) {
  const sent = await submitCase(server, { factId: POTHOLE, ...(text && { text }) });
  const card = await readCard(server, sent.number, crew.operator);
  const page = () =>
    server.call(getMessage, { params: { number: sent.number }, query: { k: sent.trackToken } });
  return { sent, card, page };
}

async function inWork() {
  const made = await freshCase();
  const assigned = await sortMessage(server, crew, made.sent.number);
  return { ...made, card: await server.call(answers.takeToWork, at(assigned), crew.executor) };
}

const decide = (card: CaseCard, body: object, cookie = crew.approver) =>
  server.call(
    answers.decideAnswer,
    {
      params: { id: card.id, answerId: card.answers.at(-1)!.id },
      body: { version: card.version, ...body } as never,
    },
    cookie,
  );

const write = (card: CaseCard, more: object = {}, cookie = crew.executor) =>
  server.call(
    answers.draftAnswer,
    at(card, { text: `Яму заделали 25.11.2026. № ${card.number}`, outcome: 'solved', submit: true, ...more }),
    cookie,
  );

const letters = async (caseId: string, purpose: string): Promise<string[]> => {
  const rows = await server.app.services.database
    .selectFrom('outbox.letter')
    .select('text')
    .where('case_id', '=', caseId)
    .where('purpose', '=', purpose)
    .execute();
  return rows.map(({ text }) => text);
};

describe('splitting', () => {
  const parts: { text: string; factId: string; unitId?: string }[] = [
    { text: 'Яма на проезжей части', factId: POTHOLE },
    { text: 'Не горит фонарь у дома', factId: POTHOLE },
  ];

  async function splitCase() {
    parts[1]!.unitId = lights;
    const made = await freshCase();
    const parent = await server.call(sides.splitCase, at(made.card, { parts }), crew.operator);
    const children = await Promise.all(
      parent.children.map(({ number }) => readCard(server, number, crew.operator)),
    );
    const of = (unitId: string) => children.find(({ executorUnitId }) => executorUnitId === unitId)!;
    return { ...made, parent, of };
  }

  test('each part has its unit and number; the resident keeps one case and gets one answer', async () => {
    const { parent, of, page } = await splitCase();
    expect(parent).toMatchObject({ status: 'in_work' });
    expect(parent.children).toHaveLength(2);
    expect(parent.can).toContain('join-parts');
    const lamp = of(lights);
    expect(lamp).toMatchObject({
      status: 'assigned',
      parent: { number: parent.number },
      contacts: [{ phone: null }],
    });
    // The term is that of the resident's own message.
    expect(lamp.clocks[0]!.startedAt).toBe(NOW.replace('Z', '.000Z'));

    await decide(await write(lamp, { text: 'Лампу заменили 25.11.2026' }, lightsExecutor), {
      decision: 'approve',
    });
    await server.drain();
    expect(await readCard(server, lamp.number, crew.operator)).toMatchObject({
      status: 'closed',
      outcome: 'solved',
    });
    expect((await readCard(server, parent.number, crew.operator)).status).toBe('in_work');
    const hole = of(parent.executorUnitId!);
    await decide(await write(hole), { decision: 'approve' });
    await server.drain();

    const compiled = await readCard(server, parent.number, crew.approver);
    expect(compiled).toMatchObject({ status: 'review', answers: [{ outcome: 'solved' }] });
    expect(compiled.answers[0]!.body).toMatch(/1\. .*\n.*\n\n2\. /su);
    const released = await decide(compiled, { decision: 'approve' });
    expect(released.status).toBe('answered');
    expect(await letters(parent.id, 'case-answered')).toHaveLength(1);
    expect((await page()).answers).toHaveLength(1);
  });

  test('parts are joined again unless one is answered', async () => {
    const { parent, of } = await splitCase();
    const joined = await server.call(sides.joinParts, at(parent), crew.operator);
    expect(joined).toMatchObject({ status: 'coordination' });
    expect(await readCard(server, of(lights).number, crew.operator)).toMatchObject({
      status: 'merged',
      mergedInto: { number: parent.number },
    });
    const other = await splitCase();
    await decide(await write(other.of(lights), {}, lightsExecutor), { decision: 'approve' });
    await server.drain();
    const answered = await readCard(server, other.parent.number, crew.operator);
    expect(answered.can).not.toContain('join-parts');
    expect((await server.fail(sides.joinParts, at(answered), crew.operator)).code).toBe('lib.conflict');
  });

  test('a part is not split further', async () => {
    const { of } = await splitCase();
    const { version, id } = of(lights);
    const back = await server
      .call(
        answers.refuseCase,
        {
          params: { id },
          body: { version, groundId: 'refuse-topic', reason: 'Это не фонарь', whose: 'Дороги' },
        },
        lightsExecutor,
      )
      .then(() => readCard(server, of(lights).number, crew.operator));
    expect(back.can).not.toContain('split');
    expect((await server.fail(sides.splitCase, at(back, { parts }), crew.operator)).code).toBe(
      'cases.illegal-transition',
    );
  });
});

describe('co-executors', () => {
  const asked = (card: CaseCard, more: object = {}) =>
    server.call(
      sides.askPart,
      at(card, { unitId: lights, task: 'Когда восстановите свет', dueOn: '2026-11-25', ...more }),
      crew.executor,
    );
  const give = (card: CaseCard, cookie: string) => ({
    input: { params: { id: card.id, partId: card.parts[0]!.id }, body: { text: 'Свет дадим 26.11.2026' } },
    cookie,
  });

  test('gives its part by its own day; the responsible one answers for the whole', async () => {
    const { card } = await inWork();
    const list = async () =>
      (await server.call(listCases, { query: { part: 'asked' } }, lightsExecutor)).rows;
    expect(await list()).toEqual([]);
    const waiting = await asked(card);
    expect(waiting.parts).toMatchObject([
      { unit: 'Горсвет', state: 'asked', dueOn: '2026-11-25', isLate: false },
    ]);
    expect(await letters(card.id, 'part-asked')).toHaveLength(1);
    expect((await list()).map(({ number }) => number)).toEqual([card.number]);
    // Whoever gives a part reads the case, and does nothing but give it.
    const theirs = await readCard(server, card.number, lightsExecutor);
    expect(theirs.parts[0]!.can).toEqual(['give']);
    for (const action of ['draft', 'refuse', 'write-interim', 'ask-part', 'ask'])
      expect(theirs.can).not.toContain(action);
    const body = { version: theirs.version, text: 'Сам', outcome: 'solved' as const, submit: false };
    expect(
      (await server.fail(answers.draftAnswer, { params: { id: card.id }, body }, lightsExecutor)).code,
    ).toBe('lib.forbidden');
    // The answer is not sent while a part is prepared.
    expect(
      (
        await server.fail(
          answers.draftAnswer,
          at(waiting, { text: 'Готово', outcome: 'solved', submit: true }),
          crew.executor,
        )
      ).code,
    ).toBe('lib.conflict');
    const foreign = give(waiting, crew.executor);
    expect((await server.fail(sides.givePart, foreign.input, foreign.cookie)).code).toBe('lib.forbidden');
    const own = give(waiting, lightsExecutor);
    await server.call(sides.givePart, own.input, own.cookie);
    const given = await readCard(server, card.number, crew.executor);
    expect(given.parts).toMatchObject([
      { state: 'given', text: 'Свет дадим 26.11.2026', can: ['return', 'withdraw'] },
    ]);
    const back = { params: own.input.params, body: { reason: 'Назовите час' } };
    const returned = await server.call(sides.returnPart, back, crew.executor);
    expect(returned.parts).toMatchObject([{ state: 'asked', returnReason: 'Назовите час' }]);
    await server.call(sides.givePart, own.input, own.cookie);
    expect((await write(await readCard(server, card.number, crew.executor))).status).toBe('review');
  });

  test('has a day within the term, and is no more let in when its task is withdrawn', async () => {
    const { card } = await inWork();
    const late = at(card, { unitId: lights, task: 'Смета', dueOn: '2027-05-01' });
    expect((await server.fail(sides.askPart, late, crew.executor)).fields).toHaveProperty('dueOn');
    const main = at(card, { unitId: card.executorUnitId, task: 'Смета', dueOn: '2026-11-25' });
    expect((await server.fail(sides.askPart, main, crew.executor)).fields).toHaveProperty('unitId');
    const waiting = await asked(card);
    server.setNow('2026-11-26T09:00:00Z');
    expect((await readCard(server, card.number, crew.executor)).parts[0]!.isLate).toBe(true);
    const params = { id: card.id, partId: waiting.parts[0]!.id };
    await server.call(sides.returnPart, { params, body: { withdraw: true } }, crew.executor);
    await expect(readCard(server, card.number, lightsExecutor)).rejects.toThrow('404');
  });
});

describe('interim answers and promises', () => {
  test('are let out by another person while the case stays in work with its clocks', async () => {
    const { card, page } = await inWork();
    const waiting = await server.call(sides.writeInterim, at(card, interim), crew.executor);
    expect(waiting).toMatchObject({ status: 'in_work', interims: [{ state: 'waits' }] });
    expect((await server.fail(sides.writeInterim, at(waiting, interim), crew.executor)).code).toBe(
      'lib.conflict',
    );
    const params = { id: card.id, interimId: waiting.interims[0]!.id };
    const release = { params, body: { version: waiting.version, decision: 'release' as const } };
    expect((await server.fail(sides.decideInterim, release, crew.operator)).code).toBe('lib.forbidden');
    const released = await server.call(sides.decideInterim, release, crew.approver);
    expect(released).toMatchObject({
      status: 'in_work',
      interims: [{ state: 'released' }],
      promises: [{ kind: 'interim', until: '2026-12-01', state: 'open' }],
    });
    expect(released.clocks.some(({ kind, stoppedAt }) => kind === 'answer' && stoppedAt === null)).toBe(true);
    expect((await letters(card.id, 'case-interim'))[0]).toContain(interim.text);
    expect((await page()).timeline.map(({ kind }) => kind)).toContain('interim');
    // The final answer keeps the promise.
    const mine = await readCard(server, card.number, crew.executor);
    const done = await decide(await write(mine), { decision: 'approve' });
    expect(done.promises).toMatchObject([{ state: 'kept' }]);
  });

  test('a promise is moved by a later one, broken when its day passes, and counted by unit', async () => {
    const { sent } = await freshCase();
    const planned = { outcome: 'planned' as const, text: 'Заделаем весной, по плану ремонта улиц.' };
    const first = await answerMessage(server, crew, sent.number, { ...planned, promisedOn: '2026-12-10' });
    expect(first).toMatchObject({ status: 'deferred', promises: [{ state: 'open', until: '2026-12-10' }] });
    server.setNow('2026-12-08T09:00:00Z');
    await asSystem(server, sweepCases);
    const awake = await readCard(server, sent.number, crew.executor);
    expect(awake.status).toBe('in_work');
    const again = await decide(await write(awake, { ...planned, promisedOn: '2026-12-20' }), {
      decision: 'approve',
    });
    expect(again.promises).toMatchObject([
      { state: 'moved', movedTo: '2026-12-20' },
      { state: 'open', until: '2026-12-20' },
    ]);
    server.setNow('2026-12-21T09:00:00Z');
    await asSystem(server, sweepCases);
    const ledger = await server.call(
      sides.listPromises,
      { query: { state: 'broken', limit: 5 } },
      crew.operator,
    );
    expect(ledger.promises).toMatchObject([
      { caseNumber: sent.number, until: '2026-12-20', unit: 'Управление дорог' },
    ]);
    const roads = ledger.units.find(({ unit }) => unit === 'Управление дорог')!;
    expect(roads).toMatchObject({ kept: 1, broken: 1, moved: 1, keptShare: 1 / 3 });
    const page = await server.call(sides.listPromises, { query: { limit: 1 } }, crew.operator);
    const next = await server.call(
      sides.listPromises,
      { query: { limit: 1, cursor: page.next! } },
      crew.operator,
    );
    expect(next.promises[0]!.id).not.toBe(page.promises[0]!.id);
  });
});

describe('the answer', () => {
  test('comes back with marked passages that the executor sees at their places', async () => {
    const { card } = await inWork();
    const sent = await write(card, { text: 'Яму заделали. О сроках сообщим позже.' });
    const start = sent.answers[0]!.body.indexOf('О сроках');
    const marks = [{ start, end: start + 8, comment: 'Назовите дату' }];
    const back = await decide(sent, { decision: 'return', reason: 'Нет даты', marks });
    expect(back.answers[0]!.marks).toEqual([
      { start, end: start + 8, quote: 'О сроках', comment: 'Назовите дату', byName: expect.any(String) },
    ]);
    const other = await write((await inWork()).card);
    const wrong = {
      decision: 'return' as const,
      reason: 'Нет',
      marks: [{ start: 5, end: 9999, comment: 'Где?' }],
    };
    await expect(decide(other, wrong)).rejects.toThrow('400');
  });

  test('that went out is corrected by a new version, the former stays, the resident is told', async () => {
    const { sent, page } = await freshCase();
    const card = await answerMessage(server, crew, sent.number);
    const input = {
      params: { id: card.id, answerId: card.answers[0]!.id },
      body: { version: card.version, text: 'Яму заделали 23.11.2026.', reason: 'Исправлена дата' },
    };
    expect((await server.fail(sides.correctAnswer, input, crew.operator)).code).toBe('lib.forbidden');
    const fixed = await server.call(sides.correctAnswer, input, crew.approver);
    expect(fixed).toMatchObject({
      status: 'answered',
      answers: [{ version: 1 }, { corrects: card.answers[0]!.id }],
    });
    expect(await letters(card.id, 'answer-corrected')).toHaveLength(1);
    expect((await page()).answers.map(({ correctionReason }) => correctionReason)).toEqual([
      null,
      'Исправлена дата',
    ]);
    expect((await server.fail(sides.correctAnswer, input, crew.approver)).code).toBe('lib.changed-meanwhile');
  });

  test('equal ones are approved at once, each with its own record; another text is left out', async () => {
    const cards: CaseCard[] = [];
    for (const text of ['Яма 25.11.2026 заделана', 'Яма 26.11.2026 заделана', 'Яма не найдена']) {
      const { card } = await inWork();
      cards.push(await write(card, { text: `${text}. № ${card.number}` }));
    }
    const { groups } = await server.call(answers.listEqual, {}, crew.approver);
    const group = groups.find(({ shape }) => shape === 'Яма ‹дата› заделана. № ‹номер›')!;
    expect(group.items.map(({ number }) => number).sort()).toEqual(
      cards.slice(0, 2).map(({ number }) => number),
    );
    const items = cards.map(({ id, version, answers: versions }) => ({
      id,
      version,
      answerId: versions[0]!.id,
    }));
    const preview = await server.call(
      answers.approveEqual,
      { body: { items, preview: true } },
      crew.approver,
    );
    expect(preview).toMatchObject({ applied: 2, refused: [{ number: cards[2]!.number }] });
    const done = await server.call(answers.approveEqual, { body: { items, preview: false } }, crew.approver);
    expect(done).toMatchObject({ applied: 2, refused: [{ id: cards[2]!.id }] });
    for (const { number } of cards.slice(0, 2))
      expect(await readCard(server, number, crew.operator)).toMatchObject({ status: 'answered' });
    expect((await readCard(server, cards[2]!.number, crew.operator)).status).toBe('review');
    expect((await server.fail(answers.listEqual, {}, crew.operator)).code).toBe('lib.forbidden');
  });

  test('an interim answer is told to who joined and to the author of a merged case', async () => {
    const { sent, card } = await inWork();
    await exposeCase(server, sent.number);
    const joined = await server.call(joinMessage, {
      params: { number: sent.number },
      body: { clientKey: crypto.randomUUID(), phone: '+79120000018', consent: true, consentVersion: '1' },
    });
    expect(joined).toBeTruthy();
    const other = await freshCase();
    await server.call(mergeCase, at(other.card, { into: card.id }), crew.operator);
    const mine = await readCard(server, sent.number, crew.executor);
    const waiting = await server.call(sides.writeInterim, at(mine, interim), crew.executor);
    const params = { id: card.id, interimId: waiting.interims[0]!.id };
    await server.call(
      sides.decideInterim,
      { params, body: { version: waiting.version, decision: 'release' } },
      crew.approver,
    );
    expect(await letters(card.id, 'case-interim')).toHaveLength(2);
    expect((await letters(other.card.id, 'case-interim'))[0]).toContain(`№ ${other.sent.number}`);
    expect((await other.page()).timeline.map(({ kind }) => kind)).toContain('interim');
  });
});
