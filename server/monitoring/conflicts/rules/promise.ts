import { type Claim, claimsOf } from '../../../base/promises/index.ts';

/** A day that official words promise, and the hour where they name one. */
export interface Promised {
  day: string;
  hour: string | null;
}

/**
 * The day a text is held to: the one a person entered beside it, else the latest end it names. A beginning is not watched, nor is
 * «до конца месяца» of a plan.
 */
export function promisedDay(claims: readonly Claim[], entered: string | null): Promised | null {
  if (entered !== null) return { day: entered, hour: null };
  const ends = claimsOf(claims, 'day').filter(({ role }) => role === 'end');
  const last = ends.toSorted((one, other) => (one.day < other.day ? -1 : 1)).at(-1);
  return last ? { day: last.day, hour: last.hour } : null;
}

/** What was said of the same thing after a promise and before its day. */
export interface LaterWords {
  claims: readonly Claim[];
  /** A final answer to whoever asked. */
  isFinal: boolean;
  /** The day a person entered beside it. */
  promisedOn: string | null;
}

/** What became of a promise by its day: kept, moved to another day, or nothing was said of it. */
export function judgePromise(promisedOn: string, later: readonly LaterWords[]): 'kept' | 'moved' | 'broken' {
  const isDone = later.some(
    ({ claims, isFinal }) => isFinal || claimsOf(claims, 'state').some(({ isDone: done }) => done),
  );
  if (isDone) return 'kept';
  const isMoved = later.some(
    ({ claims, promisedOn: entered }) =>
      (entered !== null && entered > promisedOn) ||
      claimsOf(claims, 'day').some(({ day }) => day > promisedOn),
  );
  return isMoved ? 'moved' : 'broken';
}
