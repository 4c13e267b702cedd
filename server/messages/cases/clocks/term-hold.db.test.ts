import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deadlineExplanationSchema } from '../../../../shared/contract/base/deadline-explanation.ts';
import { draftAnswer, takeToWork } from '../../../../shared/contract/messages/cases-answers.ts';
import { explainDeadline } from '../../../../shared/contract/messages/cases-explain.ts';
import { listCases } from '../../../../shared/contract/messages/cases-list.ts';
import { addToMessage, getMessage } from '../../../../shared/contract/messages/cases-portal.ts';
import {
  askResident,
  extendTerm,
  holdTerm,
  resumeTerm,
} from '../../../../shared/contract/messages/cases-staff.ts';
import { mergeCase, unmergeCase } from '../../../../shared/contract/messages/cases-triage.ts';
import { type Crew, makeCrew, sortMessage } from '../../../../tests/support/loop.ts';
import { registerLetter } from '../../../../tests/support/site/appeals.ts';
import { asSystem, readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { sweepCasesJob } from '../sweeps/sweep.ts';

const START = '2026-11-24T09:00:00Z';
const words = { groundId: 'hold-weather', reason: 'Асфальт кладут от +5, ждём тепла.' };
let server: TestServer;
let crew: Crew;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow(START);
  crew = await makeCrew(server);
});
afterAll(() => server.close());

/** A message in work; its answer is due in ten working days, on 8 December. */
async function inWork() {
  server.setNow(START);
  const sent = await submitCase(server);
  const { id, version } = await sortMessage(server, crew, sent.number);
  await server.call(takeToWork, { params: { id }, body: { version } }, crew.executor);
  return { ...sent, card: await read(sent.number) };
}

const read = (number: string) => readCard(server, number, crew.approver);
const answerClock = ({ clocks }: Awaited<ReturnType<typeof read>>) =>
  clocks.findLast(({ kind }) => kind === 'answer')!;

async function held(until = '2026-12-15') {
  const { number, trackToken, card } = await inWork();
  const body = { version: card.version, until, ...words };
  return {
    number,
    k: trackToken,
    card: await server.call(holdTerm, { params: { id: card.id }, body }, crew.approver),
  };
}

describe('a pause of the answer’s term by a ground', () => {
  test('stands with its reason, is nowhere overdue, and moves the end by the days it stood', async () => {
    const { number, k, card } = await held();
    expect(answerClock(card)).toMatchObject({ pausedAt: new Date(START).toISOString(), stoppedAt: null });
    expect(card).toMatchObject({
      status: 'in_work',
      holdOffer: null,
      held: { until: '2026-12-15', ground: 'Работу нельзя вести по погоде', canEnd: true },
    });
    const page = await server.call(getMessage, { params: { number }, query: { k } });
    expect(page.deadline!.state).toBe('stopped');
    expect(page.timeline.at(-1)!.text).toContain('не дольше чем до 15.12.2026');
    const letters = await server.app.services.database
      .selectFrom('outbox.letter')
      .select('text')
      .where('case_id', '=', card.id)
      .where('purpose', '=', 'case-term-held')
      .execute();
    expect(letters).toHaveLength(1);
    expect(letters[0]!.text).toContain(words.reason);

    // A day after the end it had: the pause lasts, so nobody is late.
    server.setNow('2026-12-09T09:00:00Z');
    const late = await server.call(listCases, { query: { overdue: 'yes' } }, crew.approver);
    expect(late.rows.map((row) => row.number)).not.toContain(number);
    const why = async () =>
      deadlineExplanationSchema.parse(
        await server.call(
          explainDeadline,
          { params: { id: card.id, clockId: answerClock(card).id } },
          crew.approver,
        ),
      );
    expect((await why()).pauses).toMatchObject([
      { to: null, reason: expect.stringContaining('Работу нельзя вести по погоде, решение: ') },
    ]);

    const { version } = await read(number);
    const resumed = await server.call(
      resumeTerm,
      { params: { id: card.id }, body: { version } },
      crew.approver,
    );
    // Eleven working days it stood, from 24 November to 9 December: as many are added to 8 December.
    expect(resumed.held).toBeNull();
    expect(answerClock(resumed)).toMatchObject({ pausedAt: null });
    expect(answerClock(resumed).dueAt.slice(0, 10)).toBe('2026-12-23');
    expect(resumed.deadline!.dueAt).toBe(answerClock(resumed).dueAt);
    expect((await why()).notes.find(({ kind }) => kind === 'pause')!.text).toContain('погоде');
  });

  test.each([false, true])(
    'what is asked on the last day is nowhere overdue while it waits, extended before: %s',
    async (isExtended) => {
      const { number, trackToken, card } = await inWork();
      const params = { id: card.id };
      const extension = { dueOn: '2026-12-10', reason: 'Нужны сведения от другого ведомства' };
      if (isExtended)
        await server.call(
          extendTerm,
          { params, body: { version: card.version, ...extension } },
          crew.approver,
        );
      server.setNow(isExtended ? '2026-12-10T06:00:00Z' : '2026-12-08T06:00:00Z');
      const { version } = await read(number);
      await server.call(askResident, { params, body: { version, text: 'Где это?' } }, crew.operator);
      server.setNow('2026-12-12T06:00:00Z');
      const late = await server.call(listCases, { query: { overdue: 'yes' } }, crew.approver);
      expect(late.rows.map((row) => row.number)).not.toContain(number);
      await server.call(addToMessage, {
        params: { number },
        query: { k: trackToken },
        body: { text: 'У дома 14', files: [] },
      });
      // The rest of the last day is what was left; a named day moves by the days the term stood.
      const resumed = await read(number);
      expect(answerClock(resumed).dueAt.slice(0, 10)).toBe(isExtended ? '2026-12-12' : '2026-12-14');
      expect(resumed.deadline!.state).not.toBe('overdue');
    },
  );

  test('ends on its day in a merged case too, unsaid, so that it is not for ever once that is taken out', async () => {
    const { number, card } = await held('2026-12-01');
    const other = await submitCase(server);
    const into = (await read(other.number)).id;
    const params = { id: card.id };
    await server.call(mergeCase, { params, body: { version: card.version, into } }, crew.operator);
    server.setNow('2026-12-02T09:00:00Z');
    await asSystem(server, async (ctx) => ctx.enqueue(sweepCasesJob, {}));
    await server.drain();
    const merged = await read(number);
    expect(merged.timeline.filter(({ text }) => text?.startsWith('Срок ответа снова идёт'))).toEqual([]);
    await server.call(unmergeCase, { params, body: { version: merged.version } }, crew.operator);
    const out = await read(number);
    expect(answerClock(out)).toMatchObject({ pausedAt: null, stoppedAt: null });
    expect(answerClock(out).dueAt.slice(0, 10)).toBe('2026-12-16');
  });

  test('ends by itself the day after the one named', async () => {
    const { number } = await held('2026-12-01');
    server.setNow('2026-12-02T09:00:00Z');
    await asSystem(server, async (ctx) => ctx.enqueue(sweepCasesJob, {}));
    await server.drain();
    const card = await read(number);
    expect(card.held).toBeNull();
    expect(answerClock(card)).toMatchObject({ pausedAt: null, stoppedAt: null });
    expect(answerClock(card).dueAt.slice(0, 10)).toBe('2026-12-16');
  });

  test('ends when the executor sends the answer, which is then in time', async () => {
    const { number, card } = await held();
    server.setNow('2026-12-09T09:00:00Z');
    const { version } = await read(number);
    const body = {
      version,
      text: `Яму заделали 09.12.2026, № ${number}.`,
      outcome: 'solved',
      submit: true,
    } as const;
    await server.call(draftAnswer, { params: { id: card.id }, body }, crew.executor);
    const sent = await read(number);
    expect(sent.held).toBeNull();
    expect(answerClock(sent)).toMatchObject({ pausedAt: null, state: 'normal' });
  });

  test('gives way to a question to the resident, whose waiting counts once', async () => {
    const { number, k, card } = await held();
    server.setNow('2026-11-25T09:00:00Z');
    const { version } = await read(number);
    await server.call(
      askResident,
      { params: { id: card.id }, body: { version, text: 'Дом?' } },
      crew.executor,
    );
    expect((await read(number)).held).toBeNull();
    server.setNow('2026-11-26T09:00:00Z');
    await server.call(addToMessage, { params: { number }, query: { k }, body: { text: 'Дом 5' } });
    const back = await read(number);
    expect(answerClock(back).pausedAt).toBeNull();
    expect(answerClock(back).dueAt.slice(0, 10)).toBe('2026-12-10');
  });

  test('is refused where the rules know none: of an appeal, too long, a third time, to who may not', async () => {
    const { card } = await inWork();
    const at = { params: { id: card.id } };
    const hold = (until: string, cookie = crew.approver, version = card.version) =>
      server.fail(holdTerm, { ...at, body: { version, until, ...words } }, cookie);
    expect((await hold('2027-03-01')).fields?.until).toContain('Срок может стоять не дальше');
    expect((await hold('2026-11-24')).fields?.until).toBe('Назовите день впереди.');
    expect((await hold('2026-12-15', crew.executor)).code).toBe('lib.forbidden');
    const other = await server.fail(
      holdTerm,
      { ...at, body: { version: card.version, until: '2026-12-15', ...words, groundId: 'reopen-undone' } },
      crew.approver,
    );
    expect(other.fields?.groundId).toBeTruthy();

    let { version } = card;
    for (let time = 0; time < 2; time += 1) {
      const body = { version, until: '2026-12-15', ...words };
      const paused = await server.call(holdTerm, { ...at, body }, crew.approver);
      // What stands is neither prolonged nor paused once more.
      expect((await hold('2026-12-15', crew.approver, paused.version)).detail).toBe(
        'Срок уже приостановлен.',
      );
      const longer = { version: paused.version, dueOn: '2026-12-20', reason: 'Нужно больше времени' };
      expect((await server.fail(extendTerm, { ...at, body: longer }, crew.approver)).code).toBe(
        'lib.conflict',
      );
      ({ version } = await server.call(
        resumeTerm,
        { ...at, body: { version: paused.version } },
        crew.approver,
      ));
    }
    expect((await hold('2026-12-15', crew.approver, version)).detail).toContain('столько раз');

    const appeal = await registerLetter(server, await signInAs(server, 'secretary'));
    const chair = await signInAs(server, 'chair');
    const letter = await readCard(server, appeal.number, chair);
    expect(letter.holdOffer).toBeNull();
    const refused = await server.fail(
      holdTerm,
      { params: { id: letter.id }, body: { version: letter.version, until: '2026-12-15', ...words } },
      chair,
    );
    expect(refused.detail).toContain('не знает паузы');
  });
});
