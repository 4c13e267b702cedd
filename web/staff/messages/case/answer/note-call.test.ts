import { describe, expect, it } from 'vitest';
import { callInText, isCallBegun } from './note-call.ts';

describe('a call in a note', () => {
  it.each([
    ['', '@', 1, true],
    ['Спросите ', 'Спросите @', 10, true],
    ['ivanova', 'ivanova@', 8, false],
    ['Спросите', 'Спросите ', 9, false],
    ['a @ b', 'a @ b@', 6, false],
    ['a  b', 'a @ b', 3, true],
    ['', 'a @', 3, false],
  ])('begins or not: «%s» → «%s»', (before, after, caret, expected) => {
    expect(isCallBegun(before, after, caret)).toBe(expected);
  });

  it.each([
    ['@', 0, '@Сергеева С. '],
    ['Спросите @ о трубах', 9, 'Спросите @Сергеева С. о трубах'],
    ['Спросите', null, 'Спросите @Сергеева С. '],
    ['Спросите ', null, 'Спросите @Сергеева С. '],
    ['Спросите', 3, 'Спросите @Сергеева С. '],
  ])('stands where it was begun: «%s»', (text, place, expected) => {
    expect(callInText(text, 'Сергеева С.', place)).toBe(expected);
  });
});
