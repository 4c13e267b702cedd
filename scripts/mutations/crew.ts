import { type ChildProcess, fork } from 'node:child_process';
import { resolve } from 'node:path';
import type { Trial, Verdict } from './driver.ts';

export interface Driver {
  /** Runs a file of tests; null when it went on for longer than `limit` milliseconds and was stopped. */
  run: (trial: Trial, limit: number) => Promise<Verdict | null>;
  close: () => void;
}

/** A process with Vitest in it, started anew after a mutant that never ends. */
export function openDriver(): Driver {
  const at: { child: Promise<ChildProcess> | null } = { child: null };
  const stop = async (): Promise<void> => {
    const child = await at.child;
    at.child = null;
    if (child) endGroup(child);
  };
  return {
    run: async (trial, limit) => {
      at.child ??= start();
      const child = await at.child;
      const verdict = await ask(child, trial, limit);
      if (!verdict) await stop();
      return verdict;
    },
    close: () => void stop(),
  };
}

function start(): Promise<ChildProcess> {
  const child = fork(resolve(import.meta.dirname, 'driver.ts'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // A group of its own: the driver ends with the workers it has, and by itself once this process is gone.
    detached: true,
  });
  return new Promise((done, fail) => {
    child.once('message', () => done(child));
    child.once('exit', (code) => fail(new Error(`The driver of tests ended with ${code}`)));
  });
}

/** Ends a driver and its workers: one that a mutant keeps in a loop hears of nothing. */
function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

function ask(child: ChildProcess, trial: Trial, limit: number): Promise<Verdict | null> {
  return new Promise((done) => {
    const finish = (verdict: Verdict | null): void => {
      clearTimeout(timer);
      child.off('message', finish);
      child.off('exit', onExit);
      done(verdict);
    };
    const onExit = (): void => finish({ isPassed: false, failed: 'the process ended', count: 0 });
    const timer = setTimeout(() => finish(null), limit);
    child.on('message', finish);
    child.on('exit', onExit);
    child.send(trial);
  });
}
