import { expect, test } from 'vitest';
import type { PublicNews } from '../cases/index.ts';
import { sortNews, writeDigest } from './digest.ts';

const since = new Date('2026-11-23T04:00:00Z');
const at = (day: number): Date => new Date(`2026-11-${day}T09:00:00Z`);
const news = (number: string, published: number, answered?: number): PublicNews => ({
  number,
  title: `Яма ${number}`,
  place: null,
  publishedAt: at(published),
  answeredAt: answered === undefined ? null : at(answered),
});

test.each([
  ['shown since', news('1', 23), ['1'], []],
  ['answered since', news('1', 20, 23), [], ['1']],
  ['new and answered already: new', news('1', 23, 24), ['1'], []],
  ['told before', news('1', 22), [], []],
  ['told and answered before', news('1', 20, 22), [], []],
])('%s', (_, one, shown, answered) => {
  const sorted = sortNews([one], since, new Set());
  expect(sorted.shown.map(({ number }) => number)).toEqual(shown);
  expect(sorted.answered.map(({ number }) => number)).toEqual(answered);
});

test('what was told at the very moment is told no more, and what was answered at it was told then', () => {
  const exact = { ...news('1', 20), publishedAt: since };
  expect(sortNews([exact], since, new Set())).toEqual({ shown: [], answered: [] });
  const answered = { ...news('1', 20), answeredAt: since };
  expect(sortNews([answered], since, new Set())).toEqual({ shown: [], answered: [] });
  // Shown at the moment and answered since: the answer is news.
  const later = { ...exact, answeredAt: at(23) };
  expect(sortNews([later], since, new Set()).answered).toEqual([later]);
});

test('a message of two wishes is told once', () => {
  const told = new Set<string>();
  expect(sortNews([news('1', 23)], since, told).shown).toHaveLength(1);
  expect(sortNews([news('1', 23), news('2', 23)], since, told).shown.map(({ number }) => number)).toEqual([
    '2',
  ]);
});

test('a letter says how many there are, tells of ten and leads to the rest and to its end', () => {
  const many = Array.from({ length: 12 }, (_, place) => news(String(place), 23));
  const part = {
    title: 'Дороги',
    answered: [],
    page: 'https://c/messages?block=roads',
    stop: 'https://c/follow-off?token=1',
  };
  const { subject, text } = writeDigest([{ ...part, shown: many }], 'https://c');
  expect(subject).toBe('По вашим подпискам: 12\u00a0сообщений');
  expect(text.match(/^— /gmu)).toHaveLength(10);
  expect(text).toContain('И ещё 2\u00a0сообщения.');
  expect(text).toContain(
    'Все: https://c/messages?block=roads\nБольше не писать об этом: https://c/follow-off?token=1',
  );
  expect(text).not.toContain('Дан ответ');
});

test.each([
  [10, null],
  [11, 'И ещё 1\u00a0сообщение.'],
])('of %i: %s', (count, rest) => {
  const shown = Array.from({ length: count }, (_, place) => news(String(place), 23));
  const { text } = writeDigest([{ title: 'Дороги', shown, answered: [], page: 'p', stop: 's' }], 'https://c');
  expect(/И ещё.*/u.exec(text)?.[0] ?? null).toBe(rest);
});

test('a place stands after the title where there is one', () => {
  const shown = [news('1', 23), { ...news('2', 23), place: 'ул. Титова' }];
  const { text } = writeDigest([{ title: 'Дороги', shown, answered: [], page: 'p', stop: 's' }], 'https://c');
  expect(text).toContain('— Яма 1: https://c/m/1\n— Яма 2, ул. Титова: https://c/m/2');
});
