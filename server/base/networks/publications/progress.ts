import { HOUR, MINUTE } from '../../../../shared/time.ts';
import type { NetworkFailure } from '../connector.ts';
import { afterFailure, type Undone } from '../failed-try.ts';

/** Tries of a post that the network refuses for the time being: some six hours. */
const MOST_TRIES = 20;
/** A page whose key is refused is tried again after this; a new key ends the wait at once. */
export const PROBE_AFTER = 10 * MINUTE;
/** Pictures are uploaded so long before their post is due. */
export const UPLOAD_AHEAD = 5 * MINUTE;
/** What was uploaded before that is uploaded anew: networks forget pictures that nobody attached. */
export const UPLOAD_KEPT = HOUR;
/** When it is seen whether a post stood. */
export const STANDS_AFTER = 24 * HOUR;

const SECOND = 1000;
/** Looks for a post the network has taken, ms after each other: the first at once. Then nobody knows, and it is looked for still. */
const looksForTaken = [30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE];
const looksForUnknown = [MINUTE, 3 * MINUTE, 10 * MINUTE, 30 * MINUTE];
/** A look a day later that failed is made again; so often. */
const STANDING_LOOKS = 24;
/** Tries of an edit or a removal, which may be done twice. */
const MOST_CHANGES = 6;

const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms);

/** What a try of a post that failed comes to. `key`: the page waits, and its posts with it. */
export type AfterTry = { state: 'waiting'; nextAt: Date; reason: string; stopsPage: boolean } | Undone;

export function afterPublishFailure(failure: NetworkFailure, attempts: number, now: Date): AfterTry {
  if (failure.trouble === 'key')
    return { state: 'waiting', nextAt: now, reason: failure.message, stopsPage: true };
  const next = afterFailure(failure, attempts, now, MOST_TRIES);
  return 'state' in next ? next : { state: 'waiting', ...next, stopsPage: false };
}

/** What a look that did not show the post comes to; `looks` with this one. `nextAt` null = no more looks. */
export function afterLookInVain(
  state: 'publishing' | 'unknown',
  looks: number,
  now: Date,
): { state: 'publishing' | 'unknown'; nextAt: Date | null } {
  if (state === 'publishing') {
    const wait = looksForTaken[looks - 1];
    return wait === undefined
      ? { state: 'unknown', nextAt: after(now, 10 * MINUTE) }
      : { state, nextAt: after(now, wait) };
  }
  const wait = looksForUnknown[looks - 1];
  return { state, nextAt: wait === undefined ? null : after(now, wait) };
}

/** What a look a day later comes to. Gone is believed when it is seen twice. */
export function afterStandingLook(
  seen: 'there' | 'gone' | 'failed',
  { looks, isMissed }: { looks: number; isMissed: boolean },
  now: Date,
): { standing: 'stood' | 'lost' } | { looks: number; isMissed: boolean; nextAt: Date | null } {
  if (seen === 'there') return { standing: 'stood' };
  if (seen === 'gone')
    return isMissed ? { standing: 'lost' } : { looks, isMissed: true, nextAt: after(now, 10 * MINUTE) };
  const isLast = looks + 1 >= STANDING_LOOKS;
  return { looks: looks + 1, isMissed, nextAt: isLast ? null : after(now, HOUR) };
}

/** What a try of an edit or a removal that failed comes to: doing it twice does no harm, so one nobody knows of is made again. */
export function afterChangeFailure(
  failure: NetworkFailure,
  attempts: number,
  now: Date,
): { state: 'waiting' | 'failed' | 'unknown'; nextAt: Date | null; reason: string; stopsPage: boolean } {
  const { trouble, message: reason } = failure;
  if (trouble === 'key') return { state: 'waiting', nextAt: now, reason, stopsPage: true };
  if (trouble === 'unknown') {
    const nextAt = attempts >= MOST_CHANGES ? null : after(now, MINUTE * attempts);
    return { state: 'unknown', nextAt, reason, stopsPage: false };
  }
  const next = afterFailure(failure, attempts, now, MOST_CHANGES);
  return 'state' in next
    ? { state: 'failed', nextAt: null, reason, stopsPage: false }
    : { state: 'waiting', ...next, stopsPage: false };
}

const joinSpaces = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

/** Whether a post reads as it was edited to. Networks dress links and names: whatever is no longer the old words is taken for the new. */
export const readsAsEdited = (shown: string, before: string, edited: string): boolean =>
  joinSpaces(shown) === joinSpaces(edited) || joinSpaces(shown) !== joinSpaces(before);
