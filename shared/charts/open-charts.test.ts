import { expect, test } from 'vitest';
import type { OpenLine, OpenNumber } from '../contract/heatmap/heatmap-open.ts';
import { hiddenSentence, mostSentence, openBars, openTrend, trendSentence } from './open-charts.ts';
import { periodTitle } from './times.ts';

const line = (
  title: string,
  received: OpenNumber,
  atLeast: OpenLine['atLeast'] = [],
  id = title,
): OpenLine => ({
  id,
  title,
  counts: {
    received,
    answered: 0,
    solved: 0,
    due: 0,
    late: 0,
    rated: 0,
    ratedWell: 0,
    said: 0,
    saidSolved: 0,
  },
  onTimeShare: null,
  averageDays: null,
  averageRating: null,
  solvedShare: null,
  atLeast,
});
const month = (id: string, received: OpenNumber): OpenLine => line(id, received);

const city = line('Весь город', 465);

test.each<[string, OpenLine[], OpenLine, string]>([
  ['the most of all', [line('Дороги', 120), line('ЖКХ', 90)], city, 'тема «Дороги»: 120 из 465'],
  ['no topic is no topic', [line('нет', 200, [], 'none'), line('ЖКХ', 90)], city, 'тема «ЖКХ»: 90 из 465'],
  ['months left out', [line('ЖКХ', 90, ['received'])], city, 'тема «ЖКХ»: не меньше 90'],
  ['a hidden total', [line('ЖКХ', 90)], line('Весь город', 'hidden'), 'тема «ЖКХ»: 90'],
])('the sentence of blocks: %s', (_, lines, total, words) => {
  expect(mostSentence(lines, total, 'тема')).toBe(`Больше всего сообщений — ${words}`);
});

test('the sentence of what is hidden whole', () => {
  expect(mostSentence([line('ЖКХ', 'hidden')], city, 'район')).toBe('Числа по районам скрыты');
});

test.each<[OpenLine[], string]>([
  [[], 'Сообщений по месяцам ещё нет'],
  [[month('2026-10', 'hidden')], 'Число сообщений скрыто: октябрь\u00a02026'],
  [[month('2026-10', 21)], 'За октябрь\u00a02026 поступило 21\u00a0сообщение'],
  [[month('2026-09', 'hidden'), month('2026-10', 22)], 'За октябрь\u00a02026 поступило 22\u00a0сообщения'],
  [
    [month('2026-09', 465), month('2026-10', 500)],
    'За октябрь\u00a02026 поступило 500\u00a0сообщений — на 35 больше, чем месяцем раньше',
  ],
  [
    [month('2026-09', 500), month('2026-10', 465)],
    'За октябрь\u00a02026 поступило 465\u00a0сообщений — на 35 меньше, чем месяцем раньше',
  ],
  [
    [month('2026-09', 7), month('2026-10', 7)],
    'За октябрь\u00a02026 поступило 7\u00a0сообщений, столько же, сколько месяцем раньше',
  ],
])('the sentence of months %#', (months, words) => {
  expect(trendSentence(months)).toBe(words);
});

test('a hidden number has no bar', () => {
  expect(openBars('', 'Тема', [line('ЖКХ', 'hidden'), line('Дороги', 9)]).series[0]!.values).toEqual([
    null,
    9,
  ]);
  expect(openTrend([month('2026-09', 'hidden'), month('2026-10', 22)]).series[0]!.values).toEqual([null, 22]);
});

test.each([
  ['2026-10-01', '2026-10-31', 'октябрь\u00a02026'],
  ['2026-08-01', '2026-10-31', 'август — октябрь\u00a02026'],
  ['2025-11-01', '2026-10-31', 'ноябрь\u00a02025 — октябрь\u00a02026'],
])('a period from %s to %s', (from, to, words) => {
  expect(periodTitle({ from, to })).toBe(words);
});

test('what is hidden is said in one sentence, or nothing is said', () => {
  expect(hiddenSentence({ count: 0, of: 90 }, 5)).toBeNull();
  expect(hiddenSentence({ count: 21, of: 90 }, 5)).toBe(
    'Скрыто 21\u00a0число из 90: за числом меньше 5\u00a0человек или по нему вычисляется такое соседнее.',
  );
});
