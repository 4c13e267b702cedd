import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deadlineExplanationSchema } from '../../../shared/contract/base/deadline-explanation.ts';
import { explainDeadline } from '../../../shared/contract/messages/cases-explain.ts';
import {
  forwardCase,
  listBodies,
  saveBody,
  takeForwardedBack,
} from '../../../shared/contract/messages/cases-moves.ts';
import { changeRegime } from '../../../shared/contract/messages/cases-staff.ts';
import { getAppeal, listAppeals } from '../../../shared/contract/messages/office.ts';
import {
  addCopies,
  makeDocument,
  receiveDocuments,
  requestDocuments,
  sendDocument,
  signDocument,
} from '../../../shared/contract/messages/office-documents.ts';
import { registerLetter } from '../../../tests/support/site/appeals.ts';
import { readCard } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs, signInStaff } from '../../../tests/support/site/sign-in.ts';

const START = '2026-11-24T09:00:00Z';
let server: TestServer;
let operator: string;
let chair: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow(START);
  operator = (await signInStaff(server, 'operator')).cookie;
  chair = (await signInStaff(server, 'chair')).cookie;
});
afterAll(() => server.close());

async function register(...signs: string[]) {
  server.setNow(START);
  const done = await registerLetter(server, operator, { signs: signs as never });
  await server.drain();
  return done;
}
const card = (number: string) => server.call(getAppeal, { params: { number } }, operator);
async function termsOf(number: string) {
  const { terms } = await card(number);
  return terms.map(({ title, dueAt, stoppedAt }) => [title, dueAt.slice(0, 10), stoppedAt !== null]);
}
async function signAndSend(id: string) {
  const { documents } = await server.call(signDocument, { params: { id }, body: { version: 1 } }, chair);
  const { version } = documents.find((letter) => letter.id === id)!;
  await server.call(sendDocument, { params: { id }, body: { version, how: 'post' } }, operator);
}
async function setSigns(id: string, number: string, signs: string[], regime = 'appeal_59fz') {
  const { version } = await readCard(server, number, operator);
  const body = { version, regime: regime as never, signs: signs as never, ground: 'Прочитано внимательнее' };
  await server.call(changeRegime, { params: { id }, body }, operator);
}

describe('terms a sign of the letter starts', () => {
  test('a migration report is to be sent in five days; only those the law names stop it, the count opens', async () => {
    const { id, number } = await register('migration');
    expect(await termsOf(number)).toContainEqual([
      'Направить сообщение о нарушениях миграции',
      '2026-11-27',
      false,
    ]);
    const { lines } = await server.call(listAppeals, { query: {} }, operator);
    expect(lines.find((line) => line.caseId === id)!.nextTerm).toMatchObject({
      title: 'Направить сообщение о нарушениях миграции',
      isOverdue: false,
    });
    const term = (await card(number)).terms.find(({ kind }) => kind === 'forward-migration')!;
    const why = deadlineExplanationSchema.parse(
      await server.call(explainDeadline, { params: { id, clockId: term.id } }, operator),
    );
    expect(why.due.at).toBe(term.dueAt);
    const { bodies } = await server.call(listBodies, {}, operator);
    const send = async (...names: string[]) => {
      const { version } = await readCard(server, number, operator);
      const bodyIds = bodies.filter(({ shortTitle }) => names.includes(shortTitle)).map((body) => body.id);
      const groundId = names.length > 1 ? 'forward-migration' : 'forward-competence';
      const body = { version, bodyIds, groundId, text: 'По компетенции.' };
      await server.call(forwardCase, { params: { id }, body }, operator);
    };
    await send('Налоговая');
    const running = ['Направить сообщение о нарушениях миграции', '2026-11-27', false];
    expect(await termsOf(number)).toContainEqual(running);
    const { version } = await readCard(server, number, operator);
    const reason = { version, reason: 'Не к нам' };
    await server.call(takeForwardedBack, { params: { id }, body: reason }, operator);
    await send('Полиция', 'Губернатор области');
    expect(await termsOf(number)).toContainEqual([
      'Направить сообщение о нарушениях миграции',
      '2026-11-27',
      true,
    ]);
    // A paper letter left no way to tell its author at once: the notice is owed, and ends when it has gone.
    expect((await card(number)).nextTerm).toMatchObject({ title: 'Уведомить заявителя', isOverdue: false });
    const { documents } = await server.call(
      makeDocument,
      { params: { id }, body: { kind: 'forward-notice' } },
      operator,
    );
    await signAndSend(documents[0]!.id);
    expect((await card(number)).nextTerm).toBeNull();
  });

  test.each([
    ['illegible', 'Уведомить, что текст не прочитать'],
    ['unclear', 'Уведомить, что суть не определить'],
    ['court-act', 'Вернуть жалобу на судебное решение'],
  ])('%s: seven days in place of thirty, over when the notice is sent', async (sign, title) => {
    const { id, number } = await register(sign);
    const named = (await termsOf(number)).filter(([name]) => name === title);
    expect(named).toEqual([[title, '2026-12-01', false]]);
    const { documents } = await server.call(
      makeDocument,
      { params: { id }, body: { kind: 'return-notice' } },
      operator,
    );
    await signAndSend(documents[0]!.id);
    const done = await card(number);
    expect(done.terms.filter((term) => term.title === title && term.stoppedAt)).toHaveLength(1);
    expect(done).toMatchObject({ dueAt: null, isOverdue: false, result: 'not_considered' });
    // With the notice the case is over by itself, in a state of its own.
    const left = await readCard(server, number, operator);
    expect(left).toMatchObject({ status: 'closed_unanswered', outcome: null, resolved: null });
    expect(left.clocks.every(({ stoppedAt }) => stoppedAt !== null)).toBe(true);
    const { lines } = await server.call(listAppeals, { query: { state: 'unanswered' } }, operator);
    expect(lines.map(({ caseId }) => caseId)).toContain(id);
  });

  test('found later it runs from the registration, taken off it stops, another order stops it', async () => {
    const { id, number } = await register();
    const title = 'Направить сообщение о нарушениях миграции';
    expect((await termsOf(number)).map(([name]) => name)).not.toContain(title);
    server.setNow('2026-11-25T09:00:00Z');
    await setSigns(id, number, ['migration']);
    expect(await termsOf(number)).toContainEqual([title, '2026-11-27', false]);
    await setSigns(id, number, []);
    expect(await termsOf(number)).toContainEqual([title, '2026-11-27', true]);
    await setSigns(id, number, ['migration']);
    expect(await termsOf(number)).toContainEqual([title, '2026-11-27', false]);
    await setSigns(id, number, [], 'internal');
    expect((await termsOf(number)).filter(([name, , over]) => name === title && !over)).toEqual([]);
  });

  test('a body that has ended holds no term: what the others got is enough', async () => {
    const { id, number } = await register('migration');
    const { bodies } = await server.call(listBodies, {}, operator);
    const named = (name: string) => bodies.find(({ shortTitle }) => shortTitle === name)!;
    const { title, shortTitle, competence, email, receives, ...rest } = named('Губернатор области');
    const admin = await signInAs(server, 'admin');
    const words = { title, shortTitle, competence, receives, ...(email && { email }) };
    const body = { id: rest.id, ...words, validUntil: '2026-11-23' };
    await server.call(saveBody, { body }, admin);
    const { version } = await readCard(server, number, operator);
    const sent = {
      version,
      bodyIds: [named('Полиция').id],
      groundId: 'forward-competence',
      text: 'По компетенции.',
    };
    await server.call(forwardCase, { params: { id }, body: sent }, operator);
    const stopped = ['Направить сообщение о нарушениях миграции', '2026-11-27', true];
    expect(await termsOf(number)).toContainEqual(stopped);
    await server.call(saveBody, { body: { ...body, validUntil: null } }, admin);
  });
});

describe('terms an act of the office starts', () => {
  test('copies to several bodies: seven days, over with the last of them', async () => {
    const { id, number } = await register();
    const { bodies } = await server.call(listBodies, {}, operator);
    const copies = bodies.slice(0, 2).map((body) => ({ bodyId: body.id, question: 'Ремонт лестницы' }));
    const { documents } = await server.call(addCopies, { params: { id }, body: { copies } }, operator);
    const state = async () => (await termsOf(number)).filter(([name]) => name === 'Разослать копии органам');
    expect(await state()).toEqual([['Разослать копии органам', '2026-12-01', false]]);
    const [first, second] = documents.filter(({ kind }) => kind === 'forward-letter');
    await signAndSend(first!.id);
    expect(await state()).toEqual([['Разослать копии органам', '2026-12-01', false]]);
    await signAndSend(second!.id);
    expect(await state()).toEqual([['Разослать копии органам', '2026-12-01', true]]);
  });

  test('documents asked of a body: fifteen days from the request, over when they came', async () => {
    const { id, number } = await register();
    const ask = { from: 'Росреестр', what: 'выписка о границах участка' };
    await server.call(requestDocuments, { params: { id }, body: ask }, operator);
    const waits = (await card(number)).terms.find(({ kind }) => kind === 'documents')!;
    expect(waits).toMatchObject({ note: 'Росреестр: выписка о границах участка', stoppedAt: null });
    expect(waits.dueAt.slice(0, 10)).toBe('2026-12-09');
    const at = { params: { id, termId: waits.id } };
    const got = await server.call(receiveDocuments, at, operator);
    expect(got.terms.find(({ kind }) => kind === 'documents')!.stoppedAt).toBe(new Date(START).toISOString());
    expect((await server.fail(receiveDocuments, at, operator)).code).toBe('lib.conflict');
  });
});
