import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findFreePort } from '../../../scripts/support/ports.mjs';
import { root } from '../run-program.ts';

/** A PostgreSQL of Debian and pgBackRest, set up by the samples of deploy/pgbackrest in a folder of their own. */

const BIN = '/usr/lib/postgresql/17/bin';
const PASSWORD = 'пароль-для-пробы';

/** Why the recipe cannot be played on this machine; null where it can. */
export function findLack(): string | null {
  if (process.getuid?.() !== 0) return 'нужен root: база работает под учётной записью postgres';
  const lacking = [`${BIN}/postgres`, '/usr/bin/pgbackrest', '/usr/bin/restic'].filter(
    (file) => !existsSync(file),
  );
  return lacking.length > 0 ? `нет ${lacking.join(', ')}: apt install postgresql-17 pgbackrest restic` : null;
}

export interface OwnCluster {
  ownerUrl: string;
  url: string;
  /** Runs pgBackRest as the recipe does; returns the seconds it took. */
  copy: (...args: string[]) => Promise<number>;
  /** Stops it and removes its folder: the disk is gone. */
  destroy: () => void;
  /** Returns it to a moment into a folder beside and starts that; returns the seconds of the return, without the start. */
  restoreTo: (moment: string) => Promise<{ url: string; ownerUrl: string; seconds: number }>;
  drop: () => void;
}

const run = promisify(execFile);

/** What it starts goes on: its output is no pipe that would be waited for. */
function asPostgres(command: string, args: readonly string[]): void {
  execFileSync('runuser', ['-u', 'postgres', '--', command, ...args], { cwd: '/tmp', stdio: 'ignore' });
}

/** The sample with the places and the password of this trial. */
function writeSettings(folder: string, data: string, port: number): string {
  const file = join(folder, 'pgbackrest.conf');
  const sample = readFileSync(join(root, 'deploy/pgbackrest/pgbackrest.conf'), 'utf8');
  const own = [
    [/^repo1-path=.*$/mu, `repo1-path=${folder}/repo`],
    [/^repo1-cipher-pass=.*$/mu, `repo1-cipher-pass=${PASSWORD}`],
    [/^pg1-path=.*$/mu, `pg1-path=${data}`],
    [/^pg1-port=.*$/mu, `pg1-port=${port}\npg1-socket-path=${folder}`],
    [/^log-level-file=.*$/mu, `log-level-file=off\nlock-path=${folder}/lock\nspool-path=${folder}/spool`],
  ] as const;
  const text = own.reduce((words, [from, to]) => {
    if (!from.test(words)) throw new Error(`В образце pgbackrest.conf нет строки ${from}`);
    return words.replace(from, to);
  }, sample);
  writeFileSync(file, text);
  return file;
}

/** The server's own lines of the sample, with the settings of this trial named to pgBackRest. */
function writeServerSettings(data: string, settings: string, folder: string, port: number): void {
  const sample = readFileSync(join(root, 'deploy/pgbackrest/postgresql.conf'), 'utf8');
  if (!sample.includes('pgbackrest --stanza')) throw new Error('В образце postgresql.conf нет команды');
  const own = sample.replace('pgbackrest --stanza', `pgbackrest --config=${settings} --stanza`);
  const place = `port = ${port}\nunix_socket_directories = '${folder}'\nlisten_addresses = '127.0.0.1'\n`;
  writeFileSync(join(data, 'postgresql.auto.conf'), `${own}${place}`);
}

function startServer(data: string, more = ''): void {
  asPostgres(`${BIN}/pg_ctl`, ['-D', data, '-w', '-t', '600', '-l', `${data}.log`, '-o', more, 'start']);
}

const urlsOf = (port: number) => ({
  url: `postgres://otklik:otklik@127.0.0.1:${port}/otklik`,
  ownerUrl: `postgres://otklik_owner:otklik@127.0.0.1:${port}/otklik`,
});

export async function startOwnCluster(): Promise<OwnCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-own-'));
  for (const name of ['repo', 'lock', 'spool']) mkdirSync(join(folder, name));
  execFileSync('chown', ['-R', 'postgres:postgres', folder]);
  const data = join(folder, 'main');
  const port = await findFreePort(5500);
  const settings = writeSettings(folder, data, port);
  const copy = async (...args: string[]): Promise<number> => {
    const begun = performance.now();
    const command = ['pgbackrest', `--config=${settings}`, '--stanza=otklik', ...args];
    await run('runuser', ['-u', 'postgres', '--', ...command], { cwd: '/tmp' });
    return (performance.now() - begun) / 1000;
  };
  asPostgres(`${BIN}/initdb`, ['-D', data, '-E', 'UTF8', '--locale=C.UTF-8', '-A', 'trust']);
  writeServerSettings(data, settings, folder, port);
  execFileSync('chown', ['postgres:postgres', settings, join(data, 'postgresql.auto.conf')]);
  startServer(data);
  const ask = (sql: string): void =>
    asPostgres('/usr/bin/psql', ['-h', folder, '-p', String(port), '-d', 'postgres', '-c', sql]);
  for (const role of ['otklik_owner', 'otklik']) ask(`CREATE ROLE ${role} LOGIN PASSWORD 'otklik'`);
  ask('CREATE DATABASE otklik OWNER otklik_owner');
  await copy('stanza-create');
  await copy('check');
  const stopped = (path: string): void => {
    if (existsSync(join(path, 'postmaster.pid')))
      asPostgres(`${BIN}/pg_ctl`, ['-D', path, '-m', 'immediate', '-w', 'stop']);
  };
  const back = join(folder, 'return');
  return {
    ...urlsOf(port),
    copy,
    destroy() {
      stopped(data);
      rmSync(data, { recursive: true });
    },
    async restoreTo(moment) {
      const seconds = await copy(
        `--pg1-path=${back}`,
        '--type=time',
        `--target=${moment}`,
        '--target-action=promote',
        'restore',
      );
      const other = await findFreePort(port + 1);
      startServer(back, `-p ${other} -c archive_mode=off`);
      return { ...urlsOf(other), seconds };
    },
    drop() {
      for (const path of [data, back]) stopped(path);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
