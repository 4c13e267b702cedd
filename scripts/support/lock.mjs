// A lock on a folder that outlives no one: it names its owner, and a dead owner's lock is taken over.
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeProcess, isSameProcess } from './processes.mjs';

/** How long a dead owner's lock may resist removal, for one of another account in a shared folder. */
const staleMs = 15_000;

/** What the lock file says about its owner, or undefined. */
function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function writeBeside(file, content) {
  const own = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    writeFileSync(own, JSON.stringify(content), { mode: 0o644, flag: 'wx' });
  } catch (error) {
    // A full disk lets the name be written and not the words.
    rmSync(own, { force: true });
    throw error;
  }
  return own;
}

/** Creates the lock with its content in one step, so that nobody ever reads half of it. */
function tryCreate(file, content) {
  const own = writeBeside(file, content);
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Takes away what a process left that was killed while it held the breaker. */
function removeDead(breaker) {
  const aside = `${breaker}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    renameSync(breaker, aside);
    // Another process may have put its own in the place of what we saw: that one is given back.
    if (isSameProcess(readLock(aside))) linkSync(aside, breaker);
  } catch {
    // Another process has just finished with it, or taken it away too.
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Removes a dead owner's lock. Only one process at a time may, else one could remove another's fresh lock. */
function breakStale(file) {
  const breaker = `${file}.break`;
  if (!tryCreate(breaker, describeProcess(process.pid))) {
    if (!isSameProcess(readLock(breaker))) removeDead(breaker);
    return;
  }
  try {
    const owner = readLock(file);
    if (!isSameProcess(owner)) rmSync(file, { force: true });
  } finally {
    rmSync(breaker, { force: true });
  }
}

/**
 * Takes the lock, waiting up to `waitMs`. Returns `{ release(), update(details) }`, or `{ busy: owner }`
 * where owner is `{ pid, mark, ...details }`.
 */
export async function acquireLock(file, { waitMs = 0, details = {} } = {}) {
  const mine = { ...describeProcess(process.pid), ...details };
  const end = performance.now() + waitMs;
  for (;;) {
    if (tryCreate(file, mine)) return makeHandle(file, mine);
    const owner = readLock(file);
    if (!isSameProcess(owner) && performance.now() < end + staleMs) {
      breakStale(file);
      await sleep(5);
      continue;
    }
    if (performance.now() >= end) return { busy: owner ?? { pid: 0 } };
    await sleep(50);
  }
}

function makeHandle(file, first) {
  let mine = first;
  const isMine = () => readLock(file)?.pid === mine.pid;
  return {
    release() {
      if (isMine()) rmSync(file, { force: true });
    },
    update(details) {
      mine = { ...mine, ...details };
      if (isMine()) renameSync(writeBeside(file, mine), file);
    },
  };
}
