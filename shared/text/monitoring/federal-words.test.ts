import { describe, expect, test } from 'vitest';
import { previewWords, takenWords, undecidedOf } from './federal-words.ts';

const preview = { badRows: [], badCount: 0, sample: [] };
const taken = { rows: 0, alike: 0, badRows: [], badCount: 0, foreign: 0, kinds: {} };

describe('what becomes of a file', () => {
  test.each([
    [
      { toMake: 12, toLink: 3, known: 40, differing: 2 },
      'Новых 12, уже в ленте 3, приняты прежде 40, из них с расхождениями 2.',
    ],
    [{ toMake: 0, toLink: 0, known: 5, differing: 0 }, 'Новых 0, приняты прежде 5.'],
    [
      { toMake: 0, toLink: 1, known: 5, differing: 1 },
      'Новых 0, уже в ленте 1, приняты прежде 5, из них с расхождениями 1.',
    ],
  ])('before: %o', (counts, words) => {
    expect(previewWords({ ...preview, ...counts })).toBe(words);
  });

  test.each([
    [{ made: 12, linked: 3, known: 40 }, 'Стало инцидентами 12, записан номер у 3, приняты прежде 40.'],
    [{ made: 1, linked: 0, known: 0 }, 'Стало инцидентами 1, приняты прежде 0.'],
    [{ made: 0, linked: 1, known: 0 }, 'Стало инцидентами 0, записан номер у 1, приняты прежде 0.'],
    [{ made: 0, linked: 0, known: 2 }, 'Новых нет, приняты прежде: 2.'],
  ])('after: %o', (counts, words) => {
    expect(takenWords({ ...taken, ...counts }).replaceAll('\u00a0', ' ')).toBe(words);
  });

  test('and how much waits for a decision', () => {
    const kinds = { term: { all: 3, undecided: 2 }, status: { all: 1, undecided: 1 } };
    expect(undecidedOf({ ...taken, made: 0, linked: 0, known: 0, kinds })).toBe(3);
  });
});
