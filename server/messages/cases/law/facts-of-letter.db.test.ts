import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { listCases } from '../../../../shared/contract/messages/cases-list.ts';
import { forwardCase, listBodies } from '../../../../shared/contract/messages/cases-moves.ts';
import { splitCase } from '../../../../shared/contract/messages/cases-sides.ts';
import { changeRegime, registerCase } from '../../../../shared/contract/messages/cases-staff.ts';
import { rejectCase } from '../../../../shared/contract/messages/cases-triage.ts';
import { type Crew, makeCrew, POTHOLE } from '../../../../tests/support/loop.ts';
import { registerLetter } from '../../../../tests/support/site/appeals.ts';
import { readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';

const NOW = '2026-11-24T09:00:00Z';
let server: TestServer;
let crew: Crew;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow(NOW);
  crew = await makeCrew(server);
});
afterAll(() => server.close());
beforeEach(() => server.setNow(NOW));

async function letter(signs: string[]): Promise<CaseCard> {
  const { number } = await registerLetter(server, crew.operator, { signs });
  return readCard(server, number, crew.operator);
}

const answerTerm = ({ clocks }: CaseCard) =>
  clocks
    .filter(({ kind, stoppedAt }) => kind === 'answer' && !stoppedAt)
    .map(({ dueAt }) => dueAt.slice(0, 10));

test.each([
  [['illegible'], 409],
  [['unclear'], 409],
  [['illegible', 'reports-crime'], 200],
  [[], 200],
])('a letter with signs %j is sent to another body or not: %i', async (signs, status) => {
  const card = await letter(signs);
  expect(card.can.includes('forward')).toBe(status === 200);
  expect(card.withheld.some(({ action }) => action === 'forward')).toBe(status === 409);
  const { bodies } = await server.call(listBodies, {}, crew.operator);
  const url = forwardCase.path.replace(':id', card.id);
  const payload = {
    version: card.version,
    bodyIds: [bodies[0]!.id],
    groundId: 'forward-competence',
    text: 'Вопрос решает этот орган',
  };
  const reply = await server.inject({
    method: 'POST',
    url,
    payload,
    headers: { cookie: crew.operator, 'x-otklik': '1' },
  });
  expect(reply.statusCode, reply.body).toBe(status);
  if (status === 409) expect(reply.json().detail).toMatch(/59-ФЗ, ст\. 11 ч\. 4/);
});

test('a part of a letter has the term of the whole, a short one too', async () => {
  const card = await letter(['court-act']);
  const part = (text: string) => ({ text, factId: POTHOLE });
  const body = { version: card.version, parts: [part('Первая часть письма'), part('Вторая часть письма')] };
  const whole = await server.call(splitCase, { params: { id: card.id }, body: body as never }, crew.operator);
  const [child] = whole.children;
  expect(answerTerm(await readCard(server, child!.number, crew.operator))).toEqual(answerTerm(card));
  expect(answerTerm(card)).toEqual(['2026-12-01']);
});

test('what was registered weeks after its receipt has the term of its receipt once it is found to be an appeal', async () => {
  const receivedAt = '2026-11-02T09:00:00Z';
  const kind = 'paper' as const;
  const body = { clientKey: crypto.randomUUID(), kind, text: 'Прошу починить мост у школы.', receivedAt };
  const { number } = await server.call(registerCase, { body: body as never }, crew.operator);
  const change = async (regime: 'internal' | 'appeal_59fz') => {
    const { id, version } = await readCard(server, number, crew.operator);
    const how = { version, regime, signs: [], ground: 'Определён порядок' };
    return server.call(changeRegime, { params: { id }, body: how }, crew.operator);
  };
  await change('internal');
  // Registered by the third day, 5 November, and thirty days more: a Saturday, so the Friday before.
  expect(answerTerm(await change('appeal_59fz'))).toEqual(['2026-12-04']);
});

test('what is refused after its term is counted broken at once', async () => {
  const { number } = await submitCase(server, { factId: POTHOLE });
  server.setNow('2026-12-20T09:00:00Z');
  const { id, version } = await readCard(server, number, crew.operator);
  const broken = async () =>
    (await server.call(listCases, { query: { counted: 'broken' } }, crew.operator)).rows.map(
      (row) => row.number,
    );
  expect(await broken()).not.toContain(number);
  await server.call(rejectCase, { params: { id }, body: { version, ground: 'no_question' } }, crew.operator);
  expect(await broken()).toContain(number);
});
