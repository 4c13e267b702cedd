import { describe, expect, test } from 'vitest';
import { parseHouse } from '../../base/territory/index.ts';
import { coverOf } from './coverage.ts';
import { formatHouses, hasHouse, readHouses } from './house-ranges.ts';

const rulesOf = (text: string) => {
  const read = readHouses(text);
  if ('unread' in read) throw new Error(`не прочитано: ${read.unread}`);
  return read.rules;
};

describe('a list of houses, as notices write it', () => {
  test.each([
    // written, one spelling, houses within, houses beyond
    ['10–28', '10–28', '10 11 14а 28 28б 12/3', '9 9а 29 110'],
    ['10-28', '10–28', '10 28', '9 29'],
    ['с 10 по 28', '10–28', '10 19 28', '9 29'],
    ['10–28 чётные', '10–28 (чётные)', '10 12а 28', '11 13 9 30'],
    ['10–28 (четные)', '10–28 (чётные)', '10 28', '11 27'],
    ['чётные 10–28', '10–28 (чётные)', '14', '15'],
    ['1–27 нечётная сторона', '1–27 (нечётные)', '1 13а 27', '2 28 29'],
    ['чётные', 'чётные', '2 998', '1 999'],
    ['нечётные дома', 'нечётные', '1 999', '2'],
    ['10б–28а', '10б–28а', '10б 10в 11 28 28а', '10 10а 28б'],
    ['14', '14', '14', '14а 14 корп. 2 15'],
    ['10–10', '10–10', '10 10а', '9 11'],
    ['1–999', '1–999', '1 500 999', ''],
    ['д. 31а', '31а', '31а', '31 31б'],
    ['дома 5, 7а и 9', '5, 7а, 9', '5 7а 9', '6 7 8'],
    ['40 корп. 2', '40 корп. 2', '40к2 40/2', '40 40к1'],
    ['40, корп. 2, 42', '40 корп. 2, 42', '40к2 42', '40 41'],
    ['10–14, 20; 31', '10–14, 20, 31', '12 20 31', '15 19 21 30'],
    ['', '', '1 999а', ''],
    ['вся улица', '', '7', ''],
    ['все.', '', '7', ''],
  ])('«%s» is «%s»', (text, spelling, within, beyond) => {
    const rules = rulesOf(text);
    expect(formatHouses(rules)).toBe(spelling);
    // What was written by the program is read as the same.
    expect(formatHouses(rulesOf(spelling))).toBe(spelling);
    const list = (words: string) =>
      words === ''
        ? []
        : words.split(/ (?!корп)(?<!корп\. )/u).map((one) => [one, parseHouse(one)!] as const);
    expect(list(within).filter(([, house]) => !hasHouse(rules, house))).toEqual([]);
    expect(list(beyond).filter(([, house]) => hasHouse(rules, house))).toEqual([]);
  });

  test.each([
    ['28–10', '28–10'],
    ['у рынка', 'у рынка'],
    ['10–28, подвал', 'подвал'],
    ['чётные у рынка', 'чётные у рынка'],
    ['0', '0'],
    [',', ','],
    ['14 чётный', '14 чётный'],
  ])('«%s» is no list: «%s»', (text, unread) => {
    expect(readHouses(text)).toEqual({ unread });
  });
});

describe('whether an outage covers a place', () => {
  const street = (streetId: string, houses: string) => ({
    kind: 'street' as const,
    streetId,
    rules: rulesOf(houses),
  });
  const district = (districtId: string) => ({ kind: 'district' as const, districtId });
  const asked = (streetId: string | null, house: string | null, districtId: string | null = null) => ({
    streetId,
    house: house === null ? null : parseHouse(house),
    districtId,
  });
  test.each([
    ['a house of the range', [street('titova', '10–28')], asked('titova', '14'), 'house'],
    ['a house beyond it', [street('titova', '10–28')], asked('titova', '30'), null],
    ['the same number of another street', [street('titova', '10–28')], asked('kunavina', '14'), null],
    ['a house of a whole street', [street('titova', '')], asked('titova', '300'), 'house'],
    ['a whole street', [street('titova', '')], asked('titova', null), 'street'],
    ['a street, the house unknown', [street('titova', '10–28')], asked('titova', null), 'near'],
    ['a place of no street', [street('titova', '10–28')], asked(null, null, 'sinarsky'), null],
    ['a district', [district('sinarsky')], asked(null, null, 'sinarsky'), 'district'],
    ['a part of it', [district('sinarsky')], asked('titova', '14', 'sinarsky.yuzhny'), 'district'],
    ['not what only begins alike', [district('sinarsky')], asked(null, null, 'sinarsky2'), null],
    [
      'not the district of which a part is off',
      [district('sinarsky.yuzhny')],
      asked(null, null, 'sinarsky'),
      null,
    ],
    ['no district at all', [district('sinarsky')], asked('titova', '14'), null],
    [
      'the closest of several',
      [district('sinarsky'), street('titova', '10–28')],
      asked('titova', '14', 'sinarsky'),
      'house',
    ],
    [
      'a district before a street that may be',
      [street('titova', '10–28'), district('sinarsky')],
      asked('titova', null, 'sinarsky'),
      'district',
    ],
    ['nothing', [], asked('titova', '14'), null],
  ])('%s', (_, places, place, expected) => {
    expect(coverOf(places, place)).toBe(expected);
  });
});
