import { expect, test } from 'vitest';
import { pollStates } from '../../contract/participation/polls.ts';
import { shuffleFor } from './option-order.ts';
import { openStateOf } from './poll-words.ts';
import { sayResult } from './result-sentences.ts';
import { marginOf, sampleNeeded } from './sample.ts';

test.each([
  // Cochran's table for 5 % at 95 %.
  [null, 0.05, 385],
  [10_000, 0.05, 370],
  [1000, 0.05, 278],
  [170_000, 0.03, 1061],
  [100, 0.05, 80],
])('of %s people with an error of %s, %s are asked', (population, margin, needed) => {
  expect(sampleNeeded(population, margin)).toBe(needed);
});

test('the error of so many answers', () => {
  expect(marginOf(385)).toBeCloseTo(0.05, 3);
  expect(marginOf(1067)).toBeCloseTo(0.03, 3);
  expect(marginOf(0)).toBe(1);
  expect(marginOf(0.5)).toBe(1);
});

test('everybody has an order of their own, the same each time, and each place is as likely', () => {
  const items = ['a', 'b', 'c'];
  expect(shuffleFor(items, 'device', 'q')).toEqual(shuffleFor(items, 'device', 'q'));
  const first = new Map<string, number>();
  for (let at = 0; at < 3000; at += 1) {
    const order = shuffleFor(items, `device ${at}`, 'q');
    expect(order.toSorted()).toEqual(items);
    first.set(order[0]!, (first.get(order[0]!) ?? 0) + 1);
  }
  for (const count of first.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
  expect(shuffleFor([], 'device', 'q')).toEqual([]);
});

test('what everybody sees of each state', () => {
  expect(Object.fromEntries(pollStates.map((state) => [state, openStateOf(state)]))).toEqual({
    draft: null,
    'legal-review': null,
    approved: null,
    announced: 'soon',
    open: 'open',
    paused: 'paused',
    closed: 'counting',
    counted: 'counting',
    published: 'result',
    'decision-recorded': 'result',
    archived: 'result',
    cancelled: null,
  });
});

const choice = (id: string, title: string, share: number | null) => ({
  id,
  title,
  count: share === null ? null : 1,
  share,
  weighted: null,
  byDistrict: [],
  byAge: [],
});
const told = (given: object) =>
  sayResult({
    id: 'q',
    title: 'Q',
    kind: 'single',
    row: '',
    answered: 100,
    options: [],
    average: null,
    cells: [],
    outside: null,
    texts: null,
    budget: null,
    ...given,
  }).replaceAll('\u00a0', ' ');

test.each<[string, object, string]>([
  [
    'the most',
    { options: [choice('a', 'Титова', 0.47), choice('b', 'Суворова', 0.34)] },
    'Чаще всего выбирали «Титова»: 47 %',
  ],
  [
    'a draw',
    { options: [choice('a', 'Титова', 0.4), choice('b', 'Суворова', 0.4)] },
    'Поровну, по 40 %: «Титова», «Суворова»',
  ],
  [
    'unsure is no winner',
    { options: [choice('unsure', 'Затрудняюсь ответить', 0.6), choice('a', 'Титова', 0.4)] },
    'Чаще всего выбирали «Титова»: 40 %',
  ],
  ['few', { options: [choice('a', 'Титова', null)] }, 'Ответов слишком мало, чтобы показать итог'],
  ['nobody', { answered: 0 }, 'На этот вопрос никто не ответил'],
  [
    'an order',
    { kind: 'ranking', options: [choice('a', 'Дороги', 0.5)] },
    'Первым чаще всего ставили «Дороги»: 50 %',
  ],
  [
    'a scale',
    { kind: 'scale', average: 4.24, options: ['1', '2', '3', '4', '5'].map((id) => choice(id, id, 0.2)) },
    'Средняя оценка — 4,2 из 5',
  ],
  ['one in words', { kind: 'text', texts: 1 }, 'Своими словами ответил 1 человек'],
  ['several in words', { kind: 'text', texts: 22 }, 'Своими словами ответили 22 человека'],
  ['few in words', { kind: 'text', texts: null }, 'Своими словами ответили немногие'],
  [
    'points',
    { kind: 'point', outside: 3, cells: [{ lat: 1, lon: 1, count: 7 }] },
    'На карте 7 точек там, где их поставили несколько человек',
  ],
  ['all points', { kind: 'point', outside: 0, cells: [{ lat: 1, lon: 1, count: 7 }] }, 'На карте 7 точек'],
  [
    'points apart',
    { kind: 'point', outside: 9 },
    'Точки разбросаны: нигде нет стольких, чтобы показать место',
  ],
])('the sentence: %s', (_, given, words) => {
  expect(told(given)).toBe(words);
});
