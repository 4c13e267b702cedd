import { createHash } from 'node:crypto';
import { cp, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createApp } from '../../../server/app.ts';
import { seedDemo } from '../../../server/demo/seed.ts';
import { readConfig } from '../../../server/lib/config.ts';
import { createLog } from '../../../server/lib/log.ts';
import { cloneDatabase, type TestDatabase } from './database.ts';
import { speakTo } from './server.ts';
import { databaseUrl, ownerUrl, templateName, withCluster } from './template.ts';

/** The city ends at the hour of its making: a copy of an older one would lack the last messages. */
const FRESH_MS = 30 * 60_000;

interface City {
  database: string;
  /** Its pictures, and the keys its records are sealed with. */
  dataDir: string;
}

/**
 * The city of this state of the sources; whether it has been made, its folder tells, which comes last. Another copy of the
 * project has a test cluster of its own, and in it a city with other keys.
 */
function currentCity(): City {
  const database = templateName().replace('template', 'city');
  const cluster = createHash('sha256').update(databaseUrl(database)).digest('hex').slice(0, 8);
  return { database, dataDir: join(tmpdir(), `otklik-${database}-${cluster}`) };
}

async function isFresh({ database, dataDir }: City): Promise<boolean> {
  const made = await stat(dataDir).catch(() => undefined);
  if (!made || Date.now() - made.mtimeMs > FRESH_MS) return false;
  return withCluster(async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    return rowCount === 1;
  });
}

async function makeCity({ database, dataDir }: City): Promise<void> {
  await rm(dataDir, { recursive: true, force: true });
  await withCluster(async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      "SELECT datname FROM pg_database WHERE datname LIKE 'city\\_%'",
    );
    for (const { datname } of rows) await client.query(`DROP DATABASE ${datname} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${database} TEMPLATE ${templateName()} STRATEGY FILE_COPY`);
  });
  const draft = await mkdtemp(`${dataDir}-`);
  const config = readConfig({
    DATABASE_URL: databaseUrl(database),
    DATABASE_OWNER_URL: ownerUrl(database),
    OTKLIK_DATA: draft,
    OTKLIK_DEMO: '1',
  });
  const app = await createApp({ config, log: createLog('silent') });
  await seedDemo(app.services);
  await speakTo(app).drain();
  await app.close();
  await rename(draft, dataDir);
}

/**
 * A copy of the demo city everybody sees, for a server that keeps its files in `dataDir`. The city is made once for all that
 * want it within half an hour: each making costs a dozen seconds.
 */
export async function cloneDemoCity(dataDir: string): Promise<TestDatabase> {
  const city = currentCity();
  const turn = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await turn.connect();
  try {
    // Others may copy other databases meanwhile; who wants the city waits for it.
    await turn.query('SELECT pg_advisory_lock(60)');
    if (!(await isFresh(city))) await makeCity(city);
    await cp(city.dataDir, dataDir, { recursive: true });
    return await cloneDatabase(city.database);
  } finally {
    await turn.end();
  }
}
