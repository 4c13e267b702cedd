import { describe, expect, it } from 'vitest';
import type { IncidentLine } from '../../../../shared/contract/monitoring/incidents.ts';
import {
  afterCurrent,
  appendFeed,
  countNewcomers,
  emptyFeed,
  type FeedState,
  leaveFeed,
  makeCurrentInFeed,
  refreshFeed,
  returnToFeed,
  showFeed,
  stepInFeed,
} from './feed-state.ts';
import { makeLine } from './incident-samples.ts';

const line = (id: string, more: Partial<IncidentLine> = {}): IncidentLine => makeLine({ id, ...more });
const page = (ids: string, next: string | null = null) => ({
  incidents: [...ids].map((id) => line(id)),
  next,
});
const feed = (ids: string, currentId: string | null, next: string | null = null): FeedState =>
  makeCurrentInFeed(showFeed(null, page(ids, next)), currentId);
const idsOf = ({ rows }: FeedState) => rows.map(({ id }) => id).join('');

describe('the feed', () => {
  it('opens on its first line, or on the one the address names', () => {
    expect(showFeed(null, page('abc')).currentId).toBe('a');
    expect(showFeed('x', page('abc')).currentId).toBe('x');
    expect(showFeed(null, page('')).currentId).toBeNull();
    expect(emptyFeed.rows).toEqual([]);
  });

  it.each([
    ['new ones wait, whatever their order is', 'abc', 'b', 'xcab', 'abc'],
    ['those that are over leave', 'abc', 'b', 'bc', 'bc'],
    ['the one that is looked at stays, even over', 'abc', 'b', 'ac', 'abc'],
    ['all gone and nothing under the cursor: what is there is shown', 'abc', null, 'xy', 'xy'],
  ])('under a later look: %s', (_, ids, current, latest, shown) => {
    const state = refreshFeed(feed(ids, current), page(latest));
    expect(idsOf(state)).toBe(shown);
    if (current) expect(state.currentId).toBe(current);
  });

  it('takes in what became of a line', () => {
    const latest = { incidents: [line('a', { status: 'sent' })], next: null };
    expect(refreshFeed(feed('a', 'a'), latest).rows[0]?.status).toBe('sent');
  });

  it('does not miss what lies beyond the page that was asked again', () => {
    expect(idsOf(refreshFeed(feed('abcdef', 'a', 'more'), page('ab', 'more')))).toBe('abcdef');
    expect(idsOf(refreshFeed(feed('abcdef', 'a', 'more'), page('ac', 'more')))).toBe('acdef');
  });

  it('counts what came meanwhile', () => {
    expect(countNewcomers(feed('abc', 'a'), page('xayb'))).toBe(2);
  });

  it('grows by pages without saying anything twice', () => {
    const state = appendFeed(feed('abc', 'b', 'more'), page('cd'));
    expect([idsOf(state), state.next, state.currentId]).toEqual(['abcd', null, 'b']);
  });

  it.each([
    ['b', 1, 'c'],
    ['c', 1, 'c'],
    ['a', -1, 'a'],
    ['x', 1, 'a'],
    [null, -1, 'a'],
  ] as const)('from %s by %d the cursor comes to %s', (from, by, to) => {
    expect(stepInFeed(feed('abc', from), by)).toBe(to);
  });

  it('stays where it is when there is nowhere to go', () => {
    expect(stepInFeed(feed('', 'x'), 1)).toBe('x');
  });

  it.each([
    ['a', 'b'],
    ['c', 'b'],
  ])('after %s is done %s opens', (done, next) => {
    expect(afterCurrent(feed('abc', done))).toBe(next);
  });

  it('after the last of all nothing opens', () => {
    expect(afterCurrent(feed('a', 'a'))).toBeNull();
    expect(idsOf(leaveFeed(feed('ab', 'a'), 'a'))).toBe('b');
  });

  it.each([
    [1, 'abc'],
    [0, 'bac'],
    [9, 'acb'],
    [-1, 'bac'],
  ])('a line that is taken back comes to place %d and is current', (at, ids) => {
    const state = returnToFeed(feed('ac', 'a'), line('b'), at);
    expect([idsOf(state), state.currentId]).toEqual([ids, 'b']);
    expect(idsOf(returnToFeed(state, line('b'), at))).toBe(ids);
  });
});
