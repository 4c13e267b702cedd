import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { weighPlace } from '../scripts/backup/retention.ts';
import { choosePlace } from '../scripts/postgres/account.mjs';
import { startPostgres } from '../scripts/postgres.mjs';
import { copiesEnv, makePlace } from '../tests/accept/own-city/machines/machine.ts';
import { runProgram } from '../tests/accept/run-program.ts';
import { format, machine } from './support/table.ts';

/**
 * A large city copied and returned by `npm run backup` and `npm run restore`, beside pgBackRest on the same cluster, stopped, with its
 * cipher and zstd, one process each. Ours checks every byte before a return begins and brings the database up after it; pgBackRest checks
 * as it goes and does not. What came back is counted apart from both.
 */

const CASES = Number(process.env.CASES ?? 1_000_000);
const root = join(import.meta.dirname, '..');
/** The city is made once: a million cases take some twenty minutes. */
const data = process.env.BENCH_RETURN ?? join(root, `.local/bench-return-${CASES}`);
const dataDir = join(data, 'postgres');

interface Played {
  copySeconds: number;
  megabytes: number;
  returnSeconds: number;
  /** Cases counted in what came back. */
  cases: number;
}

const megabytesOf = (folder: string): number => weighPlace(folder) / 2 ** 20;
const tell = (text: string): void => console.error(text);

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

async function must(args: readonly string[]): Promise<void> {
  const { code, lines } = await runProgram(args, tell);
  if (code !== 0) throw new Error(`${args.join(' ')}: ${lines.slice(-3).join(' ')}`);
}

async function countCases(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client
    .query<{ n: number }>('SELECT count(*)::int AS n FROM cases.case_file')
    .finally(() => client.end());
  return rows[0]?.n ?? 0;
}

async function countIn(folder: string): Promise<number> {
  const postgres = await startPostgres({ dataDir: folder });
  return countCases(postgres.ownerUrl).finally(() => postgres.stop());
}

async function makeCity(): Promise<void> {
  if (existsSync(join(data, 'made'))) return;
  tell(`Город на ${CASES} дел`);
  mkdirSync(data, { recursive: true });
  await must(['scripts/demo.mjs', '--cases', String(CASES), '--data', data]);
  writeFileSync(join(data, 'made'), '');
}

async function playOurs(): Promise<Played> {
  const [place, outer] = [makePlace('copies'), makePlace('back')];
  const back = join(outer, 'data');
  Object.assign(process.env, copiesEnv(place), { OTKLIK_BACKUP_RATE: '0' });
  try {
    const copySeconds = await timed(() => must(['scripts/backup.ts', '--to', place, '--data', data]));
    const megabytes = megabytesOf(place);
    const returnSeconds = await timed(() => must(['scripts/restore.ts', '--from', place, '--data', back]));
    return { copySeconds, megabytes, returnSeconds, cases: await countIn(join(back, 'postgres')) };
  } finally {
    for (const folder of [place, outer]) rmSync(folder, { recursive: true, force: true });
  }
}

async function playPgBackRest(): Promise<Played> {
  const outer = makePlace('pgbackrest');
  const cluster = choosePlace(dataDir).data;
  const account = execFileSync('stat', ['-c', '%U', cluster], { encoding: 'utf8' }).trim();
  const settings = join(outer, 'pgbackrest.conf');
  const back = join(outer, 'postgres', 'data');
  for (const name of ['repo', 'lock', 'spool', 'postgres/data'])
    mkdirSync(join(outer, name), { recursive: true });
  writeFileSync(
    settings,
    `[global]\nrepo1-path=${outer}/repo\nrepo1-cipher-type=aes-256-cbc\nrepo1-cipher-pass=проба\nprocess-max=1\ncompress-type=zst\ncompress-level=3\nlog-level-console=warn\nlog-level-file=off\nlock-path=${outer}/lock\nspool-path=${outer}/spool\n[city]\npg1-path=${cluster}\npg1-database=otklik\n`,
  );
  execFileSync('chown', ['-R', account, outer]);
  const command = async (...args: string[]): Promise<void> => {
    execFileSync(
      'runuser',
      ['-u', account, '--', 'pgbackrest', `--config=${settings}`, '--stanza=city', ...args],
      { cwd: '/tmp', stdio: ['ignore', 'inherit', 'inherit'] },
    );
  };
  try {
    await command('stanza-create', '--no-online');
    const copySeconds = await timed(() => command('backup', '--no-online', '--type=full'));
    // A link to the newest copy: it would be weighed once more through it.
    rmSync(join(outer, 'repo/backup/city/latest'), { force: true });
    const megabytes = megabytesOf(join(outer, 'repo'));
    const returnSeconds = await timed(() => command(`--pg1-path=${back}`, '--type=none', 'restore'));
    // Passwords stand beside the cluster.
    for (const name of ['password', 'owner-password', 'backup-password', 'backup-role', 'roles-apart'])
      execFileSync('cp', ['-a', join(dataDir, name), join(outer, 'postgres')]);
    return { copySeconds, megabytes, returnSeconds, cases: await countIn(join(outer, 'postgres')) };
  } finally {
    rmSync(outer, { recursive: true, force: true });
  }
}

await makeCity();
const cluster = choosePlace(dataDir).data;
const size = megabytesOf(join(cluster, 'base'));
const ours = await playOurs();
const theirs = existsSync('/usr/bin/pgbackrest') ? await playPgBackRest() : null;

const rowOf = (name: string, played: Played | null): string =>
  played
    ? `| ${name} | ${format(played.copySeconds)} | ${format(played.megabytes, 0)} | ${format(played.returnSeconds)} | ${format(played.cases, 0)} |`
    : `| ${name} | не измерено: программы нет | | | |`;
const text = `# Копия и возврат большого города

${machine()} Дел ${format(CASES, 0)}, база ${format(size, 0)} МБ. Обе шифруют и сжимают zstd 3, по одному процессу; pgBackRest копирует остановленную базу.

| | копия, с | занимает, МБ | возврат, с | дел после него |
| --- | ---: | ---: | ---: | ---: |
${rowOf('Отклик: `npm run backup`, `npm run restore`', ours)}
${rowOf('pgBackRest', theirs)}
`;
console.log(text);
writeFileSync(join(import.meta.dirname, 'results/return.md'), text);
process.exitCode = ours.cases >= CASES ? 0 : 1;
