import { sql } from 'kysely';
import { openPool } from '../lib/database/db.ts';
import { newId } from '../lib/ids.ts';
import type { Services } from '../lib/module/unit-of-work.ts';
import { enterMissingLines } from '../messages/office/index.ts';
import type { BatchInput } from './bulk/batches.ts';
import {
  loadBatch,
  overClient,
  readCounters,
  sealJournal,
  setCounters,
  type Target,
  tellRests,
} from './bulk/load.ts';
import { DEFAULT_DEMO, isEmptyOfCases, lacksDemo, readMark, writeMark } from './bulk/mark.ts';
import { countNight } from './bulk/night.ts';
import { storeScenes } from './bulk/photos.ts';
import { threadBatches } from './bulk/thread.ts';
import { readCrew } from './crew.ts';
import type { JournalLine } from './lives/demo-case.ts';
import { playLives } from './play-lives.ts';
import { savedViews } from './saved-views.ts';

/**
 * Fills an empty demo installation with the default city: ninety days of cases that end now, and what its systems live through. A city of a
 * former version lives what it knew nothing of. Does nothing outside the demo, or where cases are of somebody's own. Cases come in
 * one transaction: after a crash it starts again from nothing. Returns how many cases were added.
 */
export async function seedDemo(services: Services, demo = DEFAULT_DEMO): Promise<number> {
  if (!services.config.isDemo || !(await lacksDemo(services.database))) return 0;
  const pool = openPool(services.config.databaseUrl, 1);
  const client = await pool.connect();
  try {
    // Pages and background work may be started at once as two processes: the second waits and finds the first one's city.
    await client.query('SELECT pg_advisory_lock(398202109)');
    const added = await fillOnce({ client, db: overClient(client), services }, demo);
    await playLives(services);
    return added;
  } finally {
    // The lock goes with its connection.
    client.release(true);
    await pool.end();
  }
}

async function fillOnce(target: Target, demo: typeof DEFAULT_DEMO): Promise<number> {
  const { client, db, services } = target;
  if ((await readMark(db)) !== null || !(await isEmptyOfCases(db))) return 0;
  const pictures = await storeScenes(services.config);
  try {
    await client.query('BEGIN');
    const lastNumbers = await readCounters(db);
    const now = services.now().getTime();
    await fillCity(target, { ...demo, now, lastNumbers, pictures, journal: 'all', size: 1000 });
    await enterMissingLines(db, services.config, services.now());
    await client.query('COMMIT');
    return demo.count;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

async function fillCity(target: Target, input: BatchInput): Promise<void> {
  const crew = await readCrew(target.db);
  const journal: JournalLine[] = [];
  for await (const batch of threadBatches(target.services.config.city, crew, input)) {
    await loadBatch(target, batch);
    journal.push(...batch.journal);
    await setCounters(target, batch.lastNumbers);
  }
  await tellRests(target);
  journal.sort((a, b) => a.at - b.at);
  await sealJournal(target, journal);
  await insertViews(target, crew.operator.id);
  await insertExamples(target);
  await countNight(target);
  const at = new Date(input.now).toISOString();
  await writeMark(target.db, { seed: input.seed, cases: input.count, at, lives: [] });
  // The planner has no statistics yet, and autovacuum comes in a minute.
  await sql`ANALYZE cases.case_file, cases.contact, cases.clock, cases.event, cases.answer, cases.rating, cases.promise,
    cases.attachment, cases.search_document, files.file`.execute(target.db);
}

/** What the operators of the city chose: the model of topics learns from it. */
async function insertExamples({ db }: Target): Promise<void> {
  await sql`
    INSERT INTO understanding.example (case_id, block, fact_id, suggested_fact_id, suggested_block, confidence,
      labelled_at, labelled_by)
    SELECT id, block, fact_id, suggestion -> 0 ->> 'factId', suggestion -> 0 ->> 'block',
      (suggestion -> 0 ->> 'confidence')::real, registered_at, 'system:demo'
    FROM cases.case_file WHERE topic_source = 'operator' AND fact_id IS NOT NULL AND block IS NOT NULL
    ORDER BY registered_at DESC LIMIT 20000
    ON CONFLICT DO NOTHING`.execute(db);
}

async function insertViews({ db, services }: Target, ownerId: string): Promise<void> {
  await db
    .insertInto('cases.saved_view')
    .values(
      savedViews.map(({ title, query, isShared }) => ({
        id: newId(),
        owner_id: ownerId,
        title,
        query: JSON.stringify(query),
        is_shared: isShared,
        created_at: services.now(),
      })),
    )
    .execute();
}
