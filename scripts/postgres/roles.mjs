// The two roles of a cluster, apart from its superuser, whom nobody is.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, serverProgram } from './programs.mjs';

const passwordFiles = { otklik: 'password', otklik_owner: 'owner-password' };

/** The password of a role, made once. It lies beside the data, readable by us alone. */
export function readPassword(place, role) {
  const file = join(place.dir, passwordFiles[role]);
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8').trim();
}

/** Written when the roles are as they should be: a cluster made before there were two has none. */
const markOf = (place) => join(place.dir, 'roles-apart');

export const hasRoles = (place) => existsSync(markOf(place));

/** What statistics and ends of connections need; the server of an installation needs none of it. */
const powers = 'pg_monitor, pg_checkpoint, pg_signal_backend';

/**
 * Makes the roles of a cluster whose server does not run, or mends those of one that had a single role: `otklik_owner` owns
 * the databases, makes others (tests clone a template) and migrates; `otklik`, under which the program works, owns nothing.
 * Neither is a superuser: what a production database refuses is refused here too.
 */
export async function makeRoles({ native, place, data = place.data, cwd = place.dir, fast }) {
  const alone = { native, place, data, cwd, fast };
  const owner = `PASSWORD '${readPassword(place, 'otklik_owner')}'`;
  const server = `PASSWORD '${readPassword(place, 'otklik')}'`;
  const { found } = await speakAlone(alone, 'postgres', [
    makeRole('otklik_owner'),
    `ALTER ROLE otklik_owner LOGIN CREATEDB ${owner}`,
    makeRole('otklik'),
    `ALTER ROLE otklik LOGIN NOCREATEDB ${server}`,
    `GRANT ${powers} TO otklik_owner`,
    `REVOKE ${powers} FROM otklik`,
    'GRANT pg_monitor TO otklik',
    "SELECT datname AS found FROM pg_database WHERE datallowconn AND datname NOT IN ('postgres', 'template1')",
  ]);
  if (!found.includes('otklik'))
    await speakAlone(alone, 'postgres', ['CREATE DATABASE otklik OWNER otklik_owner']);
  for (const name of found) {
    await speakAlone(alone, name, ['REASSIGN OWNED BY otklik TO otklik_owner']);
  }
  writeFileSync(markOf(place), '');
}

const makeRole = (name) =>
  `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${name}') THEN CREATE ROLE ${name}; END IF; END $$`;

/** Statements for a database as its superuser, which only a server that runs for nobody else lets be: one a line. */
async function speakAlone({ native, place, data, cwd, fast }, database, statements) {
  const args = ['--single', '-D', data, ...(fast ? ['-F'] : []), database];
  const input = `${statements.join('\n')}\n`;
  const { ok, output } = await run(serverProgram(native), args, { account: place.account, cwd, input });
  if (!ok || /ERROR|FATAL|PANIC/.test(output)) {
    const words = output.replaceAll(/PASSWORD '[^']*'/g, "PASSWORD '***'");
    throw new Error(`Не удалось подготовить базу данных:\n${words}`);
  }
  return { found: [...output.matchAll(/found = "([^"]*)"/g)].map(([, name]) => name) };
}
