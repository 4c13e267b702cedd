import { describe, expect, test } from 'vitest';
import { filled, isKeyOf, keysOf, knownIn, must, recordOf } from './known.ts';
import { addNumber, firstOf, isOneOf, itemAt, lastOf, numberAt } from './lists.ts';

describe('what a list has', () => {
  test('is given as it is, null and zero too', () => {
    expect([itemAt(['a', null], 1), numberAt([0, 1], 0)]).toEqual([null, 0]);
    expect([firstOf([3, 4]), lastOf([3, 4]), firstOf('аб'.split(''))]).toEqual([3, 4, 'а']);
  });

  test('and what it has not is an error that says where', () => {
    expect(() => itemAt(['a'], 1)).toThrow('A list of 1 has nothing at 1');
    expect(() => numberAt([1], -1)).toThrow(RangeError);
    expect(() => firstOf([])).toThrow('A list of 0 has nothing at 0');
    expect(() => lastOf([])).toThrow(RangeError);
    expect(() => addNumber([], 0, 1)).toThrow(RangeError);
  });

  test('a number is added to in its place', () => {
    const numbers = [1, 2];
    addNumber(numbers, 1, 5);
    expect(numbers).toEqual([1, 7]);
  });
});

describe('what surely is there', () => {
  test('is given as it is, an empty text and false too', () => {
    expect([must('', 'a text'), must(false, 'a sign'), knownIn(new Map([['a', 0]]), 'a')]).toEqual([
      '',
      false,
      0,
    ]);
  });

  test('a row is given whole where its columns hold values, else an error names those that do not', () => {
    const row: { id: string; day: string | null; no: number | null; note: string | null } = {
      id: 'a',
      day: '2026-11-30',
      no: 0,
      note: null,
    };
    const { day, no } = filled(row, 'day', 'no');
    expect([day.length, no + 1]).toEqual([10, 1]);
    expect(() => filled(row, 'day', 'note')).toThrow('Missing in a row: note');
  });

  test('a text that is one of few words, or a key of a record, has their type', () => {
    const words = ['open', 'closed'] as const;
    const said: string = 'open';
    const word: 'open' | 'closed' | null = isOneOf(words, said) ? said : null;
    expect([word, isOneOf(words, 'lost'), isOneOf(words, null)]).toEqual(['open', false, false]);
    const titles = { open: 'открыто' };
    expect(isKeyOf(titles, said) ? titles[said] : null).toBe('открыто');
    expect(isKeyOf(titles, 'toString')).toBe(false);
  });

  test('the keys of a record come in its order, typed by it', () => {
    const keys: ('second' | 'first')[] = keysOf({ second: 2, first: 1 });
    expect(keys).toEqual(['second', 'first']);
    expect(recordOf(keys, (key, at) => `${at} ${key}`)).toEqual({ second: '0 second', first: '1 first' });
  });

  test('and is named where it is not', () => {
    expect(() => must(null, 'the day of the number')).toThrow('Missing: the day of the number');
    expect(() => must(undefined, 'the term')).toThrow('Missing: the term');
    expect(() => knownIn(new Map([['a', 1]]), 'б')).toThrow('A map of 1 has nothing under б');
  });
});
