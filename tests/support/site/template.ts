import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';

/** Address of a database of the test cluster under the account of the server; where there is one alone, under that. */
export const databaseUrl = (name: string): string =>
  addressOf(process.env.TEST_SERVER_URL ?? process.env.TEST_DATABASE_URL, name);

/** The same under the account that owns the tables. */
export const ownerUrl = (name: string): string => addressOf(process.env.TEST_DATABASE_URL, name);

function addressOf(base: string | undefined, name: string): string {
  if (!base) throw new Error('Нет TEST_DATABASE_URL: запустите через npm test или scripts/with-test-db.mjs');
  const url = new URL(base);
  url.pathname = `/${name}`;
  return url.href;
}

const root = resolve(import.meta.dirname, '../../..');

/** Whatever a first start may write into a database: the program and the data it comes with. */
const sources = ['migrations', 'packs', 'server', 'shared'];

async function hashSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    const files = await readdir(join(root, source), { recursive: true, withFileTypes: true });
    const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
    for (const path of paths.sort()) hash.update(path).update(await readFile(path));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Name of the template of this run: the processes that setup() starts afterwards know it from their environment. */
export function templateName(): string {
  const name = process.env.TEST_TEMPLATE;
  if (!name) throw new Error('Шаблона тестовой базы ещё нет: сначала setup()');
  return name;
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

/** Starts the program on an empty database and stops it: tables are there, and all that a first start brings. */
async function startOnce(database: string): Promise<void> {
  const { createApp } = await import('../../../server/app.ts');
  const { readConfig } = await import('../../../server/lib/config.ts');
  const { createLog } = await import('../../../server/lib/log.ts');
  const { runMutation } = await import('../../../server/lib/module/unit-of-work.ts');
  const { setPortalOpen } = await import('../../../server/base/our-city/index.ts');
  const dataDir = await mkdtemp(join(tmpdir(), 'otklik-template-'));
  const config = readConfig({
    DATABASE_URL: databaseUrl(database),
    DATABASE_OWNER_URL: ownerUrl(database),
    OTKLIK_DATA: dataDir,
    OTKLIK_CITY: 'kamensk-uralsky',
  });
  const app = await createApp({ config, log: createLog('silent') });
  // Residents of tests find an open portal; the command is that of the product.
  await runMutation(
    app.services,
    { actor: { kind: 'system', name: 'tests' }, requestId: 'tests', ip: '' },
    (ctx) => setPortalOpen(ctx, { isOpen: true, reason: 'Пробная установка' }),
  );
  // Whether a copy is a demo is settled by its own first start.
  await app.pool.query("DELETE FROM lib.setting WHERE name = 'mode'");
  await app.close();
  await rm(dataDir, { recursive: true, force: true });
}

/**
 * Makes the template that every database test clones: servers on its copies find the work of a first start done. There is
 * one per state of the sources, made once and reused.
 */
export default async function setup(): Promise<void> {
  const name = `template_${await hashSources()}`;
  process.env.TEST_TEMPLATE = name;
  await withCluster(async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      "SELECT datname FROM pg_database WHERE datname LIKE 'template\\_%' ORDER BY oid DESC",
    );
    if (rows.some(({ datname }) => datname === name)) return;
    // The newest may be in use by a run that began before the sources were changed.
    for (const { datname } of rows.slice(3)) await client.query(`DROP DATABASE ${datname} WITH (FORCE)`);
    const draft = `${name}_draft`;
    // One that a first start left unfinished.
    await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${draft}`);
    await startOnce(draft);
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
  });
}
