// npm start: from a fresh clone to a working page, and every time after that in seconds.
import { lstatSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { becomeOwner, refusePlanted, settleAccount } from './account/settle.mjs';
import { ensureInstalled } from './install.mjs';
import { ensureNode24 } from './node24.mjs';
import { ensureServerBuilt } from './server-build/ensure.mjs';
import { backupsOf, copyBeforeMigrations, settleArchiving, superviseKeeper } from './start/backups.mjs';
import { openDatabase } from './start/database.mjs';
import { superviseServer } from './start/server.mjs';
import { signalChildren } from './support/children.mjs';
import { acquireLock } from './support/lock.mjs';
import { isRelease, localDir } from './support/places.mjs';
import { findFreePort, isPortFree } from './support/ports.mjs';
import { endProcess, isSameProcess, watchParents } from './support/processes.mjs';
import { describeStartError } from './support/start-errors.mjs';
import { readStartOptions, startHelp } from './support/start-options.mjs';
import { ensureWebBuilt } from './support/web-build.mjs';

await ensureNode24(import.meta.url);

const log = (text) => console.log(text.startsWith('·') ? text : `· ${text}`);
const say = (text) => console.error(text);

/** What is open now, closed in the reverse order; a second Ctrl+C hurries. */
const open = [];
/** The folder locks we hold, with what others may learn about us from them. */
const locks = [];
/** The data folder, once it is known: failures of the system name it. */
let folder = '';
/** The database while it is being started. */
let opening;
let stopping;
let hurried = false;
let lastSignalAt = 0;

function stop(code) {
  stopping ??= closeAll(code);
  return stopping;
}

async function closeAll(code) {
  for (const lock of locks) lock.update({ isStopping: true });
  signalChildren('SIGTERM');
  // A database that is just starting is let start, so that it can be stopped properly.
  await opening?.catch(() => {});
  for (const close of open.reverse()) {
    try {
      await close();
    } catch (error) {
      say(error.message);
    }
  }
  process.exit(code);
}

function onSignal() {
  const now = Date.now();
  // npm and the terminal both pass the same Ctrl+C on; only a later one is a second one.
  if (stopping && now - lastSignalAt > 1000 && !hurried) {
    hurried = true;
    say('Останавливаю немедленно.');
  }
  lastSignalAt = now;
  if (!stopping) log('останавливаю');
  stop(0);
}

/** One process per role and data folder: two would answer on two ports and hand out the same cases. */
async function takeFolder(data, only) {
  const roles = only ? [only] : ['web', 'worker'];
  for (const role of roles) {
    const file = join(data, `start-${role}.lock`);
    let lock = await acquireLock(file, { waitMs: 3000 });
    // One that is on its way out, after kill -9 of npm say, is waited for.
    if (lock.busy?.isStopping) lock = await acquireLock(file, { waitMs: 60_000 });
    if (lock.busy) {
      const { pid, address } = lock.busy;
      const where = address ? `, адрес ${address}` : '';
      throw new Error(
        `Отклик с папкой данных ${data} уже работает (процесс ${pid}${where}). ` +
          `Остановите его: kill ${pid}. Или укажите другую папку: npm start -- --data ПАПКА`,
      );
    }
    locks.push(lock);
    open.push(() => lock.release());
  }
}

/** A record that another account wrote may name its own processes alone: root would end anybody's. */
function isTrusted(file, { pid }) {
  const { uid } = lstatSync(file);
  if (process.platform !== 'linux' || uid === process.getuid()) return true;
  return uid === statSync(`/proc/${pid}`, { throwIfNoEntry: false })?.uid;
}

/** A server left by a start script that was killed: ended before its database is touched. */
async function endLeftover(file) {
  let record;
  try {
    record = JSON.parse(readFileSync(file, 'utf8'));
    if (!isTrusted(file, record)) return;
  } catch {
    return;
  }
  if (isSameProcess(record)) {
    log('останавливаю сервер, оставшийся от прошлого запуска');
    await endProcess(record, [
      ['SIGTERM', 12_000],
      ['SIGKILL', 5000],
    ]);
  }
  rmSync(file, { force: true });
}

/** Makes the data folder ours alone. Returns its path. */
async function openFolder({ data, only }) {
  const usual = (isRelease() && process.env.OTKLIK_DATA) || join(localDir(), 'data');
  folder = resolve(process.env.INIT_CWD ?? process.cwd(), data || usual);
  mkdirSync(folder, { recursive: true });
  const path = realpathSync(folder);
  await takeFolder(path, only);
  for (const name of ['all', ...(only ? [only] : ['web', 'worker'])])
    await endLeftover(join(path, `server-${name}.pid`));
  refusePlanted(path);
  return path;
}

async function choosePort({ port, isPortGiven, only, host }) {
  if (only === 'worker' || only === 'database') return 0;
  if (port === 0 || (await isPortFree(port, host))) return port;
  if (isPortGiven) {
    throw new Error(
      `Порт ${port} занят другой программой. Освободите его или укажите другой: npm start -- --port ${port + 1}`,
    );
  }
  const free = await findFreePort(port + 1, 200, host);
  log(`порт ${port} занят, беру ${free}`);
  return free;
}

/** Root starts the server under another account, and says where it cannot. Returns `{ account, env }` for the server. */
function stepDown(place) {
  const { account, env, reason } = settleAccount(place);
  if (reason) say(`Внимание: сервер останется root — ${reason}.`);
  if (!account) return {};
  if (!account.isOwner) {
    log(`запущено от root; сервер работает не от root, а от учётной записи ${account.title}`);
    return { account, env };
  }
  log(`запущено от root; дальше всё работает от учётной записи ${account.title}, чья это папка данных`);
  becomeOwner(account, env);
  return {};
}

/** What the server is told at each of its starts. */
function makeEnv({ data, url, ownerUrl, port, isEmpty, only, env }) {
  return {
    ...process.env,
    ...env,
    DATABASE_URL: url,
    DATABASE_OWNER_URL: ownerUrl,
    PORT: String(port),
    OTKLIK_DATA: data,
    OTKLIK_DEMO: isEmpty ? '0' : (process.env.OTKLIK_DEMO ?? 'new'),
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    OTKLIK_ONLY: only,
    OTKLIK_BACKUPS: backupsOf(process.env),
    // What opens the copies is the keeper's: who breaks into the server does not read what was erased.
    OTKLIK_BACKUP_PASSPHRASE: '',
    // glibc keeps what threads have freed, for each of them apart: after forty pictures a hundred megabytes more than so.
    MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? '2',
    // Named, it stays: else it grows with the largest piece ever freed, and a file once made is kept as free memory.
    MALLOC_TRIM_THRESHOLD_: process.env.MALLOC_TRIM_THRESHOLD_ ?? '131072',
    // Node keeps all it has read of the cache, 27 MB a process. It opens the doors a second sooner; nobody waits for background work alone.
    NODE_DISABLE_COMPILE_CACHE: only === 'worker' ? '1' : process.env.NODE_DISABLE_COMPILE_CACHE,
  };
}

/** The database alone: nothing of ours ends by itself. */
function stayUntilStopped() {
  log('база данных работает');
  return new Promise(() => setInterval(() => {}, 60_000));
}

async function main() {
  const options = readStartOptions(process.argv.slice(2), process.env);
  if (options.help) {
    console.log(startHelp);
    return;
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal);
  watchParents(onSignal);
  // A closed terminal must not keep us from closing the database.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const data = await openFolder(options);
  const host = process.env.HOST || '127.0.0.1';
  const port = await choosePort({ ...options, host });
  await ensureInstalled(log);
  if (options.only !== 'worker' && options.only !== 'database') await ensureWebBuilt(log);
  if (options.only !== 'database') await ensureServerBuilt(log);
  if (stopping) return;
  settleArchiving(data, process.env);
  const pidFile = join(data, `server-${options.only || 'all'}.pid`);
  const { account, env } = options.only === 'database' ? {} : stepDown({ data, port, host });
  let server;
  opening = openDatabase({
    data,
    only: options.only,
    isApart: options.isApart,
    log,
    say,
    isStopping: () => Boolean(stopping),
    onMoved: () => server?.restart(),
  });
  const database = await opening;
  const keepsCopies = backupsOf(process.env) === 'kept' && !['web', 'database'].includes(options.only);
  // Begun after the database and ended after it: what it hands over at its end is still taken.
  if (keepsCopies) {
    await copyBeforeMigrations(data);
    const keeper = superviseKeeper({ data, say });
    open.push(() => keeper.end());
  }
  open.push(() => database.close({ hurry: hurried }));
  if (stopping) return;
  if (options.only === 'database') return stayUntilStopped();
  for (const lock of locks)
    lock.update({ address: options.only === 'worker' ? '' : `http://${host}:${port}` });
  server = superviseServer({
    makeEnv: () => makeEnv({ ...options, ...database.addresses(), data, port, env }),
    pidFile,
    account,
    port,
    say,
    isStopping: () => Boolean(stopping),
  });
  open.push(() => server.end(() => hurried));
  const code = await server.ended;
  if (!stopping) await stop(code);
}

try {
  await main();
} catch (error) {
  say(describeStartError(error, folder));
  await stop(1);
}
