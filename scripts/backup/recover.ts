import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from '../postgres/account.mjs';
import { prepareBinaries } from '../postgres/binaries.mjs';
import { readRunning } from '../postgres/cluster.mjs';
import { serverProgram } from '../postgres/programs.mjs';
import { launchArguments } from '../postgres/settings.mjs';
import { findFreePort } from '../support/ports.mjs';
import { waitUntil } from '../support/processes.mjs';
import { BackupRefusal } from './refusal.ts';

/** A replay of a day of a busy city takes minutes; one of a month an hour. */
const LONGEST = 24 * 3_600_000;

/** What the server says of a moment that no transaction comes after. */
const NOT_REACHED = /recovery ended before configured recovery target was reached/;

const LAST_COMMIT = /last completed transaction was at log time (?<at>[^\n]+)/g;

/** Of a line like `last completed transaction was at log time 2026-11-30 16:43:49.911284+00`. */
function readLastCommit(log: string): number | null {
  const text = [...log.matchAll(LAST_COMMIT)].at(-1)?.groups?.at ?? '';
  const moment = Date.parse(text.trim().replace(' ', 'T').replace(/\+00$/, 'Z'));
  return Number.isNaN(moment) ? null : moment;
}

interface Replay {
  place: Place;
  /** Folder of the cluster; it is renamed when it is whole. */
  data: string;
  /** ms; null = all there is. */
  at: number | null;
  /** Asks the returned database, before it is stopped. */
  ask?: (port: number) => Promise<void>;
}

export interface Recovered {
  /** Moment of the last transaction replayed, ms; null = none after the base backup. */
  lastCommit: number | null;
}

/** Runs the server on restored files until it has replayed its WAL, which lies in them, and stops it. */
export async function recoverCluster(replay: Replay): Promise<Recovered> {
  const first = await replayOnce(replay, replay.at);
  if (first.isDone) return first;
  // The chain goes past the moment and no transaction does: all of it is as it was then.
  if (replay.at !== null && NOT_REACHED.test(first.log)) {
    const whole = await replayOnce(replay, null);
    if (whole.isDone) return whole;
    throw new BackupRefusal(`База не поднялась из копии:\n${whole.log.slice(-2000)}`);
  }
  throw new BackupRefusal(`База не поднялась из копии:\n${first.log.slice(-2000)}`);
}

const formatTarget = (moment: number): string =>
  new Date(moment).toISOString().replace('T', ' ').replace('Z', '+00');

/** All WAL lies in pg_wal: what is asked for besides is not there. */
const settingsOf = (at: number | null): string[] => [
  `restore_command=${process.platform === 'win32' ? 'exit 1' : 'false'}`,
  'recovery_target_timeline=current',
  'recovery_target_action=promote',
  // Without it the server is ready when the replay is over, and not when it could be read from.
  'hot_standby=off',
  'archive_mode=off',
  'log_min_messages=log',
  'logging_collector=off',
  ...(process.platform === 'linux' ? ['recovery_init_sync_method=syncfs'] : []),
  ...(at === null ? [] : [`recovery_target_time=${formatTarget(at)}`]),
];

async function replayOnce(
  { place, data, ask }: Replay,
  at: number | null,
): Promise<Recovered & { isDone: boolean; log: string }> {
  const { native } = prepareBinaries(place.account);
  const logFile = join(place.dir, 'recovery.log');
  writeFileSync(join(data, 'recovery.signal'), '');
  rmSync(join(data, 'postmaster.pid'), { force: true });
  const output = openSync(logFile, 'w', 0o600);
  const port = await findFreePort(24_000 + Math.floor(Math.random() * 4000));
  const child = spawn(serverProgram(native), launchArguments({ data, port, more: settingsOf(at) }), {
    ...place.account,
    cwd: place.dir,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  let failure = '';
  child.once('error', (error) => {
    failure = error.message;
  });
  const hasEnded = (): boolean => failure !== '' || child.exitCode !== null || child.signalCode !== null;
  const isReady = (): boolean => readRunning({ ...place, data })?.status === 'ready';
  try {
    await waitUntil(() => hasEnded() || isReady(), LONGEST, 100);
    const isOver = !hasEnded();
    if (isOver) await ask?.(port);
    if (isOver) child.kill('SIGINT');
    await waitUntil(hasEnded, 120_000, 50);
    const isDone = isOver && !existsSync(join(data, 'recovery.signal'));
    const log = failure || readFileSync(logFile, 'utf8');
    return { isDone, log, lastCommit: readLastCommit(log) };
  } finally {
    if (!hasEnded()) child.kill('SIGKILL');
    rmSync(logFile, { force: true });
  }
}
