import { describe, expect, test } from 'vitest';
import { describeHours, describeReason, markShared } from './problem-words.ts';

/** Numbers keep to their words by spaces that do not break. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('a proposed pair in words', () => {
  test('says how far, how long apart and by what', () => {
    const reason = { besideNumber: '2026-11-0001', besideTitle: '', words: [], score: 0.8 };
    expect(plain(describeReason({ ...reason, rule: 'place', metres: 34, hours: 3 }))).toBe(
      '34 м, 3 часа, одно место и одна тема',
    );
    expect(plain(describeReason({ ...reason, rule: 'near', metres: 0, hours: 0.2 }))).toBe(
      'тот же адрес, меньше часа, одно место, похожие слова',
    );
    expect(describeReason({ ...reason, rule: 'person', metres: null, hours: null })).toBe(
      'присоединил человек',
    );
    expect(plain(describeHours(72))).toBe('3 дня');
  });

  test('marks the shared words, whatever their case and ё', () => {
    expect(markShared('Яма ещё глубже. Яма!', ['яма', 'еще'])).toEqual([
      { text: 'Яма', isShared: true },
      { text: ' ', isShared: false },
      { text: 'ещё', isShared: true },
      { text: ' глубже. ', isShared: false },
      { text: 'Яма', isShared: true },
      { text: '!', isShared: false },
    ]);
    expect(markShared('Текст', [])).toEqual([{ text: 'Текст', isShared: false }]);
  });
});
