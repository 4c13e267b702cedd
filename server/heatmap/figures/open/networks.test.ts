import { describe, expect, it } from 'vitest';
import { composeNetworks, type NetworkCounts, publishNetworks } from './networks.ts';

const counts: NetworkCounts = { answers: 20, hours: 65, comments: 30, unanswered: 6 };
const told = (given: Partial<NetworkCounts> = {}, smallest = 5) =>
  publishNetworks({ ...counts, ...given }, smallest);

describe('a month of networks', () => {
  it('is told whole where nothing is small', () => {
    expect(told()).toEqual({ answers: 20, averageHours: 3.3, comments: 30, unanswered: 6 });
  });

  it.each([
    ['few answers hide their hours too', { answers: 4 }, { answers: null, averageHours: null }],
    ['as many as are shown are shown', { answers: 5, hours: 5 }, { answers: 5, averageHours: 1 }],
    ['nobody is not few', { answers: 0, hours: 0 }, { answers: 0, averageHours: null }],
    [
      'few comments hide what of them is unanswered',
      { comments: 4, unanswered: 0 },
      { comments: null, unanswered: null },
    ],
    ['few unanswered are hidden, not their whole', { unanswered: 4 }, { comments: 30, unanswered: null }],
    ['few answered are hidden by the rest', { unanswered: 26 }, { comments: 30, unanswered: null }],
    ['all answered', { unanswered: 0 }, { comments: 30, unanswered: 0 }],
    ['none answered', { unanswered: 30 }, { comments: 30, unanswered: 30 }],
  ])('%s', (_, given, expected) => {
    expect(told(given)).toMatchObject(expected);
  });
});

describe('months of networks together', () => {
  const month = (id: string, given: Partial<NetworkCounts> = {}) => ({ month: id, networks: told(given) });

  it('are weighed by their answers, and tell from which month they are', () => {
    const months = [
      { month: '2026-08' },
      { month: '2026-09', networks: null },
      month('2026-10', { answers: 10, hours: 10, comments: 10, unanswered: 0 }),
      month('2026-11', { answers: 30, hours: 150, comments: 30, unanswered: 10 }),
    ];
    expect(composeNetworks(months)).toEqual({
      since: '2026-10',
      answers: 40,
      averageHours: 4,
      comments: 40,
      answeredShare: 0.75,
    });
  });

  it('hide what one of them hides', () => {
    expect(composeNetworks([month('2026-10'), month('2026-11', { answers: 2 })])).toMatchObject({
      answers: 'hidden',
      averageHours: 'hidden',
      comments: 60,
      answeredShare: 0.8,
    });
    expect(composeNetworks([month('2026-10'), month('2026-11', { unanswered: 1 })])).toMatchObject({
      comments: 60,
      answeredShare: 'hidden',
    });
    expect(composeNetworks([month('2026-10', { comments: 3, unanswered: 3 })])).toMatchObject({
      comments: 'hidden',
      answeredShare: 'hidden',
    });
  });

  it('have no average and no share of nothing', () => {
    const nothing = month('2026-10', { answers: 0, hours: 0, comments: 0, unanswered: 0 });
    expect(composeNetworks([nothing])).toEqual({
      since: '2026-10',
      answers: 0,
      averageHours: null,
      comments: 0,
      answeredShare: null,
    });
    expect(composeNetworks([{ month: '2026-10' }])).toBeNull();
    expect(composeNetworks([])).toBeNull();
  });
});
