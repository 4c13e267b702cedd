import { afterAll, beforeAll, expect, test } from 'vitest';
import * as acts from '../../../../shared/contract/participation/polls-acts.ts';
import { OVER, openPollDesk, type PollDesk } from '../../../../tests/support/participation/poll-desk.ts';

let desk: PollDesk;
let server: PollDesk['server'];
beforeAll(async () => {
  desk = await openPollDesk();
  ({ server } = desk);
});
afterAll(() => server.close());

const project = (id: string, cost: number) => ({ id, title: `Проект ${id}`, place: 'Парк', cost });
const budget = {
  kind: 'budget-vote',
  title: 'На что потратить 10 млн ₽?',
  questions: [
    {
      id: 'money',
      kind: 'budget',
      title: 'Какие проекты выбрать?',
      total: 10_000_000,
      options: [project('a', 6e6), project('b', 5e6), project('c', 5e6), project('d', 1e6)],
    },
  ],
};
const statesOf = async (id: string) =>
  (await desk.read(id)).figures?.questions[0]?.budget?.projects.map((one) => `${one.id} ${one.state}`);

test('a purse is checked, its money is shared out by voices, a tie waits for a person, and everybody reads why', async () => {
  const { id, questions } = await desk.open(budget);
  expect(questions[0]).toMatchObject({ total: 10_000_000, whenShort: 'next' });
  const voters = await desk.residents(20);
  expect(await desk.refuse(id, voters[0], { money: ['a', 'b'] })).toMatchObject({
    status: 400,
    fields: { money: 'Не хватает 1\u00a0млн\u00a0₽: всего есть 10\u00a0млн\u00a0₽, уберите что-нибудь' },
  });
  // `d` has most; `b` and `c` are even, and one of them fits; `a` comes after.
  for (const [at, cookie] of voters.entries()) {
    const second = at < 7 ? 'b' : at < 14 ? 'c' : 'a';
    await desk.answer(id, cookie, { money: [second, 'd'] });
  }
  await desk.come(OVER);
  const counted = await desk.read(id);
  expect(counted).toMatchObject({ state: 'counted', can: ['settle'] });
  expect(counted.figures?.questions[0]).toMatchObject({
    sentence: 'Поровну голосов у 2\u00a0проектов, на всех осталось 9\u00a0млн\u00a0₽',
    options: [{ count: 6 }, { count: 7 }, { count: 7 }, { count: 20 }],
  });
  expect(await statesOf(id)).toEqual(['a waits', 'b tied', 'c tied', 'd funded']);
  await expect(desk.judge(counted, 'publish')).rejects.toThrow('поровну голосов');

  const say = (more: object = {}) => ({
    params: { id },
    body: {
      version: counted.version,
      questionId: 'money',
      projects: ['c', 'b'],
      reason: 'Жребий при свидетелях, протокол № 3',
      ...more,
    },
  });
  expect(await server.fail(acts.settleTie, say({ projects: ['c', 'a'] }), desk.editor)).toMatchObject({
    fields: { projects: expect.stringContaining('все проекты') },
  });
  expect(await server.fail(acts.settleTie, say({ questionId: 'other' }), desk.editor)).toMatchObject({
    status: 409,
  });
  expect(await server.fail(acts.settleTie, say({ reason: 'так' }), desk.editor)).toMatchObject({
    status: 400,
  });
  const settled = await server.call(acts.settleTie, say(), desk.editor);
  expect(await statesOf(id)).toEqual(['a left', 'b left', 'c funded', 'd funded']);
  expect(settled).toMatchObject({
    can: [],
    history: expect.arrayContaining([expect.objectContaining({ what: 'равные голоса разведены' })]),
  });
  expect(await server.fail(acts.settleTie, say({ version: settled.version }), desk.editor)).toMatchObject({
    status: 409,
  });

  await desk.judge(settled, 'publish');
  const page = await desk.shown(id);
  expect(page.figures?.questions[0]).toMatchObject({
    sentence: 'Деньги получают 2\u00a0проекта из 4, осталось 4\u00a0млн\u00a0₽',
    budget: {
      left: 4_000_000,
      settled: [{ projects: ['c', 'b'], reason: 'Жребий при свидетелях, протокол № 3' }],
    },
  });
  // Which place a project had is told nowhere: it would tell counts of few people.
  expect(JSON.stringify(page)).not.toContain('"place":1');
  const csv = await server.inject({ url: `/api/open/polls/${id}/figures.csv` });
  expect(csv.body).toContain('"Осталось";"все";;;;4000000;');
  expect(csv.body).toMatch(/"Проект c";"все";7;0,35;;5000000;"получает"/u);
  expect(csv.body).toMatch(/"Проект a";"все";6;0,3;;6000000;"не получает"/u);
});

test('counts of few people are hidden, and who gets the money is told all the same', async () => {
  const { id } = await desk.open(budget);
  for (const [at, cookie] of (await desk.residents(10)).entries())
    await desk.answer(id, cookie, { money: at < 3 ? ['a'] : ['b', 'd'] });
  await desk.come(OVER);
  const { figures } = await desk.read(id);
  expect(figures?.questions[0]?.options.find((one) => one.id === 'a')).toMatchObject({
    count: null,
    share: null,
  });
  expect(await statesOf(id)).toEqual(['a left', 'b funded', 'c left', 'd funded']);
});
