import { describe, expect, test } from 'vitest';
import { normalTail } from '../../../lib/chance.ts';
import { dispersionOf, judgeFlow } from './judge-flow.ts';

const even = (count: number): number[] => Array.from({ length: 28 }, () => count);
const asked = (before: readonly number[], after: readonly number[]) => ({
  before,
  after,
  least: 150,
  falseShare: 0.05,
});

describe('whether fewer wrote', () => {
  test.each([
    ['too few to say anything', even(6), even(4).map((count, at) => (at < 19 ? count + 1 : count)), 'few'],
    ['exactly enough', even(6), even(4).map((count, at) => (at < 20 ? count + 1 : count)), 'fewer'],
    ['the same', even(6), even(6), 'same'],
    ['a third less', even(9), even(6), 'fewer'],
    ['a little less', even(6), [...even(6).slice(0, -1), 2], 'same'],
    ['more is never said', even(6), even(12), 'same'],
    ['none at all', even(12), even(0), 'fewer'],
  ])('%s', (_, before, after, verdict) => {
    expect(judgeFlow(asked(before, after))).toBe(verdict);
  });

  test('at the very chance that is allowed it is fewer still', () => {
    // 252 before and 168 after.
    const falseShare = normalTail(84 / Math.sqrt(420));
    expect(judgeFlow({ ...asked(even(9), even(6)), falseShare })).toBe('fewer');
  });

  test('of a flow that comes in bursts more has to be missing', () => {
    // The same counts: 252 before and 168 after, all of a week on two of its days in turn.
    const burst = (count: number) => even(0).map((_, at) => ([0, 8].includes(at % 14) ? count * 7 : 0));
    expect(judgeFlow(asked(even(9), even(6)))).toBe('fewer');
    expect(judgeFlow(asked(burst(9), burst(6)))).toBe('same');
  });
});

describe('how a flow scatters', () => {
  test.each([
    ['not at all is still 1', [even(6)], 1],
    ['nothing came', [even(0)], 1],
    // Each weekday two weeks of 2 and two of 6: mean 4, squares 4·4/4 = 4, three of freedom.
    ['by weekday', [even(0).map((_, at) => (at % 14 < 7 ? 2 : 6))], 4 / 3],
    // The weekday's own usual is no scatter.
    ['weekends are no burst', [even(0).map((_, at) => (at % 7 > 4 ? 0 : 8))], 1],
  ])('%s', (_, windows, dispersion) => {
    expect(dispersionOf(windows)).toBeCloseTo(dispersion, 9);
  });
});
