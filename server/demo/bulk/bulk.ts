import type pg from 'pg';
import { openPool } from '../../lib/database/db.ts';
import type { Services } from '../../lib/module/unit-of-work.ts';
import { readCrew } from '../crew.ts';
import { demoTables } from './columns.ts';
import {
  loadBatch,
  overClient,
  readCounters,
  sealJournal,
  setCounters,
  type Target,
  tellRests,
} from './load.ts';
import { readMark, writeMark } from './mark.ts';
import { countNight } from './night.ts';
import { storeScenes } from './photos.ts';
import { setAsideIndexes } from './set-aside.ts';
import { threadBatches } from './thread.ts';

/** From this many cases indexes are set aside for the time of the load. */
const BULK_FROM = 20_000;
/** Cases in a batch: about ten megabytes of lines. */
const BATCH = 2000;

export interface BulkOptions {
  seed: string;
  count: number;
  days: number;
  /** Store pictures in the data folder and attach them to cases. */
  withPhotos: boolean;
  /** Address under the account that owns the tables; without it the server's own has to. */
  ownerUrl?: string;
  /** Drop indexes for the time of the load; none = by the count. */
  setsAside?: boolean;
  /** Called after each step: cases done so far, and what is being done. */
  report: (done: number, stage: 'cases' | 'indexes' | 'tidying') => void;
}

/**
 * Fills a large demo city: a thread plans, this one copies, in one transaction, so that a broken run leaves the database
 * as it was. Memory does not grow with the count. The server on this database should be stopped meanwhile: the tables
 * are locked. What the database holds besides is not asked: see `requireDemoOrEmpty`.
 */
export async function fillBulk(services: Services, options: BulkOptions): Promise<void> {
  const pool = openPool(options.ownerUrl || services.config.databaseUrl, 1);
  const client = await pool.connect();
  const target: Target = { client, db: overClient(client), services };
  try {
    await client.query('SET statement_timeout = 0');
    const pictures = options.withPhotos ? await storeScenes(services.config) : {};
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock(398202109)');
    await copyCity(target, options, pictures);
    await client.query('COMMIT');
    options.report(options.count, 'tidying');
    await tidy(client);
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    client.release();
    await pool.end();
  }
}

async function copyCity(
  target: Target,
  { seed, count, days, report, setsAside = count >= BULK_FROM }: BulkOptions,
  pictures: Awaited<ReturnType<typeof storeScenes>>,
): Promise<void> {
  const { client, db, services } = target;
  const crew = await readCrew(db);
  const lastNumbers = await readCounters(db);
  const now = services.now().getTime();
  const restore = setsAside ? await setAsideIndexes(client) : async () => {};
  const input = {
    seed,
    count,
    now,
    days,
    lastNumbers,
    pictures,
    journal: 'registration' as const,
    size: BATCH,
  };
  let done = 0;
  for await (const batch of threadBatches(services.config.city, crew, input)) {
    await loadBatch(target, batch);
    await sealJournal(target, batch.journal);
    await setCounters(target, batch.lastNumbers);
    done += batch.cases;
    report(done, 'cases');
  }
  report(done, 'indexes');
  await restore();
  await tellRests(target);
  await countNight(target);
  const before = await readMark(db);
  const cases = (before?.cases ?? 0) + count;
  await writeMark(db, { seed, cases, at: new Date(now).toISOString(), lives: before?.lives ?? null });
}

/** Statistics for the planner, and pages marked as seen by all, as after a night of autovacuum. */
async function tidy(client: pg.ClientBase): Promise<void> {
  for (const table of [...demoTables, 'cases.search_document', 'cases.search_word', 'audit.record']) {
    // Names come from the constant list.
    await client.query(`VACUUM (ANALYZE) ${table}`);
  }
}
