import { MINUTE } from '../../../shared/time.ts';

/** Clocks of a network and ours may differ by so much, ms. */
const SKEW = 10 * MINUTE;

/** The earliest moment, ms, the network may give to what was said since. */
export const earliestOf = (since: Date): number => since.getTime() - SKEW;

/** Networks trim, and join spaces: words are compared without them. */
export const joinSpaces = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();
