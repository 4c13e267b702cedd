// The roles of a cluster, apart from its superuser, whom nobody is.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, serverProgram } from './programs.mjs';

const passwordFiles = {
  otklik: 'password',
  otklik_owner: 'owner-password',
  otklik_backup: 'backup-password',
};

/** Files of the folder that say who may enter the cluster: they go wherever it goes. */
export const roleFiles = [...Object.values(passwordFiles), 'roles-apart', 'backup-role'];

/** The password of a role, made once. It lies beside the data, readable by us alone. */
export function readPassword(place, role) {
  const file = join(place.dir, passwordFiles[role]);
  // On the disk before the database knows it: a loss of power would leave a role whose password is in no file.
  if (!existsSync(file))
    writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx', flush: true });
  return readFileSync(file, 'utf8').trim();
}

/** Written when the roles are as they should be: a cluster made before there were two has none. */
const markOf = (place) => join(place.dir, 'roles-apart');

export const hasRoles = (place) => existsSync(markOf(place));

/** What the server of an installation needs none of: `otklik` may look at statistics, no more. */
const powers = 'pg_monitor, pg_checkpoint, pg_signal_backend';

const statementsFor = (place) => [
  makeRole('otklik_owner'),
  `ALTER ROLE otklik_owner LOGIN CREATEDB PASSWORD '${readPassword(place, 'otklik_owner')}'`,
  makeRole('otklik'),
  `ALTER ROLE otklik LOGIN NOCREATEDB PASSWORD '${readPassword(place, 'otklik')}'`,
  `GRANT ${powers} TO otklik_owner`,
  `REVOKE ${powers} FROM otklik`,
  'GRANT pg_monitor TO otklik',
];

/** Written when there is the role that copies the cluster: one made before there were backups has none. */
const backupMarkOf = (place) => join(place.dir, 'backup-role');

export const hasBackupRole = (place) => existsSync(backupMarkOf(place));

/** It reads the files of the cluster over the replication protocol and may end a segment of WAL; it sees no table. */
const backupStatements = (place) => [
  makeRole('otklik_backup'),
  `ALTER ROLE otklik_backup LOGIN REPLICATION PASSWORD '${readPassword(place, 'otklik_backup')}'`,
  'GRANT EXECUTE ON FUNCTION pg_switch_wal() TO otklik_backup',
];

/** Gives a cluster that does not run the role that copies it. */
export async function addBackupRole({ native, place, fast }) {
  const alone = { native, place, data: place.data, cwd: place.dir, fast };
  await speakAlone(alone, 'postgres', backupStatements(place));
  writeFileSync(backupMarkOf(place), '');
}

/**
 * Makes the roles of a new cluster and its database: `otklik_owner` owns that, makes others (tests clone a template) and
 * migrates; `otklik`, under which the program works, owns nothing. Neither is a superuser: what a production database
 * refuses is refused here too.
 */
export async function makeRoles({ native, place, data, cwd, fast }) {
  const database = 'CREATE DATABASE otklik OWNER otklik_owner';
  const statements = [...statementsFor(place), ...backupStatements(place), database];
  await speakAlone({ native, place, data, cwd, fast }, 'postgres', statements);
  writeFileSync(markOf(place), '');
  writeFileSync(backupMarkOf(place), '');
}

/** Gives a cluster of a single role, which does not run, the second one, and it all that the first owned. */
export async function partRoles({ native, place, fast }) {
  const alone = { native, place, data: place.data, cwd: place.dir, fast };
  const { found } = await speakAlone(alone, 'postgres', [
    ...statementsFor(place),
    "SELECT datname AS found FROM pg_database WHERE datallowconn AND datname NOT IN ('postgres', 'template1')",
  ]);
  for (const name of found) await speakAlone(alone, name, ['REASSIGN OWNED BY otklik TO otklik_owner']);
  writeFileSync(markOf(place), '');
}

const makeRole = (name) =>
  `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${name}') THEN CREATE ROLE ${name}; END IF; END $$`;

/** Statements for a database as its superuser, which only a server that runs for nobody else lets be: one a line. */
export async function speakAlone({ native, place, data, cwd, fast }, database, statements) {
  const args = ['--single', '-D', data, ...(fast ? ['-F'] : []), database];
  const input = `${statements.join('\n')}\n`;
  const { ok, output } = await run(serverProgram(native), args, { account: place.account, cwd, input });
  if (!ok || /ERROR|FATAL|PANIC/.test(output)) {
    const words = output.replaceAll(/PASSWORD '[^']*'/g, "PASSWORD '***'");
    throw new Error(`Не удалось подготовить базу данных:\n${words}`);
  }
  return { found: [...output.matchAll(/found = "([^"]*)"/g)].map(([, name]) => name) };
}
