import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeToWork } from '../../../../shared/contract/messages/cases-answers.ts';
import * as byLink from '../../../../shared/contract/messages/cases-executor.ts';
import * as sides from '../../../../shared/contract/messages/cases-sides.ts';
import { type Crew, makeCrew, POTHOLE, sortMessage } from '../../../../tests/support/loop.ts';
import { makeUnit, readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';

let server: TestServer;
let crew: Crew;
let lights: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  crew = await makeCrew(server);
  lights = await makeUnit(server, 'Горсвет', 'lights-kind', { email: 'lights@example.ru' });
});
afterAll(() => server.close());

test('a co-executor gives its part by a link of its own, which does nothing else and ends with the task', async () => {
  const { number } = await submitCase(server, { factId: POTHOLE });
  const { id, version } = await sortMessage(server, crew, number);
  const card = await server.call(takeToWork, { params: { id }, body: { version } }, crew.executor);
  const task = { unitId: lights, task: 'Когда восстановите свет', dueOn: '2026-11-25' };
  const ask = { params: { id }, body: { version: card.version, ...task } };
  const waiting = await server.call(sides.askPart, ask, crew.executor);
  const { rows } = await server.app.pool.query(
    `SELECT secret FROM outbox.letter WHERE case_id = $1 AND purpose = 'part-asked'`,
    [card.id],
  );
  const params = { token: String(rows[0].secret).split('/e/')[1]! };
  const page = await server.call(byLink.getExecutorPage, { params });
  expect(page).toMatchObject({
    part: { task: 'Когда восстановите свет', dueOn: '2026-11-25', isGiven: false },
    can: ['give-part'],
    answers: [],
  });
  const answer = { text: 'Сам отвечу', outcome: 'solved' as const };
  expect((await server.fail(byLink.sendExecutorAnswer, { params, body: answer })).status).toBe(403);
  const refusal = { groundId: 'refuse-owner', whose: 'Область', reason: 'Не наше' };
  expect((await server.fail(byLink.refuseExecution, { params, body: refusal })).status).toBe(403);
  const words = { params, body: { text: 'Свет дадим 26.11.2026' } };
  expect((await server.call(byLink.sendPartByLink, words)).part).toMatchObject({ isGiven: true });
  const given = await readCard(server, card.number, crew.executor);
  expect(given.parts).toMatchObject([
    { state: 'given', text: 'Свет дадим 26.11.2026', givenByName: 'Горсвет' },
  ]);
  const at = { id: card.id, partId: waiting.parts[0]!.id };
  await server.call(sides.returnPart, { params: at, body: { reason: 'Назовите час' } }, crew.executor);
  const back = await server.call(byLink.getExecutorPage, { params });
  expect(back.part).toMatchObject({ isGiven: false, returnReason: 'Назовите час' });
  await server.call(sides.returnPart, { params: at, body: { withdraw: true } }, crew.executor);
  expect((await server.fail(byLink.getExecutorPage, { params })).code).toBe('cases.link-expired');
});
