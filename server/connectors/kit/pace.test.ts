import { expect, test } from 'vitest';
import { createPace } from './pace.ts';

function createTestClock() {
  const waits: number[] = [];
  const state = { now: 0 };
  const sleep = async (ms: number) => void waits.push(Math.round(ms));
  return { clock: { now: () => state.now, sleep }, state, waits };
}

test('requests of one key keep their distance, those of another do not wait for them', async () => {
  const { clock, waits, state } = createTestClock();
  const pace = createPace(clock);
  for (let at = 0; at < 4; at += 1) await pace.enter('ВКонтакте', 'one', 10);
  await pace.enter('ВКонтакте', 'two', 10);
  await pace.enter('MAX', 'one', 10);
  expect(waits).toEqual([110, 220, 330]);
  state.now = 10_000;
  for (let at = 0; at < 2; at += 1) await pace.enter('ВКонтакте', 'one', 10);
  expect(waits).toEqual([110, 220, 330, 110]);
});

test('whoever would wait too long is told when to come', async () => {
  const { clock, state } = createTestClock();
  state.now = 50_000;
  const pace = createPace(clock);
  for (let at = 0; at < 19; at += 1) await pace.enter('ВКонтакте', 'one', 1);
  await expect(pace.enter('ВКонтакте', 'one', 1)).rejects.toMatchObject({
    trouble: 'later',
    retryAfter: expect.closeTo(20_900),
  });
});
