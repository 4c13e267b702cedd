import { describe, expect, test } from 'vitest';
import { readOtherNumber } from './numbers.ts';
import { readSought } from './phrase.ts';

const sought = (phrase: string, mayReveal = true) => readSought(phrase, mayReveal);

describe('numbers', () => {
  test.each([
    ['№ 2026-11-0412', { kind: 'number', number: '2026-11-0412' }],
    ['№2026-11-412', { kind: 'number', number: '2026-11-0412' }],
    ['2026-1-12345', { kind: 'number', number: '2026-01-12345' }],
    ['412', { kind: 'serial', serial: 412, month: null }],
    ['0412', { kind: 'serial', serial: 412, month: null }],
    ['11-412', { kind: 'serial', serial: 412, month: '11' }],
  ])('«%s»', (phrase, expected) => {
    expect(sought(phrase)).toEqual(expected);
  });
});

describe('people', () => {
  test('a phone and an e-mail in their normal form, for those who may see contacts', () => {
    expect(sought('8 (912) 345-67-89')).toEqual({ kind: 'contact', column: 'phone', value: '+79123456789' });
    expect(sought('Ivan@Example.ru')).toEqual({ kind: 'contact', column: 'email', value: 'ivan@example.ru' });
    expect(sought('8 (912) 345-67-89', false)).toEqual({ kind: 'hidden' });
  });
});

describe('numbers of other systems', () => {
  test.each([
    ['ПОС 20261126001', '20261126001'],
    ['пос №20261126001', '20261126001'],
    ['20261126001', '20261126001'],
    ['kursk_test-150', 'kursk_test-150'],
    ['№ О-1/2026', 'О-1/2026'],
    ['вх. № 12-44 от 12.11.2026 г.', '12-44'],
    ['исх. И-1/2026', 'И-1/2026'],
    ['яма Титова 14', null],
    ['посёлок', null],
    ['сосульки', null],
    ['№', null],
  ])('«%s»', (phrase, expected) => {
    expect(readOtherNumber(phrase)).toBe(expected);
  });
});

describe('words', () => {
  test.each([
    ['глубокая яма', ['глубокая', 'яма']],
    ['Титова, 14', ['титова', '14']],
    ['Ёлка', ['елка']],
    ["яма' & !(x) | y:*", ['яма', 'x', 'y']],
  ])('«%s» becomes %s', (phrase, words) => {
    expect(sought(phrase)).toEqual({ kind: 'words', words });
  });
  test.each(['', '   ', '—!?', '🙂'])('«%s» seeks nothing', (phrase) => {
    expect(sought(phrase)).toEqual({ kind: 'nothing' });
  });
});
