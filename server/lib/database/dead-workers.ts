import pg from 'pg';
import type { Log } from '../log.ts';
import { firstRow } from './first-row.ts';

/**
 * A worker that was killed leaves its jobs locked, and graphile-worker gives them back only after four hours. Here every
 * worker process holds an advisory lock on the name of its pool for as long as it lives: a name that can be locked by
 * another belongs to the dead, and its jobs are given back at once. Safe with any number of processes.
 */

/** First key of the advisory locks of living pools. */
export const PRESENCE = 398_202_108;
/** Between two looks for the dead, ms. */
const LOOK_EVERY = 5000;
/** A lock younger than this may be of a pool that has not yet told of itself, seconds. */
const GRACE = 10;
/** A job that has not begun in that time never will, seconds: its reply takes milliseconds. */
const FORGOTTEN_AFTER = 2;

/** Gives back the jobs of worker pools that no longer live. Returns how many pools there were. */
export async function releaseDead(pool: pg.Pool, graceSeconds = GRACE): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    // The lock is tried per name and held to the end of the transaction: two processes never bury the same pool.
    const { rows } = await client.query<{ names: string[] }>(
      `WITH held AS MATERIALIZED (
         SELECT locked_by AS name FROM graphile_worker._private_jobs
         WHERE locked_by IS NOT NULL AND locked_at < now() - make_interval(secs => $2)
         UNION SELECT locked_by FROM graphile_worker._private_job_queues
         WHERE locked_by IS NOT NULL AND locked_at < now() - make_interval(secs => $2)
       )
       SELECT coalesce(array_agg(name) FILTER (WHERE pg_try_advisory_xact_lock($1, hashtext(name))), '{}') AS names FROM held`,
      [PRESENCE, graceSeconds],
    );
    const names = rows[0]?.names ?? [];
    if (names.length > 0) {
      // One that speaks to the world is tried once more, to say what nobody knows the end of, even where its key was asked for anew
      // meanwhile: graphile gives such a one no further try, since another stands in for it.
      await client.query(
        `UPDATE graphile_worker._private_jobs SET attempts = max_attempts - 1
         WHERE locked_by = ANY($1::text[]) AND attempts >= max_attempts AND id IN (SELECT job_id FROM lib.open_call)`,
        [names],
      );
      await client.query('SELECT graphile_worker.force_unlock_workers($1::text[])', [names]);
    }
    await client.query('COMMIT');
    return names.length;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

export interface Presence {
  stop: () => void;
}

/** A worker pool of this process. */
export interface LivingPool {
  name: string;
  /** Ids of the jobs it works on now. */
  active: ReadonlySet<string>;
}

/**
 * Gives back what a living pool was given without knowing, its connection having been cut before the reply, and what it
 * could not report as failed. It has not been tried: counted, one whose key was asked for anew meanwhile, which graphile
 * gives no further try, would stay on the list for ever. Returns how many jobs there were. A job taken off the list in its own transaction
 * (`jobs.ts`) is never done twice, even if one given back is under way after all.
 */
export async function releaseForgotten(pool: pg.Pool, { name, active }: LivingPool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `WITH forgotten AS (
       UPDATE graphile_worker._private_jobs SET locked_by = NULL, locked_at = NULL, attempts = greatest(attempts - 1, 0)
       WHERE locked_by = $1 AND locked_at < now() - make_interval(secs => $2) AND id <> ALL($3::bigint[])
       RETURNING job_queue_id
     ), freed AS (
       UPDATE graphile_worker._private_job_queues SET locked_by = NULL, locked_at = NULL
       WHERE locked_by = $1 AND id IN (SELECT job_queue_id FROM forgotten)
     )
     SELECT count(*)::int AS count FROM forgotten`,
    [name, FORGOTTEN_AFTER, [...active]],
  );
  return firstRow(rows).count;
}

/**
 * Tells other processes that the worker pool lives, and from time to time gives back the jobs of those that do not.
 * A connection of its own, outside the pool: it is held for as long as the worker runs, and made anew when it breaks.
 */
export function keepPresence(pool: pg.Pool, log: Log, living: LivingPool, lookEvery = LOOK_EVERY): Presence {
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let isStopped = false;
  const warn = (error: unknown) => log.warn({ err: error }, 'работа погибших обработчиков не проверена');
  const look = async () => {
    try {
      const dead = await releaseDead(pool);
      if (dead > 0) log.warn({ count: dead }, 'работа погибших обработчиков возвращена в очередь');
      const forgotten = await releaseForgotten(pool, living);
      if (forgotten > 0)
        log.warn({ count: forgotten }, 'задания, взятые перед обрывом связи, возвращены в очередь');
    } catch (error) {
      warn(error);
    }
  };

  function connect(): void {
    const fresh = new pg.Client(pool.options);
    client = fresh;
    fresh.on('error', () => {});
    fresh.once('end', () => {
      if (!isStopped) retry = setTimeout(connect, 1000);
    });
    fresh
      .connect()
      .then(() => fresh.query('SELECT pg_advisory_lock($1, hashtext($2))', [PRESENCE, living.name]))
      .then(look)
      .catch((error: unknown) => {
        warn(error);
        fresh.end().catch(() => {});
      });
  }

  connect();
  const timer = setInterval(() => void look(), lookEvery);
  return {
    stop() {
      isStopped = true;
      clearInterval(timer);
      clearTimeout(retry);
      client?.end().catch(() => {});
    },
  };
}
