import { describe, expect, it, test } from 'vitest';
import { judgeWeek, leastBy, type WeekAsked } from './judge-week.ts';

const warnings = [
  { weekday: 3, least: 2 },
  { weekday: 5, least: 4 },
];

/** The week of 23–29 November 2026 in Yekaterinburg (+5), looked at on its Wednesday. */
const week = (given: Partial<WeekAsked> = {}): WeekAsked => ({
  from: '2026-11-23',
  to: '2026-11-29',
  today: '2026-11-25',
  beginsAt: new Date('2026-11-22T19:00:00Z'),
  endsAt: new Date('2026-11-29T19:00:00Z'),
  now: new Date('2026-11-25T07:00:00Z'),
  norm: 5,
  warnings,
  days: [],
  reading: {
    isActive: true,
    boundAt: new Date('2026-10-01T00:00:00Z'),
    readAt: new Date('2026-11-25T06:55:00Z'),
  },
  ...given,
});
const posts = (stood: number, fresh = 0, removed = 0) => [{ day: '2026-11-24', stood, fresh, removed }];
/** The same week seen on the Monday after it. */
const after = {
  today: '2026-11-30',
  now: new Date('2026-11-30T07:00:00Z'),
  reading: {
    isActive: true,
    boundAt: new Date('2026-10-01T00:00:00Z'),
    readAt: new Date('2026-11-30T06:55:00Z'),
  },
};

describe('what a warning asks for by the day', () => {
  test.each([
    [1, 0],
    [2, 0],
    [3, 2],
    [4, 2],
    [5, 4],
    [7, 4],
  ])('day %i: %i', (weekday, least) => expect(leastBy(weekday, warnings.toReversed())).toBe(least));
});

describe('a week of a page', () => {
  test.each([
    ['five stand', posts(5), {}, 'met'],
    ['four stand and one is young', posts(4, 1), {}, 'likely'],
    ['two stand on a Wednesday', posts(2), {}, 'going'],
    ['a young one is reckoned in by a warning', posts(1, 1), {}, 'going'],
    ['one on a Wednesday', posts(1), {}, 'warned'],
    ['one on a Tuesday', posts(1), { today: '2026-11-24' }, 'going'],
    ['three on a Friday', posts(3), { today: '2026-11-27' }, 'warned'],
    ['four on a Sunday', posts(4), { today: '2026-11-29' }, 'going'],
    ['three on a Sunday', posts(3), { today: '2026-11-29' }, 'warned'],
    ['taken off before it stood counts as nothing', posts(1, 0, 4), {}, 'warned'],
    ['over with four', posts(4), after, 'missed'],
    ['over with five', posts(5), after, 'met'],
    ['over, the fifth is of its last evening', posts(4, 1), after, 'pending'],
  ])('%s', (_, days, given, state) =>
    expect(judgeWeek(week({ days, ...given }))).toMatchObject({ state, why: null }),
  );

  it('tells its posts by day', () =>
    expect(judgeWeek(week({ days: posts(2, 1, 1) }))).toMatchObject({
      stood: 2,
      fresh: 1,
      removed: 1,
      days: [
        { day: '2026-11-23', stood: 0, fresh: 0 },
        { day: '2026-11-24', stood: 2, fresh: 1 },
        ...[25, 26, 27, 28, 29].map((day) => ({ day: `2026-11-${day}`, stood: 0, fresh: 0 })),
      ],
    }));
});

describe('a week nobody knows shows no number', () => {
  const { reading } = week();
  test.each([
    ['no page is bound', { reading: { ...reading, boundAt: null } }, 'unbound'],
    [
      'it was bound after the week',
      { reading: { ...reading, boundAt: new Date('2026-11-29T19:00:00Z') } },
      'unbound',
    ],
    ['its reading is off', { reading: { ...reading, isActive: false } }, 'off'],
    ['it was never read', { reading: { ...reading, readAt: null } }, 'stale'],
    [
      'it was read more than a day ago',
      { reading: { ...reading, readAt: new Date('2026-11-24T06:59:59Z') } },
      'stale',
    ],
    [
      'over, and last read before its end',
      { ...after, reading: { ...reading, readAt: new Date('2026-11-29T18:59:59Z') } },
      'stale',
    ],
    ['over, off and last read before its end', { ...after, reading: { ...reading, isActive: false } }, 'off'],
  ])('%s', (_, given, why) =>
    expect(judgeWeek(week({ days: posts(5), ...given }))).toMatchObject({
      state: 'unknown',
      why,
      stood: null,
      fresh: null,
      removed: null,
      days: [],
    }),
  );

  it('is known a day after the last reading at most', () =>
    expect(
      judgeWeek(week({ days: posts(2), reading: { ...reading, readAt: new Date('2026-11-24T07:00:00Z') } })),
    ).toMatchObject({ state: 'going' }));
  it('is known once it is over by a reading after its end, though the page is read no more', () =>
    expect(
      judgeWeek(
        week({
          ...after,
          days: posts(4),
          reading: { ...reading, isActive: false, readAt: new Date('2026-11-29T19:00:00Z') },
        }),
      ),
    ).toMatchObject({ state: 'missed', stood: 4 }));
});

it('is known from its first moment on, to its last', () => {
  const atItsEnd = { ...after, now: week().endsAt, reading: { ...after.reading, readAt: week().endsAt } };
  expect(judgeWeek(week({ ...atItsEnd, days: posts(4) }))).toMatchObject({ state: 'missed', why: null });
  expect(
    judgeWeek(week({ ...after, now: week().endsAt, days: posts(5), reading: week().reading })),
  ).toMatchObject({
    why: 'stale',
  });
  for (const given of [{}, after]) {
    const reading = { ...week(given).reading, boundAt: week().beginsAt };
    expect(judgeWeek(week({ ...given, days: posts(1), reading }))).toMatchObject({ why: null });
  }
});

describe('a week read from its middle on', () => {
  const reading = { ...week().reading, boundAt: new Date('2026-11-24T09:00:00Z') };
  test.each([
    ['tells too little, and is not blamed', posts(1), {}, 'unknown', 'partial'],
    ['is met by what was read', posts(5), {}, 'met', null],
    ['may be met', posts(4, 1), {}, 'likely', null],
    [
      'is not missed once it is over',
      posts(4),
      { ...after, reading: { ...after.reading, boundAt: reading.boundAt } },
      'unknown',
      'partial',
    ],
  ])('%s', (_, days, given, state, why) => {
    const judged = judgeWeek(week({ days, reading, ...given }));
    expect(judged).toMatchObject({ state, why });
    expect(judged.stood).not.toBeNull();
  });
});
