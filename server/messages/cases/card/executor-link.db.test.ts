import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createExecutorLink,
  decideAnswer,
  revokeExecutorLink,
} from '../../../../shared/contract/messages/cases-answers.ts';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import {
  getExecutorPage,
  refuseExecution,
  sendExecutorAnswer,
} from '../../../../shared/contract/messages/cases-executor.ts';
import { rateMessage } from '../../../../shared/contract/messages/cases-portal.ts';
import { triageCase } from '../../../../shared/contract/messages/cases-triage.ts';
import { makeUnit, readCard, readLinkToken, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { findFact } from '../../../base/taxonomy/index.ts';

let server: TestServer;
let operator: string;
let approver: string;

const pothole = 'roads.pavement.pothole';
const text =
  'Здравствуйте! Яму заделали литым асфальтом 25.11.2026, площадь 4 м². Фото до и после приложены. Сообщение № ';

beforeAll(async () => {
  server = await startTestServer();
  operator = await signInAs(server, 'operator');
  approver = await signInAs(server, 'approver');
  await makeUnit(server, 'Управление дорог', findFact(pothole)!.executorKind, { email: 'roads@example.ru' });
});
afterAll(() => server.close());
beforeEach(() => server.setNow('2026-11-24T09:00:00Z'));

async function assignedCase(more = {}) {
  const sent = await submitCase(server, more);
  const card = await readCard(server, sent.number, operator);
  await server.call(triageCase, { params: { id: card.id }, body: { version: card.version } }, operator);
  return { sent, card: await readCard(server, sent.number, operator) };
}

const decide = (card: CaseCard, body: { decision: 'approve' | 'return'; reason?: string }) =>
  server.call(
    decideAnswer,
    {
      params: { id: card.id, answerId: card.answers.at(-1)!.id },
      body: { version: card.version, ...body },
    },
    approver,
  );

describe('the link', () => {
  const page = (token: string) => server.call(getExecutorPage, { params: { token } });
  const send = (token: string, more: object = {}) => ({
    params: { token },
    body: { text: `${text}1`, outcome: 'solved' as const, ...more },
  });

  test('answers once, rests until the return, then shows the reason and answers again', async () => {
    const { card } = await assignedCase();
    const token = await readLinkToken(server, card.id);
    const sent = await server.call(sendExecutorAnswer, send(token));
    expect(sent).toMatchObject({ status: 'review', can: [], answers: [{ authorName: 'Управление дорог' }] });
    expect((await server.fail(sendExecutorAnswer, send(token))).code).toBe('cases.illegal-transition');
    const waiting = await readCard(server, card.number, operator);
    expect(waiting.links).toMatchObject([{ state: 'used' }]);
    await decide(waiting, { decision: 'return', reason: 'Приложите фото' });
    expect(await page(token)).toMatchObject({
      can: ['answer', 'refuse'],
      answers: [{ returnReason: 'Приложите фото' }],
    });
    expect(await server.call(sendExecutorAnswer, send(token))).toMatchObject({ status: 'review' });
    const journal = await server.app.services.database
      .selectFrom('audit.record')
      .select('actor')
      .where('action', '=', 'cases.submit')
      .where('object_id', '=', card.id)
      .execute();
    expect(journal.map(({ actor }) => actor.split(':')[0])).toEqual(['link', 'link']);
  });

  test('goes round the whole loop: «не решено» brings the case back to the same executor', async () => {
    const { sent, card } = await assignedCase();
    const token = await readLinkToken(server, card.id);
    await server.call(sendExecutorAnswer, send(token));
    await decide(await readCard(server, card.number, operator), { decision: 'approve' });
    await server.call(rateMessage, {
      params: { number: sent.number },
      query: { k: sent.trackToken },
      body: { score: 2, resolved: 'no', comment: 'Яма на месте' },
    });
    const reopened = await readCard(server, card.number, operator);
    expect(reopened).toMatchObject({ status: 'reopened', outcome: null, reopenCount: 1 });
    const { row } = await server.call(
      triageCase,
      { params: { id: card.id }, body: { version: reopened.version } },
      operator,
    );
    expect(row).toMatchObject({ status: 'assigned', executorUnitId: card.executorUnitId });
    expect(
      (await server.call(sendExecutorAnswer, send(await readLinkToken(server, card.id)))).answers,
    ).toHaveLength(2);
  });

  test('is shown once, lives until its day, and stops when revoked', async () => {
    const { card } = await assignedCase();
    const { url } = await server.call(
      createExecutorLink,
      { params: { id: card.id }, body: { name: 'Бригада 2', days: 3 } },
      operator,
    );
    const token = url.split('/e/')[1]!;
    expect(await page(token)).toMatchObject({ unit: 'Бригада 2' });
    const stored = await server.app.services.database
      .selectFrom('cases.executor_link')
      .select('token_hash')
      .execute();
    expect(stored.map(({ token_hash }) => token_hash)).not.toContain(token);
    const fail = () => server.fail(getExecutorPage, { params: { token } });
    server.setNow('2026-11-27T09:00:01Z');
    expect(await fail()).toMatchObject({ code: 'cases.link-expired', status: 410 });
    server.setNow('2026-11-24T09:00:00Z');
    const { links } = await readCard(server, card.number, operator);
    await server.call(revokeExecutorLink, { params: { id: card.id, linkId: links.at(-1)!.id } }, operator);
    expect((await fail()).code).toBe('cases.link-expired');
    expect((await server.fail(getExecutorPage, { params: { token: 'x'.repeat(43) } })).code).toBe(
      'cases.not-found',
    );
  });

  test('«не наше» sends the case back with the ground and ends the link', async () => {
    const { card } = await assignedCase();
    const token = await readLinkToken(server, card.id);
    const refused = await server.call(refuseExecution, {
      params: { token },
      body: { groundId: 'refuse-owner', reason: 'Дорога областная', whose: 'Областные дороги' },
    });
    expect(refused.can).toEqual([]);
    const returned = await readCard(server, card.number, operator);
    expect(returned).toMatchObject({ status: 'coordination', executorUnitId: null });
    expect(returned.timeline.at(-1)).toMatchObject({
      kind: 'refusal',
      text: 'Дорога областная',
      visibility: 'staff',
    });
    expect((await server.fail(getExecutorPage, { params: { token } })).code).toBe('cases.link-expired');
  });

  test('opens nothing but its own case', async () => {
    const { card } = await assignedCase();
    const token = await readLinkToken(server, card.id);
    const reply = await server.inject({
      method: 'GET',
      url: `/api/cases/${card.number}`,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(reply.statusCode).toBe(401);
  });
});
