import { expect, it } from 'vitest';
import { promiseSentence } from './promise.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const say = (from: number | null, to: number) =>
  plain(promiseSentence({ days: { from, to }, until: 'до 28 декабря' }));

it('names a date, or a range with its last day, in the right cases', () => {
  expect(say(null, 21)).toBe('Ответим до 28 декабря');
  expect(say(3, 21)).toBe('Ответим в срок от 3 до 21 рабочего дня, не позже 28 декабря');
  expect(say(1, 10)).toBe('Ответим в срок от 1 до 10 рабочих дней, не позже 28 декабря');
  expect(say(0, 3)).toBe('Ответим в срок от нескольких часов до 3 рабочих дней, не позже 28 декабря');
  expect(say(3, 3)).toBe('Ответим не позже 28 декабря');
});
