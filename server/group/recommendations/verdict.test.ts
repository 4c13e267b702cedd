import { describe, expect, it } from 'vitest';
import type { EffectIndicator } from '../../../shared/contract/group/recommendations.ts';
import { type Counted, judgeChange } from './verdict.ts';

const rules = { leastCases: 20, chance: 0.05, measured: 1 };
const count = (value: number): Counted => ({ value, cases: value });
const share = (value: number | null, cases: number): Counted => ({ value, cases });
const mean = (value: number, cases: number): Counted => ({ value, cases, variance: 1.2 });

describe('a change before and after', () => {
  it.each<[string, EffectIndicator, Counted, Counted]>([
    ['better', 'received', count(200), count(150)],
    ['worse', 'received', count(150), count(200)],
    ['noise', 'received', count(200), count(185)],
    ['few', 'received', count(9), count(2)],
    ['better', 'inTime', share(0.7, 200), share(0.85, 180)],
    ['noise', 'inTime', share(0.7, 40), share(0.8, 40)],
    ['few', 'inTime', share(0.2, 400), share(1, 19)],
    ['few', 'confirmed', share(null, 0), share(0.5, 40)],
    ['worse', 'returned', share(0.05, 300), share(0.12, 300)],
    ['noise', 'returned', share(0, 50), share(0, 50)],
    ['better', 'rating', mean(3.6, 90), mean(4.2, 80)],
    ['noise', 'rating', mean(3.9, 30), mean(4.1, 30)],
  ])('is %s: %s', (verdict, indicator, before, after) => {
    expect(judgeChange(indicator, before, after, rules)).toBe(verdict);
  });

  it('is asked more strictly where several are measured at once', () => {
    const [before, after] = [count(200), count(160)];
    expect(judgeChange('received', before, after, rules)).toBe('better');
    expect(judgeChange('received', before, after, { ...rules, measured: 3 })).toBe('noise');
  });
});
