import { MINUTE } from '../../../shared/time.ts';
import { NetworkFailure } from './connector.ts';

/** Tries before a person has to look. */
const MOST_TRIES = 8;
const LONGEST_WAIT = 30 * MINUTE;
/** ms; doubled with each try. */
const FIRST_WAIT = 5000;

/** How what a page says or does ends where the network did not do it, or did not tell. */
export interface Undone {
  state: 'unknown' | 'failed';
  reason: string;
}

/** Whatever a connector threw: what it did not put into words may have been done all the same. */
export const failureOf = (error: unknown): NetworkFailure =>
  error instanceof NetworkFailure ? error : new NetworkFailure('unknown', 'Ответ сети не получен');

/**
 * What a failed try comes to: another one at a moment, or an end that a person has to see. Never again where it may have been done.
 * `most`: so many tries, all of them refused with nothing taken, are made at all.
 */
export function afterFailure(
  { trouble, message: reason, retryAfter }: NetworkFailure,
  attempts: number,
  now: Date,
  most: number = MOST_TRIES,
): Undone | { nextAt: Date; reason: string } {
  if (trouble === 'unknown') return { state: 'unknown', reason };
  if (trouble !== 'later' || attempts >= most) return { state: 'failed', reason };
  const wait = Math.min(retryAfter ?? FIRST_WAIT * 2 ** attempts, LONGEST_WAIT);
  return { nextAt: new Date(now.getTime() + wait), reason };
}
