import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  addPractice,
  changePractice,
  markStep,
  startPractice,
} from '../../../shared/contract/group/practices.ts';
import {
  addRecommendation,
  applyRecommendation,
  changeRecommendation,
  decideRecommendation,
  getRecommendation,
  listRecommendations,
} from '../../../shared/contract/group/recommendations.ts';
import { plantCases } from '../../../tests/support/plant.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInStaff } from '../../../tests/support/site/sign-in.ts';
import { measureDue } from './effect.ts';

let server: TestServer;
let member: { cookie: string; personId: string };
let head: { cookie: string; personId: string };
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-27T05:00:00Z');
  member = await signInStaff(server, 'member');
  head = await signInStaff(server, 'head');
});
afterAll(() => server.close());

const draft = (more: object = {}) => ({
  title: 'Отвечать с фотографией',
  text: 'К каждому ответу прикладывать снимок результата.',
  weeks: 2,
  evidence: [{ title: 'Возвращённые дела', href: '/staff/cases' }],
  addresseeId: head.personId,
  block: 'roads',
  indicators: ['inTime' as const, 'received' as const],
  ...more,
});

it('goes from a proposal to an effect the machine has counted', async () => {
  const { offered } = await server.call(listRecommendations, { query: {} }, member.cookie);
  expect(offered).toMatchObject({ weeks: 4, addressee: { id: head.personId } });
  const bare = await server.fail(addRecommendation, { body: draft({ evidence: [] }) }, member.cookie);
  expect(bare.fields).toHaveProperty('evidence');
  const made = await server.call(addRecommendation, { body: draft() }, member.cookie);
  const params = { id: made.id };
  expect(made.can).toEqual(['change']);
  const wordless = { params, body: { version: 1, accept: false } };
  expect((await server.fail(decideRecommendation, wordless, head.cookie)).fields).toHaveProperty('reason');
  const accepted = await server.call(
    decideRecommendation,
    { params, body: { version: 1, accept: true } },
    head.cookie,
  );
  expect([accepted.state, accepted.can]).toEqual(['accepted', []]);
  const late = await server.fail(
    changeRecommendation,
    { params, body: { ...draft(), version: 2 } },
    member.cookie,
  );
  expect(late.code).toBe('lib.conflict');
  const ahead = { params, body: { version: 2, appliedOn: '2026-11-28' } };
  expect((await server.fail(applyRecommendation, ahead, member.cookie)).fields).toHaveProperty('appliedOn');
  const body = { version: 2, appliedOn: '2026-11-09' };
  const applied = await server.call(applyRecommendation, { params, body }, member.cookie);
  expect([applied.state, applied.measureOn]).toEqual(['applied', '2026-11-23']);

  const day = (registered: string, answered: string, count: number) =>
    Array.from({ length: count }, () => ({
      block: 'roads',
      status: 'answered' as const,
      registered_at: registered,
      answered_at: answered,
      due_at: registered.replace(/-(\d\d)T/u, (_, date: string) => `-${Number(date) + 2}T`),
    }));
  await plantCases(server, [
    ...day('2026-10-26T05:00:00Z', '2026-10-27T05:00:00Z', 30),
    ...day('2026-10-26T05:00:00Z', '2026-10-29T05:00:00Z', 30),
    ...day('2026-11-10T05:00:00Z', '2026-11-11T05:00:00Z', 58),
    ...day('2026-11-10T05:00:00Z', '2026-11-13T05:00:00Z', 2),
  ]);
  await asSystem(server, measureDue);
  const measured = await server.call(getRecommendation, { params }, head.cookie);
  expect(measured.state).toBe('measured');
  expect(measured.effect!.before).toEqual({ from: '2026-10-26', to: '2026-11-08' });
  expect(measured.effect!.after).toEqual({ from: '2026-11-09', to: '2026-11-22' });
  const [inTime, received] = measured.effect!.lines;
  expect(inTime).toMatchObject({ before: { value: 0.5, cases: 60 }, verdict: 'better' });
  expect(inTime!.after.value).toBeCloseTo(58 / 60);
  expect(received).toMatchObject({ before: { value: 60 }, after: { value: 60 }, verdict: 'noise' });
});

it('is accepted by nobody who proposed it to another', async () => {
  const chair = await signInStaff(server, 'chair');
  const made = await server.call(addRecommendation, { body: draft() }, chair.cookie);
  const decision = { params: { id: made.id }, body: { version: 1, accept: true } };
  expect((await server.fail(decideRecommendation, decision, chair.cookie)).code).toBe('lib.forbidden');
});

it('makes of a playbook a list with days by the calendar, marked by the responsible', async () => {
  const playbook = [
    { text: 'Осмотреть места', days: 1 },
    { text: 'Дать общий ответ', days: 3 },
  ];
  const words = {
    title: 'Общий ответ',
    problem: 'Десятки сообщений об одном',
    action: 'Один ответ с картой на всех',
    result: 'Срок сократился вдвое, хотя и не везде',
    playbook,
  };
  const vague = await server.fail(addPractice, { body: words }, member.cookie);
  expect(vague.fields).toHaveProperty('result');
  const made = await server.call(
    addPractice,
    { body: { ...words, result: 'Срок с 9 до 3 дней' } },
    member.cookie,
  );
  const params = { id: made.id };
  const begin = { purpose: 'Ямы на улице Титова', responsibleId: member.personId, startsOn: '2026-11-27' };
  const { adoptions, adopted } = await server.call(startPractice, { params, body: begin }, member.cookie);
  expect(adopted).toBe(1);
  // From Friday on: Monday, then Wednesday.
  expect(adoptions[0]!.steps.map(({ dueOn }) => dueOn)).toEqual(['2026-11-30', '2026-12-02']);
  const mark = { params: { id: adoptions[0]!.id }, body: { version: 1, at: 0, isDone: true } };
  const stranger = await signInStaff(server, 'member', { slug: 'practice-stranger' });
  expect((await server.fail(markStep, mark, stranger.cookie)).code).toBe('lib.forbidden');
  const marked = await server.call(markStep, mark, member.cookie);
  expect(marked.adoptions[0]!.steps[0]!.doneOn).toBe('2026-11-27');
  // Whoever gives assignments gives the steps as such: done when the fulfilment is accepted, not by a mark.
  const { cookie: secretary } = await signInStaff(server, 'secretary');
  const given = await server.call(startPractice, { params, body: begin }, secretary);
  const own = given.adoptions.find(({ steps }) => steps[0]!.assignment)!;
  expect(own.steps.map(({ dueOn, assignment }) => [dueOn, assignment!.number])).toEqual([
    ['2026-11-30', 'П-1/2026'],
    ['2026-12-02', 'П-2/2026'],
  ]);
  const byHand = { params: { id: own.id }, body: { version: 1, at: 0, isDone: true } };
  expect((await server.fail(markStep, byHand, secretary)).code).toBe('lib.conflict');
  const late = { params, body: { ...begin, startsOn: '2026-10-01' } };
  expect((await server.fail(startPractice, late, secretary)).fields).toHaveProperty('startsOn');
  const foreign = { params, body: { ...words, result: 'Было 9, стало 3', version: 1 } };
  expect((await server.fail(changePractice, foreign, stranger.cookie)).code).toBe('lib.forbidden');
});
