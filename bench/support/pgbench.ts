import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Debian's pgbench of the newest version. Throws where it is not installed. */
export function requirePgbench(): string {
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions
    .map((version) => join(base, version, 'bin/pgbench'))
    .find((path) => existsSync(path));
  if (!found) throw new Error('Нет pgbench: установите пакет postgresql (apt-get install postgresql)');
  return found;
}

export interface PgbenchOptions {
  clients: number;
  seconds: number;
  /** Prepared statements instead of pgbench's usual simple queries. */
  isPrepared?: boolean;
}

/** Transactions a second of one script, from two threads. */
export function runPgbench(
  pgbench: string,
  databaseUrl: string,
  script: string,
  { clients, seconds, isPrepared = false }: PgbenchOptions,
): number {
  const dir = mkdtempSync(join(tmpdir(), 'otklik-pgbench-'));
  try {
    const path = join(dir, 'script.sql');
    writeFileSync(path, script);
    const out = execFileSync(
      pgbench,
      [
        '-n',
        '-M',
        isPrepared ? 'prepared' : 'simple',
        '-c',
        String(clients),
        '-j',
        '2',
        '-T',
        String(seconds),
        '-f',
        path,
        databaseUrl,
      ],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
    return Number(/tps = ([\d.]+)/.exec(out)?.[1]);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
