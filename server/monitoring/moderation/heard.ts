import type { ActState } from '../../../shared/contract/monitoring/moderation.ts';
import { isOneOf } from '../../../shared/lists.ts';

/** As far as we know the comment still stands, and somebody is to take it off. */
const onPage = ['second', 'by-hand', 'failed', 'unknown'] as const satisfies readonly ActState[];

interface Removed {
  gone_at: Date | null;
  gone_by: 'author' | 'page' | 'network' | 'unknown' | null;
}

/** What the network's word that a comment is gone, or there again, means for a decision about it; null = nothing. */
export function hearWord(
  state: ActState,
  { gone_at: goneAt, gone_by: by }: Removed,
): 'hidden' | 'restored' | 'dropped' | null {
  if (state === 'restore-unknown') return goneAt === null ? 'restored' : null;
  if (goneAt === null || !isOneOf(onPage, state)) return null;
  // What the network did not say is settled by its author: it was not the page.
  if (by === 'author') return 'dropped';
  return state === 'unknown' ? 'hidden' : null;
}

/** Which deed a decision in this state waits for. */
const awaited = {
  hide: ['hiding', 'unknown'],
  restore: ['restoring', 'restore-unknown'],
} as const satisfies Record<string, readonly ActState[]>;

const done = { hide: 'hidden', restore: 'restored' } as const;
const undone = {
  hide: { unknown: 'unknown', failed: 'failed' },
  restore: { unknown: 'restore-unknown', failed: 'restore-failed' },
} as const;

/** Where a decision goes by what became of a deed in the network; null = it stays: it waits for no such deed, or knows it. */
export function hearDeed(
  state: ActState,
  kind: 'hide' | 'restore',
  deed: string,
): 'hidden' | 'restored' | 'unknown' | 'failed' | 'restore-unknown' | 'restore-failed' | null {
  if (!isOneOf(awaited[kind], state)) return null;
  if (deed === 'done') return done[kind];
  if (deed !== 'unknown' && deed !== 'failed') return null;
  const next = undone[kind][deed];
  return next === state ? null : next;
}
