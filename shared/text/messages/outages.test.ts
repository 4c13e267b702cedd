import { describe, expect, test } from 'vitest';
import {
  countWords,
  formerTerm,
  insideWords,
  isLate,
  momentWords,
  passedShare,
  placesLine,
  termWords,
} from './outages.ts';

const zone = 'Asia/Yekaterinburg';
const words = { gives: 'Дадут', gave: 'Дали', notYet: 'Ещё не дали' };
/** 14:00 in the city. */
const now = '2026-11-29T09:00:00Z';
const local = (day: number, time: string) => new Date(`2026-11-${day}T${time}:00+05:00`).toISOString();
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const base = { words, beginsAt: local(29, '06:40'), until: null, endedAt: null };

describe('until when', () => {
  test.each([
    ['running', { until: local(29, '18:00') }, 'Дадут сегодня к 18:00'],
    ['running', { until: local(30, '09:00') }, 'Дадут завтра к 09:00'],
    ['running', { until: '2026-12-03T13:00:00Z' }, 'Дадут 3 декабря к 18:00'],
    ['running', { until: '2027-01-03T13:00:00Z' }, 'Дадут 3 января 2027 г. к 18:00'],
    ['running', {}, 'Когда дадут, пока не сказали'],
    ['overdue', { until: local(29, '12:00') }, 'Обещали сегодня к 12:00, срок прошёл. Ещё не дали'],
    ['overdue', { until: local(28, '18:00') }, 'Обещали вчера к 18:00, срок прошёл. Ещё не дали'],
    [
      'unconfirmed',
      { until: local(28, '18:00') },
      'Обещали вчера к 18:00, срок прошёл. Дали или нет, не подтверждено',
    ],
    ['planned', { beginsAt: local(30, '10:00'), until: local(30, '18:00') }, 'Завтра с 10:00 до 18:00'],
    [
      'planned',
      { beginsAt: local(29, '22:00'), until: local(30, '06:00') },
      'Сегодня с 22:00 до завтра, 06:00',
    ],
    ['planned', { beginsAt: local(30, '10:00') }, 'Завтра с 10:00, до какого часа — пока не сказали'],
    ['ended', { endedAt: local(29, '12:20') }, 'Дали сегодня в 12:20'],
    ['cancelled', {}, 'Отменено'],
  ] as const)('%s %j', (state, more, expected) => {
    const told = plain(termWords({ ...base, state, ...more }, zone, now));
    expect(told).toBe(expected);
    if (isLate({ state })) expect(told).not.toContain('Дадут');
    if (state === 'unconfirmed') expect(told).not.toContain('Ещё не');
  });

  test('the day is the city’s, not UTC’s', () => {
    const late = { ...base, state: 'running' as const, until: '2026-11-29T19:30:00Z' };
    expect(plain(termWords(late, zone, now))).toBe('Дадут завтра к 00:30');
    expect(plain(momentWords('2026-11-28T19:30:00Z', zone, now))).toBe('сегодня в 00:30');
  });

  test('a term that was left', () => {
    expect(plain(formerTerm(local(29, '12:00'), zone, now))).toBe('сегодня к 12:00');
    expect(formerTerm(null, zone, now)).toBe('без срока');
  });
});

test.each([
  ['running', local(29, '18:40'), local(29, '12:40'), 0.5],
  ['running', local(29, '18:40'), local(29, '06:40'), 0],
  ['overdue', local(29, '12:40'), local(29, '20:00'), 1],
  ['unconfirmed', local(29, '12:40'), local(29, '20:00'), 1],
  ['running', null, local(29, '12:40'), null],
  ['planned', local(29, '18:40'), local(29, '06:00'), null],
  ['ended', local(29, '18:40'), local(29, '20:00'), null],
] as const)('how much has passed: %s until %s at %s', (state, until, at, expected) => {
  expect(passedShare({ ...base, state, until }, at)).toBe(expected);
});

test('where', () => {
  const street = { kind: 'street' as const, label: 'ул. Титова', houses: '10–28' };
  const whole = { ...street, label: 'ул. Кунавина', houses: '' };
  expect(placesLine([street, whole])).toBe('ул. Титова, 10–28; ул. Кунавина');
  expect(insideWords('house', '14')).toBe('Ваш дом 14 внутри');
  expect(insideWords('district', null)).toBe('Ваше место внутри');
  expect(insideWords('near', null)).toContain('не назвали');
});

test.each([
  [{ running: 1, unconfirmed: 0, planned: 0 }, 'сейчас 1 отключение'],
  [{ running: 3, unconfirmed: 0, planned: 2 }, 'сейчас 3 отключения и впереди 2'],
  [{ running: 3, unconfirmed: 1, planned: 2 }, 'сейчас 3 отключения, 1 не подтверждено и впереди 2'],
  [{ running: 0, unconfirmed: 2, planned: 1 }, '2 отключения не подтверждено и впереди 1'],
  [{ running: 0, unconfirmed: 0, planned: 2 }, 'впереди 2 отключения'],
  [{ running: 0, unconfirmed: 0, planned: 0 }, ''],
])('the link of the page: %j', (counts, expected) => {
  expect(plain(countWords(counts))).toBe(expected);
});
