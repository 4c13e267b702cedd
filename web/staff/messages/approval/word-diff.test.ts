import { describe, expect, it } from 'vitest';
import { diffWords } from './word-diff.ts';

describe('difference of two versions', () => {
  it('tells what came and what went', () => {
    expect(diffWords('Яму заделали. О сроках сообщим.', 'Яму заделали. Шов проверим 01.12.2026.')).toEqual([
      { kind: 'same', text: 'Яму заделали. ' },
      { kind: 'removed', text: 'О' },
      { kind: 'added', text: 'Шов' },
      { kind: 'same', text: ' ' },
      { kind: 'removed', text: 'сроках' },
      { kind: 'added', text: 'проверим' },
      { kind: 'same', text: ' ' },
      { kind: 'removed', text: 'сообщим.' },
      { kind: 'added', text: '01.12.2026.' },
    ]);
  });

  it('gives both texts back whole', () => {
    const before = 'один два три четыре';
    const after = 'ноль один три пять четыре';
    const parts = diffWords(before, after);
    const join = (kinds: string[]) =>
      parts
        .filter(({ kind }) => kinds.includes(kind))
        .map(({ text }) => text)
        .join('');
    expect(join(['same', 'removed'])).toBe(before);
    expect(join(['same', 'added'])).toBe(after);
  });

  it('shows equal texts as one run and very long ones as replaced', () => {
    expect(diffWords('то же', 'то же')).toEqual([{ kind: 'same', text: 'то же' }]);
    expect(diffWords('слово '.repeat(2000), 'иное')).toHaveLength(2);
  });
});
