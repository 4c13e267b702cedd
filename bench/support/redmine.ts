import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { runLoad } from './load.ts';
import { type Cluster, findPort, makeDatabase, urlOf } from './site.ts';

/** Debian's package; `redmine-setup.sh` installs it. */
const APP = '/usr/share/redmine';
const LOGS = '/var/log/redmine/default';
/** Numbers of connections tried: the best of them is Redmine's figure. Eight seconds each, 32 in all. */
const CONNECTIONS = [8, 16, 32, 64];
const SECONDS = 8;

interface Seeded {
  url: string;
  apiKey: string;
  projectId: number;
}

/**
 * Issues a second that Redmine of Debian's packages registers through its API (Puma, two processes of five threads, on
 * the same cluster), each one committed before its reply; null where Redmine is not installed.
 */
export async function measureRedmine(cluster: Cluster): Promise<number | null> {
  if (!existsSync(join(APP, 'config.ru')) || !existsSync('/usr/bin/puma')) return null;
  const temp = mkdtempSync(join(tmpdir(), 'otklik-redmine-'));
  const { uid, gid } = account();
  if (uid !== undefined && gid !== undefined) chownSync(temp, uid, gid);
  try {
    const seeded = await prepareDatabase(cluster, temp);
    const port = await findPort();
    const puma = startPuma(seeded.url, port, temp);
    try {
      await waitReady(puma, port);
      return await measure(port, seeded);
    } finally {
      await stopPuma(puma);
    }
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}

/** The account of Debian's package when we are root: its files are readable to it alone, and Puma needs no root. */
function account(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const { uid, gid } = statSync(LOGS);
  return { uid, gid };
}

const environment = (url: string, temp: string): NodeJS.ProcessEnv => ({
  PATH: '/usr/bin:/bin',
  HOME: temp,
  LANG: 'C.UTF-8',
  RAILS_ENV: 'production',
  DATABASE_URL: `${url}?pool=5`,
  // Where migrations would otherwise write db/schema.rb into the package.
  SCHEMA: join(temp, 'schema.rb'),
});

/** A database made new by Redmine's own migrations. Two hundred of them take a minute, so a copy is kept for the next run. */
async function prepareDatabase(cluster: Cluster, temp: string): Promise<Seeded> {
  const [, version = ''] =
    /^Version: (.*)$/m.exec(execFileSync('dpkg', ['-s', 'redmine'], { encoding: 'utf8' })) ?? [];
  const kept = `redmine_${version.replaceAll(/\W+/g, '_')}`;
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  try {
    const known = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [kept]);
    if (!known.rowCount) {
      const draft = await makeDatabase(cluster, `${kept}_draft`);
      execFileSync('bin/rake', ['db:migrate'], {
        cwd: APP,
        env: environment(draft, temp),
        stdio: 'ignore',
        ...account(),
      });
      await client.query(`ALTER DATABASE ${kept}_draft RENAME TO ${kept}`);
    }
    await client.query('DROP DATABASE IF EXISTS bench_redmine WITH (FORCE)');
    await client.query(`CREATE DATABASE bench_redmine TEMPLATE ${kept}`);
  } finally {
    await client.end();
  }
  const url = urlOf(cluster, 'bench_redmine');
  const said = execFileSync('bin/rails', ['runner', '-'], {
    cwd: APP,
    env: environment(url, temp),
    input: readFileSync(join(import.meta.dirname, 'redmine-seed.rb')),
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
    ...account(),
  });
  const [, apiKey, projectId] = /SEEDED (\w+) (\d+)/.exec(said) ?? [];
  if (!apiKey) throw new Error(`Redmine не подготовлен: ${said.slice(-500)}`);
  return { url, apiKey, projectId: Number(projectId) };
}

function startPuma(url: string, port: number, temp: string): ChildProcess {
  const options = ['-e', 'production', '-w', '2', '-t', '5:5', '--preload', '-b', `tcp://127.0.0.1:${port}`];
  return spawn('/usr/bin/puma', [...options, join(APP, 'config.ru')], {
    cwd: APP,
    env: environment(url, temp),
    stdio: 'ignore',
    ...account(),
  });
}

async function stopPuma(puma: ChildProcess): Promise<void> {
  if (puma.exitCode !== null || puma.signalCode !== null) return;
  const ended = new Promise((done) => puma.once('exit', done));
  puma.kill('SIGTERM');
  const timer = setTimeout(() => puma.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(timer);
}

async function waitReady(puma: ChildProcess, port: number): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (puma.exitCode !== null) throw new Error(`Redmine не запустился: код ${puma.exitCode}`);
    const isReady = await fetch(`http://127.0.0.1:${port}/issues.json?limit=1`).then(
      (reply) => reply.status < 500,
      () => false,
    );
    if (isReady) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error('Redmine не ответил за две минуты');
}

async function measure(port: number, { apiKey, projectId }: Seeded): Promise<number> {
  const issue = { port, script: 'issue', path: '/issues.json', token: apiKey, project: projectId } as const;
  await runLoad({ ...issue, connections: 10, seconds: 3 });
  const rates: number[] = [];
  for (const connections of CONNECTIONS) {
    const load = await runLoad({ ...issue, connections, seconds: SECONDS });
    rates.push(load.perSecond);
  }
  return Math.max(...rates);
}
