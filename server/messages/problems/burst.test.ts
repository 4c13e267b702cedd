import { describe, expect, test } from 'vitest';
import { poissonTail } from '../../lib/chance.ts';
import { judgeBurst } from './burst.ts';
import { burstPack } from './burst-pack.ts';

const rule = burstPack.on('2026-11-24');

describe('a burst against the same hours of former weeks', () => {
  test.each([
    ['a topic nobody wrote of', 4, [0, 0, 0, 0, 0, 0, 0, 0], true],
    ['three are not yet many', 3, [0, 0, 0, 0, 0, 0, 0, 0], false],
    ['the usual flow', 12, [10, 12, 11, 9, 13, 12, 10, 11], false],
    ['twice the usual flow', 26, [10, 12, 11, 9, 13, 12, 10, 11], true],
    ['a flow that always swings', 26, [2, 25, 10, 30, 5, 18, 22, 8], false],
    ['one former accident does not hide the next', 20, [1, 2, 60, 1, 0, 2, 1, 1], true],
  ])('%s', (_, count, former, isBurst) => {
    expect(judgeBurst(count, former, rule).isBurst).toBe(isBurst);
  });

  test('names the usual flow and the threshold', () => {
    expect(judgeBurst(9, [1, 2, 1, 0, 1, 2, 1, 1], rule)).toEqual({ isBurst: true, usual: 1, threshold: 7 });
  });

  test('knows the tail of Poisson', () => {
    expect(poissonTail(0, 3)).toBe(1);
    expect(poissonTail(4, 1)).toBeCloseTo(0.01899, 5);
  });

  test('the pack says it is to be approved and covers today', () => {
    expect(burstPack.read().versions[0]).toMatchObject({ version: '2026.1', validTo: null });
    // Before the first version, the first: an old message is judged by some rule rather than by none.
    expect(burstPack.on('2018-01-01')).toBe(burstPack.read().versions[0]);
  });
});
