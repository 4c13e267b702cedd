import { expect, test } from 'vitest';
import { stopwatchWords } from './training-words.ts';

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
