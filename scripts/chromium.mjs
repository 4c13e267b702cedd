// Chromium for the browser tests and for printing: the system's, or Debian's package unpacked under .local/. The build without
// windows comes first: it opens a page with half the work and prints the same.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { acquireLock } from './support/lock.mjs';
import { localDir, projectRoot } from './support/places.mjs';

const systemPaths = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const debianPackage = 'chromium-headless-shell';

const unpackedIn = (base) => join(base, 'chromium', 'chromium');

/** Path of a Chromium that is there, or undefined. Installs nothing. */
export function findChromium() {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) return existsSync(asked) ? asked : undefined;
  const own = [unpackedIn(join(projectRoot, '.local')), unpackedIn(localDir())];
  return [...systemPaths, ...own].find((path) => existsSync(path));
}

const has = (name) => spawnSync('/bin/sh', ['-c', `command -v ${name}`]).status === 0;

function run(file, args, options = {}) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' };
  const done = spawnSync(file, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, env, ...options });
  return { ok: done.status === 0, output: `${done.stdout ?? ''}`, errors: `${done.stderr ?? ''}` };
}

/** Finds Chromium or gets it. Returns its path; throws one Russian sentence saying what is left to do. */
export async function ensureChromium(log = console.log) {
  const found = findChromium();
  if (found) return found;
  const advice = `Нужен Chromium: установите его от root (apt-get install ${debianPackage}) или укажите путь в CHROMIUM_PATH.`;
  if (process.env.CHROMIUM_PATH) throw new Error(`Файла ${process.env.CHROMIUM_PATH} нет. ${advice}`);
  if (process.platform !== 'linux' || !has('apt-get') || !has('dpkg')) throw new Error(advice);
  const lock = await acquireLock(join(localDir(), 'chromium.lock'), { waitMs: 600_000 });
  try {
    const failure = process.getuid() === 0 ? installForAll(log) : unpackForOne(log);
    const path = findChromium();
    if (path) return path;
    throw new Error(`${advice}${failure ? `\n${failure}` : ''}`);
  } finally {
    lock.release?.();
  }
}

function installForAll(log) {
  log('· устанавливаю Chromium из пакетов Debian, один раз');
  run('apt-get', ['update', '-qq']);
  const done = run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', debianPackage]);
  return done.ok ? '' : done.errors.trim().slice(-600);
}

/**
 * Without root: the package and whichever of its dependencies the system lacks are downloaded and unpacked
 * into .local/. The package lists go into a folder of ours too, for the system's may be missing or stale.
 */
function unpackForOne(log) {
  log('· распаковываю Chromium из пакетов Debian в .local, один раз');
  const half = join(localDir(), `chromium.${process.pid}.half`);
  rmSync(half, { recursive: true, force: true });
  const state = join(half, 'apt');
  for (const name of ['lists/partial', 'cache/archives/partial'])
    mkdirSync(join(state, name), { recursive: true });
  const debs = join(half, 'debs');
  mkdirSync(debs);
  const apt = [
    '-o',
    `Dir::State::Lists=${join(state, 'lists')}`,
    '-o',
    `Dir::Cache=${join(state, 'cache')}`,
    '-o',
    'Dir::State::status=/var/lib/dpkg/status',
    '-o',
    'Debug::NoLocking=1',
    '-o',
    'APT::Sandbox::User=',
  ];
  try {
    run('apt-get', [...apt, 'update', '-qq']);
    const plan = run('apt-get', [...apt, 'install', '-s', '-y', '--no-install-recommends', debianPackage]);
    const packages = [...plan.output.matchAll(/^Inst (\S+) (?:\[[^\]]*\] )?\((\S+)/gm)].map(
      ([, name, version]) => `${name}=${version}`,
    );
    if (packages.length === 0) return plan.errors.trim().slice(-600);
    const got = run('apt-get', [...apt, 'download', '-qq', ...packages], { cwd: debs });
    if (!got.ok) return got.errors.trim().slice(-600);
    unpack(debs, join(half, 'root'));
    rmSync(state, { recursive: true, force: true });
    rmSync(debs, { recursive: true, force: true });
    const target = join(localDir(), 'chromium');
    rmSync(target, { recursive: true, force: true });
    writeLauncher(half);
    renameSync(half, target);
    return '';
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

function unpack(debs, root) {
  mkdirSync(root);
  for (const name of readdirSync(debs)) {
    const done = run('dpkg', ['-x', join(debs, name), root]);
    if (!done.ok) throw new Error(`Пакет ${name} не распаковался: ${done.errors.trim()}`);
  }
}

/** Debian's own launcher looks for files of the system; ours shows the program the unpacked ones first. */
function writeLauncher(half) {
  const triplets = readdirSync(join(half, 'root', 'usr', 'lib')).filter((name) =>
    name.endsWith('-linux-gnu'),
  );
  const libraries = triplets.flatMap((name) => [
    `$here/root/usr/lib/${name}`,
    `$here/root/lib/${name}`,
    ...['pulseaudio', 'blas', 'lapack'].map((inner) => `$here/root/usr/lib/${name}/${inner}`),
  ]);
  writeFileSync(
    join(half, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>/usr/share/fonts</dir><dir prefix="relative">root/usr/share/fonts</dir><cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>\n`,
  );
  const text = `#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd)
export LD_LIBRARY_PATH="${libraries.join(':')}\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_FILE="$here/fonts.conf"
export XDG_DATA_DIRS="$here/root/usr/share:\${XDG_DATA_DIRS:-/usr/local/share:/usr/share}"
exec "$here/root/usr/lib/chromium/${debianPackage}" "$@"
`;
  writeFileSync(join(half, 'chromium'), text);
  chmodSync(join(half, 'chromium'), 0o755);
}
