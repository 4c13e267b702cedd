import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deadlineExplanationSchema } from '../../../../shared/contract/base/deadline-explanation.ts';
import { takeToWork } from '../../../../shared/contract/messages/cases-answers.ts';
import { explainDeadline } from '../../../../shared/contract/messages/cases-explain.ts';
import { listCases } from '../../../../shared/contract/messages/cases-list.ts';
import { addToMessage, getMessage, rateMessage } from '../../../../shared/contract/messages/cases-portal.ts';
import { askResident, changeRegime, registerCase } from '../../../../shared/contract/messages/cases-staff.ts';
import {
  mergeCase,
  triageCase,
  undoDecision,
  unmergeCase,
} from '../../../../shared/contract/messages/cases-triage.ts';
import { answerMessage, type Crew, makeCrew, POTHOLE, sortMessage } from '../../../../tests/support/loop.ts';
import { asSystem, readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { sweepCasesJob } from '../sweeps/sweep.ts';

const START = '2026-11-24T09:00:00Z';
let server: TestServer;
let crew: Crew;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow(START);
  crew = await makeCrew(server);
});
afterAll(() => server.close());

const read = (number: string) => readCard(server, number, crew.operator);
async function submit() {
  server.setNow(START);
  return submitCase(server);
}

/** Kind of every clock of a case, with «|» when it is over and «‖» while it stands. */
async function clocksOf(number: string): Promise<string[]> {
  const { rows } = await sql<{ kind: string; stopped_at: Date | null; paused_at: Date | null }>`
    SELECT kind, stopped_at, paused_at FROM cases.clock JOIN cases.case_file file ON file.id = case_id
    WHERE number = ${number} ORDER BY started_at, kind`.execute(server.app.services.database);
  return rows.map(({ kind, stopped_at, paused_at }) => kind + (stopped_at ? '|' : paused_at ? '‖' : ''));
}

describe('stage clocks', () => {
  test('begin with registration, and go from stage to stage with the case', async () => {
    const { number, trackToken: k } = await submit();
    expect(await clocksOf(number)).toEqual(['answer', 'moderation']);
    const fresh = await read(number);
    const moderation = fresh.clocks.find(({ kind }) => kind === 'moderation')!;
    expect(moderation).toMatchObject({ title: 'Проверка сообщения', startedAt: fresh.registeredAt });

    server.setNow('2026-11-24T10:00:00Z');
    await sortMessage(server, crew, number);
    // Coordination took no time, so it leaves no row.
    expect(await clocksOf(number)).toEqual(['answer|', 'answer', 'moderation|', 'distribution', 'refusal']);

    server.setNow('2026-11-24T11:00:00Z');
    const sorted = await read(number);
    await server.call(
      takeToWork,
      { params: { id: sorted.id }, body: { version: sorted.version } },
      crew.executor,
    );
    expect(await clocksOf(number)).toEqual(['answer|', 'answer', 'moderation|', 'distribution|', 'refusal|']);
    expect(k).toBeTruthy();
  });

  test('of an answered case leave only the window of rating, and returning starts coordination', async () => {
    const { number, trackToken: k } = await submit();
    server.setNow('2026-11-25T09:00:00Z');
    await answerMessage(server, crew, number);
    const running = async () => (await clocksOf(number)).filter((kind) => !/[|‖]$/.test(kind));
    expect(await running()).toEqual(['rating']);
    server.setNow('2026-11-26T09:00:00Z');
    await server.call(rateMessage, {
      params: { number },
      query: { k },
      body: { score: 1, resolved: 'no', comment: 'Яма на месте' },
    });
    expect((await running()).sort()).toEqual(['answer', 'coordination']);
  });

  test('a decision taken back puts them as they were', async () => {
    const { number } = await submit();
    const before = await clocksOf(number);
    server.setNow('2026-11-24T10:00:00Z');
    const card = await read(number);
    const { undoToken } = await server.call(
      triageCase,
      { params: { id: card.id }, body: { version: card.version, factId: POTHOLE } },
      crew.operator,
    );
    expect(await clocksOf(number)).not.toEqual(before);
    await server.call(undoDecision, { body: { undoToken: undoToken! } }, crew.operator);
    expect(await clocksOf(number)).toEqual(before);
  });

  test('a case taken out of another runs on in all of them', async () => {
    const target = await submit();
    const { number } = await submit();
    const before = await clocksOf(number);
    const [card, into] = [await read(number), await read(target.number)];
    server.setNow('2026-11-24T10:00:00Z');
    await server.call(
      mergeCase,
      { params: { id: card.id }, body: { version: card.version, into: into.id } },
      crew.operator,
    );
    expect(await clocksOf(number)).toEqual(['answer|', 'moderation|']);
    const { version } = await read(number);
    await server.call(unmergeCase, { params: { id: card.id }, body: { version } }, crew.operator);
    expect(await clocksOf(number)).toEqual(before);
  });

  test('of a case that was merged while its author was asked: the question begins anew, and it is nowhere overdue', async () => {
    const target = await submit();
    const { number } = await submit();
    server.setNow('2026-11-25T09:00:00Z');
    const fresh = await read(number);
    const asked = await server.call(
      askResident,
      { params: { id: fresh.id }, body: { version: fresh.version, text: 'У какого подъезда?' } },
      crew.operator,
    );
    const params = { id: fresh.id };
    const into = (await read(target.number)).id;
    server.setNow('2026-11-26T09:00:00Z');
    await server.call(mergeCase, { params, body: { version: asked.version, into } }, crew.operator);
    // Long after the question and the term would have ended.
    server.setNow('2027-02-01T09:00:00Z');
    const { version } = await read(number);
    await server.call(unmergeCase, { params, body: { version } }, crew.operator);
    await server.drain();
    const out = await read(number);
    expect(out).toMatchObject({ status: 'clarification', deadline: { state: asked.deadline!.state } });
    expect(await clocksOf(number)).toEqual(['answer‖', 'moderation|', 'clarification|', 'clarification']);
    const { rows } = await server.call(listCases, { query: { overdue: 'yes' } }, crew.operator);
    expect(rows.map((row) => row.number)).not.toContain(number);
    const sweep = async (day: string) => {
      server.setNow(`${day}T09:00:00Z`);
      await asSystem(server, async (ctx) => ctx.enqueue(sweepCasesJob, {}));
      await server.drain();
      return (await read(number)).status;
    };
    expect(await sweep('2027-02-02')).toBe('clarification');
    expect(await sweep('2027-02-20')).toBe('closed_no_reply');
    server.setNow(START);
  });

  test('a statutory appeal is timed by its own law: receipt, forwarding, answer', async () => {
    server.setNow(START);
    const { number } = await server.call(
      registerCase,
      {
        body: {
          clientKey: crypto.randomUUID(),
          kind: 'paper',
          text: 'Прошу отремонтировать дорогу у дома.',
          name: 'Пробный Житель',
          returnAddress: 'ул. Пробная, 1',
          receivedAt: '2026-11-20T06:00:00Z',
        },
      },
      crew.operator,
    );
    await server.drain();
    expect((await clocksOf(number)).sort()).toEqual(['answer', 'forward', 'registration|']);
  });
});

test('another legal order brings its own clocks, and what both time runs on', async () => {
  const { number } = await submit();
  const card = await read(number);
  const before = card.clocks.find(({ kind }) => kind === 'moderation')!.id;
  server.setNow('2026-11-24T10:00:00Z');
  const changed = await server.call(
    changeRegime,
    {
      params: { id: card.id },
      body: { version: card.version, regime: 'internal', signs: [], ground: 'Служебное сообщение' },
    },
    crew.operator,
  );
  expect(changed.clocks.find(({ kind }) => kind === 'moderation')).toMatchObject({
    id: before,
    stoppedAt: null,
  });
});

describe('a question to the resident', () => {
  test('stops the answer’s term and moves its end by the days waited; the account names them', async () => {
    const { number, trackToken: k } = await submit();
    const fresh = await read(number);
    await server.call(
      askResident,
      { params: { id: fresh.id }, body: { version: fresh.version, text: 'Какой дом?' } },
      crew.operator,
    );
    // Asked in the moment of registration: the check of it took no time and left no row.
    expect(await clocksOf(number)).toEqual(['answer‖', 'clarification']);
    const asked = await read(number);
    expect(asked.deadline!.state).toBe('stopped');
    const answer = asked.clocks.find(({ kind }) => kind === 'answer')!;
    expect(answer).toMatchObject({ pausedAt: new Date(START).toISOString(), stoppedAt: null });
    const page = await server.call(getMessage, { params: { number }, query: { k } });
    expect(page.deadline!.state).toBe('stopped');

    server.setNow('2026-11-27T09:00:00Z');
    await server.call(addToMessage, { params: { number }, query: { k }, body: { text: 'Дом 5' } });
    const resumed = await read(number);
    const moved = resumed.clocks.find(({ kind }) => kind === 'answer')!;
    expect(moved.pausedAt).toBeNull();
    // Three calendar days more than 24.12.2026 of the thirty: 27.12.2026 is a Sunday, so the Friday before.
    expect(answer.dueAt.slice(0, 10)).toBe('2026-12-24');
    expect(moved.dueAt.slice(0, 10)).toBe('2026-12-25');
    expect(resumed.deadline!.dueAt).toBe(moved.dueAt);
    const why = deadlineExplanationSchema.parse(
      await server.call(explainDeadline, { params: { id: fresh.id, clockId: moved.id } }, crew.operator),
    );
    expect(why.due.at).toBe(moved.dueAt);
    expect(why.notes.find(({ kind }) => kind === 'pause')!.text).toContain('ждём уточнения от жителя');
  });

  test('counts no waiting by the rule of a topic found later', async () => {
    const { number, trackToken: k } = await submit();
    const fresh = await read(number);
    await server.call(
      askResident,
      { params: { id: fresh.id }, body: { version: fresh.version, text: 'Какой дом?' } },
      crew.operator,
    );
    server.setNow('2026-11-27T09:00:00Z');
    await server.call(addToMessage, { params: { number }, query: { k }, body: { text: 'Дом 5' } });
    const sorted = await sortMessage(server, crew, number);
    const answer = sorted.clocks.findLast(({ kind }) => kind === 'answer')!;
    // Ten working days after 24 November end on 8 December; three of them the resident was waited for.
    expect(answer.dueAt.slice(0, 10)).toBe('2026-12-11');
    expect(sorted.deadline!.dueAt).toBe(answer.dueAt);
  });

  test('unanswered closes the case and every clock of it', async () => {
    const { number } = await submit();
    const fresh = await read(number);
    await server.call(
      askResident,
      { params: { id: fresh.id }, body: { version: fresh.version, text: 'Какой дом?' } },
      crew.operator,
    );
    server.setNow('2026-12-10T09:00:00Z');
    await asSystem(server, async (ctx) => ctx.enqueue(sweepCasesJob, {}));
    await server.drain();
    expect((await read(number)).status).toBe('closed_no_reply');
    expect((await clocksOf(number)).filter((kind) => !kind.endsWith('|'))).toEqual([]);
  });
});
