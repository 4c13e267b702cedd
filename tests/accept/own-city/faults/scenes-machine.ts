import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { root } from '../../run-program.ts';
import { askDoctor, type Said } from './doctor.ts';
import { setChannel } from './furnish.ts';
import type { machineFaults } from './list-machine.ts';
import { asked, askWhileDown, live, ruined, type Scene, seeing } from './scene.ts';
import { makeSite } from './site.ts';
import { movedClock, type World } from './towns.ts';

/** A copy of the installation, which does not work, on a small disk of its own. */
const onDisk =
  (options: string, spoil: (folder: string) => unknown, ask = askWhileDown): Scene =>
  async ({ town, folder, tell }) => {
    const disk = join(folder, 'disk');
    mkdirSync(disk, { recursive: true });
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk]).status !== 0) return null;
    try {
      const data = join(disk, 'town');
      execFileSync('cp', ['-a', `${town.data}.kept`, data]);
      await spoil(disk);
      const site = makeSite({ data, port: town.port, env: town.env, log: '/dev/null' }, []);
      return await ask(site);
    } finally {
      if (spawnSync('umount', ['-l', disk]).status !== 0) tell('диск не отключён');
    }
  };

/** Files made until no more can be, but for so many. */
function fillDisk(disk: string): void {
  const { bavail, bsize } = statfsSync(disk);
  spawnSync('dd', [
    'if=/dev/zero',
    `of=${join(disk, 'filler')}`,
    'bs=64k',
    `count=${Math.ceil((bavail * bsize) / 65_536) + 64}`,
  ]);
}

function fillNumbers(disk: string): void {
  const folder = join(disk, 'small');
  mkdirSync(folder);
  for (let at = 0; ; at += 1)
    try {
      writeFileSync(join(folder, String(at)), '');
    } catch {
      return;
    }
}

const modeOf = (path: string): number => statSync(path).mode & 0o7777;

/** Changes the mode of what lies in the data folder. */
const withMode =
  (name: string, mode: number): Scene =>
  async ({ town }) => {
    const path = join(town.data, name);
    const was = modeOf(path);
    chmodSync(path, mode);
    try {
      return await askDoctor(town);
    } finally {
      chmodSync(path, was);
    }
  };

const withOwner =
  (name: string, uid: number): Scene =>
  async ({ town }) => {
    const path = join(town.data, name);
    const was = statSync(path);
    chownSync(path, uid, uid);
    try {
      return await askDoctor(town);
    } finally {
      chownSync(path, was.uid, was.gid);
    }
  };

/** A file of the data folder goes, or another one stands in its place. */
const replaced =
  (name: string, by?: string): Scene =>
  async ({ town }) => {
    const path = join(town.data, name);
    const { uid, gid } = statSync(path);
    renameSync(path, `${path}.away`);
    if (by !== undefined) {
      writeFileSync(path, by, { mode: 0o600 });
      chownSync(path, uid, gid);
    }
    try {
      return await askDoctor(town);
    } finally {
      renameSync(`${path}.away`, path);
    }
  };

/** The embedded database with its files spoilt, which does not work. */
const spoilt =
  (command: string): Scene =>
  async ({ town, folder }) => {
    const data = join(folder, 'spoilt');
    execFileSync('cp', ['-a', `${town.data}.kept`, data]);
    execFileSync('sh', ['-c', command], { cwd: join(data, 'postgres/data') });
    try {
      return await askWhileDown(makeSite({ data, port: town.port, env: town.env, log: '/dev/null' }, []));
    } finally {
      rmSync(data, { recursive: true, force: true });
    }
  };

const OLD_NODE = '/usr/bin/node';

/** Node of the system alone, and no network to get another. */
const withOldNode: Scene = async ({ town, folder }) => {
  if (!existsSync(OLD_NODE)) return null;
  const version = execFileSync(OLD_NODE, ['-p', 'process.versions.node'], { encoding: 'utf8' });
  if (Number.parseInt(version, 10) >= 22) return null;
  const empty = join(folder, 'empty');
  mkdirSync(empty, { recursive: true });
  return askDoctor(town, {
    node: OLD_NODE,
    before: ['unshare', '-n', ...seeing([[empty, join(root, '.local')]])],
    env: { PATH: '/usr/bin:/bin', HOME: empty, npm_config_cache: join(folder, 'no-cache') },
  });
};

/** The command in a group of processes that has little memory. */
const withLittleMemory: Scene = async ({ town }) => {
  const group = '/sys/fs/cgroup/memory/otklik-faults';
  try {
    mkdirSync(group, { recursive: true });
    writeFileSync(join(group, 'memory.limit_in_bytes'), String(340 * 1024 ** 2));
  } catch {
    return null;
  }
  try {
    return await askDoctor(town, {
      before: ['sh', '-c', `echo $$ > ${group}/cgroup.procs; exec "$@"`, 'sh'],
    });
  } finally {
    spawnSync('rmdir', [group]);
  }
};

/** The command where the system has no Chromium: its folder of programs without it. */
const withoutChromium: Scene = async ({ town, folder }) => {
  const [real, shown] = [join(folder, 'bin-real'), join(folder, 'bin')];
  for (const one of [real, shown]) mkdirSync(one, { recursive: true });
  const script = `mount --bind /usr/bin ${real} && for f in ${real}/*; do ln -sf "$f" ${shown}/; done; rm -f ${shown}/chromium* ${shown}/google-chrome*; mount --bind ${shown} /usr/bin; exec "$@"`;
  return askDoctor(town, { without: ['CHROMIUM_PATH'], before: ['unshare', '-m', 'sh', '-c', script, 'sh'] });
};

function brokenChromium({ folder }: World): string {
  const path = join(folder, 'chromium-broken');
  writeFileSync(path, '#!/bin/sh\necho "error while loading shared libraries: libnss3.so" >&2\nexit 127\n', {
    mode: 0o755,
  });
  return path;
}

/** A day ahead the program works and keeps its record, and then the clock is put right. */
const clockPutBack = ruined(async ({ town, cookie }) => {
  await town.stop();
  await town.start({ env: movedClock(24) });
  await setChannel(town, cookie, 'sms', {
    settings: { url: 'https://sms.city.example/?to={phone}&text={text}', method: 'GET' },
    secret: 'ключ',
    isActive: false,
  });
  await town.stop();
  await town.start();
});

const portTaken: Scene = async ({ town }) => {
  await town.stop();
  const heard = new Set<Socket>();
  const other = createServer((socket) => {
    heard.add(socket);
    socket.on('error', () => {}).end('other\n');
  });
  await new Promise<void>((done) => other.listen(town.port, '127.0.0.1', done));
  let said: Said;
  try {
    said = await askDoctor(town);
  } finally {
    for (const socket of heard) socket.destroy();
    await new Promise((done) => other.close(done));
    await town.start();
  }
  return said;
};

const serverDown: Scene = async ({ town }) => {
  await town.kill();
  try {
    return await askDoctor(town);
  } finally {
    await town.start();
  }
};

const readOnly = onDisk('size=9g,mode=0711', (disk) => execFileSync('mount', ['-o', 'remount,ro', disk]));

export const machineScenes: Record<keyof typeof machineFaults, Scene> = {
  'disk-full': onDisk('size=700m,mode=0711', fillDisk),
  'disk-low': onDisk('size=2300m,mode=0711', () => {}),
  'no-inodes': onDisk('size=9g,nr_inodes=5000,mode=0711', fillNumbers),
  'disk-read-only': readOnly,
  'folder-open': withMode('.', 0o777),
  'key-readable': withMode('seal-key', 0o644),
  'key-foreign': withOwner('record-key', 12_345),
  'files-foreign': withOwner('files', 0),
  'seal-key-lost': replaced('seal-key'),
  'seal-key-wrong': replaced('seal-key', 'a'.repeat(43)),
  'seal-key-short': asked({ env: { OTKLIK_SEAL_KEY: 'короткий' } }),
  'record-key-lost': replaced('record-key'),
  'database-files-open': spoilt('chmod -R 777 .'),
  'database-files-foreign': spoilt('chown -R root global base && chmod -R go-rwx global base'),
  'database-broken': spoilt('rm global/pg_control'),
  'wrong-folder': async (world) => askWhileDown(world.town, { args: ['--data', join(world.folder, 'none')] }),
  'old-node': withOldNode,
  'memory-low': withLittleMemory,
  'no-chromium': withoutChromium,
  'broken-chromium': live({ question: (world) => ({ env: { CHROMIUM_PATH: brokenChromium(world) } }) }),
  'no-signature-program': asked({
    env: { OTKLIK_SIGNATURE_CHECK: '["/opt/none/check","{signature}","{document}"]' },
  }),
  'clock-moved': asked({ env: movedClock(1) }),
  'clock-back': clockPutBack,
  'port-taken': portTaken,
  'server-down': serverDown,
};
