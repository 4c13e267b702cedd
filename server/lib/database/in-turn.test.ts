import { expect, test } from 'vitest';
import { createTurns } from './in-turn.ts';

test('no more than so many run at once, in their order, and a failure lets the next one in', async () => {
  const inTurn = createTurns(2);
  const log: string[] = [];
  let running = 0;
  let most = 0;
  const task = (name: number) =>
    inTurn(async () => {
      running += 1;
      most = Math.max(most, running);
      log.push(`begin ${name}`);
      await new Promise((done) => setImmediate(done));
      running -= 1;
      if (name === 1) throw new Error('failed');
      return name;
    });
  const results = await Promise.allSettled([0, 1, 2, 3, 4].map(task));
  expect(most).toBe(2);
  expect(log).toEqual([0, 1, 2, 3, 4].map((name) => `begin ${name}`));
  expect(results.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
  expect(await inTurn(async () => 'after')).toBe('after');
});
