import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ShortRule } from '../../contract/participation/questionnaire.ts';
import { allot, isSameSet, type Project, placesOf } from './budget.ts';

/** «a 6 1» is the project `a` for six roubles with the first place; «-» is no place. */
const read = (text: string): Project[] =>
  text.split(', ').map((one) => {
    const [id = '', cost, place] = one.split(' ');
    return { id, cost: Number(cost), place: place === '-' ? null : Number(place) };
  });

describe('who gets the money', () => {
  test.each<[string, string, number, ShortRule, string[], number, string[], string[]]>([
    ['by voices, not by the list', 'a 5 2, b 5 1, c 5 3', 10, 'next', ['b', 'a'], 0, [], []],
    ['a dear one is passed over', 'a 6 1, b 5 2, c 4 3', 10, 'next', ['a', 'c'], 0, [], []],
    ['or ends it', 'a 6 1, b 5 2, c 4 3', 10, 'stop', ['a'], 4, [], []],
    ['to the last rouble', 'a 10 1, b 1 2', 10, 'next', ['a'], 0, [], []],
    ['nobody chose it', 'a 4 1, b 4 -', 10, 'next', ['a'], 6, [], []],
    ['nobody chose anything', 'a 4 -, b 4 -', 10, 'next', [], 10, [], []],
    ['equals that fit together are no tie', 'a 4 1, b 6 1, c 1 2', 10, 'next', ['a', 'b'], 0, [], []],
    ['equals that do not', 'a 6 1, b 5 1, c 1 2', 10, 'next', [], 10, ['a', 'b'], ['c']],
    [
      'money of the first ones is theirs',
      'a 4 1, b 5 2, c 5 2, d 1 3',
      10,
      'next',
      ['a'],
      6,
      ['b', 'c'],
      ['d'],
    ],
    ['one of equals is too dear by itself', 'a 4 1, b 9 1, c 2 2', 8, 'next', ['a', 'c'], 2, [], []],
    ['and ends it or not by who is first', 'a 4 1, b 9 1, c 2 2', 8, 'stop', [], 8, ['a', 'b'], ['c']],
    ['none of equals fits', 'a 4 1, b 9 2, c 9 2', 8, 'stop', ['a'], 4, [], []],
  ])('%s', (_, projects, total, whenShort, funded, left, tied, waiting) => {
    expect(allot({ total, whenShort }, read(projects), [])).toEqual({ funded, left, tied, waiting });
  });

  test('a settled tie goes on in the order that was said, and another may come after it', () => {
    const projects = read('a 6 1, b 5 1, c 4 2, d 3 2, e 1 3');
    const rules = { total: 10, whenShort: 'next' as const };
    expect(allot(rules, projects, [['b', 'a']])).toEqual({
      funded: ['b'],
      left: 5,
      tied: ['c', 'd'],
      waiting: ['e'],
    });
    expect(
      allot(rules, projects, [
        ['b', 'a'],
        ['d', 'c'],
      ]),
    ).toEqual({
      funded: ['b', 'd', 'e'],
      left: 1,
      tied: [],
      waiting: [],
    });
    // An order of others settles nothing.
    expect(allot(rules, projects, [['a', 'c']]).tied).toEqual(['a', 'b']);
    expect(allot({ ...rules, whenShort: 'stop' }, projects, [['b', 'a']])).toMatchObject({
      funded: ['b'],
      tied: [],
    });
  });

  test('never more than there is, and never past one with more voices that fits', () => {
    const project = fc.record({
      cost: fc.integer({ min: 1, max: 9 }),
      voices: fc.integer({ min: 0, max: 4 }),
    });
    fc.assert(
      fc.property(
        fc.array(project, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 30 }),
        (all, total) => {
          const voices = new Map(all.map((one, at) => [String(at), one.voices]));
          const places = placesOf(voices);
          const projects = all.map(({ cost }, at) => ({
            id: String(at),
            cost,
            place: places.get(String(at)) ?? null,
          }));
          const { funded, left, tied, waiting } = allot({ total, whenShort: 'next' }, projects, []);
          const spent = projects.reduce((sum, { id, cost }) => (funded.includes(id) ? sum + cost : sum), 0);
          expect(left).toBe(total - spent);
          expect(left).toBeGreaterThanOrEqual(0);
          if (tied.length > 0) {
            const rivals = projects.filter(({ id }) => tied.includes(id));
            expect(rivals.reduce((sum, { cost }) => sum + cost, 0)).toBeGreaterThan(left);
          } else
            for (const { id, cost, place } of projects)
              if (place !== null && !funded.includes(id)) expect(cost).toBeGreaterThan(left);
          expect(new Set([...funded, ...tied, ...waiting]).size).toBe(
            funded.length + tied.length + waiting.length,
          );
        },
      ),
    );
  });
});

test('places are by voices, equals share one, and whom nobody chose has none', () => {
  expect([
    ...placesOf(
      new Map([
        ['a', 3],
        ['b', 7],
        ['c', 3],
        ['d', 0],
        ['e', 1],
      ]),
    ),
  ]).toEqual([
    ['a', 2],
    ['b', 1],
    ['c', 2],
    ['d', null],
    ['e', 3],
  ]);
});

test.each([
  [['a', 'b'], true],
  [['b', 'a'], true],
  [['a'], false],
  [['a', 'a'], false],
  [['a', 'c'], false],
  [['a', 'b', 'b'], false],
  [['a', 'b', 'c'], false],
])('all of a tie, each once: %s', (ids, isAll) => {
  expect(isSameSet(ids, [{ id: 'a' }, { id: 'b' }])).toBe(isAll);
});
