import { expect, test } from 'vitest';
import { attackPoll } from './attack-poll.ts';
import { checkPoll, countRandom } from './check-poll.ts';
import { makeDice } from './random-city.ts';
import { makePoll } from './random-poll.ts';

/** The attacker of `npm run check:suppression` against a few polls; and that it finds what is there to be found. */

const rules = { smallest: 5, width: 5 };

test.each([8, 31, 57, 97, 219, 222, 344, 1050])(
  'poll %i: no hidden number is solved, each keeps its range',
  async (seed) => {
    expect(await checkPoll(seed, rules)).toMatchObject({ solved: [], narrow: [], small: 0 });
  },
);

test('a number hidden alone in its line is solved', async () => {
  const poll = makePoll(149);
  const figures = countRandom(poll, { smallest: 0, width: 0 });
  const group = figures.districts[1]!;
  const count = group.count;
  Object.assign(group, { count: null, turnout: null });
  const found = await attackPoll(figures, poll.questions, { width: 5, dice: makeDice(1) });
  expect(found).toEqual([{ secret: { of: 'people', district: 1, age: null }, low: count, high: count }]);
});

test('the share of a number that is hidden tells it', async () => {
  const poll = makePoll(149);
  const figures = countRandom(poll, rules);
  const group = figures.districts.find(({ count }) => count !== null)!;
  const count = group.count!;
  Object.assign(group, { count: null, turnout: count / group.residents! });
  const found = await attackPoll(figures, poll.questions, { width: 5, dice: makeDice(1) });
  // What is known is no secret any more, so nothing is asked of it.
  expect(found.some(({ secret }) => secret.of === 'people')).toBe(false);
});
