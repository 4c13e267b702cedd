import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { openPool } from './db.ts';
import { isTransient } from './transient.ts';

/** A failure that graphile-worker tries again by itself, soon and many times; others end its process. */
const RETRIED = '40001';
/** Between two tries to reach the database, ms. */
const FIRST_DELAY = 100;
const LONGEST_DELAY = 1500;

export interface PatientPool {
  pool: pg.Pool;
  /** From now on a failure is told at once: nobody waits for a database while the process stops. */
  hurry: () => void;
}

/**
 * Connections for the bookkeeping of graphile-worker: taking jobs, giving back those that failed. It lets no promise of
 * these be caught, so that one lost connection would end the process. Here a database that is away is waited for, and what
 * it breaks off comes back as a failure that graphile-worker tries again.
 */
export function openPatientPool(url: string, size: number): PatientPool {
  const pool = openPool(url, size);
  let isHurried = false;
  const open = pool.connect.bind(pool) as { (): Promise<pg.PoolClient>; (callback: unknown): void };

  async function connect(): Promise<pg.PoolClient> {
    for (let delay = FIRST_DELAY; ; delay = Math.min(delay * 1.5, LONGEST_DELAY)) {
      try {
        return soften(await open());
      } catch (error) {
        if (isHurried || !isTransient(error)) throw error;
        await sleep(delay);
      }
    }
  }

  // The form with a callback serves listening alone, which begins anew by itself.
  pool.connect = ((callback?: unknown) => (callback ? open(callback) : connect())) as typeof pool.connect;
  return {
    pool,
    hurry: () => {
      isHurried = true;
    },
  };
}

/** The connection for one use, with failures that pass by themselves told as such. */
function soften(client: pg.PoolClient): pg.PoolClient {
  const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
  return Object.create(client, {
    query: {
      value: (...args: unknown[]) =>
        query(...args).catch((error: unknown) => {
          if (isTransient(error)) throw Object.assign(error as Error, { code: RETRIED });
          throw error;
        }),
    },
  });
}
