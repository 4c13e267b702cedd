import { expect, test } from 'vitest';
import { isFresh } from './is-fresh.ts';

const modifiedAt = new Date('2026-11-24T09:00:00.700Z');
const marks = { etag: 'abc', modifiedAt };
const on = (hour: string) => ({ 'if-modified-since': `Tue, 24 Nov 2026 ${hour} GMT` });

test.each([
  [{}, marks, false],
  [{ 'if-none-match': '"abc"' }, marks, true],
  [{ 'if-none-match': 'W/"abc"' }, marks, true],
  [{ 'if-none-match': '"old", W/"abc"' }, marks, true],
  [{ 'if-none-match': '*' }, marks, true],
  [{ 'if-none-match': '"abcd"' }, marks, false],
  [{ 'if-none-match': '"abc"' }, { modifiedAt }, false],
  [on('09:00:00'), marks, true],
  [on('09:30:00'), marks, true],
  [on('08:59:59'), marks, false],
  [on('09:30:00'), { etag: 'abc' }, false],
  [{ 'if-modified-since': 'вчера' }, marks, false],
  // A mark that differs has the word.
  [Object.assign({ 'if-none-match': '"old"' }, on('09:30:00')), marks, false],
])('%j of %j', (headers, known, expected) => {
  expect(isFresh(headers, known)).toBe(expected);
});
