import { sql } from 'kysely';
import { counted } from '../../../../shared/text/plural.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { networkOf } from './network.ts';
import { hashPrivate } from './secret.ts';

/** Wrong tries in a row that cost nothing: of one key from one network or device, and of a network whatever it tries. */
const FREE = 5;
const FREE_OF_NETWORK = 20;
/** Each further one doubles the pause, from a second up to this, s. */
export const LONGEST_PAUSE = 30;
/** Quiet for so long, a key starts anew, ms. */
const FORGOTTEN = 3_600_000;
/** Wrong tries on one name, and from one network, that are no forgetfulness any more. */
const BURST = 20;
const BURST_OF_NETWORK = 60;
/** The same is not told more often, ms. */
const ALARM_EVERY = 3_600_000;

type AttemptCtx = Pick<Ctx, 'db' | 'config' | 'now' | 'ip'>;

interface SlowKey {
  hash: string;
  /** Tries before the first pause. */
  free: number;
}

/** What a try is counted by. */
export interface AttemptKeys {
  /** What slows the next one down. */
  slow: SlowKey[];
  /** What is counted for an alarm: the name tried, from wherever, and the network. */
  watched: { hash: string; burst: number }[];
}

export interface Tried {
  /** A device that has signed in as this person before (`device.ts`): the tries of others are nothing to it. */
  device?: string | null;
  /** Known to whoever tries that the person has passed a former step: all tries on it are slowed together. */
  isBehindStep?: boolean;
}

/**
 * Keys of a try. `subject` e.g. `phone:+7…`; null when only the network counts. Nobody is ever locked out: a stranger's
 * tries slow down the stranger's network, not the person; who has signed in on this device before is slowed by
 * their own mistakes alone.
 */
export function attemptKeys(ctx: AttemptCtx, subject: string | null, tried: Tried = {}): AttemptKeys {
  const hash = (text: string) => hashPrivate(ctx.config, 'attempt', text);
  const network = hash(`network:${networkOf(ctx.ip)}`);
  if (subject === null)
    return {
      slow: [{ hash: network, free: FREE_OF_NETWORK }],
      watched: [{ hash: network, burst: BURST_OF_NETWORK }],
    };
  if (tried.device)
    return { slow: [{ hash: hash(`device:${tried.device} ${subject}`), free: FREE }], watched: [] };
  const place = tried.isBehindStep ? 'any' : networkOf(ctx.ip);
  return {
    slow: [
      { hash: hash(`pair:${place} ${subject}`), free: FREE },
      { hash: network, free: FREE_OF_NETWORK },
    ],
    watched: [
      { hash: hash(subject), burst: BURST },
      { hash: network, burst: BURST_OF_NETWORK },
    ],
  };
}

function tooSoon(until: Date | null, now: Date): AppError {
  const rest = until === null ? LONGEST_PAUSE : Math.ceil((until.getTime() - now.getTime()) / 1000);
  const seconds = Math.min(LONGEST_PAUSE, Math.max(1, rest));
  return new AppError(
    'identity.locked-out',
    `Несколько неверных попыток подряд. Следующая — через ${counted(seconds, 'секунду', 'секунды', 'секунд')}.`,
    { retryAfter: seconds },
  );
}

/** Throws `identity.locked-out` during a pause; counts nothing. */
export async function requireUnlocked(ctx: AttemptCtx, keys: AttemptKeys): Promise<void> {
  const row = await ctx.db
    .selectFrom('identity.attempt')
    .select('locked_until')
    .where(
      'key_hash',
      'in',
      keys.slow.map(({ hash }) => hash),
    )
    .where('locked_until', '>', ctx.now)
    .orderBy('locked_until', 'desc')
    .executeTakeFirst();
  if (row) throw tooSoon(row.locked_until, ctx.now);
}

/**
 * Counts a try before it is judged, so that tries in parallel cannot slip past a pause; throws during one. Run it outside
 * the transaction of the try: a refused try must stay counted.
 */
export async function takeTry(ctx: AttemptCtx, keys: AttemptKeys): Promise<void> {
  await requireUnlocked(ctx, keys);
  const slow = keys.slow.toSorted((a, b) => (a.hash < b.hash ? -1 : 1));
  const old = new Date(ctx.now.getTime() - FORGOTTEN);
  const wrong = sql`(CASE WHEN known.since < ${old} THEN 1 ELSE known.wrong + 1 END)`;
  // A row in its pause is left as it is, and is missing from the reply: of tries at once one is taken.
  const { rows } = await sql`
    WITH given AS (SELECT * FROM unnest(${slow.map(({ hash }) => hash)}::text[], ${slow.map(({ free }) => free)}::int[])
      AS given(key, free) ORDER BY key)
    INSERT INTO identity.attempt AS known (key_hash, wrong, since)
    SELECT key, 1, ${ctx.now} FROM given
    ON CONFLICT (key_hash) DO UPDATE SET wrong = ${wrong}, since = ${ctx.now},
      locked_until = (SELECT CASE WHEN ${wrong} > free
        THEN ${ctx.now}::timestamptz + least(${LONGEST_PAUSE}, 2 ^ least(${wrong} - free - 1, 10)) * interval '1 second' END
        FROM given WHERE key = known.key_hash)
    WHERE known.locked_until IS NULL OR known.locked_until <= ${ctx.now}
    RETURNING key_hash`.execute(ctx.db);
  if (rows.length < slow.length) throw tooSoon(null, ctx.now);
  await countWatched(ctx, keys, old);
}

async function countWatched(ctx: AttemptCtx, { slow, watched }: AttemptKeys, old: Date): Promise<void> {
  // The network of a slowed key is counted already.
  const hashes = watched.map(({ hash }) => hash).filter((hash) => slow.every((one) => one.hash !== hash));
  await sql`
    INSERT INTO identity.attempt AS known (key_hash, wrong, since)
    SELECT key, 1, ${ctx.now} FROM unnest(${hashes.toSorted()}::text[]) AS key
    ON CONFLICT (key_hash) DO UPDATE SET since = ${ctx.now},
      wrong = CASE WHEN known.since < ${old} THEN 1 ELSE known.wrong + 1 END`.execute(ctx.db);
}

/** Whether these tries have become so many that people must be told, and nobody was within the hour. */
export async function takeAlarm(ctx: AttemptCtx, { watched }: AttemptKeys): Promise<boolean> {
  const { rows } = await sql`
    UPDATE identity.attempt AS known SET alarmed_at = ${ctx.now}
    FROM unnest(${watched.map(({ hash }) => hash)}::text[], ${watched.map(({ burst }) => burst)}::int[]) AS given(key, burst)
    WHERE known.key_hash = given.key AND known.wrong >= given.burst
      AND (known.alarmed_at IS NULL OR known.alarmed_at <= ${new Date(ctx.now.getTime() - ALARM_EVERY)})
    RETURNING key_hash`.execute(ctx.db);
  return rows.length > 0;
}

/** Takes a right try back: what was tried starts anew, the network loses this one try only. */
export async function forgiveTry(ctx: AttemptCtx, keys: AttemptKeys): Promise<void> {
  const network = hashPrivate(ctx.config, 'attempt', `network:${networkOf(ctx.ip)}`);
  const own = [...keys.slow, ...keys.watched].map(({ hash }) => hash).filter((hash) => hash !== network);
  await sql`DELETE FROM identity.attempt WHERE key_hash = ANY(${own}::text[])`.execute(ctx.db);
  await sql`
    UPDATE identity.attempt SET wrong = greatest(wrong - 1, 0), locked_until = NULL
    WHERE key_hash = ${network}`.execute(ctx.db);
}

/** Drops counters that no longer matter. Plan: the index on `since`. */
export async function dropStaleAttempts(ctx: AttemptCtx): Promise<void> {
  await ctx.db
    .deleteFrom('identity.attempt')
    .where('since', '<', new Date(ctx.now.getTime() - 2 * FORGOTTEN))
    .execute();
}
