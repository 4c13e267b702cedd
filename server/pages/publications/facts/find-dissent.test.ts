import { expect, test } from 'vitest';
import { readClaims } from '../../../base/promises/index.ts';
import { type Earlier, findDissent } from './find-dissent.ts';

const ON = '2026-11-24';
const said = (text: string, on: string): Earlier => ({
  at: new Date(`${on}T09:00:00Z`),
  on,
  by: 'roads',
  claims: readClaims(text, on),
  title: on,
  link: '',
});
const answer = said('Яму отремонтируем до 30 ноября.', '2026-11-10');
const newer = said('Яму отремонтируем до 4 декабря.', '2026-11-20');
const passed = said('Яму отремонтируем до 20 ноября.', '2026-11-01');
const silent = said('Заявку передали подрядчику.', '2026-11-22');

test.each<[string, string, Earlier[], [string, string, string] | null]>([
  [
    'another day than was promised',
    'Отремонтируем яму до 5 декабря.',
    [answer],
    ['2026-11-10', 'до 30.11.2026', 'до 05.12.2026'],
  ],
  ['the same day', 'Отремонтируем яму до 30 ноября.', [answer], null],
  ['a day within the term', 'Отремонтируем яму 28 ноября.', [answer], null],
  ['no day', 'Отремонтируем яму в срок.', [answer], null],
  ['no promise beside it', 'Отремонтируем яму до 5 декабря.', [], null],
  ['a term that was moved, and says so', 'Срок переносим: отремонтируем яму до 5 декабря.', [answer], null],
  ['the day of the latest word', 'Отремонтируем яму до 4 декабря.', [newer, answer], null],
  [
    'the day of a word that was put right since',
    'Отремонтируем яму до 30 ноября.',
    [newer, answer],
    ['2026-11-20', 'до 04.12.2026', 'до 30.11.2026'],
  ],
  ['a new day where the promised one has passed', 'Отремонтируем яму до 5 декабря.', [passed], null],
  [
    'another day, past a later word that names none',
    'Отремонтируем яму до 5 декабря.',
    [silent, answer],
    ['2026-11-10', 'до 30.11.2026', 'до 05.12.2026'],
  ],
])('a text that names %s', (_, text, earlier, expected) => {
  const at = new Date(`${ON}T09:00:00Z`);
  const found = findDissent({ at, on: ON, claims: readClaims(text, ON) }, earlier);
  expect(found && [found.earlier.title, found.clash.first, found.clash.second]).toEqual(expected);
});
