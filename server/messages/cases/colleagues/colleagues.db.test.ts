import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { draftAnswer } from '../../../../shared/contract/messages/cases-answers.ts';
import { listColleagues, sayWriting } from '../../../../shared/contract/messages/cases-colleagues.ts';
import { addNote } from '../../../../shared/contract/messages/cases-staff.ts';
import { readNotices } from '../../../../shared/contract/messages/notices.ts';
import { type Crew, makeCrew, sortMessage } from '../../../../tests/support/loop.ts';
import { makeUnit, readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInStaff } from '../../../../tests/support/site/sign-in.ts';

// Tuesday, 14:00 in the city.
const START = '2026-11-24T09:00:00Z';
let server: TestServer;
let crew: Crew;
let stranger: { cookie: string; personId: string };
let operatorId: string;
let id: string;
let number: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow(START);
  crew = await makeCrew(server);
  operatorId = (await signInStaff(server, 'operator')).personId;
  // Executes in another unit: cases of potholes are foreign to them.
  const unitId = await makeUnit(server, 'Управление парков', 'parks-service');
  stranger = await signInStaff(server, 'executor', { slug: 'stranger', unitId });
  ({ number } = await submitCase(server));
  ({ id } = await sortMessage(server, crew, number));
});
afterAll(() => server.close());
beforeEach(() => server.setNow(START));

const say = (cookie: string, isWriting = true) =>
  server.call(sayWriting, { params: { id }, body: { isWriting } }, cookie);
const writing = async (cookie: string) => (await readCard(server, number, cookie)).writing;

test('who writes an answer is seen by the others, not by themself, for three minutes after the last word', async () => {
  await say(crew.executor);
  server.setNow('2026-11-24T09:02:00Z');
  await say(crew.executor);
  expect(await writing(crew.operator)).toEqual([
    { name: expect.any(String), since: '2026-11-24T09:00:00.000Z' },
  ]);
  expect(await writing(crew.executor)).toEqual([]);
  server.setNow('2026-11-24T09:05:00Z');
  expect(await writing(crew.operator)).toHaveLength(1);
  server.setNow('2026-11-24T09:05:01Z');
  expect(await writing(crew.operator)).toEqual([]);
  // After a pause it is a new beginning.
  await say(crew.executor);
  expect((await writing(crew.operator))[0]).toMatchObject({ since: '2026-11-24T09:05:01.000Z' });
});

test('who stops, or has kept the answer, writes no more', async () => {
  await say(crew.executor);
  await say(crew.executor, false);
  expect(await writing(crew.operator)).toEqual([]);
  await say(crew.executor);
  const { version } = await readCard(server, number, crew.executor);
  const answer = { version, text: 'Заделаем яму на этой неделе', outcome: 'solved' as const, submit: false };
  await server.call(draftAnswer, { params: { id }, body: answer }, crew.executor);
  expect(await writing(crew.operator)).toEqual([]);
});

test('of a foreign case nothing is said and nobody is named', async () => {
  const body = { isWriting: true };
  const refused = await server.fail(sayWriting, { params: { id }, body }, stranger.cookie);
  expect(refused).toMatchObject({ status: 404, code: 'cases.not-found' });
  expect((await server.fail(listColleagues, { params: { id } }, stranger.cookie)).status).toBe(404);
});

test('colleagues are offered by the beginning of the name, without oneself and without whom the case is closed to', async () => {
  const ask = async (cookie: string, search = '') =>
    (await server.call(listColleagues, { params: { id }, query: { search } }, cookie)).people.map(
      (one) => one.id,
    );
  const offered = await ask(crew.executor);
  expect(offered).toContain(operatorId);
  expect(offered).not.toContain(stranger.personId);
  expect(await ask(crew.operator)).not.toContain(operatorId);
  expect(await ask(crew.executor, 'пробн')).toContain(operatorId);
  expect(await ask(crew.executor, '%')).toEqual([]);
});

test('who is called to a note has a notice of it, once, without its words; nobody else', async () => {
  const body = { text: 'Житель сердится, позвоните', mentions: [operatorId, operatorId] };
  await server.call(addNote, { params: { id }, body }, crew.executor);
  const { notices } = await server.call(readNotices, {}, crew.operator);
  expect(notices.map(({ kind, subject }) => `${kind}: ${subject}`)).toEqual([
    `mentions: Дело № ${number}: вас зовут в заметке`,
  ]);
  expect(notices[0]!.text).toContain(`/staff/cases/${number}`);
  expect(notices[0]!.text).not.toContain('сердится');
  expect((await server.call(readNotices, {}, crew.approver)).notices).toEqual([]);
});

test('calling whom the case is closed to is refused, and the note is not added', async () => {
  const body = { text: 'Посмотрите', mentions: [stranger.personId] };
  const refused = await server.fail(addNote, { params: { id }, body }, crew.executor);
  expect(refused).toMatchObject({
    status: 400,
    fields: { mentions: expect.stringContaining('не открывается') },
  });
  const { timeline } = await readCard(server, number, crew.operator);
  expect(timeline.map(({ text }) => text)).not.toContain('Посмотрите');
});
