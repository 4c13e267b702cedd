import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeBallot } from '../../shared/contract/participation/ballots.ts';
import { OVER } from '../support/participation/poll-desk.ts';
import { openVoteDesk, type VoteDesk } from '../support/participation/vote-desk.ts';

/** Turnout of a secret vote by district: the same for staff, everybody and the file, small districts lost among others, ballots without a district. */

let desk: VoteDesk;
beforeAll(async () => {
  desk = await openVoteDesk();
});
afterAll(() => desk.server.close());

test('is told by district once the box was opened, and says nothing of few', async () => {
  const { id } = await desk.openVote({
    asks: { district: true, age: false },
    audience: { minAge: null, districtIds: [], level: 'social' },
  });
  const { districts } = await desk.shown(id);
  const [first, second, third] = districts.map((one) => one.id);
  const comers = [
    ...Array.from({ length: 8 }, () => first),
    ...Array.from({ length: 7 }, () => second),
    third,
    third,
  ];
  const cookies = await desk.residents(comers.length);
  for (const [at, districtId] of comers.entries()) {
    const paper = await desk.paper(id, { yard: ['titova'] });
    const said = { isOfAge: true, ageGroup: null, districtId: districtId! };
    await desk.server.call(takeBallot, { params: { id }, body: { said, ...paper.asked } }, cookies[at]);
  }
  // While it runs nothing is told by district to anybody.
  expect(JSON.stringify([await desk.read(id), await desk.shown(id)])).not.toContain('"turnout":[{');
  await desk.come(OVER);
  await desk.openBox(id);
  await desk.server.drain();
  const counted = await desk.read(id);
  expect(counted.figures?.turnout.map(({ count, turnout }) => [count, turnout !== null])).toEqual([
    [8, true],
    [null, false],
    [null, false],
  ]);
  // Nobody brought an envelope: the result is of ballots, turnout of those who took one.
  expect(counted.figures).toMatchObject({ participants: 0, districts: [] });
  await desk.judge(counted, 'publish');
  expect((await desk.shown(id)).figures?.turnout).toEqual(counted.figures?.turnout);
  const csv = await desk.server.inject({ url: `/api/open/polls/${id}/figures.csv` });
  expect(csv.body.match(/"Получили бюллетень";"[^"]+";(?:8|"мало")/gu)).toHaveLength(3);
});
