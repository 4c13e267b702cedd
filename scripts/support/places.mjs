// Where the project keeps what it downloads and makes. Node 18, no dependencies: runs before anything is installed.
import { createHash } from 'node:crypto';
import { accessSync, chmodSync, constants, existsSync, lstatSync, mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the repository. */
export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Lean texts of what a server may import, as their sources lie in the repository. */
export const builtServer = join(projectRoot, 'dist', 'server');

/** A path as it was typed, from the folder where the command was given. */
export const fromHere = (path) => resolve(process.env.INIT_CWD ?? process.cwd(), path);

/** True when this program lies as it was released: whole, with built pages, and nothing is installed or built beside it. */
export const isRelease = () => existsSync(join(projectRoot, 'manifest.json'));

/** Ten hexadecimal digits that stand for a path. */
export function hashOf(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 10);
}

/** True when the folder exists (it is made if it can be) and we may write into it. */
export function ensureWritable(dir) {
  try {
    mkdirSync(dir, { recursive: true });
    accessSync(dir, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * A folder under a directory that others may write to (such as /tmp) counts only when it is ours:
 * anybody could have made it before us under the same name.
 */
export function ensureOwn(dir, mode = 0o700) {
  try {
    mkdirSync(dir, { recursive: true, mode });
    const found = lstatSync(dir);
    const isOurs = process.getuid === undefined || found.uid === process.getuid();
    if (!found.isDirectory() || !isOurs) return false;
    chmodSync(dir, mode);
    return true;
  } catch {
    return false;
  }
}

function findHome() {
  try {
    return homedir();
  } catch {
    return '';
  }
}

let chosen;

/**
 * The folder for everything that is not source: `.local` of the project, or, where the project is
 * read-only, a folder of our own in the home directory or the temporary directory.
 */
export function localDir() {
  chosen ??= chooseLocalDir();
  return chosen;
}

function chooseLocalDir() {
  // A release stays as it was made: what it keeps for itself is where systemd, or the command `otklik`, says.
  const given = isRelease() && process.env.CACHE_DIRECTORY;
  if (given && ensureWritable(given)) return given;
  const inProject = join(projectRoot, '.local');
  if (ensureWritable(inProject)) return inProject;
  const name = `otklik-${hashOf(projectRoot)}`;
  const home = findHome();
  if (home && home !== '/') {
    const inHome = join(home, '.local', 'state', name);
    if (ensureWritable(inHome)) return inHome;
  }
  const inTemporary = join(tmpdir(), `${name}-${process.getuid?.() ?? 'user'}`);
  if (ensureOwn(inTemporary)) return inTemporary;
  throw new Error(`Некуда записать рабочие файлы: закрыты ${inProject} и ${inTemporary}.`);
}
