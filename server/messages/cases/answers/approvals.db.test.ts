import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listApprovals } from '../../../../shared/contract/messages/cases-answers.ts';
import { type AnswerDesk, answerText, makeAnswerDesk } from '../../../../tests/support/answer-desk.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';

let server: TestServer;
let desk: AnswerDesk;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  desk = await makeAnswerDesk(server);
});
afterAll(() => server.close());
beforeEach(() => server.setNow('2026-11-24T09:00:00Z'));

describe('the queue of approvals', () => {
  test('shows a desk.reviewer what waits for review, an desk.approver everything, oldest first, page by page', async () => {
    const first = await desk.write((await desk.assignedCase()).card);
    server.setNow('2026-11-24T09:05:00Z');
    const second = await desk.write((await desk.assignedCase()).card);
    await desk.decide(first, { decision: 'agree' }, desk.reviewer);
    const numbers = async (cookie: string) => {
      const found: string[] = [];
      let cursor: string | null = null;
      do {
        const page: { items: { number: string }[]; next: string | null } = await server.call(
          listApprovals,
          { query: { limit: 1, ...(cursor !== null && { cursor }) } },
          cookie,
        );
        found.push(...page.items.map(({ number }) => number));
        cursor = page.next;
      } while (cursor);
      return found;
    };
    const seen = await numbers(desk.approver);
    expect(seen.indexOf(first.number)).toBeLessThan(seen.indexOf(second.number));
    expect(new Set(seen).size).toBe(seen.length);
    expect(await numbers(desk.reviewer)).not.toContain(first.number);
    expect((await server.call(listApprovals, {}, desk.approver)).total).toBe(seen.length);
  });

  test('keeps what came back and what went out, newest first, with the names of who decided', async () => {
    const list = async (name: 'waiting' | 'returned' | 'approved', cookie = desk.approver) =>
      (await server.call(listApprovals, { query: { list: name, limit: 2 } }, cookie)).items;
    const back = await desk.decide(await desk.write((await desk.assignedCase()).card), {
      decision: 'return',
      reason: 'Назовите дату',
    });
    server.setNow('2026-11-24T10:00:00Z');
    const agreed = await desk.decide(
      await desk.write((await desk.assignedCase()).card),
      { decision: 'agree' },
      desk.reviewer,
    );
    const waiting = (await server.call(listApprovals, { query: { limit: 200 } }, desk.approver)).items;
    const reviewer1 = waiting.find(({ number }) => number === agreed.number)?.reviewed;
    expect(reviewer1).toEqual({ name: expect.stringMatching(/./u), at: '2026-11-24T10:00:00.000Z' });
    server.setNow('2026-11-24T10:05:00Z');
    const out = await desk.decide(agreed, { decision: 'approve' });
    const [returned] = await list('returned');
    expect(returned).toMatchObject({ number: back.number, stage: 'returned', can: [] });
    expect(returned?.answer.returnReason).toBe('Назовите дату');
    const [released] = await list('approved');
    expect(released).toMatchObject({ number: out.number, stage: 'released', can: [], reviewed: reviewer1 });
    expect(released?.answer.decidedByName).toMatch(/./u);
    // Taken up again, the returned version leaves the list; its reader sees only their own blocks.
    await desk.write(back);
    expect((await list('returned')).map(({ number }) => number)).not.toContain(back.number);
    const stranger = await signInAs(server, 'approver', { slug: 'far', blocks: ['health'] });
    expect(await list('approved', stranger)).toEqual([]);
    server.setNow('2026-11-24T09:05:00Z');
  });

  test('shows what an answer lacks and whom it copies, and blocks nothing', async () => {
    const { card: former } = await desk.assignedCase();
    await desk.decide(await desk.write(former), { decision: 'approve' });
    const { card } = await desk.assignedCase();
    const waiting = await desk.write(card, { text: answerText + former.number });
    const { items } = await server.call(listApprovals, { query: { limit: 200 } }, desk.approver);
    const item = items.find(({ number }) => number === card.number)!;
    const failed = item.checks.filter(({ ok }) => !ok).map(({ id }) => id);
    expect(failed).toEqual(['responsible', 'place', 'fact', 'likeness', 'photo']);
    expect(item.checks.find(({ id }) => id === 'likeness')?.hint).toMatch(/Похоже на отписку — 1,00/);
    expect(item.repeats).toMatchObject({ isBrushOff: true, likeness: 1 });
    expect(item).toMatchObject({ stage: 'review', can: ['agree', 'approve', 'return'], question: card.text });
    expect((await desk.decide(waiting, { decision: 'approve' })).status).toBe('answered');
  });
});
