import { createHash } from 'node:crypto';
import { z } from 'zod';

/** How far a mailbox has been read. */
export interface MailMemory {
  /** The numbers of letters hold while the server says the same; empty = nothing was read yet. */
  validity: string;
  /** The last letter that was read. */
  uid: number;
  /** Whom the automatic answer went to, by the hour since 1970: hashes of addresses. */
  answered: ReadonlyMap<string, number>;
}

const HASH = 8;
/** Hours since 1970 by 36 letters: four until the year 2161. */
const HOUR = 4;
const PAIR = HASH + HOUR;
/** Most addresses in a day: beyond, nobody is answered by a machine, and a flood of letters stays a flood one way. */
export const MOST_ANSWERED = 300;
const DAY_HOURS = 24;
const HOUR_MS = 3_600_000;

const cursorSchema = z.strictObject({
  validity: z.string(),
  uid: z.number().int().nonnegative(),
  answered: z.string(),
});

/** Reads a cursor; one that cannot be read is of a mailbox that was never read. */
export function readMailCursor(cursor: string): MailMemory {
  const parsed = cursor === '' ? null : cursorSchema.safeParse(parseJson(cursor));
  if (!parsed?.success) return { validity: '', uid: 0, answered: new Map() };
  const answered = new Map<string, number>();
  for (let at = 0; at + PAIR <= parsed.data.answered.length; at += PAIR) {
    const hour = Number.parseInt(parsed.data.answered.slice(at + HASH, at + PAIR), 36);
    answered.set(parsed.data.answered.slice(at, at + HASH), hour);
  }
  return { validity: parsed.data.validity, uid: parsed.data.uid, answered };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export const writeMailCursor = ({ validity, uid, answered }: MailMemory): string =>
  JSON.stringify({
    validity,
    uid,
    answered: [...answered].map(([hash, hour]) => hash + hour.toString(36).padStart(HOUR, '0')).join(''),
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
