// One test cluster for many runs at once: everybody who uses it is written down, and the last one stops it.
import fs, { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres, stopPostgres } from '../postgres.mjs';
import { acquireLock } from '../support/lock.mjs';
import { ensureOwn, hashOf, localDir, projectRoot } from '../support/places.mjs';
import { describeProcess, isSameProcess } from '../support/processes.mjs';
import { markOwner, removeAbandoned } from './account.mjs';

const keepName = 'keep';

const GB = 1024 ** 3;

/** Room in memory that a test cluster may take, and that the tests beside it need. */
const memoryNeeded = { cluster: GB, all: 4 * GB };

function hasRoomInMemory(base) {
  try {
    const { bavail, bsize } = fs.statfsSync(base);
    return bavail * bsize >= memoryNeeded.cluster && process.availableMemory() >= memoryNeeded.all;
  } catch {
    return false;
  }
}

/** Folder of the test cluster in memory; undefined where the system has no such place or no room there. */
function findMemoryDir() {
  const base = `/dev/shm/otklik-${process.getuid?.()}`;
  const dir = join(base, hashOf(projectRoot));
  if (process.platform !== 'linux' || !ensureOwn(base, 0o711)) return undefined;
  removeAbandoned(base);
  if (!fs.existsSync(dir) && !hasRoomInMemory(base)) return undefined;
  mkdirSync(dir, { recursive: true });
  markOwner(dir, projectRoot);
  return dir;
}

let clusterDir;

/**
 * Folder of the test cluster: in memory where there is room. A database is nearly a thousand small files, each server of a
 * test is given a copy, and a disk makes one in half a second.
 */
export function testClusterDir() {
  clusterDir ??= findMemoryDir() ?? join(localDir(), 'test-pg');
  return clusterDir;
}

const usersDir = (dataDir) => join(dataDir, 'users');

function readUsers(dataDir) {
  const live = [];
  for (const name of readdirSync(usersDir(dataDir))) {
    const file = join(usersDir(dataDir), name);
    if (name === keepName) {
      live.push(name);
      continue;
    }
    try {
      if (isSameProcess(JSON.parse(readFileSync(file, 'utf8')))) live.push(name);
      else rmSync(file, { force: true });
    } catch {
      rmSync(file, { force: true });
    }
  }
  return live;
}

async function withLock(dataDir, work) {
  mkdirSync(usersDir(dataDir), { recursive: true });
  const lock = await acquireLock(join(dataDir, 'users.lock'), { waitMs: 180_000 });
  if (lock.busy) throw new Error(`Тестовую базу слишком долго держит процесс ${lock.busy.pid}.`);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/**
 * Starts or joins the cluster of a folder; `release()` stops it when nobody else uses it.
 * Returns `{ url, ownerUrl, port, adopted, release() }`. Takes the options of startPostgres().
 */
export function joinCluster({ dataDir, fast = false, log, onExit }) {
  const name = String(process.pid);
  return withLock(dataDir, async () => {
    const server = await startPostgres({ dataDir, fast, detached: true, log, onExit });
    writeFileSync(join(usersDir(dataDir), name), JSON.stringify(describeProcess(process.pid)));
    return {
      url: server.url,
      ownerUrl: server.ownerUrl,
      port: server.port,
      adopted: server.adopted,
      release: () => leave(dataDir, name),
    };
  });
}

/** The test cluster, by joinCluster(). */
export function joinTestCluster({ log } = {}) {
  return joinCluster({ dataDir: testClusterDir(), fast: true, log });
}

function leave(dataDir, name) {
  return withLock(dataDir, async () => {
    rmSync(join(usersDir(dataDir), name), { force: true });
    if (readUsers(dataDir).length === 0) await stopPostgres({ dataDir });
  });
}

/** Leaves the cluster running until dropTestCluster(). */
export function keepTestCluster({ log } = {}) {
  const dataDir = testClusterDir();
  return withLock(dataDir, async () => {
    const server = await startPostgres({ dataDir, fast: true, detached: true, log });
    writeFileSync(join(usersDir(dataDir), keepName), '');
    return { url: server.url, ownerUrl: server.ownerUrl, port: server.port };
  });
}

/** Ends what keepTestCluster() began; others who use the cluster now keep it until they are done. */
export function dropTestCluster() {
  return leave(testClusterDir(), keepName);
}
