// PostgreSQL refuses to run as root, so for root another account runs it. No account is created.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureOwn, hashOf } from '../support/places.mjs';

const isRoot = () => process.getuid?.() === 0;

function findNobody() {
  try {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((row) => row.startsWith('nobody:'));
    const [, , uid, gid] = line.split(':');
    return { uid: Number(uid), gid: Number(gid) };
  } catch {
    return { uid: 65_534, gid: 65_534 };
  }
}

function ownerOf(path) {
  try {
    const { uid, gid } = statSync(path);
    return { uid, gid };
  } catch {
    return undefined;
  }
}

/** True when the account may enter and read the folder. Asked from the system itself: modes, ACL and mounts all count. */
export function canReach(account, dir) {
  const asked = spawnSync('/bin/sh', ['-c', 'test -r "$1" && test -x "$1"', 'sh', dir], {
    ...account,
    cwd: '/',
  });
  return asked.status === 0;
}

function makeTraversable(dir) {
  mkdirSync(dir, { recursive: true });
  if (isRoot()) chmodSync(dir, 0o755);
}

/** A folder of ours that any account can enter: for a project in a folder closed to all but root. */
export function openFolder(name) {
  for (const base of ['/var/lib/otklik', join(tmpdir(), 'otklik')]) {
    if (ensureOwn(base, 0o755) && canReach(findNobody(), base)) {
      const dir = join(base, name);
      removeAbandoned(base);
      makeTraversable(dir);
      return dir;
    }
  }
  throw new Error(
    'Папка проекта закрыта для учётной записи nobody, а PostgreSQL не работает от root. ' +
      'Откройте папку (chmod o+x) или запустите программу от обычного пользователя.',
  );
}

/** Marks a cluster that may be thrown away, that is a test one, once its project is gone. */
export function markDisposable(place) {
  writeFileSync(join(place.dir, 'disposable'), '');
}

/** Writes down whose data a folder outside the project holds. */
export function markOwner(dir, owner) {
  writeFileSync(join(dir, 'belongs-to'), owner);
}

/** Test clusters whose projects are gone go too. */
export function removeAbandoned(base) {
  for (const name of readdirSync(base)) {
    const dir = join(base, name);
    if (!existsSync(join(dir, 'disposable')) || !existsSync(join(dir, 'belongs-to'))) continue;
    const project = readFileSync(join(dir, 'belongs-to'), 'utf8').trim();
    if (!existsSync(project)) rmSync(dir, { recursive: true, force: true });
  }
}

/**
 * Decides who runs the server and where its files lie.
 * Returns `{ dir, data, account }`: `account` is undefined when the server runs as ourselves.
 */
export function choosePlace(wantedDir, log = () => {}) {
  mkdirSync(wantedDir, { recursive: true });
  const asked = realpathSync(wantedDir);
  if (!isRoot()) return placeOf(asked, undefined);
  const moved = readPointer(asked);
  if (moved) return placeOf(moved, chooseAccount(moved));
  makeTraversable(asked);
  const account = chooseAccount(asked);
  if (canReach(account, asked)) return placeOf(asked, account);
  const open = openFolder(hashOf(asked));
  moveData(asked, open);
  markOwner(open, asked);
  writeFileSync(join(asked, 'moved-to'), open, { flush: true });
  log(`папка проекта закрыта для nobody, данные базы лежат в ${open}`);
  return placeOf(open, account);
}

function placeOf(dir, account) {
  return { dir, data: join(dir, 'data'), account };
}

/** Data made earlier by an ordinary user stays with that user. */
function chooseAccount(dir) {
  const owner = ownerOf(join(dir, 'data'));
  return owner && owner.uid !== 0 ? owner : findNobody();
}

/** The account that runs, or would run, the server of this folder for root. */
export function accountOf(dir) {
  const asked = existsSync(dir) ? realpathSync(dir) : dir;
  return chooseAccount(readPointer(asked) ?? asked);
}

/** Where the data of this folder were moved. A copy of a project must not seize the data of the original. */
function readPointer(asked) {
  try {
    const open = readFileSync(join(asked, 'moved-to'), 'utf8').trim();
    const original = readFileSync(join(open, 'belongs-to'), 'utf8').trim();
    if (original === asked) return open;
    if (existsSync(join(original, 'moved-to'))) return undefined;
    markOwner(open, asked);
    return open;
  } catch {
    return undefined;
  }
}

const movable = [
  'data',
  'password',
  'owner-password',
  'backup-password',
  'roles-apart',
  'backup-role',
  'archiving',
  'archived',
  'port',
  'standby-link.json',
  'standby-seen.json',
];

/** The folder was open once and has been closed since: what it holds goes along. */
function moveData(from, to) {
  for (const name of movable) {
    const source = join(from, name);
    const target = join(to, name);
    if (!existsSync(source) || existsSync(target)) continue;
    try {
      renameSync(source, target);
    } catch {
      const half = `${target}.half`;
      rmSync(half, { recursive: true, force: true });
      cpSync(source, half, { recursive: true, preserveTimestamps: true });
      if (name === 'data') giveTo(findNobody(), half);
      renameSync(half, target);
      rmSync(source, { recursive: true, force: true });
    }
  }
}

/** Hands a folder and all in it to the account. */
export function giveTo(account, dir) {
  if (!account) return;
  const done = spawnSync('chown', ['-R', `${account.uid}:${account.gid}`, dir]);
  if (done.status !== 0) chownSync(dir, account.uid, account.gid);
}
