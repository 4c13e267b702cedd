import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { choosePlace } from './postgres/account.mjs';
import { prepareBinaries } from './postgres/binaries.mjs';
import { speakAlone } from './postgres/roles.mjs';
import { bufferSize } from './postgres/settings.mjs';
import { startPostgres, stopPostgres } from './postgres.mjs';
import { isAlive, waitUntil } from './support/processes.mjs';

const isRoot = process.getuid?.() === 0;
const limit = 60_000;
const folders = [];

/** mkdtemp makes folders closed to all but us, which is one of the cases; the others get an open one. */
function makeFolder(mode = 0o711) {
  const dir = mkdtempSync(join(tmpdir(), 'otklik-postgres-test-'));
  chmodSync(dir, mode);
  folders.push(dir);
  return join(dir, 'postgres');
}

afterEach(async () => {
  for (const dir of folders.splice(0)) {
    const dataDir = join(dir, 'postgres');
    await stopPostgres({ dataDir });
    const place = choosePlace(dataDir);
    rmSync(place.dir, { recursive: true, force: true });
    rmSync(dir, { recursive: true, force: true });
  }
});

const madeOnce = mkdtempSync(join(tmpdir(), 'otklik-postgres-made-'));

/** To make a cluster takes seconds; where a test is of what comes after, it begins with a copy of one that is stopped. */
beforeAll(async () => {
  chmodSync(madeOnce, 0o711);
  await (await startPostgres({ dataDir: join(madeOnce, 'postgres') })).stop();
}, limit);
afterAll(() => rmSync(madeOnce, { recursive: true, force: true }));

function copyMade() {
  const dataDir = makeFolder();
  execFileSync('cp', ['-a', join(madeOnce, 'postgres'), dataDir]);
  return dataDir;
}

async function ask(url, sql) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

test('starts, keeps what was written and its port, and starts again', { timeout: limit }, async () => {
  const dataDir = makeFolder();
  const first = await startPostgres({ dataDir });
  await ask(first.ownerUrl, "CREATE TABLE note AS SELECT 'дорога' AS text");
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);
  const second = await startPostgres({ dataDir });
  expect(second.port).toBe(first.port);
  expect(await ask(second.ownerUrl, 'SELECT text FROM note')).toEqual([{ text: 'дорога' }]);
});

test('is durable, understands Cyrillic, and lets the program be no superuser', {
  timeout: limit,
}, async () => {
  const server = await startPostgres({ dataDir: copyMade() });
  const [row] = await ask(
    server.ownerUrl,
    `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit,
       current_setting('TimeZone') AS zone, current_setting('unix_socket_directories') AS sockets,
       (SELECT bool_or(rolsuper) FROM pg_roles WHERE rolname LIKE 'otklik%') AS super, upper('ё') AS upper`,
  );
  expect(row).toEqual({ fsync: 'on', commit: 'on', zone: 'UTC', sockets: '', super: false, upper: 'Ё' });
  await ask(server.ownerUrl, 'CREATE EXTENSION pg_trgm');
  const [{ likeness }] = await ask(
    server.ownerUrl,
    "SELECT similarity('ремонт дороги', 'ремонт дорог') AS likeness",
  );
  expect(likeness).toBeGreaterThan(0.5);
});

/** Lets a stopped cluster be as they were made before there were two roles. */
async function giveAllToOne(dataDir) {
  const place = choosePlace(dataDir);
  const alone = { native: prepareBinaries(place.account).native, place, data: place.data, cwd: place.dir };
  await speakAlone(alone, 'otklik', [
    'REASSIGN OWNED BY otklik_owner TO otklik',
    'DROP OWNED BY otklik_owner',
  ]);
  await speakAlone(alone, 'postgres', ['DROP ROLE otklik_owner', 'ALTER ROLE otklik CREATEDB']);
  for (const name of ['owner-password', 'roles-apart']) rmSync(join(place.dir, name));
}

test('the program owns nothing, and a cluster where it owned everything is mended without a loss', {
  timeout: limit,
}, async () => {
  const dataDir = copyMade();
  const first = await startPostgres({ dataDir });
  await ask(first.ownerUrl, "CREATE TABLE note AS SELECT 'дорога' AS text");
  await expect(ask(first.url, 'TABLE note')).rejects.toThrow(/permission denied/);
  await first.stop();
  await giveAllToOne(dataDir);
  const second = await startPostgres({ dataDir });
  const owners = await ask(
    second.ownerUrl,
    `SELECT tableowner AS name, (SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'otklik') AS base, text
     FROM pg_tables, note WHERE tablename = 'note'`,
  );
  expect(owners).toEqual([{ name: 'otklik_owner', base: 'otklik_owner', text: 'дорога' }]);
  for (const sql of [
    'DROP TABLE note',
    'CREATE DATABASE mine',
    'CREATE TABLE mine (n int)',
    'SET ROLE otklik_owner',
  ])
    await expect(ask(second.url, sql)).rejects.toMatchObject({ code: '42501' });
});

test('asks for the password, which nobody else can read', { timeout: limit }, async () => {
  const dataDir = copyMade();
  const server = await startPostgres({ dataDir });
  const wrong = server.ownerUrl.replace(/:[0-9a-f]+@/, ':wrong@');
  await expect(ask(wrong, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  for (const name of ['password', 'owner-password'])
    expect(statSync(join(choosePlace(dataDir).dir, name)).mode & 0o777).toBe(0o600);
});

test('starts after kill -9 of the server and keeps what was committed', { timeout: limit }, async () => {
  const dataDir = copyMade();
  const first = await startPostgres({ dataDir });
  await ask(first.ownerUrl, 'CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n');
  const busy = ask(first.ownerUrl, 'SELECT pg_sleep(60)').catch(() => 'cut off');
  process.kill(first.pid, 'SIGKILL');
  const second = await startPostgres({ dataDir });
  expect(await busy).toBe('cut off');
  expect(await ask(second.ownerUrl, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 1000 }]);
});

test('after kill -9 of its program the server ends, and the next start does not wait for it', {
  timeout: limit,
}, async () => {
  const dataDir = copyMade();
  const module = fileURLToPath(new URL('./postgres.mjs', import.meta.url));
  const program = `const { startPostgres } = await import(${JSON.stringify(module)});
    const server = await startPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    console.log(server.pid); setInterval(() => {}, 1000);`;
  const killed = [];
  for (let round = 0; round < 3; round += 1) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [text] = await new Promise((resolve) => child.stdout.once('data', (...data) => resolve(data)));
    killed.push(Number(text));
    child.kill('SIGKILL');
  }
  expect(await waitUntil(() => !killed.some(isAlive), 15_000)).toBe(true);
  const server = await startPostgres({ dataDir });
  expect(await ask(server.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a postmaster.pid naming a stranger does not stop it', { timeout: limit }, async () => {
  const dataDir = copyMade();
  const first = await startPostgres({ dataDir });
  await first.stop();
  const { data, account } = choosePlace(dataDir);
  const stranger = spawn('sleep', ['60'], { ...account, cwd: '/' });
  writeFileSync(
    join(data, 'postmaster.pid'),
    `${stranger.pid}\n${data}\n1\n${first.port}\n\n127.0.0.1\n\nready   \n`,
  );
  const second = await startPostgres({ dataDir });
  expect(await ask(second.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(isAlive(stranger.pid)).toBe(true);
  stranger.kill();
});

test('an interrupted initdb is thrown away and done again', { timeout: limit }, async () => {
  const dataDir = makeFolder();
  mkdirSync(join(dataDir, 'data.new', 'data', 'base'), { recursive: true });
  writeFileSync(join(dataDir, 'data.new', 'data', 'PG_VERSION'), '17\n');
  mkdirSync(join(dataDir, 'data', 'base'), { recursive: true });
  const server = await startPostgres({ dataDir });
  expect(await ask(server.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(existsSync(join(dataDir, 'data.new'))).toBe(false);
});

test('takes another port when its own is busy', { timeout: limit }, async () => {
  const dataDir = copyMade();
  const first = await startPostgres({ dataDir });
  await first.stop();
  const other = createServer();
  await new Promise((resolve) => other.listen(first.port, '127.0.0.1', resolve));
  const second = await startPostgres({ dataDir });
  other.close();
  expect(second.port).not.toBe(first.port);
  expect(await ask(second.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('several starts at once come to one server', { timeout: limit }, async () => {
  const dataDir = makeFolder();
  const servers = await Promise.all([1, 2, 3].map(() => startPostgres({ dataDir })));
  expect(new Set(servers.map(({ pid }) => pid)).size).toBe(1);
  expect(servers.filter(({ adopted }) => adopted)).toHaveLength(2);
});

test('works in a folder closed to every other account', { timeout: limit }, async () => {
  const dataDir = makeFolder(0o700);
  const server = await startPostgres({ dataDir });
  expect(await ask(server.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  const place = choosePlace(dataDir);
  // As root the server runs as nobody, who cannot enter the folder: its data lie elsewhere.
  expect(place.dir === dataDir).toBe(!isRoot);
  await server.stop();
  expect((await startPostgres({ dataDir })).port).toBe(server.port);
});

test('the test cluster of a closed project is removed when its project is gone', {
  timeout: limit,
}, async () => {
  const gone = makeFolder(0o700);
  await (await startPostgres({ dataDir: gone, fast: true })).stop();
  const { dir } = choosePlace(gone);
  rmSync(gone, { recursive: true });
  await startPostgres({ dataDir: makeFolder(0o700), fast: true });
  expect(existsSync(dir)).toBe(false);
});

test('a folder closed after the first start keeps its data', { timeout: limit }, async () => {
  const dataDir = copyMade();
  const first = await startPostgres({ dataDir });
  await ask(first.ownerUrl, 'CREATE TABLE kept AS SELECT 1 AS one');
  await first.stop();
  chmodSync(join(dataDir, '..'), 0o700);
  const second = await startPostgres({ dataDir });
  expect(await ask(second.ownerUrl, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
});

test('a broken test cluster is made anew, a broken real one is left as it is', {
  timeout: limit,
}, async () => {
  const [testDir, realDir] = [makeFolder(), makeFolder()];
  for (const [dataDir, fast] of [
    [testDir, true],
    [realDir, false],
  ]) {
    await (await startPostgres({ dataDir, fast })).stop();
    rmSync(join(choosePlace(dataDir).data, 'global', 'pg_control'));
  }
  const server = await startPostgres({ dataDir: testDir, fast: true });
  expect(await ask(server.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await expect(startPostgres({ dataDir: realDir })).rejects.toThrow(/База данных не запустилась/);
  expect(readFileSync(join(choosePlace(realDir).data, 'PG_VERSION'), 'utf8')).toBe('17\n');
});

test.each([
  [1, '256MB'],
  [2, '256MB'],
  [8, '1024MB'],
  [64, '4096MB'],
])('of %i GB of memory PostgreSQL keeps %s for itself', (memory, expected) => {
  expect(bufferSize(memory * 1024 ** 3)).toBe(expected);
});
