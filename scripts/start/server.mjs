// The server as a process of its own, started again when it ends by itself.
import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandAs } from '../account/settle.mjs';
import { projectRoot } from '../support/places.mjs';
import {
  describeProcess,
  endProcess,
  guardProcess,
  isSameProcess,
  sendSignal,
} from '../support/processes.mjs';
import { nextStart } from './restarts.mjs';

/** A record of ours. In its place the server's account may have put a link while there was none: nothing is written through it. */
function writeRecord(file, record) {
  rmSync(file, { force: true });
  writeFileSync(file, JSON.stringify(record), { flag: 'wx' });
}

/** V8 would keep up to 128 MB for what is new: it sees a machine with much memory. Decision 0074. */
const FLAGS = ['--max-semi-space-size=16', '--import', './scripts/server-build/run-built.mjs'];

/**
 * Starts the server, under the account if one is named. It migrates, fills the demo city, prints the address.
 * Returns `{ ended, end(isHurried) }`.
 */
function launch({ env, pidFile, account, port }) {
  const { file, args, options } = commandAs(account, [...FLAGS, 'server/main.ts'], port);
  const child = spawn(file, args, {
    ...options,
    cwd: projectRoot,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    // A session of its own: Ctrl+C reaches it once, from us.
    detached: true,
  });
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? code));
  });
  if (child.pid === undefined) return { ended, end: async () => {} };
  const record = describeProcess(child.pid);
  writeRecord(pidFile, record);
  const callOff = guardProcess(child.pid, 'TERM', account && { uid: account.uid, gid: account.gid });
  const clean = () => {
    callOff();
    rmSync(pidFile, { force: true });
  };
  return {
    ended: ended.then((result) => {
      clean();
      return result;
    }),
    async end(isHurried) {
      if (isSameProcess(record)) sendSignal(child.pid, 'SIGTERM');
      const end = performance.now() + 12_000;
      while (isSameProcess(record) && performance.now() < end && !isHurried()) await sleep(25);
      await endProcess(record, [['SIGKILL', 5000]]);
      clean();
    },
  };
}

/**
 * Runs the server until it is told to stop, and starts it again after an end of its own. `makeEnv()` is asked at each start;
 * `account` is who runs it, ourselves without one.
 * Returns `{ ended, restart(), end(isHurried) }`: `ended` is the exit code for all, once nothing more is to be done.
 */
export function superviseServer({ makeEnv, pidFile, account, port, say, isStopping }) {
  let current;
  let isRestarting = false;

  async function run() {
    for (let failures = 0; ; ) {
      const begun = performance.now();
      current = launch({ env: makeEnv(), pidFile, account, port });
      const result = await current.ended;
      if (isStopping()) return 0;
      if (isRestarting) {
        isRestarting = false;
        continue;
      }
      const next = nextStart({ result, livedMs: performance.now() - begun, failures });
      if (next.words) say(next.words);
      if (next.exitCode !== undefined) return next.exitCode;
      failures = next.failures;
      await sleep(next.delayMs);
      if (isStopping()) return 0;
    }
  }

  return {
    ended: run(),
    /** Ends the server that runs and starts another with a new environment. */
    async restart() {
      isRestarting = true;
      await current.end(() => false);
    },
    end: (isHurried) => current.end(isHurried),
  };
}
