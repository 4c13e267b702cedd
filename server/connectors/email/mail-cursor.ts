import { createHash } from 'node:crypto';
import { z } from 'zod';
import { HOUR as HOUR_MS } from '../../../shared/time.ts';
import { openCursor } from '../kit/cursor.ts';

/** How far a mailbox has been read. */
export interface MailMemory {
  /** The numbers of letters hold while the server says the same; empty = nothing was read yet. */
  validity: string;
  /** The last letter that was read. */
  uid: number;
  /** Whom the automatic answer went to, by the hour since 1970: hashes of addresses. */
  answered: ReadonlyMap<string, number>;
  /** Why the last automatic answer did not go out; in Russian, without addresses. Empty = it did. */
  trouble: string;
}

const HASH = 8;
/** Hours since 1970 by 36 letters: four until the year 2161. */
const HOUR = 4;
const PAIR = HASH + HOUR;
/** Most addresses in a day: beyond, nobody is answered by a machine, and a flood of letters stays a flood one way. */
export const MOST_ANSWERED = 300;
const DAY_HOURS = 24;
/** Longest trouble that is kept, characters: a cursor has room for so much. */
const LONGEST_TROUBLE = 200;

const cursorSchema = z.strictObject({
  validity: z.string(),
  uid: z.number().int().nonnegative(),
  answered: z.string(),
  trouble: z.string().default(''),
});

/** Reads a cursor; one that cannot be read is of a mailbox that was never read. */
export function readMailCursor(cursor: string): MailMemory {
  const memory = openCursor(cursorSchema, cursor, { validity: '', uid: 0, answered: '', trouble: '' });
  const answered = new Map<string, number>();
  for (let at = 0; at + PAIR <= memory.answered.length; at += PAIR) {
    const hour = Number.parseInt(memory.answered.slice(at + HASH, at + PAIR), 36);
    answered.set(memory.answered.slice(at, at + HASH), hour);
  }
  return { ...memory, answered };
}

export const writeMailCursor = ({ validity, uid, answered, trouble }: MailMemory): string =>
  JSON.stringify({
    validity,
    uid,
    answered: [...answered].map(([hash, hour]) => hash + hour.toString(36).padStart(HOUR, '0')).join(''),
    trouble: trouble.slice(0, LONGEST_TROUBLE),
  });

const hashOf = (address: string): string =>
  createHash('sha256').update(address).digest('base64url').slice(0, HASH);
const hourOf = (now: Date): number => Math.floor(now.getTime() / HOUR_MS);

/** Those that were answered less than a day ago. */
export function forgetOld(answered: MailMemory['answered'], now: Date): Map<string, number> {
  return new Map([...answered].filter(([, hour]) => hourOf(now) - hour <= DAY_HOURS));
}

export const wasAnswered = (answered: MailMemory['answered'], address: string): boolean =>
  answered.has(hashOf(address)) || answered.size >= MOST_ANSWERED;

export function noteAnswered(answered: Map<string, number>, address: string, now: Date): void {
  answered.set(hashOf(address), hourOf(now));
}
