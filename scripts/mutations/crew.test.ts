import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';

/** A run of mutations with one driver that has tried a file of tests, so that it keeps a warm worker too. */
const PROGRAM = `
  import { openDriver } from '${join(import.meta.dirname, 'crew.ts')}';
  const trial = { project: 'unit', test: 'server/lib/once.test.ts', awake: null, isFresh: false, met: null, limit: 1e6 };
  const verdict = await openDriver().run(trial, 120_000);
  console.log(JSON.stringify(verdict));
  setInterval(() => {}, 1000);
`;

interface Running {
  pid: number;
  parent: number;
}

/** Every process of this machine with its parent. */
function listProcesses(): Running[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return state === 'Z' ? [] : [{ pid: Number(name), parent: Number(parent) }];
      } catch {
        // It ended while it was looked at.
        return [];
      }
    });
}

function listBelow(pid: number, all = listProcesses()): number[] {
  const children = all.filter(({ parent }) => parent === pid).map((one) => one.pid);
  return children.flatMap((child) => [child, ...listBelow(child, all)]);
}

const root = resolve(import.meta.dirname, '../..');
const orphans: number[] = [];
const begun: { run: ChildProcess; folder: string }[] = [];

afterEach(() => {
  for (const { run, folder } of begun.splice(0)) {
    run.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
  const running = new Set(listProcesses().map(({ pid }) => pid));
  for (const pid of orphans.splice(0)) if (running.has(pid)) process.kill(pid, 'SIGKILL');
});

test.skipIf(process.platform !== 'linux')(
  'a run that is killed leaves neither drivers nor their workers behind',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'otklik-crew-'));
    const program = join(folder, 'run.mjs');
    writeFileSync(program, PROGRAM);
    const run = spawn(process.execPath, [program], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    begun.push({ run, folder });
    const [said] = await Promise.race([once(run.stdout, 'data'), once(run, 'exit')]);
    expect(JSON.parse(String(said))).toMatchObject({ isPassed: true });
    const below = listBelow(Number(run.pid));
    orphans.push(...below);
    expect(below.length).toBeGreaterThanOrEqual(2);
    run.kill('SIGKILL');
    await vi.waitFor(
      () => {
        const left = listProcesses().filter(({ pid }) => below.includes(pid));
        expect(left).toEqual([]);
      },
      { timeout: 20_000, interval: 100 },
    );
  },
  180_000,
);
