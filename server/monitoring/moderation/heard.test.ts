import { describe, expect, test } from 'vitest';
import { actStates } from '../../../shared/contract/monitoring/moderation.ts';
import { hearDeed, hearWord } from './heard.ts';

const AT = new Date('2026-11-24T09:00:00Z');

/** What each state becomes; those that stay are not told. */
const becomes = (hear: (state: (typeof actStates)[number]) => string | null) =>
  Object.fromEntries(actStates.flatMap((state) => (hear(state) ? [[state, hear(state)]] : [])));

describe('a word of the network about a comment', () => {
  const dropped = { second: 'dropped', 'by-hand': 'dropped', failed: 'dropped', unknown: 'dropped' };
  test.each([
    ['is gone, its author deleted it', { gone_at: AT, gone_by: 'author' }, dropped],
    ['is gone, the page took it off', { gone_at: AT, gone_by: 'page' }, { unknown: 'hidden' }],
    ['is gone by the network', { gone_at: AT, gone_by: 'network' }, { unknown: 'hidden' }],
    ['is gone, it does not say by whom', { gone_at: AT, gone_by: 'unknown' }, { unknown: 'hidden' }],
    ['is there', { gone_at: null, gone_by: null }, { 'restore-unknown': 'restored' }],
  ] as const)('that %s', (_, removed, expected) =>
    expect(becomes((state) => hearWord(state, removed))).toEqual(expected),
  );
});

describe('a deed in the network', () => {
  test.each([
    ['hide', 'done', { hiding: 'hidden', unknown: 'hidden' }],
    ['hide', 'failed', { hiding: 'failed', unknown: 'failed' }],
    ['hide', 'unknown', { hiding: 'unknown' }],
    ['hide', 'waiting', {}],
    ['restore', 'done', { restoring: 'restored', 'restore-unknown': 'restored' }],
    ['restore', 'failed', { restoring: 'restore-failed', 'restore-unknown': 'restore-failed' }],
    ['restore', 'unknown', { restoring: 'restore-unknown' }],
    ['restore', 'waiting', {}],
  ] as const)('%s that is %s', (kind, deed, expected) =>
    expect(becomes((state) => hearDeed(state, kind, deed))).toEqual(expected),
  );
});
