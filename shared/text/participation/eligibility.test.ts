import { expect, test } from 'vitest';
import type { IdentityLevel } from '../../contract/base/identity.ts';
import { audience as audienceShape } from '../../contract/participation/polls.ts';
import { said as saidShape } from '../../contract/participation/questionnaire.ts';
import { audienceWords, findObstacles, groupsSaid, offeredAges, type PollRules } from './eligibility.ts';

const ageGroups = [
  { id: '14-17', title: '14–17 лет', from: 14, to: 17 },
  { id: '18-29', title: '18–29 лет', from: 18, to: 29 },
  { id: '60', title: '60 лет и старше', from: 60, to: null },
];
const districts = [
  { id: 'north', title: 'Северный' },
  { id: 'south', title: 'Южный' },
];
const rules = (audience: object = {}, asks = { district: false, age: false }): PollRules => ({
  kind: 'survey',
  audience: audienceShape.parse(audience),
  asks,
  ageGroups,
  districts,
});
const both = { district: true, age: true };

test.each<[string, PollRules, IdentityLevel, object, string[]]>([
  ['whoever signed in', rules(), 'social', {}, []],
  ['a stranger', rules(), 'anonymous', {}, ['level']],
  [
    'a poll that asks for nobody in particular still asks to sign in',
    rules({ level: 'anonymous' }),
    'anonymous',
    {},
    ['level'],
  ],
  ['a mail where a phone is asked', rules({ level: 'phone' }), 'social', {}, ['level']],
  ['a phone', rules({ level: 'phone' }), 'phone', {}, []],
  ['better than asked', rules({ level: 'phone' }), 'esia_verified', {}, []],
  ['an age that was not said', rules({ minAge: 14 }), 'social', {}, ['age']],
  ['an age that was', rules({ minAge: 14 }), 'social', { isOfAge: true }, []],
  ['a group that was not said', rules({}, both), 'social', { districtId: 'north' }, ['age']],
  ['both said', rules({}, both), 'social', { districtId: 'north', ageGroup: '60' }, []],
  ['too young', rules({ minAge: 18 }, both), 'social', { districtId: 'north', ageGroup: 'younger' }, ['age']],
  [
    'a group under the age',
    rules({ minAge: 18 }, both),
    'social',
    { districtId: 'north', ageGroup: '14-17' },
    ['age'],
  ],
  [
    'a group that is partly under it is let in',
    rules({ minAge: 16 }, both),
    'social',
    { districtId: 'north', ageGroup: '14-17' },
    [],
  ],
  [
    '«younger» where there is no age',
    rules({}, both),
    'social',
    { districtId: 'north', ageGroup: 'younger' },
    ['age'],
  ],
  ['another district', rules({ districtIds: ['south'] }), 'social', { districtId: 'north' }, ['district']],
  ['its district', rules({ districtIds: ['south'] }), 'social', { districtId: 'south' }, []],
  [
    'no district at all',
    rules({}, { district: true, age: false }),
    'social',
    { districtId: 'nowhere' },
    ['district'],
  ],
  [
    'everything at once, in the order of the form',
    rules({ minAge: 14, districtIds: ['south'], level: 'phone' }),
    'social',
    {},
    ['level', 'district', 'age'],
  ],
])('%s', (_, given, level, said, expected) => {
  expect(findObstacles(given, level, saidShape.parse(said)).map(({ about }) => about)).toEqual(expected);
});

test('what cannot be helped says so, with what else there is', () => {
  const [young] = findObstacles(
    rules({ minAge: 18 }, both),
    'social',
    saidShape.parse({ districtId: 'north', ageGroup: 'younger' }),
  );
  expect(young).toMatchObject({ isFinal: true, words: expect.stringContaining('с 18 лет') });
  const [foreign] = findObstacles(
    rules({ districtIds: ['south'] }),
    'social',
    saidShape.parse({ districtId: 'north' }),
  );
  expect(foreign).toMatchObject({
    isFinal: true,
    words: 'Этот опрос для тех, кто живёт здесь: Южный. Итог будет виден всем.',
  });
});

test('nothing is kept that the poll does not ask', () => {
  const said = saidShape.parse({ districtId: 'north', ageGroup: '60', isOfAge: true });
  expect(groupsSaid(rules(), said)).toEqual({ district: null, age: null });
  expect(groupsSaid(rules({}, both), said)).toEqual({ district: 'north', age: '60' });
  expect(groupsSaid(rules({ districtIds: ['north'] }), said)).toEqual({ district: 'north', age: null });
});

test('who is asked, in words', () => {
  expect(audienceWords(rules({ minAge: 14 }))).toBe('жители города с 14 лет, у каждого один ответ');
  expect(audienceWords(rules({ districtIds: ['south'] }))).toBe('жители: Южный, у каждого один ответ');
  expect(offeredAges(ageGroups, 18).map(({ id }) => id)).toEqual(['18-29', '60']);
  // Whoever is seventeen may still answer.
  expect(offeredAges(ageGroups, 17).map(({ id }) => id)).toEqual(['14-17', '18-29', '60']);
  expect(offeredAges(ageGroups, null)).toEqual(ageGroups);
});
