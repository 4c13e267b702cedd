import { describe, expect, test } from 'vitest';
import type { Atom } from './atoms.ts';
import { zonePack } from './pack.ts';
import { chooseRaised } from './raise.ts';

const rule = zonePack.on('2026-11-27');
const WEEKS = 12;

/** So many messages of this week, all of them late, come back and important, where one came in each week before: red wherever they are enough. */
function hot(district: string | null, cell: string | null, count: number, more: Partial<Atom> = {}): Atom {
  const week = { open: 0, overdue: 0, beyond: 0, danger: 0, recent: 0, repeated: 0, important: 0 };
  const now = { open: count, overdue: count, recent: count, repeated: count, important: count };
  return {
    district,
    cell,
    block: 'roads',
    fact: '',
    weeks: [
      Object.assign({}, week, now, { week: 0, count }),
      ...Array.from({ length: WEEKS - 1 }, (_, at) => Object.assign({}, week, { week: at + 1, count: 1 })),
    ],
    spots: new Map(),
    ratings: 0,
    lowRatings: 0,
    resonance: 0,
    ...more,
  };
}

/** The flow of every week, all of it in time. */
const calm = (district: string, count: number): Atom => ({
  ...hot(district, null, 0),
  weeks: Array.from({ length: WEEKS }, (_, week) => ({
    week,
    count,
    open: week === 0 ? count : 0,
    overdue: 0,
    beyond: 0,
    danger: 0,
    recent: week < 4 ? count : 0,
    repeated: 0,
    important: 0,
  })),
});

/** Nothing but open cases beyond twice their term. */
const beyond = (district: string, cell: string | null, count: number): Atom => ({
  ...hot(district, cell, 0),
  weeks: [
    {
      week: 5,
      count,
      open: count,
      overdue: count,
      beyond: count,
      danger: 0,
      recent: 0,
      repeated: 0,
      important: 0,
    },
  ],
});

const raise = (atoms: Atom[], running: Parameters<typeof chooseRaised>[1] = []) =>
  chooseRaised({ atoms, weeks: WEEKS, hasNetworks: false }, running, rule).map(
    ({ place, without, instead }) => ({
      place: place.key,
      ...(without.length > 0 && { without: without.map(({ key }) => key) }),
      ...(instead.length > 0 && { instead: instead.map(({ key }) => key) }),
    }),
  );
const running = (kind: 'district' | 'subarea' | 'hexagon', key: string) => [
  { place: { kind, key }, block: 'roads' },
];

describe('a red place', () => {
  test.each<[string, Atom[], Parameters<typeof chooseRaised>[1], ReturnType<typeof raise>]>([
    [
      'of one part is that part; the district has no zone of the same cases',
      [hot('n.a', null, 20)],
      [],
      [{ place: 'n.a', instead: ['n'] }],
    ],
    ['of one hexagon is the hexagon', [hot('n.a', 'hex', 20)], [], [{ place: 'hex', instead: ['n.a', 'n'] }]],
    [
      'of two parts that are few each is the district',
      [hot('n.a', null, 4), hot('n.b', null, 4)],
      [],
      [{ place: 'n' }],
    ],
    [
      'is larger too where it is red without what has a zone',
      [hot('n.a', null, 20), hot('n.b', null, 4), hot('n.c', null, 4)],
      [],
      [{ place: 'n.a' }, { place: 'n', without: ['n.a'] }],
    ],
    [
      'of a part that is red beside its hexagon is both, each by its own cases',
      [hot('n.a', 'hex', 20), hot('n.a', null, 20)],
      [],
      [
        { place: 'hex', instead: ['n'] },
        { place: 'n.a', without: ['hex'], instead: ['n'] },
      ],
    ],
    [
      'of two districts stands each for its own',
      [hot('n.a', null, 20), hot('s.b', null, 20)],
      [],
      [
        { place: 'n.a', instead: ['n'] },
        { place: 's.b', instead: ['s'] },
      ],
    ],
    [
      'within a calm part stands for nothing larger',
      [hot('n.a', 'hex', 20), calm('n.a', 200)],
      [],
      [{ place: 'hex' }],
    ],
    ['within a zone that runs already raises none', [hot('n.a', 'hex', 20)], running('district', 'n'), []],
    ['that has a zone raises none', [hot('n.a', null, 20)], running('subarea', 'n.a'), []],
    [
      'beside a zone of a part that runs is judged without it',
      [hot('n.a', null, 20), hot('n.b', null, 4), hot('n.c', null, 4)],
      running('subarea', 'n.a'),
      [{ place: 'n', without: ['n.a'] }],
    ],
    ['outside all districts is its hexagon', [hot(null, 'hex', 20)], [], [{ place: 'hex' }]],
  ])('%s', (_, atoms, cards, expected) => {
    expect(raise(atoms, cards)).toEqual(expected);
  });

  test('of one block says nothing of another', () => {
    expect(
      raise([hot('n.a', null, 20)], [{ place: { kind: 'district', key: 'n' }, block: 'waste' }]),
    ).toEqual([{ place: 'n.a', instead: ['n'] }]);
  });

  test.each([
    [2, ['n']],
    [4, ['n']],
    [5, ['n.a']],
    [6, ['hex']],
  ])(
    'by %i cases far beyond their term in one hexagon is the smallest that asks for no more',
    (count, places) => {
      expect(raise([beyond('n.a', 'hex', count)]).map(({ place }) => place)).toEqual(places);
    },
  );

  test('by messages at one address adds up what its cases are told by', () => {
    const spots = new Map([['Мира, 1', 5]]);
    expect(raise([hot('n', null, 1, { spots }), hot('n.a', null, 1, { spots })])).toEqual([{ place: 'n' }]);
    expect(raise([hot('n', null, 1, { spots })])).toEqual([]);
  });
});
