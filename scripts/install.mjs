// Puts the packages of package-lock.json into node_modules, once: the second time npm is not even called.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { acquireLock } from './support/lock.mjs';
import { runNpm } from './support/npm.mjs';
import { ensureWritable, isRelease, localDir, projectRoot } from './support/places.mjs';

const modules = join(projectRoot, 'node_modules');
const stamp = join(modules, '.otklik-lock');
const lockFile = join(projectRoot, 'package-lock.json');

/**
 * A folder carried to another system needs its packages anew, so the system is part of the mark; so is a word for what was
 * looked at before it was written: marks of old were given to sets without what builds the pages.
 */
function wantedMark() {
  const hash = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  return `whole ${process.platform}-${process.arch} ${hash}\n`;
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** True when what npm last wrote down as installed is what the lock asks for: somebody ran npm by hand. */
export function isSameTree(wanted, installed) {
  const entries = Object.entries(wanted.packages).filter(([path]) => path !== '');
  const have = installed.packages;
  const fits = entries.every(([path, entry]) =>
    have[path] ? have[path].version === entry.version : entry.optional === true,
  );
  return fits && Object.keys(have).every((path) => path in wanted.packages);
}

function isWhole() {
  const hidden = readText(join(modules, '.package-lock.json'));
  if (!hidden) return false;
  try {
    return isSameTree(JSON.parse(readFileSync(lockFile, 'utf8')), JSON.parse(hidden));
  } catch {
    return false;
  }
}

function mark() {
  try {
    writeFileSync(stamp, wantedMark());
  } catch {
    // Read-only: the comparison is made again next time.
  }
}

const isUpToDate = () => readText(stamp) === wantedMark();

/** Makes sure the packages are there. Without the network an older set is kept and used, with a warning. */
export async function ensureInstalled(log = console.log) {
  if (isRelease() || isUpToDate()) return;
  const lock = await acquireLock(join(localDir(), 'install.lock'), { waitMs: 600_000 });
  if (lock.busy) throw new Error(`Пакеты уже десять минут устанавливает процесс ${lock.busy.pid}.`);
  try {
    restoreInterrupted();
    if (isUpToDate()) return;
    if (isWhole()) mark();
    else installAnew(log);
  } finally {
    lock.release();
  }
}

const aside = () => join(localDir(), 'node_modules.before');

/** npm ci deletes first and fetches after, so the old set is moved aside until the new one is whole. */
function restoreInterrupted() {
  if (!existsSync(aside())) return;
  if (isUpToDate()) {
    rmSync(aside(), { recursive: true, force: true });
    return;
  }
  rmSync(modules, { recursive: true, force: true });
  renameSync(aside(), modules);
}

/** The pages are built here, so what builds them is needed whatever NODE_ENV or the settings of npm say. */
export const installArguments = [
  'ci',
  '--include=dev',
  '--include=optional',
  '--include=peer',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
  '--ignore-scripts=false',
];

function installAnew(log) {
  if (!ensureWritable(projectRoot))
    throw new Error(`Нужно установить пакеты, а папка ${projectRoot} закрыта для записи.`);
  log('· устанавливаю пакеты (npm ci), один раз');
  const hadModules = existsSync(modules);
  if (hadModules) renameSync(modules, aside());
  const done = runNpm(installArguments, { quiet: true });
  if (done.ok && isWhole()) {
    mark();
    rmSync(aside(), { recursive: true, force: true });
    return;
  }
  if (!hadModules)
    throw new Error(
      `Пакеты не установились (нет доступа к реестру npm или часть их исключена его настройками?):\n${done.output.trim()}`,
    );
  rmSync(modules, { recursive: true, force: true });
  renameSync(aside(), modules);
  log('· пакеты обновить не удалось, продолжаю с прежними');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await ensureInstalled();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
