import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  approveEqual,
  decideAnswer,
  draftAnswer,
  listApprovals,
  listEqual,
  undoApproval,
} from '../../../../shared/contract/messages/cases-answers.ts';
import { countInbox } from '../../../../shared/contract/messages/cases-list.ts';
import { getMessage, rateMessage } from '../../../../shared/contract/messages/cases-portal.ts';
import { undoDecision } from '../../../../shared/contract/messages/cases-triage.ts';
import { type Crew, makeCrew, sortMessage } from '../../../../tests/support/loop.ts';
import { readCard, storedCase, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';

const START = '2026-11-24T09:00:00Z';
let server: TestServer;
let crew: Crew;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow(START);
  crew = await makeCrew(server);
});
afterAll(() => server.close());

const read = (number: string) => readCard(server, number, crew.approver);
const letters = async (caseId: string) =>
  server.app.services.database
    .selectFrom('outbox.letter')
    .select(['state', 'not_before'])
    .where('case_id', '=', caseId)
    .where('purpose', '=', 'case-answered')
    .execute();

type Outcome = { outcome: 'solved' | 'planned'; promisedOn?: string };

/** A message whose answer waits for a decision since a day after it came. */
async function waiting(more: Outcome = { outcome: 'solved' }) {
  server.setNow(START);
  const sent = await submitCase(server);
  const { id, version } = await sortMessage(server, crew, sent.number);
  server.setNow('2026-11-25T09:00:00Z');
  const text = `Яму заделали литым асфальтом 25.11.2026. Сообщение № ${sent.number}.`;
  const body = { version, text, submit: true, ...more };
  const card = await server.call(draftAnswer, { params: { id }, body }, crew.executor);
  server.setNow('2026-11-25T10:00:00Z');
  return { ...sent, card, before: await storedCase(server, sent.number) };
}

const approve = ({ card }: Pick<Awaited<ReturnType<typeof waiting>>, 'card'>, text?: string) =>
  server.call(
    decideAnswer,
    {
      params: { id: card.id, answerId: card.answers.at(-1)!.id },
      body: { version: card.version, decision: 'approve', ...(text && { text }) },
    },
    crew.approver,
  );
const takeBack = (undoToken: string | null) =>
  server.call(undoApproval, { body: { undoToken: undoToken! } }, crew.approver);

describe('an approval taken back before the letters go', () => {
  test('leaves everything as it was; the resident reads of nothing', async () => {
    const one = await waiting();
    const approved = await approve(one);
    expect(approved.status).toBe('answered');
    server.setNow('2026-11-25T10:00:05Z');
    expect(await takeBack(approved.undoToken)).toEqual({ undone: 1, kept: 0, number: one.number });
    const card = await read(one.number);
    expect(card).toMatchObject({ status: 'review', outcome: null });
    expect(card.answers).toMatchObject([{ state: 'review', decidedAt: null }]);
    expect(await storedCase(server, one.number)).toEqual(one.before);
    expect((await letters(card.id)).map(({ state }) => state)).toEqual(['dropped']);
    const page = await server.call(getMessage, {
      params: { number: one.number },
      query: { k: one.trackToken },
    });
    expect(page.answers).toEqual([]);
    expect(page.timeline.map(({ text }) => text ?? '').join()).not.toMatch(/Ответ дан|отменено/u);
    const queue = await server.call(listApprovals, { query: {} }, crew.approver);
    expect(queue.items.map(({ number }) => number)).toContain(one.number);
    // It may be let out again, and then a letter goes.
    await approve({ card });
    expect((await letters(card.id)).map(({ state }) => state).sort()).toEqual(['dropped', 'queued']);
  });

  test('a promise is taken back with its clock and its line in the ledger', async () => {
    const one = await waiting({ outcome: 'planned', promisedOn: '2026-12-20' });
    const approved = await approve(one);
    expect(approved.status).toBe('deferred');
    await takeBack(approved.undoToken);
    expect(await storedCase(server, one.number)).toEqual(one.before);
    const promises = await server.app.pool.query('SELECT FROM cases.promise WHERE case_id = $1', [
      one.card.id,
    ]);
    expect(promises.rowCount).toBe(0);
  });

  test('an edit of the approver stays in the history, the executor’s words wait again', async () => {
    const one = await waiting();
    const edited = `Яму заделали 25.11.2026, гарантия два года. Сообщение № ${one.number}.`;
    const approved = await approve(one, edited);
    await takeBack(approved.undoToken);
    const card = await read(one.number);
    expect(card.answers.map(({ state }) => state)).toEqual(['returned', 'returned', 'review']);
    expect(card.answers[1]!.body).toBe(edited);
    expect(card.answers[2]).toMatchObject({
      body: one.card.answers[0]!.body,
      authorName: one.card.answers[0]!.authorName,
    });
    // Not the approver's own words: they may approve them.
    expect((await approve({ card })).status).toBe('answered');
  });

  test('several at once, of which one was touched: the rest comes back', async () => {
    const [first, second] = [await waiting(), await waiting()];
    const { groups } = await server.call(listEqual, {}, crew.approver);
    const items = groups[0]!.items.filter(({ id }) => [first.card.id, second.card.id].includes(id));
    expect(items).toHaveLength(2);
    const { undoToken } = await server.call(approveEqual, { body: { items, preview: false } }, crew.approver);
    await server.call(rateMessage, {
      params: { number: first.number },
      query: { k: first.trackToken },
      body: { score: 5, resolved: 'yes' },
    });
    expect(await takeBack(undoToken)).toMatchObject({ undone: 1, kept: 1 });
    expect((await read(first.number)).status).toBe('closed');
    expect((await read(second.number)).status).toBe('review');
  });
});

describe('an approval is not taken back', () => {
  test('when its letter has gone; until then it waits ten seconds', async () => {
    const one = await waiting();
    const { undoToken } = await approve(one);
    await server.drain();
    expect(await letters(one.card.id)).toEqual([
      { state: 'queued', not_before: new Date('2026-11-25T10:00:10Z') },
    ]);
    const planned = async () =>
      (await server.app.pool.query(
        'SELECT planned_at FROM outbox.letter WHERE case_id = $1 AND purpose = $2',
        [one.card.id, 'case-answered'],
      )) as { rows: { planned_at: Date | null }[] };
    expect((await planned()).rows[0]!.planned_at).toBeNull();
    server.setNow('2026-11-25T10:00:11Z');
    await server.app.pool.query("SELECT graphile_worker.add_job('outbox.deliver', '{}')");
    await server.drain();
    expect((await planned()).rows[0]!.planned_at).not.toBeNull();
    const refused = await server.fail(undoApproval, { body: { undoToken: undoToken! } }, crew.approver);
    expect(refused.detail).toContain('Ответ уже ушёл жителю');
    expect((await read(one.number)).status).toBe('answered');
  });

  test('by another person, twice, through the door of triage, after a minute', async () => {
    const one = await waiting();
    const { undoToken } = await approve(one);
    const body = { undoToken: undoToken! };
    const chair = await signInAs(server, 'chair');
    expect((await server.fail(undoApproval, { body }, chair)).code).toBe('lib.not-found');
    expect((await server.fail(undoDecision, { body }, chair)).code).toBe('lib.not-found');
    await takeBack(undoToken);
    expect((await server.fail(undoApproval, { body }, crew.approver)).code).toBe('lib.not-found');
    const later = await approve({ card: await read(one.number) });
    server.setNow('2026-11-25T10:01:30Z');
    const late = { undoToken: later.undoToken! };
    expect((await server.fail(undoApproval, { body: late }, crew.approver)).code).toBe('lib.not-found');
  });

  test('nor counted among the messages sorted', async () => {
    const chair = await signInAs(server, 'chair');
    const before = await server.call(countInbox, {}, chair);
    const one = await waiting();
    const answerId = one.card.answers.at(-1)!.id;
    const body = { version: one.card.version, decision: 'approve' } as const;
    await server.call(decideAnswer, { params: { id: one.card.id, answerId }, body }, chair);
    expect((await server.call(countInbox, {}, chair)).decidedToday).toBe(before.decidedToday);
  });
});
