import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { stopPostgres } from '../../scripts/postgres.mjs';
import { waitUntil } from '../../scripts/support/processes.mjs';

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
  return { child, pid: child.pid ?? 0, text: () => text, ended };
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
  const begun = start();
  const isOpen = async () => begun.text().includes('Отклик открыт') && (await isUp());
  const failed = begun.ended.then((code) => {
    throw new Error(`ended with ${code}, having said:\n${begun.text()}`);
  });
  await Promise.race([waitUntil(isOpen, 120_000, 100), failed]);
  expect(await isOpen(), begun.text()).toBe(true);
  failed.catch(() => {});
  return begun;
}

/** The number a file of the data folder names. */
const readPid = (name: string): number => Number(/\d+/.exec(readFileSync(join(folder, name), 'utf8'))?.[0]);

/** Kills a part of what runs; the start script makes it whole again. */
async function killAndWait(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  await expect.poll(isUp, { timeout: 60_000, interval: 20 }).toBe(false);
  await expect.poll(isUp, { timeout: 120_000, interval: 100 }).toBe(true);
}

afterAll(async () => {
  await stopPostgres({ dataDir: join(folder, 'postgres') });
  rmSync(folder, { recursive: true, force: true });
});

test('starts, tells a second start who is in the way, and stops cleanly on Ctrl+C', async () => {
  const first = await startAndWait();
  const second = start();
  expect(await second.ended).toBe(1);
  expect(second.text()).toContain(`уже работает (процесс ${first.pid}, адрес ${address})`);
  process.kill(-first.pid, 'SIGINT');
  expect(await first.ended).toBe(0);
  expect(await isUp()).toBe(false);
  expect(readFileSync(join(folder, 'postgres', 'server.log'), 'utf8')).toContain(
    'database system is shut down',
  );
});

test('commands of the README find the database of the data folder, whether it runs or not', async () => {
  const run = (script: string, ...args: string[]) => {
    const env = { ...process.env, DATABASE_URL: '', DATABASE_OWNER_URL: '' };
    const command = [script, ...args, '--data', folder];
    return promisify(execFile)(process.execPath, ['scripts/run.mjs', ...command], { env });
  };
  expect((await run('scripts/verify.ts', 'journal')).stdout).toMatch(/Журнал цел/);
  const running = await startAndWait();
  expect((await run('scripts/verify.ts', 'journal')).stdout).toMatch(/Журнал цел/);
  expect((await run('scripts/figures-check.ts')).stdout).toMatch(/верны/i);
  process.kill(running.pid, 'SIGTERM');
  expect(await running.ended).toBe(0);
});

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
