// Making a cluster, and reading what a running server says of itself.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { commandOf, isAlive, startMarkOf } from '../support/processes.mjs';
import { giveTo } from './account.mjs';
import { program, run } from './programs.mjs';
import { makeRoles, readPassword } from './roles.mjs';
import { clusterSettings } from './settings.mjs';

/** Names the C library may have for «UTF-8 without a language»; macOS knows none of the first two. */
const characterLocales = ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'ru_RU.UTF-8'];

/** True when the folder holds a whole cluster. */
export function hasCluster(place) {
  return existsSync(join(place.data, 'PG_VERSION'));
}

/** How many databases the cluster holds: each has a folder. */
export function countDatabases(place) {
  return existsSync(join(place.data, 'base')) ? readdirSync(join(place.data, 'base')).length : 0;
}

/** Major version of the data, such as '17'. */
export function dataMajor(place) {
  return readFileSync(join(place.data, 'PG_VERSION'), 'utf8').trim();
}

/** Removes what an interrupted initdb left. Called under the lock of the place. */
function removeHalfDone(place) {
  for (const name of readdirSync(place.dir)) {
    if (name.startsWith('data.new')) rmSync(join(place.dir, name), { recursive: true, force: true });
  }
  // Never ours, for our own appears whole; it may be a damaged database, so it is kept.
  if (existsSync(place.data)) renameSync(place.data, `${place.data}.broken-${Date.now()}`);
}

/**
 * Makes the cluster in a folder of another name and renames it when it is whole, so that a power cut in
 * the middle leaves nothing that looks like a database.
 */
export async function makeCluster(place, native, { fast }) {
  removeHalfDone(place);
  const password = readPassword(place, 'otklik');
  const outer = join(place.dir, 'data.new');
  const fresh = join(outer, 'data');
  mkdirSync(outer, { mode: 0o700 });
  const passwordFile = join(outer, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(place.account, outer);
  await initialise({ native, fresh, passwordFile, account: place.account, cwd: outer, fast });
  await makeRoles({ native, place, data: fresh, cwd: outer, fast });
  // rename of a folder needs write permission on it; ours as root, the account's own otherwise.
  renameSync(fresh, place.data);
  rmSync(outer, { recursive: true, force: true });
  if (process.platform !== 'win32') chmodSync(place.data, 0o700);
}

/** Memory of the machine or, in a container, its share. */
const readMemory = () => Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);

async function initialise({ native, fresh, passwordFile, account, cwd, fast }) {
  const failures = [];
  for (const locale of characterLocales) {
    const args = [
      '-D',
      fresh,
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      `--locale=${locale}`,
      '--no-instructions',
      ...clusterSettings(fast ? 0 : readMemory()).flatMap((setting) => ['-c', setting]),
      ...(fast ? ['--no-sync'] : []),
    ];
    const done = await run(program(native, 'initdb'), args, { account, cwd });
    if (done.ok) return;
    failures.push(done.output.trim());
    rmSync(fresh, { recursive: true, force: true });
    if (!/invalid locale/i.test(done.output)) break;
  }
  throw new Error(`Не удалось создать базу данных:\n${failures.join('\n')}`);
}

/**
 * Reads postmaster.pid: `{ pid, mark, port, status }` of the server that runs on these data, undefined when
 * none does. The number in the file may belong to a stranger by now, so the command line is compared.
 * Source: «Database File Layout», src/include/utils/pidfile.h of PostgreSQL 17.
 */
export function readRunning(place) {
  let lines;
  try {
    lines = readFileSync(join(place.data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Math.abs(Number.parseInt(lines[0], 10));
  if (!isAlive(pid)) return undefined;
  const command = commandOf(pid);
  if (command && !command.includes(place.data)) return undefined;
  const [port, socketDir, , , status] = lines.slice(3);
  return {
    pid,
    mark: startMarkOf(pid),
    port: Number(port),
    socketDir: socketDir ?? '',
    status: (status ?? '').trim(),
  };
}
