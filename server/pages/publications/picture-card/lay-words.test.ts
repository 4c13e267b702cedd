import { expect, test } from 'vitest';
import { layWords } from './lay-words.ts';

const lay = (text: string, room: number, lines = 2) =>
  layWords(text, { room, lines, measure: (words) => words.length });

test.each<[string, string, number, string[]]>([
  ['nothing is no line', '  ', 10, []],
  ['what fits stays', 'ул. Титова, 5', 13, ['ул. Титова, 5']],
  ['what does not is broken between words', 'ул. Титова, 5', 12, ['ул. Титова,', '5']],
  ['the last line says that there is more', 'один два три четыре', 9, ['один два', 'три…']],
  ['a mark before the cut goes', 'один, два, три, пять, шесть', 10, ['один, два,', 'три…']],
  ['a word longer than the room is cut', 'Екатеринбург', 6, ['Екате…']],
  ['a word that just fits is whole', 'Город', 5, ['Город']],
  ['spaces are one', 'а   б', 3, ['а б']],
])('%s', (_, text, room, lines) => expect(lay(text, room)).toEqual(lines));

test('one line where one is asked for', () => expect(lay('один два три', 8, 1)).toEqual(['один…']));
