import { createHash } from 'node:crypto';
import pg from 'pg';
import { openPool } from '../../server/lib/db.ts';
import { migrate, readMigrations } from '../../server/lib/migrate.ts';

/** Address of the test cluster with another database name. */
export function databaseUrl(name: string): string {
  const base = process.env.TEST_DATABASE_URL;
  if (!base) throw new Error('Нет TEST_DATABASE_URL: запустите через npm test или scripts/with-test-db.mjs');
  const url = new URL(base);
  url.pathname = `/${name}`;
  return url.href;
}

/** Name of the template: one per state of the migrations, so that it is made once and reused. */
export async function templateName(): Promise<string> {
  const hash = createHash('sha256');
  for (const migration of await readMigrations()) hash.update(migration.checksum);
  return `template_${hash.digest('hex').slice(0, 16)}`;
}

/** Runs `work` on the cluster's own database, one process at a time. */
export async function withCluster<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(59)');
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes the migrated template that every database test clones. */
export default async function setup(): Promise<void> {
  const name = await templateName();
  await withCluster(async (client) => {
    const known = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (known.rowCount) return;
    const draft = `${name}_draft`;
    await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${draft}`);
    const pool = openPool(databaseUrl(draft), 2);
    try {
      await migrate(pool);
    } finally {
      await pool.end();
    }
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
  });
}
