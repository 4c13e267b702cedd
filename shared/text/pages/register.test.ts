import { describe, expect, it, test } from 'vitest';
import type { BodyLine } from '../../contract/pages/register.ts';
import type { PageWeek, UnknownReason, WeekState } from '../../contract/pages/register-week.ts';
import { heldGrounds, missedWords, weekWords } from './register.ts';

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

test('a ground speaks while it holds and no page of its network is there', () => {
  const ground = (id: string, network: string | null, isInForce = true) => ({ id, network, isInForce });
  const body = {
    pages: [{ network: 'ok' }],
    exemptions: [ground('ok', 'ok'), ground('vk', 'vk'), ground('over', 'vk', false), ground('all', null)],
  } as unknown as BodyLine;
  expect(heldGrounds(body).map(({ id }) => id)).toEqual(['vk', 'all']);
});
