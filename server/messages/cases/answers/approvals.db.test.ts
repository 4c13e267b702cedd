import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  decideAnswer,
  draftAnswer,
  listApprovals,
} from '../../../../shared/contract/messages/cases-answers.ts';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { triageCase } from '../../../../shared/contract/messages/cases-triage.ts';
import { makeUnit, readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { findFact } from '../../../base/taxonomy/index.ts';

let server: TestServer;
let operator: string;
let executor: string;
let reviewer: string;
let approver: string;

const pothole = 'roads.pavement.pothole';
const text =
  'Здравствуйте! Яму заделали литым асфальтом 25.11.2026, площадь 4 м². Фото до и после приложены. Шов проверим 01.12.2026, сообщение № ';

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  operator = await signInAs(server, 'operator');
  const roads = await makeUnit(server, 'Управление дорог', findFact(pothole)!.executorKind, {
    email: 'roads@example.ru',
  });
  executor = await signInAs(server, 'executor', { unitId: roads });
  reviewer = await signInAs(server, 'reviewer');
  approver = await signInAs(server, 'approver');
});
afterAll(() => server.close());
beforeEach(() => server.setNow('2026-11-24T09:00:00Z'));

async function assignedCase(more = {}) {
  const sent = await submitCase(server, more);
  const card = await readCard(server, sent.number, operator);
  await server.call(triageCase, { params: { id: card.id }, body: { version: card.version } }, operator);
  return { sent, card: await readCard(server, sent.number, operator) };
}

interface Written {
  text?: string;
  outcome?: 'solved' | 'planned' | 'explained';
  promisedOn?: string;
  submit?: boolean;
}
const answerBody = (card: CaseCard, more: Written = {}) => ({
  version: card.version,
  text: text + card.number,
  outcome: 'solved' as const,
  submit: true,
  ...more,
});
const write = (card: CaseCard, more: Written = {}, cookie = executor) =>
  server.call(draftAnswer, { params: { id: card.id }, body: answerBody(card, more) }, cookie);

interface Decision {
  decision: 'agree' | 'approve' | 'return';
  reason?: string;
  text?: string;
}
const decisionOf = (card: CaseCard, decision: Decision) => ({
  params: { id: card.id, answerId: card.answers.at(-1)!.id },
  body: { version: card.version, ...decision },
});
const decide = (card: CaseCard, decision: Decision, cookie = approver) =>
  server.call(decideAnswer, decisionOf(card, decision), cookie);

describe('the queue of approvals', () => {
  test('shows a reviewer what waits for review, an approver everything, oldest first, page by page', async () => {
    const first = await write((await assignedCase()).card);
    server.setNow('2026-11-24T09:05:00Z');
    const second = await write((await assignedCase()).card);
    await decide(first, { decision: 'agree' }, reviewer);
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
    const seen = await numbers(approver);
    expect(seen.indexOf(first.number)).toBeLessThan(seen.indexOf(second.number));
    expect(new Set(seen).size).toBe(seen.length);
    expect(await numbers(reviewer)).not.toContain(first.number);
    expect((await server.call(listApprovals, {}, approver)).total).toBe(seen.length);
  });

  test('keeps what came back and what went out, newest first, with the names of who decided', async () => {
    const list = async (name: 'waiting' | 'returned' | 'approved', cookie = approver) =>
      (await server.call(listApprovals, { query: { list: name, limit: 2 } }, cookie)).items;
    const back = await decide(await write((await assignedCase()).card), {
      decision: 'return',
      reason: 'Назовите дату',
    });
    server.setNow('2026-11-24T10:00:00Z');
    const agreed = await decide(await write((await assignedCase()).card), { decision: 'agree' }, reviewer);
    const waiting = (await server.call(listApprovals, { query: { limit: 200 } }, approver)).items;
    const reviewer1 = waiting.find(({ number }) => number === agreed.number)?.reviewed;
    expect(reviewer1).toEqual({ name: expect.stringMatching(/./u), at: '2026-11-24T10:00:00.000Z' });
    server.setNow('2026-11-24T10:05:00Z');
    const out = await decide(agreed, { decision: 'approve' });
    const [returned] = await list('returned');
    expect(returned).toMatchObject({ number: back.number, stage: 'returned', can: [] });
    expect(returned?.answer.returnReason).toBe('Назовите дату');
    const [released] = await list('approved');
    expect(released).toMatchObject({ number: out.number, stage: 'released', can: [], reviewed: reviewer1 });
    expect(released?.answer.decidedByName).toMatch(/./u);
    // Taken up again, the returned version leaves the list; its reader sees only their own blocks.
    await write(back);
    expect((await list('returned')).map(({ number }) => number)).not.toContain(back.number);
    const stranger = await signInAs(server, 'approver', { slug: 'far', blocks: ['health'] });
    expect(await list('approved', stranger)).toEqual([]);
    server.setNow('2026-11-24T09:05:00Z');
  });

  test('shows what an answer lacks and whom it copies, and blocks nothing', async () => {
    const { card: former } = await assignedCase();
    await decide(await write(former), { decision: 'approve' });
    const { card } = await assignedCase();
    const waiting = await write(card, { text: text + former.number });
    const { items } = await server.call(listApprovals, { query: { limit: 200 } }, approver);
    const item = items.find(({ number }) => number === card.number)!;
    const failed = item.checks.filter(({ ok }) => !ok).map(({ id }) => id);
    expect(failed).toEqual(['responsible', 'place', 'fact', 'likeness', 'photo']);
    expect(item.checks.find(({ id }) => id === 'likeness')?.hint).toMatch(/Похоже на отписку — 1,00/);
    expect(item.repeats).toMatchObject({ isBrushOff: true, likeness: 1 });
    expect(item).toMatchObject({ stage: 'review', can: ['agree', 'approve', 'return'], question: card.text });
    expect((await decide(waiting, { decision: 'approve' })).status).toBe('answered');
  });
});
