import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { approveEqual, draftAnswer, listEqual } from '../../../shared/contract/messages/cases-answers.ts';
import { countInbox, listInbox } from '../../../shared/contract/messages/cases-list.ts';
import { rateMessage } from '../../../shared/contract/messages/cases-portal.ts';
import { askPart } from '../../../shared/contract/messages/cases-sides.ts';
import { mergeCase, triageCase, undoDecision } from '../../../shared/contract/messages/cases-triage.ts';
import * as contract from '../../../shared/contract/messages/problems.ts';
import { asSystem, makeUnit, readCard, storedCase, submitCase } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import { whenWarm } from './known-messages.ts';

const pothole = 'roads.pavement.pothole';
const NOW = '2026-11-24T09:00:00Z';

let server: TestServer;
let operator: string;
let executor: string;
let approver: string;
let spot = 0;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(NOW);
  operator = await signInAs(server, 'operator');
  const roads = await makeUnit(server, 'Управление дорог', findFact(pothole)!.executorKind, {
    email: 'roads@example.ru',
  });
  executor = await signInAs(server, 'executor', { unitId: roads });
  approver = await signInAs(server, 'approver');
  await asSystem(server, whenWarm);
});
afterAll(() => server.close());
beforeEach(() => server.setNow(NOW));

/** A place of its own for each test, half a kilometre from the last. */
const nextSpot = () => {
  spot += 1;
  return { lat: 56.395 + (spot % 6) * 0.004, lon: 61.9 + Math.floor(spot / 6) * 0.007 };
};
const words = [
  'На дороге огромная яма, пробил колесо',
  'Яма на дороге, машины бьют подвеску',
  'Провал на дороге, яма всё глубже, засыпьте',
];
type Place = ReturnType<typeof nextSpot>;

const tell = async (place: Place, text = words[0]!, more = {}) => {
  const sent = await submitCase(server, { text, place, factId: pothole, ...more });
  return { ...sent, card: await readCard(server, sent.number, operator) };
};
/** A view of the list; its tab says as many as it has. */
const list = async (view: 'proposed' | 'open' | 'answered' | 'ended' = 'proposed') => {
  const reply = await server.call(contract.listProblems, { query: { view } }, operator);
  if (view === 'proposed' || view === 'open') expect(reply.counts[view]).toBe(reply.rows.length);
  return reply;
};
const inboxNumbers = async () =>
  (await server.call(listInbox, { query: { view: 'new', limit: 200 } }, operator)).rows.map(
    ({ number }) => number,
  );
const problemWith = async (number: string) => {
  const card = await readCard(server, number, operator);
  const { problem } = await server.call(contract.findProblemOfCase, { params: { id: card.id } }, operator);
  return problem && server.call(contract.getProblem, { params: { id: problem.id } }, operator);
};
const join = (lead: { card: { id: string } }, ...others: { card: { id: string } }[]) =>
  server.call(
    contract.createProblem,
    { body: { leadId: lead.card.id, caseIds: others.map(({ card }) => card.id) } },
    operator,
  );
const clocksOf = async (number: string) => (await storedCase(server, number)).clocks;
const stateOf = async (number: string) => (await storedCase(server, number)).state;

describe('the program proposes', () => {
  test('what may be one matter, with the words, metres and hours of each pair; a name people understand', async () => {
    const place = nextSpot();
    const first = await tell(place);
    server.setNow('2026-11-24T12:00:00Z');
    const second = await tell({ ...place, lat: place.lat + 0.0003 }, words[1]);
    const problem = await problemWith(second.number);
    expect(problem).toMatchObject({
      state: 'proposed',
      proposed: 2,
      members: 0,
      leadNumber: first.number,
      people: 2,
    });
    expect(problem?.title).toMatch(/^Яма/u);
    const [, pair] = problem!.memberList;
    expect(pair?.reason).toMatchObject({ besideNumber: first.number, metres: 34, hours: 3 });
    expect(pair?.reason?.words).toContainEqual({ first: 'яма', second: 'яма' });
    expect((await list()).rows.map(({ id }) => id)).toContain(problem!.id);
    expect(problem!.days.at(-1)).toBe(2);
    expect(problem!.growth.hours.at(-1)).toMatchObject({ count: 1 });
    // A proposal changes nothing: both wait in the queue as before.
    expect(await inboxNumbers()).toEqual(expect.arrayContaining([first.number, second.number]));
  });

  test('not what is of another place or another matter', async () => {
    const place = nextSpot();
    await tell(place);
    const far = await tell({ ...place, lon: place.lon + 0.01 });
    const other = await tell(place, 'Стая собак бросается на людей', { factId: 'safety.animals.stray' });
    expect(await problemWith(far.number)).toBeNull();
    expect(await problemWith(other.number)).toBeNull();
  });

  test('the third one to the problem there is; a «нет» is never asked again', async () => {
    const place = nextSpot();
    const [first, second, third] = [
      await tell(place),
      await tell(place, words[1]),
      await tell(place, words[2]),
    ];
    const problem = (await problemWith(third.number))!;
    expect(problem.memberList).toHaveLength(3);
    const decided = await server.call(
      contract.decideMembers,
      {
        params: { id: problem.id },
        body: { version: problem.version, yes: [first.card.id, second.card.id], no: [third.card.id] },
      },
      operator,
    );
    expect(decided).toMatchObject({ state: 'open', members: 2, proposed: 0 });
    await server.app.pool.query('INSERT INTO cases.unread (case_id) VALUES ($1)', [third.card.id]);
    await server.app.pool.query('UPDATE cases.case_file SET suggestion = NULL WHERE id = $1', [
      third.card.id,
    ]);
    const { followUpJob } = await import('../cases/index.ts');
    await asSystem(server, async (ctx) => ctx.enqueue(followUpJob, {}));
    await server.drain();
    expect(await problemWith(third.number)).toBeNull();
  });

  test('a member merged meanwhile leaves the proposal and holds up nobody’s «да»', async () => {
    const place = nextSpot();
    const [first, gone, third] = [
      await tell(place),
      await tell(place, words[1]),
      await tell(place, words[2]),
    ];
    const { id, version } = (await problemWith(third.number))!;
    const { card } = gone;
    await server.call(
      mergeCase,
      { params: { id: card.id }, body: { version: card.version, into: third.card.id } },
      operator,
    );
    const yes = [first.card.id, card.id, third.card.id];
    const input = { params: { id }, body: { version, yes, no: [] } };
    const opened = await server.call(contract.decideMembers, input, operator);
    expect(opened).toMatchObject({ state: 'open', members: 2, proposed: 0 });
    expect(opened.memberList.map(({ number }) => number)).not.toContain(gone.number);
  });

  test('a «нет» to all declines the proposal', async () => {
    const place = nextSpot();
    const [first, second] = [await tell(place), await tell(place, words[1])];
    const problem = (await problemWith(first.number))!;
    const body = { version: problem.version, yes: [], no: [first.card.id, second.card.id] };
    const declined = await server.call(
      contract.decideMembers,
      { params: { id: problem.id }, body },
      operator,
    );
    expect(declined.state).toBe('declined');
    expect(
      (await server.fail(contract.decideMembers, { params: { id: problem.id }, body }, operator)).code,
    ).toBe('lib.changed-meanwhile');
  });
});

describe('a person joins', () => {
  test('cases to a problem, and another to it later; only the main one stays in the queue', async () => {
    const place = nextSpot();
    const far = { ...place, lon: place.lon + 0.02 };
    const [first, second, third] = [
      await tell(place),
      await tell(far),
      await tell({ ...far, lat: far.lat + 0.01 }),
    ];
    const figureOf = async () => (await server.call(countInbox, {}, operator)).views.new ?? 0;
    const alone = await figureOf();
    const problem = await join(first, second);
    expect(problem).toMatchObject({ state: 'open', members: 2, leadNumber: first.number });
    // The figure of the inbox leaves out what follows another case, as its list does.
    expect(await figureOf()).toBe(alone - 1);
    const queue = await inboxNumbers();
    expect(queue).toContain(first.number);
    expect(queue).not.toContain(second.number);
    const extended = await join(second, third);
    expect(extended).toMatchObject({ id: problem.id, members: 3, leadNumber: first.number });
    const elsewhere = await join(await tell(nextSpot()), await tell(nextSpot()));
    const refusal = await server.fail(
      contract.createProblem,
      { body: { leadId: first.card.id, caseIds: [elsewhere.memberList[0]!.id] } },
      operator,
    );
    expect(refusal.code).toBe('lib.conflict');
  });

  test('the main case is sorted and its parts with it, each with its own term; one undo takes all back', async () => {
    const place = nextSpot();
    const first = await tell(place);
    server.setNow('2026-11-25T09:00:00Z');
    const second = await tell(place, words[1]);
    await join(first, second);
    const lead = await readCard(server, first.number, operator);
    const { undoToken } = await server.call(
      triageCase,
      { params: { id: lead.id }, body: { version: lead.version } },
      operator,
    );
    const [one, other] = [await stateOf(first.number), await stateOf(second.number)];
    expect(other).toMatchObject({
      status: 'assigned',
      fact_id: pothole,
      executor_unit_id: one.executor_unit_id,
    });
    expect(other.due_at.getTime()).toBeGreaterThan(one.due_at.getTime());
    const undone = await server.call(undoDecision, { body: { undoToken: undoToken! } }, operator);
    expect(undone).toMatchObject({ undone: 2, kept: 0 });
    expect(await stateOf(second.number)).toMatchObject({ status: 'moderation', executor_unit_id: null });
  });
});

async function openProblem() {
  const place = nextSpot();
  const members = [await tell(place), await tell(place, words[1]), await tell(place, words[2])] as const;
  const before = new Map(
    await Promise.all(
      members.map(
        async ({ number }) =>
          [number, { state: await stateOf(number), clocks: await clocksOf(number) }] as const,
      ),
    ),
  );
  const problem = await join(...members);
  const lead = await readCard(server, members[0].number, operator);
  server.setNow('2026-11-24T10:00:00Z');
  await server.call(triageCase, { params: { id: lead.id }, body: { version: lead.version } }, operator);
  return { members, problem: (await problemWith(members[0].number))!, before, id: problem.id };
}

const answerAll = (problem: { id: string; version: number }, cookie = executor) =>
  server.call(
    contract.answerProblem,
    {
      params: { id: problem.id },
      body: {
        version: problem.version,
        text: 'Здравствуйте! Яму по сообщению № {номер} засыпали 24.11.2026 асфальтом, работы приняты.',
        outcome: 'solved',
      },
    },
    cookie,
  );

describe('one answer for all', () => {
  test('goes to each through the usual approval, with its own number; each resident rates their own', async () => {
    const { problem, members } = await openProblem();
    server.setNow('2026-11-24T11:00:00Z');
    const answered = await answerAll(problem);
    expect(answered).toMatchObject({ sent: 3, refused: [], state: 'answering' });
    const { groups } = await server.call(listEqual, {}, approver);
    const group = groups.find(({ items }) => items.some(({ number }) => number === members[0].number))!;
    expect(group.items).toHaveLength(3);
    for (const { number, body } of group.items) expect(body).toContain(`№ ${number}`);
    const items = group.items.map(({ id, answerId, version }) => ({ id, answerId, version }));
    await server.call(approveEqual, { body: { items, preview: false } }, approver);
    await server.drain();
    expect((await problemWith(members[0].number))?.state).toBe('answered');
    const letters = await server.app.pool.query(
      "SELECT subject FROM outbox.letter WHERE purpose = 'case-answered' AND case_id = ANY($1::uuid[]) ORDER BY subject",
      [members.map(({ card }) => card.id)],
    );
    expect(letters.rows.map(({ subject }) => subject)).toEqual(
      members.map(({ number }) => `Ответ на сообщение № ${number}`).toSorted(),
    );
    const [, second] = members;
    await server.call(rateMessage, {
      params: { number: second.number },
      query: { k: second.trackToken },
      body: { resolved: 'no', score: 2, comment: 'Яма снова открылась' },
    });
    await server.drain();
    const after = (await problemWith(second.number))!;
    expect(after.memberList.map(({ number, rating }) => [number, rating])).toContainEqual([second.number, 2]);
    expect(after.memberList.find(({ number }) => number === members[0].number)?.rating).toBeNull();
    expect(after.state).toBe('open');
  });

  test('a case that still waits for a part is named and left as it was; the rest go on', async () => {
    const { problem, members } = await openProblem();
    const { number } = members[1];
    const { id, version } = await readCard(server, number, executor);
    const unitId = await makeUnit(server, 'Горэлектросеть', 'energy');
    const body = { version, unitId, task: 'Отключить свет', dueOn: '2026-11-24' };
    await server.call(askPart, { params: { id }, body }, executor);
    const answered = await answerAll(problem);
    expect(answered.refused.map((one) => one.number)).toEqual([number]);
    expect(answered.sent).toBe(2);
    expect(await readCard(server, number, executor)).toMatchObject({ status: 'assigned', answers: [] });
  });

  test('is refused to who may not answer, and while nothing is in work', async () => {
    const { id, version } = await join(await tell(nextSpot()), await tell(nextSpot()));
    const input = { params: { id }, body: { version, text: 'Ответ', outcome: 'solved' as const } };
    expect((await server.fail(contract.answerProblem, input, operator)).status).toBe(403);
    expect((await server.fail(contract.answerProblem, input, executor)).status).toBe(404);
  });
});

describe('a stranger', () => {
  test('finds a problem of another block nowhere, and cannot join a foreign case to it', async () => {
    const problem = await join(await tell(nextSpot()), await tell(nextSpot()));
    const waste = await signInAs(server, 'operator', { slug: 'waste-only', blocks: ['waste'] });
    const params = { id: problem.id };
    const { version } = problem;
    const listed = await server.call(contract.listProblems, { query: { view: 'open' } }, waste);
    expect(listed.rows.map(({ id }) => id)).not.toContain(problem.id);
    const replies = await Promise.all([
      server.fail(contract.getProblem, { params }, waste),
      server.fail(contract.decideMembers, { params, body: { version, yes: [], no: [] } }, waste),
      server.fail(contract.renameProblem, { params, body: { version, title: 'Чужая' } }, waste),
      server.fail(contract.takeOut, { params, body: { version, caseIds: [] } }, waste),
      server.fail(
        contract.createProblem,
        { body: { leadId: problem.memberList[0]!.id, caseIds: [problem.memberList[1]!.id] } },
        waste,
      ),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
  });
});

describe('taken out', () => {
  test('one case is as it was before: state, topic, clocks, queue, its own draft; the answer that had not gone is withdrawn', async () => {
    const { problem, members, before } = await openProblem();
    server.setNow('2026-11-24T11:00:00Z');
    await answerAll(problem);
    const [, second] = members;
    const current = (await problemWith(second.number))!;
    server.setNow('2026-11-24T12:00:00Z');
    const left = await server.call(
      contract.takeOut,
      { params: { id: current.id }, body: { version: current.version, caseIds: [second.card.id] } },
      operator,
    );
    expect(left).toMatchObject({ members: 2, kept: [] });
    expect(await stateOf(second.number)).toEqual(before.get(second.number)!.state);
    expect(await clocksOf(second.number)).toEqual(before.get(second.number)!.clocks);
    expect(await inboxNumbers()).toContain(second.number);
    const card = await readCard(server, second.number, operator);
    expect(card.answers.at(-1)).toMatchObject({ state: 'returned' });
    expect(await problemWith(second.number)).toBeNull();
    expect((await stateOf(members[2].number)).status).toBe('review');
  });

  test('the whole problem: all parts are as they were', async () => {
    const { problem, members, before } = await openProblem();
    server.setNow('2026-11-24T12:00:00Z');
    const gone = await server.call(
      contract.takeOut,
      { params: { id: problem.id }, body: { version: problem.version, caseIds: [] } },
      operator,
    );
    expect(gone.state).toBe('dissolved');
    for (const { number } of members.slice(1)) {
      expect(await stateOf(number)).toEqual(before.get(number)!.state);
      expect(await clocksOf(number)).toEqual(before.get(number)!.clocks);
    }
  });

  test('what a person did to a case alone stays, and is said', async () => {
    const { problem, members } = await openProblem();
    const third = await readCard(server, members[2].number, operator);
    await server.call(
      draftAnswer,
      {
        params: { id: third.id },
        body: { version: third.version, text: 'Свой ответ', outcome: 'solved', submit: false },
      },
      executor,
    );
    const left = await server.call(
      contract.takeOut,
      { params: { id: problem.id }, body: { version: problem.version, caseIds: [third.id] } },
      operator,
    );
    expect(left.kept).toEqual([third.number]);
    expect((await stateOf(third.number)).status).toBe('answer_draft');
  });
});
