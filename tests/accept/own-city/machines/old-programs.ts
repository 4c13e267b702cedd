import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../run-program.ts';

/** Former states of this repository, which can be run beside the packages of now. */

export interface FormerState {
  commit: string;
  /** How many migrations it has. */
  migrations: number;
  /** It looks whether the database is newer: the first ones did not. */
  canRefuse: boolean;
}

const REFUSAL = 'База новее программы';

const git = (...args: string[]): string =>
  execFileSync('git', ['-C', root, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 }).trim();

/** Why there is no history to look into; null = there is one. */
export function findNoHistory(): string | null {
  const asked = spawnSync('git', ['-C', root, 'rev-parse', '--is-shallow-repository'], { encoding: 'utf8' });
  if (asked.status !== 0) return 'это не хранилище git: прежних версий здесь нет';
  return asked.stdout.trim() === 'true' ? 'хранилище git без истории (git fetch --unshallow даст её)' : null;
}

/** Name and content of each migration of a commit. */
const migrationsOf = (commit: string): string[] =>
  git('ls-tree', commit, 'migrations/')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.replace(/^\d+ blob /u, ''));

export interface History {
  /** From the oldest, one for each number of migrations, each with fewer than now. */
  states: readonly FormerState[];
  /** Commits of migrations whose files were renumbered or edited before they landed for good: no database is of them. */
  passing: number;
  /** How many migrations there are now. */
  now: number;
}

/** The states the migrations went through. */
export function readHistory(): History {
  const now = new Set(migrationsOf('HEAD'));
  const states = new Map<number, FormerState>();
  let passing = 0;
  for (const commit of git('log', '--first-parent', '--reverse', '--format=%H', '--', 'migrations').split(
    '\n',
  )) {
    const own = migrationsOf(commit);
    if (!own.every((migration) => now.has(migration))) passing += 1;
    else if (own.length > 0 && own.length < now.size) {
      const looks = spawnSync('git', ['-C', root, 'grep', '-q', REFUSAL, commit, '--', 'server']);
      states.set(own.length, { commit, migrations: own.length, canRefuse: looks.status === 0 });
    }
  }
  return { states: [...states.values()], passing, now: now.size };
}

/** The sources of a commit in a folder of their own, beside the packages of now. */
export function checkOut(commit: string): { folder: string; drop: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-former-'));
  const archive = execFileSync('git', ['-C', root, 'archive', commit], { maxBuffer: 1 << 30 });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return { folder, drop: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A checkout of a commit with its git, as a release is made of; nothing is written into the repository itself. */
export function cloneAt(commit: string): { folder: string; drop: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-former-'));
  git('clone', '--quiet', '--shared', '--no-checkout', root, folder);
  git('-C', folder, 'checkout', '--quiet', '--detach', commit);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return { folder, drop: () => rmSync(folder, { recursive: true, force: true }) };
}

export const isRefusal = (said: string): boolean => said.includes(REFUSAL);
