import { describe, expect, test } from 'vitest';
import { readClaims } from '../../../base/promises/index.ts';
import { judgePromise, type LaterWords, promisedDay } from './promise.ts';

const ON = '2026-11-24';
const later = (text: string, given: Partial<LaterWords> = {}): LaterWords => ({
  claims: readClaims(text, ON),
  isFinal: false,
  promisedOn: null,
  ...given,
});

describe('the day a text is held to', () => {
  test.each([
    ['Дадим тепло сегодня к 18:00', null, { day: '2026-11-24', hour: '18:00' }],
    ['Работы начнутся 25 ноября, завершим 27 ноября', null, { day: '2026-11-27', hour: null }],
    ['Дадим тепло 26 ноября', '2026-11-25', { day: '2026-11-25', hour: null }],
    ['Работы начнутся 25 ноября', null, null],
    ['Спасибо за сигнал', null, null],
  ])('«%s», entered %s', (text, entered, day) => {
    expect(promisedDay(readClaims(text, ON), entered)).toEqual(day);
  });
});

describe('what became of it', () => {
  test.each([
    ['nothing was said', [], 'broken'],
    ['it is done', [later('Авария устранена')], 'kept'],
    ['it goes on', [later('Работы ведутся')], 'broken'],
    ['a final answer', [later('', { isFinal: true })], 'kept'],
    ['another day in words', [later('Срок перенесён, дадим 28 ноября')], 'moved'],
    ['another day entered', [later('', { promisedOn: '2026-11-28' })], 'moved'],
    ['the same day again', [later('', { promisedOn: '2026-11-26' })], 'broken'],
    ['an earlier day in words', [later('Дадим 25 ноября')], 'broken'],
    ['moved and then done', [later('дадим 28 ноября'), later('Устранено')], 'kept'],
  ] as const)('%s: %s', (_why, words, state) => {
    expect(judgePromise('2026-11-26', words)).toBe(state);
  });
});
