import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../../../scripts/support/ports.mjs';
import type { AcceptLine } from '../line.ts';
import { root } from '../run-program.ts';

/** The demo city as `npm start` runs it: its memory after pages were read, and how soon it is ready on data that are there. */

const READY_MS = 3000;
const MOST_MB = 450;
const RUNS = 3;
const pages = ['/', '/map', '/results', '/new', '/api/heatmap/matrix', '/staff'];

interface Run {
  readyMs: number;
  megabytes: number;
}

/** Proportional share of memory of the server, web and worker together, MB; the database is not in it. */
function readMemory(data: string): number {
  const { pid } = JSON.parse(readFileSync(join(data, 'server-all.pid'), 'utf8')) as { pid: number };
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+) kB/mu.exec(rollup)![1]) / 1024;
}

async function untilReady(url: string): Promise<void> {
  for (const end = Date.now() + 180_000; Date.now() < end; ) {
    const reply = await fetch(`${url}/readyz`).catch(() => undefined);
    if (reply?.ok) return;
    await sleep(20);
  }
  throw new Error('Сервер не ответил за три минуты');
}

async function runOnce(data: string, port: number): Promise<Run> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['scripts/start.mjs', '--data', data, '--port', `${port}`], {
    cwd: root,
    stdio: 'ignore',
  });
  const ended = new Promise((done) => child.once('exit', done));
  try {
    const url = `http://127.0.0.1:${port}`;
    await untilReady(url);
    const readyMs = performance.now() - begun;
    for (const page of pages) await fetch(`${url}${page}`).then((reply) => reply.arrayBuffer());
    // What was made for the start alone is given back by then.
    await sleep(10_000);
    return { readyMs, megabytes: readMemory(data) };
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

export const line: AcceptLine = {
  title: 'память демонстрационного города и готовность на прежних данных',
  async run({ tell }) {
    const data = mkdtempSync(join(tmpdir(), 'otklik-weight-'));
    try {
      const port = await findFreePort(4300);
      const first = await runOnce(data, port);
      tell(`первый запуск: ${(first.readyMs / 1000).toFixed(1)} с`);
      const runs: Run[] = [];
      for (let at = 0; at < RUNS; at += 1) runs.push(await runOnce(data, port));
      const ready = Math.min(...runs.map(({ readyMs }) => readyMs));
      const megabytes = Math.max(...runs.map((run) => run.megabytes), first.megabytes);
      return {
        isHeld: ready <= READY_MS && megabytes <= MOST_MB,
        figures: [
          `готов на прежних данных, лучший из ${RUNS}: ${(ready / 1000).toFixed(2)} с (нужно не больше ${READY_MS / 1000} с)`,
          `память сервера, страницы и фоновая работа вместе, наибольшая: ${megabytes.toFixed(0)} МБ (нужно не больше ${MOST_MB})`,
          'скамьи intake, triage, clocks, heatmap и первое открытие: npm run bench…, здесь не меряются',
        ],
      };
    } finally {
      rmSync(data, { recursive: true, force: true });
    }
  },
};
