import { expect, it, test } from 'vitest';
import type { CellState } from '../../../../shared/contract/pages/publications.ts';
import { judgeImposed, judgeLoad, type LoadPost } from './judge-load.ts';

const weeks = ['2026-11-23', '2026-11-30'];
const post = (day: string, state: CellState, isImposed = false): LoadPost => ({ day, state, isImposed });
const judge = (posts: readonly LoadPost[], shareLimit = 0.4) =>
  judgeLoad({ pageId: 'page', weeks, posts, isRead: true, shareLimit });

it('counts what stands and what comes, by week and by whose it is', () => {
  const { weeks: told, share } = judge([
    post('2026-11-23', 'published', true),
    post('2026-11-29', 'waiting', true),
    post('2026-11-24', 'outside'),
    post('2026-11-30', 'draft'),
    post('2026-12-06', 'manual', true),
    post('2026-11-25', 'withdrawn', true),
    // Past and future weeks are none of it.
    post('2026-11-22', 'published', true),
    post('2026-12-07', 'draft', true),
  ]);
  expect(told).toEqual([
    { from: '2026-11-23', imposed: 1, imposedComing: 1, local: 1, localComing: 0 },
    { from: '2026-11-30', imposed: 0, imposedComing: 1, local: 0, localComing: 1 },
  ]);
  expect(share).toBe(3 / 5);
});

test.each<[string, CellState, boolean]>([
  ['a draft', 'draft', true],
  ['one on its way to consent', 'approval', true],
  ['one that waits', 'waiting', true],
  ['one a person publishes', 'manual', true],
  ['one that is going out', 'publishing', true],
  ['one that failed and may be tried again', 'failed', true],
  ['one nobody knows of', 'unknown', true],
  ['one that was taken off', 'withdrawn', false],
])('%s holds its place: %s', (_, state, holds) => {
  expect(judge([post('2026-11-24', state)]).weeks[0]?.localComing).toBe(holds ? 1 : 0);
});

it('has no share where nothing is, and one more is all of it', () => {
  expect(judge([])).toMatchObject({ share: null, shareWith: 1, isOver: true });
});

it('is over the limit only beyond it', () => {
  // With this one two of five.
  const posts = [
    post('2026-11-24', 'published', true),
    ...[1, 2, 3].map((day) => post(`2026-12-0${day}`, 'waiting')),
  ];
  expect(judge(posts)).toMatchObject({ share: 0.25, shareWith: 0.4, isOver: false });
  expect(judge(posts, 0.39).isOver).toBe(true);
});

test.each([
  ['nothing', [], { imposed: 0, all: 0, share: null, isOver: false }],
  [
    'our own alone',
    [post('', 'outside'), post('', 'published')],
    { imposed: 0, all: 2, share: 0, isOver: false },
  ],
  [
    'a half, what is on its way aside',
    [post('', 'published', true), post('', 'outside'), post('', 'waiting', true)],
    { imposed: 1, all: 2, share: 0.5, isOver: true },
  ],
  [
    'as much as the limit',
    [1, 2, 3, 4, 5].map((at) => post('', 'published', at < 3)),
    { imposed: 2, all: 5, share: 0.4, isOver: false },
  ],
])('of what stands: %s', (_, posts, expected) => expect(judgeImposed(posts, 0.4)).toEqual(expected));
