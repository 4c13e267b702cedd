import { sql } from 'kysely';
import { counted } from '../../../shared/text/plural.ts';
import type { Ctx } from '../../lib/context.ts';
import { AppError } from '../../lib/errors.ts';
import { hashPrivate } from './secret.ts';

/** Wrong codes or passwords of one key within `WINDOW` before it is locked for `LOCK`, then twice that, a `DAY` at most; ms. */
export const MAX_WRONG = 20;
const WINDOW = 3_600_000;
const LOCK = 1_800_000;
const DAY = 86_400_000;

type AttemptCtx = Pick<Ctx, 'db' | 'config' | 'now' | 'ip'>;

/** What tries are counted by: the caller's address and the contact or sign-in name being tried. */
export interface AttemptKeys {
  address: string;
  subject: string | null;
}

/** Keys of a try. `subject` e.g. `phone:+7…`; null when only the address counts. */
export function attemptKeys(ctx: AttemptCtx, subject: string | null): AttemptKeys {
  return {
    address: hashPrivate(ctx.config, 'attempt', `ip:${ctx.ip}`),
    subject: subject === null ? null : hashPrivate(ctx.config, 'attempt', subject),
  };
}

function lockedOut(until: Date, now: Date): AppError {
  const seconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000));
  const minutes = Math.ceil(seconds / 60);
  const pause =
    minutes < 120
      ? counted(minutes, 'минуту', 'минуты', 'минут')
      : counted(Math.ceil(minutes / 60), 'час', 'часа', 'часов');
  return new AppError('identity.locked-out', `Слишком много неверных попыток. Повторите через ${pause}.`, {
    retryAfter: seconds,
  });
}

const listKeys = (keys: AttemptKeys): string[] =>
  [keys.address, keys.subject].filter((key): key is string => key !== null).sort();

/** Throws `identity.locked-out` when a key is locked; counts nothing. */
export async function requireUnlocked(ctx: AttemptCtx, keys: AttemptKeys): Promise<void> {
  const row = await ctx.db
    .selectFrom('identity.attempt')
    .select('locked_until')
    .where('key_hash', 'in', listKeys(keys))
    .where('locked_until', '>', ctx.now)
    .orderBy('locked_until', 'desc')
    .executeTakeFirst();
  if (row?.locked_until) throw lockedOut(row.locked_until, ctx.now);
}

/**
 * Counts a try before it is judged, so that tries in parallel cannot slip past the limit; throws when a key is locked.
 * Run it outside the transaction of the try: a refused try must stay counted.
 */
export async function takeTry(ctx: AttemptCtx, keys: AttemptKeys): Promise<void> {
  await requireUnlocked(ctx, keys);
  const fresh = new Date(ctx.now.getTime() - WINDOW);
  const old = new Date(ctx.now.getTime() - DAY);
  // Half an hour, an hour, two… by how many locks in a row there were within a day of each other.
  const { rows } = await sql<{ wrong: number; locked_until: Date | null }>`
    INSERT INTO identity.attempt AS known (key_hash, wrong, since)
    SELECT key, 1, ${ctx.now} FROM unnest(${listKeys(keys)}::text[]) AS key
    ON CONFLICT (key_hash) DO UPDATE SET
      wrong = CASE WHEN known.since < ${fresh} OR known.locked_until <= ${ctx.now} THEN 1 ELSE known.wrong + 1 END,
      since = CASE WHEN known.since < ${fresh} OR known.locked_until <= ${ctx.now} THEN ${ctx.now} ELSE known.since END,
      locks = CASE WHEN known.since < ${old} THEN 0
        WHEN known.locked_until <= ${ctx.now} THEN known.locks + 1 ELSE known.locks END,
      locked_until = CASE WHEN known.since >= ${fresh} AND (known.locked_until > ${ctx.now} OR known.locked_until IS NULL)
        AND known.wrong + 1 >= ${MAX_WRONG}
        THEN ${ctx.now}::timestamptz + least(${LOCK} * 2 ^ least(known.locks, 10), ${DAY}) * interval '1 millisecond' END
    RETURNING wrong, locked_until`.execute(ctx.db);
  // The twentieth try is still judged; what comes after it, even in the same instant, is not.
  const over = rows.find((row) => row.wrong > MAX_WRONG);
  if (over) throw lockedOut(over.locked_until ?? new Date(ctx.now.getTime() + LOCK), ctx.now);
}

/** Whether the tries of this subject have locked it just now or before. */
export async function isLocked(ctx: AttemptCtx, keys: AttemptKeys): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('identity.attempt')
    .select('wrong')
    .where('key_hash', '=', keys.subject ?? '')
    .where('locked_until', '>', ctx.now)
    .executeTakeFirst();
  return row !== undefined;
}

/** Takes a right try back: the subject starts anew, the address loses this one try only. */
export async function forgiveTry(ctx: AttemptCtx, keys: AttemptKeys): Promise<void> {
  await sql`
    UPDATE identity.attempt SET
      wrong = CASE WHEN key_hash = ${keys.subject} THEN 0 ELSE greatest(wrong - 1, 0) END,
      locks = CASE WHEN key_hash = ${keys.subject} THEN 0 ELSE locks END,
      locked_until = CASE WHEN wrong > ${MAX_WRONG} THEN locked_until END
    WHERE key_hash = ANY (${listKeys(keys)}::text[])`.execute(ctx.db);
}

/** Drops counters that no longer matter; one that was locked is remembered for a day. Plan: the index on `since`. */
export async function dropStaleAttempts(ctx: AttemptCtx): Promise<void> {
  await sql`
    DELETE FROM identity.attempt
    WHERE since < ${new Date(ctx.now.getTime() - WINDOW)}
      AND (locked_until IS NULL AND locks = 0 OR since < ${new Date(ctx.now.getTime() - 2 * DAY)})`.execute(
    ctx.db,
  );
}
