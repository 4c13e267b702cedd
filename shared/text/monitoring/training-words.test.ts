import { expect, test } from 'vitest';
import { speedWords, stopwatchWords } from './training-words.ts';

test.each([
  [0, '00:00'],
  [-3, '00:00'],
  [59.9, '00:59'],
  [60, '01:00'],
  [425, '07:05'],
  [3600, '60:00'],
])('%d seconds: %s', (seconds, words) => {
  expect(stopwatchWords(seconds)).toBe(words);
});

test.each([
  [1, 'как в жизни'],
  [2, 'в 2\u00a0раза быстрее, чем в жизни'],
  [5, 'в 5\u00a0раз быстрее, чем в жизни'],
])('a scenario at %i runs %s', (speed, words) => {
  expect(speedWords(speed)).toBe(words);
});
