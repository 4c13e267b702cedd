import { describe, expect, test } from 'vitest';
import { handoverWaitWords, shiftFiguresWords } from './shift-words.ts';

test.each([
  [{ open: 0, late: 0, soon: 0, unknown: 0 }, '0 открыто'],
  [{ open: 1, late: 1, soon: 0, unknown: 0 }, '1 открыт, 1 опоздал'],
  [
    { open: 12, late: 2, soon: 3, unknown: 1 },
    '12 открыто, 2 опоздали, у 3 срок в два часа, судьба 1 ответа неизвестна',
  ],
  [{ open: 5, late: 0, soon: 1, unknown: 5 }, '5 открыто, у 1 срок в два часа, судьба 5 ответов неизвестна'],
])('%o: «%s»', (figures, words) => {
  expect(shiftFiguresWords(figures).replaceAll('\u00a0', ' ')).toBe(words);
});

describe('how long a handing over waits', () => {
  const AT = Date.parse('2026-11-24T10:00:00Z');
  const minutesOn = (minutes: number) => AT + minutes * 60_000;
  const given = (state: 'given' | 'taken' | 'withdrawn', minutes: number | null) => ({
    givenAt: new Date(AT).toISOString(),
    endedAt: minutes === null ? null : new Date(minutesOn(minutes)).toISOString(),
    state,
  });
  test.each([
    [given('given', null), 0.9, 'ждёт', false],
    [given('given', null), 1, 'ждёт 1 мин', false],
    [given('given', null), 29, 'ждёт 29 мин', false],
    [given('given', null), 30, 'ждёт 30 мин', true],
    [given('taken', 0.5), 600, 'принята сразу', false],
    [given('taken', 12), 600, 'принята через 12 мин', false],
    [given('taken', 30), 600, 'принята через 30 мин', true],
    [given('withdrawn', 90), 600, 'взята назад', false],
  ])('%o after %d minutes: «%s»', (handover, minutes, words, isLong) => {
    const told = handoverWaitWords(handover, minutesOn(minutes));
    expect({ ...told, words: told.words.replaceAll('\u00a0', ' ') }).toEqual({ words, isLong });
  });
});
