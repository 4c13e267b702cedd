import { expect, test } from 'vitest';
import { differencesOf, hashRecord, toldOf, withdrawalsOf } from './judge-records.ts';

const record = (key: string, ...values: string[]) => ({ key, values });
const old = record('a', 'яма');

test('a record is added once, changed when it says something else, added again when it comes back', () => {
  const told = (known: [string, string | null][]) =>
    differencesOf(new Map(known), [old]).map(({ key, kind }) => `${kind} ${key}`);
  expect(told([])).toEqual(['added a']);
  expect(told([['a', hashRecord(old)]])).toEqual([]);
  expect(told([['a', hashRecord(record('a', 'провал'))]])).toEqual(['changed a']);
  expect(told([['a', null]])).toEqual(['added a']);
});

test('words of two fields are not those of one', () => {
  expect(hashRecord(record('a', 'б', 'в'))).not.toBe(hashRecord(record('a', 'б","в')));
});

test('what was given and is no more is withdrawn, once', () => {
  const known = new Map([
    ['a', 'x'],
    ['b', 'y'],
    ['c', null],
  ]);
  expect(withdrawalsOf(known, (key) => key === 'a')).toEqual([{ key: 'b', hash: null, kind: 'withdrawn' }]);
});

test.each([
  // Added, withdrawn, what the reader remembers, may be given now: what they are told.
  [5, false, 0, true, 'added'],
  [5, false, 5, true, 'changed'],
  [5, false, 4, true, 'added'],
  [5, true, 5, true, 'withdrawn'],
  [5, true, 4, false, null],
  [5, false, 7, false, 'withdrawn'],
  [5, false, 0, false, null],
])('added at %i, withdrawn %s, known to %i, given %s: %s', (addedSeq, isWithdrawn, cursor, given, told) => {
  expect(toldOf({ key: 'a', addedSeq, isWithdrawn }, cursor, given)).toBe(told);
});
