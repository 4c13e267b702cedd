import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getMatrix, type Measure } from '../../../shared/contract/heatmap/heatmap.ts';
import { decideAnswer, draftAnswer, undoApproval } from '../../../shared/contract/messages/cases-answers.ts';
import { rateMessage } from '../../../shared/contract/messages/cases-portal.ts';
import { mergeCase, rejectCase, unmergeCase } from '../../../shared/contract/messages/cases-triage.ts';
import { cellsOfDay, keyOfCell } from '../../../tests/support/figures/cells-of-day.ts';
import { replayFlow, replayStock } from '../../../tests/support/figures/replay.ts';
import { importTable } from '../../../tests/support/imports.ts';
import { type Crew, makeCrew, sortMessage } from '../../../tests/support/loop.ts';
import { readCard, submitCase } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { checkFigures } from './check/check.ts';
import { currentCube, dropFigures, refill } from './feed/figures.ts';

/** A week of a town of five messages, played through the requests people make, and told anew from what was written of it. */

let server: TestServer;
let crew: Crew;
let head: string;

const days = { from: '2026-11-22', to: '2027-01-24' };
const NOW = '2027-01-25T09:00:00Z';

const read = (number: string) => readCard(server, number, crew.operator);

async function propose(number: string) {
  const { id, version } = await sortMessage(server, crew, number);
  const text = `Яму заделали литым асфальтом, площадь 4 м². Сообщение № ${number}.`;
  return server.call(draftAnswer, { params: { id }, body: { version, text, outcome: 'solved', submit: true } }, crew.executor);
}

const approve = (card: { id: string; version: number; answers: { id: string }[] }) =>
  server.call(
    decideAnswer,
    {
      params: { id: card.id, answerId: card.answers.at(-1)!.id },
      body: { version: card.version, decision: 'approve' },
    },
    crew.approver,
  );

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  crew = await makeCrew(server);
  head = await signInAs(server, 'head');
  // The last seconds of a day of the city.
  server.setNow('2026-11-24T18:59:58Z');
  const answered = await submitCase(server);
  const joined = await submitCase(server, { phone: '+79120000031' });
  const kept = await submitCase(server, { phone: '+79120000032' });
  server.setNow('2026-11-24T19:00:00Z');
  const refused = await submitCase(server, { phone: '+79120000033' });
  const lost = await submitCase(server, { phone: '+79120000034' });

  server.setNow('2026-11-25T07:00:00Z');
  const keptCard = await read(kept.number);
  const joinedCard = await read(joined.number);
  await server.call(mergeCase, { params: { id: joinedCard.id }, body: { version: joinedCard.version, into: keptCard.id } }, crew.operator);
  const refusal = await read(refused.number);
  await server.call(
    rejectCase,
    { params: { id: refusal.id }, body: { version: refusal.version, ground: 'spam' } },
    crew.operator,
  );
  const card = await propose(answered.number);
  // Approved before midnight, taken back after it.
  server.setNow('2026-11-25T18:59:57Z');
  const approved = await approve(card);
  server.setNow('2026-11-25T19:00:02Z');
  await server.call(undoApproval, { body: { undoToken: approved.undoToken! } }, crew.approver);

  server.setNow('2026-11-27T07:00:00Z');
  await approve(await read(answered.number));
  const back = await read(joined.number);
  await server.call(unmergeCase, { params: { id: back.id }, body: { version: back.version } }, crew.operator);

  server.setNow('2026-11-28T07:00:00Z');
  await server.call(rateMessage, {
    params: { number: answered.number },
    query: { k: answered.trackToken },
    body: { score: 1, resolved: 'no', comment: 'Яма на месте' },
  });
  // Of two that came together one is joined for good once its term is broken.
  server.setNow('2027-01-12T07:00:00Z');
  const lostCard = await read(lost.number);
  const into = await read(joined.number);
  await server.call(mergeCase, { params: { id: lostCard.id }, body: { version: lostCard.version, into: into.id } }, crew.operator);
  // What came to a journal of paper long ago is entered now.
  server.setNow('2027-01-20T07:00:00Z');
  await importTable(server, await signInAs(server, 'admin'), 'Номер;Дата поступления;Текст\nП-1;22.11.2026 10:00;Во дворе не горит фонарь\n');
  server.setNow(NOW);
});
afterAll(() => server.close());

const cube = async () => (await currentCube(server.app.services))!;
const total = async (measure: Measure, day: string): Promise<number> =>
  (await server.call(getMatrix, { query: { from: day, to: day, measure } }, head)).total.total.count;

const everyDay = (): string[] => {
  const list: string[] = [];
  for (let at = Date.parse(days.from); at <= Date.parse(days.to); at += 86_400_000)
    list.push(new Date(at).toISOString().slice(0, 10));
  return list;
};

describe('how many were open and late at the end of a day', () => {
  test('is what the timeline tells: a night, a refusal, a merge and its end, a return, a late entry', async () => {
    const open = async (day: string) => total('open', day);
    expect(await open('2026-11-23')).toBe(await open('2026-11-22'));
    const entered = await open('2026-11-23');
    // Three before midnight, two after it.
    expect(await open('2026-11-24')).toBe(entered + 3);
    // The refused and the joined one rest; the approval that was taken back was none.
    expect(await open('2026-11-25')).toBe(entered + 3);
    expect(await open('2026-11-26')).toBe(entered + 3);
    // Answered; the joined one is on its own again.
    expect(await open('2026-11-27')).toBe(entered + 3);
    expect(await open('2026-11-28')).toBe(entered + 4);
    expect(await total('overdue', '2026-12-01')).toBe(0);
    expect(await total('overdue', '2027-01-11')).toBeGreaterThan(2);
  });

  test('and of every district × block × channel × executor, and what happened on each day', async () => {
    const stock = Map.groupBy(await replayStock(server.app.pool, days), ({ day }) => day);
    const flow = Map.groupBy(await replayFlow(server.app.pool, days), ({ day }) => day);
    const now = new Date(NOW);
    let cells = 0;
    const compare = (held: Map<string, number>, told: [string, number][], words: string) => {
      const wanted = new Map(told.filter(([, value]) => value > 0));
      cells += wanted.size;
      expect(Object.fromEntries(held), words).toEqual(Object.fromEntries(wanted));
    };
    for (const day of everyDay()) {
      for (const measure of ['open', 'overdue'] as const)
        compare(
          cellsOfDay(await cube(), measure, day, now),
          (stock.get(day) ?? []).map((one) => [keyOfCell(one), one[measure]]),
          `${measure} ${day}`,
        );
      for (const measure of ['received', 'given', 'settled', 'returned'] as const)
        compare(
          cellsOfDay(await cube(), measure, day, now),
          (flow.get(day) ?? []).map((one) => [keyOfCell(one), one[measure]]),
          `${measure} ${day}`,
        );
    }
    expect(cells).toBeGreaterThan(150);
    expect((await checkFigures(server.app.services))!.difference).toBeNull();
  });

  test('and the same when it is read anew, and where the database counts', async () => {
    const everything = async () => {
      const told: number[] = [];
      for (const day of ['2026-11-24', '2026-11-25', '2026-11-28', '2027-01-13', '2027-01-25'])
        for (const measure of ['open', 'overdue', 'answered', 'returned'] as const) told.push(await total(measure, day));
      return told;
    };
    const followed = await everything();
    await server.app.pool.query('DELETE FROM heatmap.checkpoint');
    await refill(server.app.services);
    expect(await everything()).toEqual(followed);
    dropFigures(server.app.services);
    expect(await everything()).toEqual(followed);
    await refill(server.app.services);
  });

  test('what is told from the timeline alone is what was kept as it happened', async () => {
    const kept = () =>
      server.app.pool
        .query("SELECT number, rested_at, (SELECT jsonb_agg(rest - 'late' - 'rating' - 'outcome') FROM jsonb_array_elements(rests) AS rest) AS rests FROM cases.case_file ORDER BY number")
        .then(({ rows }) => rows);
    const before = await kept();
    await server.app.pool.query('SELECT cases.derive_rests()');
    expect(await kept()).toEqual(before);
    expect(before.filter(({ rests }) => rests !== null).length).toBeGreaterThan(1);
  });
});
