// The supervisor of the embedded PostgreSQL. Whatever happened before — Ctrl+C, kill -9, a power cut, an
// interrupted first start, a stranger on the port — the next start works.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { choosePlace, markDisposable } from './postgres/account.mjs';
import { archiveSettings } from './postgres/archiving.mjs';
import { prepareBinaries } from './postgres/binaries.mjs';
import { countDatabases, dataMajor, hasCluster, makeCluster, readRunning } from './postgres/cluster.mjs';
import { serverProgram } from './postgres/programs.mjs';
import { addBackupRole, hasBackupRole, hasRoles, partRoles, readPassword } from './postgres/roles.mjs';
import { launchArguments } from './postgres/settings.mjs';
import { requireOnlyPrimary, standbySettings } from './postgres/standby.mjs';
import { acquireLock } from './support/lock.mjs';
import { hashOf } from './support/places.mjs';
import { answersAsPostgres, findFreePort, isPortFree } from './support/ports.mjs';
import {
  describeProcess,
  endProcess,
  guardProcess,
  isSameProcess,
  processesWorkingIn,
  sendSignal,
  waitUntil,
} from './support/processes.mjs';

const startTimeoutMs = 120_000;
/** Databases of a test cluster, with the three that PostgreSQL makes itself. */
const crowdedFrom = 60;
const logLimitBytes = 10 * 1024 * 1024;

/**
 * Starts the server on `dataDir`, or takes over the one that already runs there.
 *
 * - `port`: wanted port; else the port of the last time, else a free one.
 * - `fast`: for tests; nothing is synced to the disk, a broken cluster is made anew.
 * - `detached`: the server outlives us. Without it the server ends with us, even after kill -9.
 * - `onExit(detail)`: called when the server ends without stop().
 *
 * Returns `{ url, ownerUrl, port, adopted, stop() }`: addresses of the database `otklik` with the password, of the role under
 * which the program works and of the one that owns the tables.
 */
export async function startPostgres({
  dataDir,
  port,
  log = () => {},
  fast = false,
  detached = false,
  onExit,
} = {}) {
  const place = choosePlace(dataDir, log);
  checkOwner(place);
  const lock = await acquireLock(join(place.dir, 'starting.lock'), { waitMs: startTimeoutMs });
  if (lock.busy)
    throw new Error(`Базу данных уже ${startTimeoutMs / 1000} с запускает процесс ${lock.busy.pid}.`);
  try {
    const running = await findRunning(place, detached);
    if (!running && !fast) await requireOnlyPrimary(place, log);
    const server = running ?? (await launch({ place, port, log, fast }));
    return supervise(place, server, { detached, onExit });
  } finally {
    lock.release();
  }
}

/** Waits for the server that another process keeps on `dataDir`; `close()` leaves it to that one. */
export async function awaitPostgres({ dataDir, onExit }) {
  const place = choosePlace(dataDir);
  if (!(await waitUntil(() => hasRoles(place) && isWorking(place), startTimeoutMs, 100)))
    throw new Error(
      `База данных ${place.data} не отвечает: её запускает отдельно npm start -- --only database`,
    );
  const server = { ...readRunning(place), adopted: true };
  const { url, ownerUrl } = supervise(place, server, { detached: true, onExit });
  return { url, ownerUrl, close: async () => {} };
}

/** Stops the server of this folder if one runs. */
export async function stopPostgres({ dataDir }) {
  const place = choosePlace(dataDir);
  const running = readRunning(place);
  if (running) await end(place, running);
}

function checkOwner(place) {
  if (place.account || process.getuid === undefined || !hasData(place)) return;
  const owner = statSync(place.data).uid;
  if (owner !== process.getuid()) {
    throw new Error(
      `Данные в ${place.data} принадлежат другой учётной записи (uid ${owner}). ` +
        'Запустите программу от неё или от root, либо укажите другую папку: npm start -- --data ПАПКА',
    );
  }
}

function hasData(place) {
  try {
    return statSync(place.data).isDirectory();
  } catch {
    return false;
  }
}

/** By its socket where the server keeps one, else by its port. */
function urlOf(place, role, port) {
  const socketDir = readRunning(place)?.socketDir;
  const by = socketDir ? `?host=${encodeURIComponent(socketDir)}` : '';
  return `postgres://${role}:${readPassword(place, role)}@127.0.0.1:${port}/otklik${by}`;
}

/** How long a guard of a program just killed may take to begin stopping the server. */
const guardDelayMs = 200;

async function isWorking(place) {
  const running = readRunning(place);
  return running?.status === 'ready' && (await answersAsPostgres(running.port));
}

/** A server that works is taken over; one that is stopping, or never becomes ready, is waited for and ended. */
async function findRunning(place, detached) {
  if (!readRunning(place)) return undefined;
  await waitUntil(() => readRunning(place)?.status !== 'starting', 60_000);
  // One that a former version left running has a single role yet.
  if (hasRoles(place) && (await isWorking(place))) {
    if (!detached) await sleep(guardDelayMs);
    if (await isWorking(place)) return { ...readRunning(place), adopted: true };
  }
  if (readRunning(place)?.status === 'stopping') await waitUntil(() => !readRunning(place), 30_000);
  const left = readRunning(place);
  if (left) await end(place, left);
  return undefined;
}

/** Processes of a server whose head was killed: they hold its shared memory, and no new one starts until they go. */
async function endLeftovers(place) {
  for (const pid of processesWorkingIn(place.data)) {
    await endProcess(describeProcess(pid), [
      ['SIGQUIT', 3000],
      ['SIGKILL', 3000],
    ]);
  }
  if (!readRunning(place)) rmSync(join(place.data, 'postmaster.pid'), { force: true });
}

async function launch({ place, port, log, fast }) {
  const { native, major } = prepareBinaries(place.account);
  if (hasCluster(place)) {
    await endLeftovers(place);
    if (dataMajor(place) !== major && !fast) {
      throw new Error(
        `Данные в ${place.data} сделаны PostgreSQL ${dataMajor(place)}, а в программе ${major}.`,
      );
    }
  }
  // A test cluster collects what interrupted runs left; making it anew takes less than a second.
  const isCrowded = fast && countDatabases(place) > crowdedFrom;
  const isUsable = hasCluster(place) && dataMajor(place) === major && !isCrowded;
  try {
    if (isUsable) {
      if (!hasRoles(place)) await partRoles({ native, place, fast });
      if (!fast && !hasBackupRole(place)) await addBackupRole({ native, place, fast });
      return await launchOnAnyPort({ place, port, native, fast });
    }
  } catch (error) {
    if (!fast) throw error;
    log('тестовая база повреждена, создаю заново');
  }
  if (fast) rmSync(place.data, { recursive: true, force: true });
  log('создаю базу данных');
  await makeCluster(place, native, { fast });
  if (fast) markDisposable(place);
  return launchOnAnyPort({ place, port, native, fast });
}

/** Somebody may take the port between our look and the server's, so a lost race is run again. */
async function launchOnAnyPort({ place, port, native, fast }) {
  let last;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const chosen = await choosePort(place, attempt === 0 ? port : undefined, attempt);
    const result = await launchOnce({ place, port: chosen, native, fast });
    if (result.server) {
      writeFileSync(join(place.dir, 'port'), `${chosen}\n`);
      return result.server;
    }
    last = result.detail;
    if (/shared memory block|lock file "postmaster.pid"/.test(last)) await endLeftovers(place);
    else if (!/could not (bind|create any TCP)|Address already in use/.test(last)) break;
  }
  throw new Error(`База данных не запустилась. Последние строки ${join(place.dir, 'server.log')}:\n${last}`);
}

/** Below 32768, where Linux begins to hand out ports to outgoing connections. */
async function choosePort(place, wanted, attempt) {
  const candidates = [wanted, attempt === 0 ? readPort(place) : undefined].filter(Boolean);
  for (const port of candidates) if (await isPortFree(port)) return port;
  return findFreePort(20_000 + ((Number.parseInt(hashOf(place.dir), 16) + attempt * 37) % 10_000));
}

function readPort(place) {
  try {
    return Number(readFileSync(join(place.dir, 'port'), 'utf8'));
  } catch {
    return undefined;
  }
}

function openLog(file) {
  try {
    if (statSync(file).size > logLimitBytes) renameSync(file, `${file}.1`);
  } catch {
    // There is none yet.
  }
  return openSync(file, 'a', 0o600);
}

/** Starts one server process; `{ server }` when it takes connections, `{ detail }` when it ended. */
async function launchOnce({ place, port, native, fast }) {
  const logFile = join(place.dir, 'server.log');
  const output = openLog(logFile);
  const before = statSync(logFile).size;
  const more = fast ? [] : [...archiveSettings(place), ...standbySettings(place)];
  const args = launchArguments({ data: place.data, port, fast, more });
  // A session of its own: Ctrl+C in the terminal must reach the program first, the database last.
  const options = { ...place.account, cwd: place.dir, detached: true, stdio: ['ignore', output, output] };
  const child = spawn(serverProgram(native), args, options);
  closeSync(output);
  let failure;
  child.once('error', (error) => {
    failure = error.message;
  });
  const hasEnded = () => failure !== undefined || child.exitCode !== null || child.signalCode !== null;
  await waitUntil(() => hasEnded() || isReady(place, child.pid), startTimeoutMs);
  if (!hasEnded() && isReady(place, child.pid)) {
    return { server: { ...describeProcess(child.pid), port, child } };
  }
  if (!hasEnded()) sendSignal(child.pid, 'SIGQUIT');
  await waitUntil(hasEnded, 10_000);
  return { detail: failure ?? readFileSync(logFile).subarray(before).toString('utf8').slice(-3000).trim() };
}

function isReady(place, pid) {
  const running = readRunning(place);
  return running?.pid === pid && running.status === 'ready';
}

function supervise(place, server, { detached, onExit }) {
  let isStopping = false;
  const callOff = detached ? () => {} : guardProcess(server.pid, 'INT', place.account);
  server.child?.unref();
  const report = (detail) => {
    callOff();
    if (!isStopping) onExit?.(detail);
  };
  if (server.child) server.child.once('exit', (code, signal) => report(`код ${code ?? signal}`));
  else if (onExit) whenGone(server, report);
  return {
    url: urlOf(place, 'otklik', server.port),
    ownerUrl: urlOf(place, 'otklik_owner', server.port),
    port: server.port,
    pid: server.pid,
    adopted: server.adopted === true,
    async stop({ hurry = false } = {}) {
      isStopping = true;
      await end(place, server, hurry);
      callOff();
    },
  };
}

/** A server that is no child of ours does not tell of its end, so it is looked at. */
function whenGone(server, report) {
  const timer = setInterval(() => {
    if (isSameProcess(server)) return;
    clearInterval(timer);
    report('процесс исчез');
  }, 1000);
  timer.unref();
}

/** Fast shutdown: open transactions are rolled back, everything committed is on the disk. */
async function end(place, server, hurry = false) {
  if (!isSameProcess(server)) return;
  if (process.platform === 'win32') {
    const { native } = prepareBinaries(place.account);
    spawnSync(join(native, 'bin', 'pg_ctl.exe'), ['stop', '-D', place.data, '-m', 'fast', '-w', '-t', '30']);
    return;
  }
  await endProcess(server, [...(hurry ? [] : [['SIGINT', 30_000]]), ['SIGQUIT', 10_000], ['SIGKILL', 5000]]);
}
