import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort } from '../../../../scripts/support/ports.mjs';
import { root } from '../../run-program.ts';
import { askDoctor } from './doctor.ts';
import type { databaseFaults } from './list-database.ts';
import { makePostgres, programsOf } from './own-postgres.ts';
import { bySuperuser, nothing, owned, withLines } from './owned.ts';
import { type Scene, seeing } from './scene.ts';
import { upkeepScenes } from './scenes-upkeep.ts';
import { makeSite } from './site.ts';
import type { OwnTown, World } from './towns.ts';

const withUrl = (urlOf: (own: OwnTown, world: World) => string | Promise<string>, owner = ''): Scene =>
  owned(nothing, nothing, async (own, world) => ({
    env: { DATABASE_URL: await urlOf(own, world), DATABASE_OWNER_URL: owner },
  }));

/** A database of another encoding on the same server. */
const encoded = (encoding: string): Scene =>
  withUrl(async ({ postgres }) => {
    const name = `coded_${encoding.toLowerCase()}`;
    await postgres.ask(
      `CREATE DATABASE ${name} OWNER otklik ENCODING '${encoding}' TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'`,
    );
    return postgres.url('otklik', name);
  });

const oldPostgres: Scene = async (world) => {
  const programs = programsOf(15);
  if (!programs) return null;
  const postgres = await makePostgres(join(world.folder, 'postgres-15'), programs, [
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
  ]);
  postgres.start();
  try {
    await postgres.ask('CREATE DATABASE otklik');
    return await withUrl(() => postgres.url('postgres'))(world);
  } finally {
    postgres.stop();
  }
};

/** The changes of another version of the program: one more, or one that somebody has edited. */
function changesOf({ folder }: World, name: string, change: (folder: string) => void): string[] {
  const changed = join(folder, name);
  cpSync(join(root, 'migrations'), changed, { recursive: true });
  change(changed);
  return seeing([[changed, join(root, 'migrations')]]);
}
const LATER = '9000_later.sql';
const newerProgram = (world: World): string[] =>
  changesOf(world, 'migrations-newer', (folder) => writeFileSync(join(folder, LATER), 'SELECT 1;\n'));
const forgetLater = ({ site }: OwnTown) => site.ask(`DELETE FROM lib.migration WHERE name = '${LATER}'`);

const editedChange = (world: World): string[] =>
  changesOf(world, 'migrations-edited', (folder) => {
    const last = readdirSync(folder).toSorted().at(-1) ?? '';
    writeFileSync(join(folder, last), `${readFileSync(join(folder, last), 'utf8')}\n-- by hand\n`);
  });

/** The former version goes on working while a newer one is begun on another machine with the same database. */
const twoVersions: Scene = async (world) => {
  const own = await world.own();
  const data = join(world.folder, 'newer');
  mkdirSync(data, { recursive: true });
  cpSync(join(own.site.data, 'seal-key'), join(data, 'seal-key'));
  const port = await findFreePort(4000);
  const env = Object.assign({}, own.site.env, { PORT: String(port) });
  const newer = makeSite({ data, port, env, log: join(world.folder, 'newer.log') }, []);
  const before = newerProgram(world);
  await newer.start({ before, args: ['--only', 'web'] });
  try {
    return await askDoctor(own.site, { before });
  } finally {
    await newer.stop();
    await forgetLater(own);
  }
};

export const databaseScenes: Record<keyof typeof databaseFaults, Scene> = {
  ...upkeepScenes,
  'database-away': withUrl(() => 'postgres://otklik:word@127.0.0.1:9/otklik'),
  'database-password': withUrl(({ postgres }) => postgres.url('otklik').replace(':word@', ':other@')),
  'database-none': withUrl(({ postgres }) => postgres.url('otklik', 'none')),
  'database-old': oldPostgres,
  'database-latin1': encoded('LATIN1'),
  'database-ascii': encoded('SQL_ASCII'),
  'database-newer': owned(
    ({ site }) => site.ask(`INSERT INTO lib.migration (name, checksum) VALUES ('${LATER}', 'x')`),
    forgetLater,
  ),
  'database-older': owned(nothing, nothing, (_, world) => ({ before: newerProgram(world) })),
  'migration-edited': owned(nothing, nothing, (_, world) => ({ before: editedChange(world) })),
  'right-missing': owned(
    ({ site }) => site.ask('REVOKE DELETE ON clocks.duty FROM otklik'),
    ({ site }) => site.ask('GRANT DELETE ON clocks.duty TO otklik'),
    { env: { DATABASE_OWNER_URL: '' } },
  ),
  superuser: withUrl(({ postgres }) => postgres.url('postgres')),
  'own-tables': withUrl(({ postgres }) => postgres.url('owner')),
  'few-connections': withLines(['max_connections=30']),
  'database-read-only': withLines(['default_transaction_read_only=on']),
  'fsync-off': withLines(['fsync=off']),
  'autovacuum-off': withLines(['autovacuum=off']),
  'collation-changed': bySuperuser(
    "SET allow_system_table_mods = on; UPDATE pg_database SET datcollversion = '1.0' WHERE datname = 'otklik'",
    "SET allow_system_table_mods = on; UPDATE pg_database SET datcollversion = pg_database_collation_actual_version(oid) WHERE datname = 'otklik'",
  ),
  'two-versions': twoVersions,
};
