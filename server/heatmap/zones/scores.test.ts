import { describe, expect, test } from 'vitest';
import type { Atom, WeekCounts } from './atoms.ts';
import { zonePack } from './pack.ts';
import { scoreCells } from './scores.ts';

const WEEKS = 12;
const nothing = { open: 0, overdue: 0, beyond: 0, danger: 0, recent: 0, repeated: 0, important: 0 };

/** Ten messages of every week in a block; what is told of this one besides. */
const atom = (block: string, now: Partial<WeekCounts> = {}): Atom => ({
  district: 'sinarsky',
  cell: null,
  block,
  fact: '',
  weeks: Array.from({ length: WEEKS }, (_, week) =>
    Object.assign({ week, count: 10 }, nothing, week === 0 ? now : {}),
  ),
  spots: new Map(),
  ratings: 0,
  lowRatings: 0,
  resonance: 0,
});
const late = { open: 10, overdue: 10 };
const bad = { ...late, count: 30, recent: 10, repeated: 10, important: 30 };
const found = {
  calm: atom('calm'),
  late: atom('late', late),
  'red by a trigger': atom('red by a trigger', { danger: 2 }),
  'red by all': atom('red by all', bad),
  'too few': { ...atom('too few'), weeks: [{ week: 0, count: 1, ...nothing }] },
};

describe('cells of a kind of place', () => {
  const order = ['red by all', 'red by a trigger', 'late', 'calm', 'too few'] as const;
  test.each([
    [['calm', 'late', 'red by a trigger', 'red by all', 'too few']],
    [['too few', 'red by all', 'calm', 'red by a trigger', 'late']],
    [['red by a trigger', 'too few', 'red by all', 'late', 'calm']],
  ] as const)('go red first, then by their score, in whatever order they were counted: %j', (names) => {
    const counted = { atoms: names.map((name) => found[name]), weeks: WEEKS, hasNetworks: false };
    const cells = scoreCells(counted, 'district', zonePack.on('2026-11-27'));
    expect(cells.map(({ block }) => block)).toEqual(order);
  });
});
