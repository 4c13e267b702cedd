import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPort } from '../../../../bench/support/site.ts';
import { guardProcess } from '../../../../scripts/support/processes.mjs';

/** A server of any age as a process group of its own: it can be killed with all it started. */
export interface Program {
  port: number;
  /** True when it answered that it is ready; false when it ended before. */
  ready: Promise<boolean>;
  /** Its exit code, null of one that was killed. */
  ended: Promise<number | null>;
  /** Its last words. */
  said: () => string;
  kill: (signal: NodeJS.Signals) => Promise<void>;
}

const PATIENCE_MS = 180_000;

export async function startProgram(folder: string, env: Readonly<Record<string, string>>): Promise<Program> {
  const port = await findPort();
  const child = spawn(process.execPath, [join(folder, 'server/main.ts')], {
    cwd: folder,
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const unguard = child.pid === undefined ? () => {} : guardProcess(child.pid, 'TERM');
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (words: string) => {
      said = `${said}${words}`.slice(-2000);
    });
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const ended = new Promise<number | null>((done) => {
    child.once('close', (code) => {
      unguard();
      done(code);
    });
  });
  const awaitReady = async (): Promise<boolean> => {
    const until = Date.now() + PATIENCE_MS;
    while (!isOver() && Date.now() < until) {
      const isReady = await fetch(`http://127.0.0.1:${port}/readyz`).then(
        (reply) => reply.ok,
        () => false,
      );
      if (isReady) return true;
      await sleep(20);
    }
    return false;
  };
  return {
    port,
    ready: awaitReady(),
    ended,
    said: () => said.trim(),
    kill: async (signal) => {
      if (child.pid !== undefined && !isOver()) process.kill(-child.pid, signal);
      await ended;
    },
  };
}
