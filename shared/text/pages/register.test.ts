import { describe, expect, it, test } from 'vitest';
import type { PageWeek, UnknownReason, WeekState } from '../../contract/pages/register-week.ts';
import { missedWords, weekWords } from './register.ts';

const week = (state: WeekState, given: Partial<PageWeek> = {}): PageWeek => ({
  from: '2026-11-16',
  to: '2026-11-22',
  norm: 5,
  state,
  why: null,
  stood: null,
  fresh: null,
  removed: null,
  days: [],
  ...given,
});
const unknown = (why: UnknownReason) => week('unknown', { why });

describe('a week in words', () => {
  test.each([
    ['unbound', 'не читается: не подключена', 'не читалась'],
    ['off', 'не читается: чтение выключено', 'не дочитана: чтение выключено'],
    ['stale', 'не читается: давно нет связи', 'ещё не дочитана'],
  ] as const)('%s: of one that is over nothing is said of today', (why, now, past) => {
    expect(weekWords(unknown(why))).toBe(now);
    expect(weekWords(unknown(why), { isOver: true })).toBe(past);
  });
  it('names its count, and why there may be more', () => {
    expect(weekWords(week('going', { stood: 3, fresh: 1 }))).toBe('3 + 1 из 5');
    expect(weekWords({ ...unknown('partial'), stood: 2, fresh: 0 }, { isOver: true })).toBe(
      '2 из 5, читалась не с начала недели',
    );
  });
});

describe('weeks that are over', () => {
  it('of which nobody knows are neither missed nor met', () =>
    expect(missedWords([unknown('unbound'), week('pending')])).toBe('О прежних неделях ничего не известно'));
  it('are counted as far as they are known', () => {
    expect(missedWords([week('missed'), week('met'), unknown('stale')])).toBe(
      'Пропущено недель: 1, известно 2 из 3',
    );
    expect(missedWords([week('met'), unknown('off')])).toBe('Пропущенных недель нет, известно 1 из 2');
  });
});
