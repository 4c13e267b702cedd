import { expect, test } from 'vitest';
import { readRate } from './give-way.ts';
import { BackupRefusal } from './refusal.ts';

test.each([
  [undefined, 24],
  ['', 24],
  ['1', 1],
  ['1024', 1024],
  ['0', null],
])('a rate of %j is %j megabytes a second', (text, rate) => {
  expect(readRate(text)).toBe(rate);
});

test.each(['-1', '1025', '1.5', 'быстро', '10 МБ'])('a rate of «%s» is refused in words', (text) => {
  expect(() => readRate(text)).toThrow(BackupRefusal);
  expect(() => readRate(text)).toThrow(`«${text}»`);
});
