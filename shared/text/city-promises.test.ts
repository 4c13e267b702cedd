import { describe, expect, it } from 'vitest';
import { promisesSentence, signsOf, signWorth, standingWords } from './city-promises.ts';

const counts = (over: object) => ({ kept: 0, broken: 0, unproven: 0, ahead: 0, ...over });
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('the sentence of the picture', () => {
  it.each([
    [{ kept: 52, broken: 6, ahead: 9 }, 'Из 58 обещаний за 12 недель город сдержал 52 и нарушил 6'],
    [{ kept: 1 }, 'Из 1 обещания за 12 недель город сдержал 1 и нарушил 0'],
    [
      { kept: 20, unproven: 1 },
      'Из 21 обещания за 12 недель город сдержал 20 и нарушил 0, ещё 1 ждёт доказательства',
    ],
    [
      { kept: 3, broken: 1, unproven: 2 },
      'Из 6 обещаний за 12 недель город сдержал 3 и нарушил 1, ещё 2 ждут доказательства',
    ],
    [{ ahead: 3 }, 'За 12 недель ни один срок не наступил, впереди 3 обещания'],
    [{}, 'За 12 недель город ничего не обещал к сроку'],
  ])('of %o', (over, words) => {
    expect(plain(promisesSentence(counts(over), 12))).toBe(words);
  });
});

describe('how a promise stands to its term', () => {
  it.each<[string, string, string | null, string]>([
    ['broken', '2026-11-15', null, 'срок прошёл 9 дней назад'],
    ['broken', '2026-11-24', null, 'срок прошёл сегодня'],
    ['broken', '2026-11-15', '2026-11-16', 'сделано на 1 день позже срока'],
    ['broken', '2026-11-15', '2026-11-14', 'срок прошёл 9 дней назад'],
    ['broken', '2026-11-15', '2026-11-15', 'срок прошёл 9 дней назад'],
    ['kept', '2026-11-20', '2026-11-18', 'на 2 дня раньше срока'],
    ['kept', '2026-11-20', '2026-11-20', 'день в день'],
    ['unproven', '2026-11-20', '2026-11-18', 'сказано, что сделано в срок'],
    ['ahead', '2026-11-24', null, 'срок сегодня'],
    ['ahead', '2026-11-25', null, 'остался 1 день'],
    ['ahead', '2026-12-01', null, 'осталась 1 неделя'],
    ['ahead', '2026-12-02', null, 'осталось 8 дней'],
    ['ahead', '2026-12-15', null, 'осталось 3 недели'],
    ['ahead', '2026-12-20', null, 'осталось 26 дней'],
    ['ahead', '2026-12-24', null, 'осталось 4 недели'],
  ])('%s by %s, done %s', (outcome, dueOn, doneOn, words) => {
    expect(plain(standingWords({ outcome: outcome as 'kept', dueOn, doneOn }, '2026-11-24'))).toBe(words);
  });
});

it('draws many promises by fewer signs, and hides none', () => {
  expect(signWorth([], 12)).toBe(1);
  expect(signWorth([counts({ kept: 6, ahead: 6 })], 12)).toBe(1);
  expect(signWorth([counts({ kept: 6, ahead: 7 }), counts({})], 12)).toBe(2);
  expect(signsOf(1, 5)).toBe(1);
  expect(signsOf(6, 5)).toBe(2);
  expect(signsOf(0, 5)).toBe(0);
});
