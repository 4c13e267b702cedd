import { expect, test } from 'vitest';
import { COUNT_LIMIT, countedUpTo, formatAtLeast, formatAtLeastBriefly, formatUpTo } from './numbers.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test.each([
  [0, '0', '0 отказов'],
  [1, '1', '1 отказ'],
  [COUNT_LIMIT, '1 000', '1 000 отказов'],
  [COUNT_LIMIT + 1, 'больше 1 000', 'больше 1 000 отказов'],
])('%d counted to one past the limit', (value, text, withNoun) => {
  expect(plain(formatUpTo(value))).toBe(text);
  expect(plain(countedUpTo(value, 'отказ', 'отказа', 'отказов'))).toBe(withNoun);
});

test.each([
  [0, 'от 0', '0+'],
  [37, 'от 37', '37+'],
  [1000, 'от 1 000', '1 000+'],
  [1001, 'больше 1 000', '1 000+'],
  [2000, 'больше 1 000', '1 000+'],
  [2001, 'больше 2 000', '2 000+'],
])('%d of which there may be more', (value, text, brief) => {
  expect([plain(formatAtLeast(value)), plain(formatAtLeastBriefly(value))]).toEqual([text, brief]);
});
