// What the operating system says about processes. A number alone is not a process: numbers are reused,
// so every record of ours carries the moment the process started as well.
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** True while a process with this number exists, whoever owns it. */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return readState(pid) !== 'Z' || hasThreads(pid);
}

/**
 * A process whose first thread has ended and others have not: its state is 'Z' already, and its sockets and files are still
 * open until the last of them is gone.
 */
function hasThreads(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`).length > 1;
  } catch {
    return false;
  }
}

function readStat(pid) {
  try {
    // The command name stands in parentheses and may hold anything, so fields are counted after the last one.
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** A dead process whose parent has not asked for its end yet is a zombie, 'Z': it holds nothing any more. */
function readState(pid) {
  return process.platform === 'linux' ? readStat(pid)?.[0] : undefined;
}

let bootId;

function readBootId() {
  try {
    bootId ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    bootId = '';
  }
  return bootId;
}

/** A text that tells this life of the process from any later one with its number; '' where the system does not say. */
export function startMarkOf(pid) {
  if (process.platform === 'linux') {
    const ticks = readStat(pid)?.[19];
    return ticks ? `${readBootId()}:${ticks}` : '';
  }
  if (process.platform === 'win32') return '';
  const found = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return (found.stdout ?? '').trim();
}

/** A record to keep in a file: `{ pid, mark }`. */
export function describeProcess(pid) {
  return { pid, mark: startMarkOf(pid) };
}

/** True when the very process of the record still runs. */
export function isSameProcess(record) {
  if (!record || !isAlive(record.pid)) return false;
  return !record.mark || record.mark === startMarkOf(record.pid);
}

/** The command line, arguments separated by spaces; '' when it cannot be read. */
export function commandOf(pid) {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    } catch {
      return '';
    }
  }
  if (process.platform === 'win32') return '';
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
}

/** Numbers of the processes whose working directory is `dir`. Linux only; empty elsewhere. */
export function processesWorkingIn(dir) {
  if (process.platform !== 'linux') return [];
  const found = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (readlinkSync(`/proc/${name}/cwd`) === dir) found.push(Number(name));
    } catch {
      // Gone meanwhile, or not ours to look at.
    }
  }
  return found;
}

export function sendSignal(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** Waits until the condition holds; false when `ms` milliseconds have passed before it did. */
export async function waitUntil(condition, ms, stepMs = 25) {
  const end = performance.now() + ms;
  while (!(await condition())) {
    if (performance.now() > end) return false;
    await sleep(stepMs);
  }
  return true;
}

/** Sends the signals one after another, giving each its milliseconds. True when the process is gone. */
export async function endProcess(record, steps) {
  for (const [signal, ms] of steps) {
    if (!isSameProcess(record)) return true;
    sendSignal(record.pid, signal);
    if (await waitUntil(() => !isSameProcess(record), ms)) return true;
  }
  return !isSameProcess(record);
}

/**
 * Ends `pid` when we die, even by kill -9: a tiny shell holds the reading end of a pipe of ours, sees
 * its end, and sends the signal. It runs as the same account, so that it could never reach a stranger's process.
 * Returns a function that calls the guard off.
 */
export function guardProcess(pid, signal, account) {
  if (process.platform === 'win32') return () => {};
  const guard = spawn(
    '/bin/sh',
    ['-c', 'read -r word; [ "$word" = off ] || kill -s "$0" "$1"', signal, `${pid}`],
    {
      detached: true,
      cwd: '/',
      stdio: ['pipe', 'ignore', 'ignore'],
      ...(account ?? {}),
    },
  );
  guard.on('error', () => {});
  guard.stdin.on('error', () => {});
  guard.unref();
  guard.stdin.unref?.();
  return () => guard.stdin.end('off\n');
}

/**
 * Calls `act` once when npm, or the older Node that called us, is gone: killed by kill -9 they take nobody along,
 * and we would go on unseen. npm runs a script through a shell, which outlives it, so two generations are watched.
 */
export function watchParents(act) {
  if (!process.env.npm_lifecycle_event && !process.env.OTKLIK_NODE_PARENT) return undefined;
  const readParents = () => `${process.ppid} ${readStat(process.ppid)?.[1] ?? ''}`;
  const atFirst = readParents();
  const timer = setInterval(() => {
    if (readParents() === atFirst) return;
    clearInterval(timer);
    act();
  }, 250);
  timer.unref();
  return timer;
}
