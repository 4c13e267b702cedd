import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, afterEach, expect, test } from 'vitest';
import { stopPostgres } from '../../../scripts/postgres.mjs';
import { waitUntil } from '../../../scripts/support/processes.mjs';
import { drawPicture, toMultipart } from '../../support/pictures.ts';
import { canStepDown, stranger } from '../../support/site/root.ts';

const port = 23_117;
const address = `http://127.0.0.1:${port}`;
const folder = mkdtempSync(join(tmpdir(), 'otklik-start-test-'));
chmodSync(folder, 0o711);

interface Start {
  child: ChildProcess;
  pid: number;
  text: () => string;
  ended: Promise<number | string>;
}

/** Starts of a test: one that failed leaves none behind. */
const begun = new Set<Start>();

/** `npm start` as the person types it, without npm: in a process group of its own, as a terminal would. */
function start(...more: string[]): Start {
  const env = { ...process.env, npm_lifecycle_event: '', DATABASE_URL: '', HOST: '', PORT: '' };
  const args = ['scripts/start.mjs', '--data', folder, '--port', String(port), '--empty', ...more];
  const child = spawn(process.execPath, args, { detached: true, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  const ended = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? ''));
  });
  const one = { child, pid: child.pid ?? 0, text: () => text, ended };
  begun.add(one);
  void ended.then(() => begun.delete(one));
  return one;
}

async function isUp(): Promise<boolean> {
  try {
    return (await fetch(`${address}/readyz`)).ok;
  } catch {
    return false;
  }
}

/** Waits for the page of this very start: the server of one just killed may still answer for a moment. */
async function startAndWait(): Promise<Start> {
  const one = start();
  const isOpen = async () => one.text().includes('Отклик открыт') && (await isUp());
  const failed = one.ended.then((code) => {
    throw new Error(`ended with ${code}, having said:\n${one.text()}`);
  });
  await Promise.race([waitUntil(isOpen, 120_000, 100), failed]);
  expect(await isOpen(), one.text()).toBe(true);
  failed.catch(() => {});
  return one;
}

/** The number a file of the data folder names. */
const readPid = (name: string): number => Number(/\d+/.exec(readFileSync(join(folder, name), 'utf8'))?.[0]);

/** Kills a part of what runs; the start script makes it whole again. */
async function killAndWait(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  await expect.poll(isUp, { timeout: 60_000, interval: 20 }).toBe(false);
  await expect.poll(isUp, { timeout: 120_000, interval: 100 }).toBe(true);
}

/** Numbers of the account a process runs under, by a line of /proc: real, effective, saved, of files. */
function idsOf(pid: number, line: 'Uid' | 'Gid' | 'Groups'): number[] {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const found = new RegExp(`^${line}:(.*)$`, 'm').exec(status)?.[1] ?? '';
  return found.split(/\s+/).filter(Boolean).map(Number);
}

/** Sends a picture as anybody may; what comes back asks for it. */
async function sendPicture(): Promise<() => Promise<number>> {
  const { payload, headers } = toMultipart(await drawPicture('jpeg'));
  const reply = await fetch(`${address}/api/files`, {
    method: 'POST',
    body: new Uint8Array(payload),
    headers,
  });
  const { fileId, token } = (await reply.json()) as { fileId: string; token: string };
  return async () => (await fetch(`${address}/api/files/${fileId}/thumb?token=${token}`)).status;
}

/** What a command of the README says, typed by whoever runs the tests. */
const command = (env: Record<string, string>, ...args: string[]) =>
  promisify(execFile)(process.execPath, args, {
    env: { ...process.env, DATABASE_URL: '', DATABASE_OWNER_URL: '', ...env },
  });

afterEach(async () => {
  for (const { child, ended } of begun) {
    child.kill('SIGTERM');
    await ended;
  }
});

afterAll(async () => {
  await stopPostgres({ dataDir: join(folder, 'postgres') });
  rmSync(folder, { recursive: true, force: true });
});

/** Lets residents in, as an administrator does once all is ready; the server takes it over within seconds. */
async function openPortal(): Promise<void> {
  const closed = await fetch(`${address}/api/city`);
  expect(closed.status).toBe(403);
  expect(await closed.text()).toContain('Приём сейчас закрыт');
  const [password, databasePort] = ['password', 'port'].map((name) =>
    readFileSync(join(folder, 'postgres', name), 'utf8').trim(),
  );
  const client = new pg.Client(`postgres://otklik:${password}@127.0.0.1:${databasePort}/otklik`);
  await client.connect();
  await client.query(
    "INSERT INTO our_city.opening (serial, is_open, at, made_by_name) VALUES (1, true, now(), 'Проба')",
  );
  await client.end();
  const isOpen = async () => (await fetch(`${address}/api/city`)).status;
  await expect.poll(isOpen, { timeout: 30_000 }).toBe(200);
}

test('starts, tells a second start who is in the way, and stops cleanly on Ctrl+C', async () => {
  const first = await startAndWait();
  const second = start();
  expect(await second.ended).toBe(1);
  expect(second.text()).toContain(`уже работает (процесс ${first.pid}, адрес ${address})`);
  await openPortal();
  process.kill(-first.pid, 'SIGINT');
  expect(await first.ended).toBe(0);
  expect(await isUp()).toBe(false);
  expect(readFileSync(join(folder, 'postgres', 'server.log'), 'utf8')).toContain(
    'database system is shut down',
  );
});

test('commands of the README find the database of the data folder, whether it runs or not', async () => {
  const run = (...args: string[]) => command({}, 'scripts/run.mjs', ...args, '--data', folder);
  expect((await run('scripts/verify.ts', 'journal')).stdout).toMatch(/Журнал цел/);
  const running = await startAndWait();
  expect((await run('scripts/verify.ts', 'journal')).stdout).toMatch(/Журнал цел/);
  expect((await run('scripts/figures-check.ts')).stdout).toMatch(/верны/i);
  process.kill(running.pid, 'SIGTERM');
  expect(await running.ended).toBe(0);
});

/** Files of the data folder that are the server's. */
const serversFiles = (): string[] =>
  ['files', 'imports', 'secret', 'seal-key'].flatMap((name) => {
    const path = join(folder, name);
    if (!existsSync(path)) return [];
    const inside = statSync(path).isDirectory() ? readdirSync(path, { recursive: true }) : [];
    return [path, ...inside.map((one) => join(path, String(one)))];
  });

/** What somebody who broke into the server may leave behind: a record that names another's process, and a link in its place. */
function plant() {
  const bystander = spawn('sleep', ['600']);
  const file = join(folder, 'bystander.txt');
  writeFileSync(file, 'чужое');
  writeFileSync(join(folder, 'server-web.pid'), JSON.stringify({ pid: bystander.pid, mark: '' }));
  symlinkSync(file, join(folder, 'server-all.pid'));
  for (const name of ['server-web.pid', 'server-all.pid'])
    lchownSync(join(folder, name), stranger.uid, stranger.gid);
  return { bystander, file };
}

test.skipIf(!canStepDown)(
  'started by root (in a folder open to all) it runs under an account of its own, and so do commands',
  async () => {
    // As a server that stayed root has left it.
    for (const path of [folder, ...serversFiles()]) chownSync(path, 0, 0);
    writeFileSync(join(folder, 'basemap.pmtiles'), 'карта', { mode: 0o600 });
    const planted = plant();
    const first = await startAndWait();
    expect([planted.bystander.exitCode, planted.bystander.signalCode]).toEqual([null, null]);
    expect(readFileSync(planted.file, 'utf8')).toBe('чужое');
    planted.bystander.kill();
    const server = readPid('server-all.pid');
    const [uid] = idsOf(server, 'Uid');
    expect(first.text()).toContain(`сервер работает не от root, а от учётной записи`);
    expect(new Set([...idsOf(server, 'Uid'), ...idsOf(server, 'Gid')]).has(0)).toBe(false);
    expect(idsOf(server, 'Groups')).toEqual([]);
    const database = readPid('postgres/data/postmaster.pid');
    expect([0, uid]).not.toContain(idsOf(database, 'Uid')[0]);
    for (const name of ['owner-password', 'password', 'data/PG_VERSION'])
      expect(
        spawnSync('cat', [join(folder, 'postgres', name)], { uid, gid: uid }).status,
        `${name} is open to the server`,
      ).not.toBe(0);
    expect((await fetch(`${address}/basemap/basemap.pmtiles`)).status).toBe(200);
    const show = await sendPicture();
    expect(await show()).toBe(200);

    const table = join(mkdtempSync(join(tmpdir(), 'otklik-start-table-')), 'messages.csv');
    writeFileSync(table, 'Номер;Текст обращения\n1;Не горит фонарь у дома\n', { mode: 0o600 });
    const loaded = await command({}, 'scripts/import.mjs', table, '--data', folder);
    expect(loaded.stdout).toMatch(/принято\s+1/);
    const [password, databasePort] = ['password', 'port'].map((name) =>
      readFileSync(join(folder, 'postgres', name), 'utf8').trim(),
    );
    const url = `postgres://otklik:${password}@127.0.0.1:${databasePort}/otklik`;
    await command({ DATABASE_URL: url, OTKLIK_DATA: folder }, 'scripts/run.mjs', 'scripts/seal-rotate.ts');
    const owners = serversFiles().map((path) => [path, statSync(path).uid]);
    expect(owners.length).toBeGreaterThan(5);
    expect(owners.filter(([, owner]) => owner !== uid)).toEqual([]);
    await killAndWait(server);
    expect(idsOf(readPid('server-all.pid'), 'Uid')).toEqual([uid, uid, uid, uid]);
    expect(await show()).toBe(200);
    process.kill(first.pid, 'SIGTERM');
    expect(await first.ended).toBe(0);
    rmSync(dirname(table), { recursive: true });
  },
);

test('starts again after kill -9 of everything the terminal holds, and of the server or the database alone by itself', async () => {
  for (let round = 0; round < 3; round += 1) {
    const killed = await startAndWait();
    process.kill(-killed.pid, 'SIGKILL');
    await killed.ended;
  }
  const last = await startAndWait();
  await killAndWait(readPid('server-all.pid'));
  expect(last.text()).toContain('Сервер завершился сам (SIGKILL');
  await killAndWait(readPid('postgres/data/postmaster.pid'));
  expect(last.text()).toContain('База данных остановилась сама');
  process.kill(last.pid, 'SIGTERM');
  expect(await last.ended).toBe(0);
  expect(await isUp()).toBe(false);
});
