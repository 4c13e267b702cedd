import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getMessage, submitMessage } from '../../../../shared/contract/messages/cases-portal.ts';
import { understandMessage } from '../../../../shared/contract/messages/cases-reading.ts';
import { triageCase, undoDecision } from '../../../../shared/contract/messages/cases-triage.ts';
import { makeUnit, readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { findFact } from '../../../base/taxonomy/index.ts';

let server: TestServer;
let operator: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  operator = await signInAs(server, 'operator');
  await makeUnit(server, 'Свет', findFact('energy.lighting.off')!.executorKind);
});
afterAll(() => server.close());

const understand = (text: string, factId?: string) =>
  server.call(understandMessage, { body: { text, ...(factId && { factId }) } });
const LAMP = 'Не горит фонарь у подъезда';
const VAGUE = 'включить освещение на дорожке от вокзала до школы';
const submit = (text: string, more: object = {}) =>
  server.call(submitMessage, {
    body: {
      clientKey: randomUUID(),
      text,
      phone: '+79120000017',
      consent: true,
      consentVersion: '1',
      asksTerm: true,
      ...more,
    },
  });
const readOwn = (sent: { number: string; trackToken: string }) =>
  server.call(getMessage, { params: { number: sent.number }, query: { k: sent.trackToken } });

describe('before it is sent', () => {
  test('a sure topic has its date, a doubt the range of the likely topics, the person’s choice its own', async () => {
    const sure = await understand(LAMP);
    expect(sure).toMatchObject({ sureFact: 'energy.lighting.off', danger: null, isPersonal: false });
    expect(sure.promise).toMatchObject({ from: null, days: { from: null, to: 3 } });
    const vague = await understand(VAGUE);
    expect(vague.sureFact).toBeNull();
    expect(vague.promise.from).not.toBeNull();
    expect(vague.promise.days.from).toBeLessThan(vague.promise.days.to);
    const chosen = await understand(VAGUE, 'energy.lighting.off');
    expect(chosen.promise).toEqual(sure.promise);
  });

  test('danger is told by the topic and by the words; a personal topic is known as such; the place is read', async () => {
    expect((await understand('Пахнет газом в подъезде')).danger?.words).toMatch(/112|104/);
    expect((await understand(LAMP)).danger).toBeNull();
    expect(await understand('Подала на детское пособие, ответа нет')).toMatchObject({ isPersonal: true });
    const { place } = await understand('Яма у дома ул. Титова 14, машины объезжают');
    expect(place?.label).toMatch(/Титова/);
  });

  test('words that say nothing have the general term, and it is one date', async () => {
    const { promise, facts } = await understand('ок');
    expect(facts).toEqual([]);
    expect(promise.from).toBeNull();
  });
});

describe('at registration', () => {
  test('the date is by what the server reads, however fast one taps: the operator’s proposal has the same', async () => {
    const slow = await understand(LAMP);
    const sent = await submit(LAMP);
    await server.drain();
    expect(sent.promise).toEqual(slow.promise);
    const page = await readOwn(sent);
    expect(page.promise).toEqual(sent.promise);
    const card = await readCard(server, sent.number, operator);
    expect(card.suggestion[0]?.factId).toBe(slow.sureFact);
    await server.call(triageCase, { params: { id: card.id }, body: { version: card.version } }, operator);
    const after = await readOwn(sent);
    expect(after.promise).toEqual(sent.promise);
    expect(after.timeline.filter(({ kind }) => kind === 'term')).toEqual([]);
  });

  test('a poster that shows nobody a date is not read for it', async () => {
    const sent = await submit(LAMP, { asksTerm: false });
    expect(sent.promise).toBeNull();
    expect((await readOwn(sent)).promise?.days.to).toBeGreaterThan(3);
  });

  test('a range is kept, becomes a date by the operator’s choice, and the change is told to the page', async () => {
    const sent = await submit(VAGUE);
    await server.drain();
    const { promise } = await understand(VAGUE);
    expect(sent.promise).toEqual(promise);
    expect((await readOwn(sent)).promise).toEqual(promise);
    const card = await readCard(server, sent.number, operator);
    const clock = card.clocks.find(({ kind }) => kind === 'answer');
    expect([clock?.dueFrom, clock?.dueAt]).toEqual([promise.from, promise.to]);
    const body = { version: card.version, factId: 'energy.lighting.off' };
    const { undoToken } = await server.call(triageCase, { params: { id: card.id }, body }, operator);
    const after = await readOwn(sent);
    expect(after.promise).toMatchObject({ from: null, days: { to: 3 } });
    const [told] = after.timeline.filter(({ kind }) => kind === 'term');
    expect(told?.text).toMatch(/^Ответим до 27\.11\.2026\. Раньше называли промежуток/);
    await server.call(undoDecision, { body: { undoToken: undoToken! } }, operator);
    expect((await readOwn(sent)).promise).toEqual(promise);
  });

  test('where the choice has the latest term of the range, it is the date and is told; taken back, the range stands', async () => {
    const sent = await submit(VAGUE);
    await server.drain();
    const before = (await readOwn(sent)).promise!;
    const card = await readCard(server, sent.number, operator);
    const { ruleId } = card.clocks.find(({ kind }) => kind === 'answer')!;
    expect(ruleId).toBe('answer-30cd');
    const body = { version: card.version, factId: 'energy.lighting.install' };
    const { undoToken } = await server.call(triageCase, { params: { id: card.id }, body }, operator);
    const after = await readOwn(sent);
    expect(after.promise).toMatchObject({ from: null, to: before.to });
    expect(after.timeline.some(({ kind }) => kind === 'term')).toBe(true);
    await server.call(undoDecision, { body: { undoToken: undoToken! } }, operator);
    expect((await readOwn(sent)).promise).toEqual(before);
  });

  test('a topic that changes the date is told with both dates', async () => {
    const sent = await submitCase(server, { text: 'Сделайте, пожалуйста, что-нибудь с этим.' });
    const card = await readCard(server, sent.number, operator);
    const body = { version: card.version, factId: 'energy.lighting.off' };
    await server.call(triageCase, { params: { id: card.id }, body }, operator);
    const [told] = (await readOwn(sent)).timeline.filter(({ kind }) => kind === 'term');
    expect(told?.text).toBe('Ответим до 27.11.2026. Раньше называли 24.12.2026');
  });
});
