import { describe, expect, it } from 'vitest';
import { isAlike, isQuestion } from './alike.ts';

describe('a question', () => {
  it.each<[string, boolean]>([
    ['Когда включат отопление', true],
    ['А когда нашу улицу?', true],
    ['И где график', true],
    ['Сделайте уже. Сколько можно?', true],
    ['Будет ли вода завтра', true],
    ['Спасибо, тепло дали', false],
    ['Как всегда молодцы', false],
    ['Как подключиться?', true],
    ['Никогда такого не было', false],
    ['Где-то течёт', false],
  ])('«%s» is one: %s', (text, is) => {
    expect(isQuestion(text)).toBe(is);
  });
});

describe('two texts are of one matter', () => {
  const about = (category: string | null, placeKey: string | null) => ({ category, placeKey });
  it.each([
    ['where topic and place are the same', about('heat', 't|14'), about('heat', 't|14'), true],
    ['where one names no place', about('heat', null), about('heat', 't|14'), true],
    ['where the other names none', about('heat', 't|14'), about('heat', null), true],
    ['not in two places', about('heat', 't|14'), about('heat', 't|16'), false],
    ['not of two topics', about('heat', 't|14'), about('roads', 't|14'), false],
    ['not where the topic is not known', about(null, 't|14'), about(null, 't|14'), false],
  ])('%s', (_, one, other, is) => {
    expect(isAlike(one, other)).toBe(is);
  });
});
