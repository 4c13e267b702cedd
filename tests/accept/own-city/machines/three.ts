import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import pg from 'pg';
import { findFreePort } from '../../../../scripts/support/ports.mjs';
import { processesWorkingIn, sendSignal, waitUntil } from '../../../../scripts/support/processes.mjs';
import { root } from '../../run-program.ts';
import { endChild, makePlace } from './machine.ts';

/** Three machines of docs/patroni.md on addresses of the loopback, set up by the samples of deploy/patroni. Each can be killed whole. */

const BIN = '/usr/lib/postgresql/17/bin';
const NAMES = ['one', 'two', 'three'] as const;
type Name = (typeof NAMES)[number];

/** Why the recipe cannot be played on this machine; null where it can. */
export function findLack(): string | null {
  if (process.getuid?.() !== 0) return 'нужен root: база работает под учётной записью postgres';
  const wanted = [
    '/usr/bin/patroni',
    // Debian's patroni comes without it: the package is content with the store it is installed with, consul.
    '/usr/lib/python3/dist-packages/etcd',
    '/usr/bin/etcd',
    '/usr/bin/etcdctl',
    '/usr/sbin/haproxy',
    `${BIN}/postgres`,
  ];
  const lacking = wanted.filter((file) => !existsSync(file));
  return lacking.length > 0
    ? `нет ${lacking.join(', ')}: apt install postgresql-17 patroni python3-etcd etcd-server etcd-client haproxy`
    : null;
}

const hostOf = (name: Name): string => `127.0.0.${11 + NAMES.indexOf(name)}`;
const sampleOf = (file: string): string => readFileSync(join(root, 'deploy/patroni', file), 'utf8');

/** The sample on addresses of the loopback. */
const onLoopback = (text: string): string =>
  text.replaceAll(/10\.0\.0\.(?=1[123]\b)/gu, '127.0.0.').replaceAll('10.0.0.0/24', '127.0.0.0/8');

/** What the guide tells to change on the two other machines: the name and the address in lines that are not about all three. */
const forMachine = (text: string, name: Name): string =>
  onLoopback(text)
    .split('\n')
    .map((line) =>
      line.includes('127.0.0.13')
        ? line
        : line.replaceAll('127.0.0.11', hostOf(name)).replace(/(name: |NAME=)one$/iu, `$1${name}`),
    )
    .join('\n');

interface Machine {
  name: Name;
  folder: string;
  data: string;
}

function writeSettings({ name, folder, data }: Machine): void {
  const settings = forMachine(sampleOf('patroni.yml'), name)
    .replace('/var/lib/postgresql/17/otklik', data)
    .replace('/var/lib/postgresql/.pgpass-otklik', join(folder, 'pgpass'))
    .replace('/var/run/postgresql', folder);
  writeFileSync(join(folder, 'patroni.yml'), settings);
  execFileSync('chown', ['-R', 'postgres:postgres', folder]);
}

const etcdEnv = ({ name, folder }: Machine): Record<string, string> =>
  Object.fromEntries(
    forMachine(sampleOf('etcd.env'), name)
      .replace('/var/lib/etcd/otklik', join(folder, 'etcd'))
      .split('\n')
      .filter((line) => line.startsWith('ETCD_'))
      .map((line) => {
        const at = line.indexOf('=');
        return [line.slice(0, at), line.slice(at + 1)];
      }),
  );

/** What a program of a machine has said, for whoever looks why it does not go. */
const logOf = ({ folder }: Machine, program: string): string => join(folder, `${basename(program)}.log`);

/** Its last words; none where it was not begun. */
function lastWordsOf(machine: Machine, program: string): string {
  const file = logOf(machine, program);
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-3).join(' ') : '';
}

function begin(machine: Machine, command: readonly string[], env: Record<string, string> = {}): void {
  const said = openSync(logOf(machine, command[0]!), 'a');
  const child = spawn('runuser', ['-u', 'postgres', '--', ...command], {
    cwd: machine.folder,
    env: { ...process.env, PATH: '/usr/sbin:/usr/bin:/sbin:/bin', ...env },
    stdio: ['ignore', said, said],
    detached: true,
  });
  child.unref();
  closeSync(said);
}

function startMachine(machine: Machine, state: 'new' | 'existing' = 'new'): void {
  const env = Object.assign(etcdEnv(machine), { ETCD_INITIAL_CLUSTER_STATE: state });
  begin(machine, ['/usr/bin/etcd', '--log-level', 'error'], env);
  begin(machine, ['/usr/bin/patroni', 'patroni.yml']);
}

/** As a power cut ends a machine: nobody is left to tell the others. */
async function killMachine({ folder, data }: Machine): Promise<void> {
  const living = (): number[] => [...processesWorkingIn(folder), ...processesWorkingIn(data)];
  const areGone = (): boolean => {
    for (const pid of living()) sendSignal(pid, 'SIGKILL');
    return living().length === 0;
  };
  if (!(await waitUntil(areGone, 10_000, 5))) throw new Error('Машина не гибнет');
}

/** What Patroni on a machine says of itself; null = it does not answer. */
async function askPatroni({
  name,
}: Machine): Promise<{ state: string; role: string; timeline?: number } | null> {
  try {
    const reply = await fetch(`http://${hostOf(name)}:8008/patroni`, { signal: AbortSignal.timeout(2000) });
    return (await reply.json()) as { state: string; role: string; timeline?: number };
  } catch {
    return null;
  }
}

const isPrimary = (role: string | undefined): boolean => role === 'primary' || role === 'master';

async function until(what: string, seconds: number, isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`${what}: не дождался за ${seconds} с`);
    await new Promise((done) => setTimeout(done, 200));
  }
}

function startProxy(folder: string, port: number): ChildProcess {
  const file = join(folder, 'haproxy.cfg');
  writeFileSync(file, onLoopback(sampleOf('haproxy.cfg')).replace('127.0.0.1:5000', `127.0.0.1:${port}`));
  return spawn('/usr/sbin/haproxy', ['-db', '-f', file], { stdio: 'ignore' });
}

export interface Three {
  url: string;
  ownerUrl: string;
  /** Kills the machine of the primary whole. Returns which. */
  killPrimary: () => Promise<string>;
  /** Starts what was killed, and waits until all three go together. */
  startAgain: () => Promise<void>;
  /** A machine that is no primary burns down: one with empty disks takes its name and address, by the commands of the guide. */
  replaceOne: () => Promise<void>;
  drop: () => Promise<void>;
}

const etcdctl = (machine: Machine, ...args: string[]): string =>
  execFileSync('etcdctl', [`--endpoints=http://${hostOf(machine.name)}:2379`, 'member', ...args], {
    encoding: 'utf8',
    env: { ...process.env, ETCDCTL_API: '3' },
  });

/** Lets the others forget the member of that name and expect a new one. */
function expectAnew(living: Machine, name: Name): void {
  const row = etcdctl(living, 'list')
    .split('\n')
    .find((line) => line.split(', ')[2] === name);
  etcdctl(living, 'remove', row?.split(', ')[0] ?? '');
  etcdctl(living, 'add', name, `--peer-urls=http://${hostOf(name)}:2380`);
}

/** The account and the database, by the commands of the guide. */
async function makeDatabase(machine: Machine): Promise<void> {
  const password = encodeURIComponent(
    /superuser:\s+username: postgres\s+password: (\S+)/u.exec(sampleOf('patroni.yml'))?.[1] ?? '',
  );
  const client = new pg.Client({
    connectionString: `postgres://postgres:${password}@${hostOf(machine.name)}:5432/postgres`,
  });
  await client.connect();
  for (const role of ['otklik_owner', 'otklik'])
    await client.query(`CREATE ROLE ${role} LOGIN PASSWORD 'otklik'`);
  await client.query('CREATE DATABASE otklik OWNER otklik_owner');
  await client.end();
}

export async function startThree(): Promise<Three> {
  const outer = makePlace('three');
  execFileSync('chmod', ['755', outer]);
  const machines = NAMES.map((name): Machine => {
    const folder = join(outer, name);
    mkdirSync(folder);
    return { name, folder, data: join(folder, 'data') };
  });
  const port = await findFreePort(5600);
  const proxy = startProxy(outer, port);
  const statesOf = () => Promise.all(machines.map((machine) => askPatroni(machine)));
  const areTogether = async (): Promise<boolean> => {
    const states = await statesOf();
    const head = states.find((one) => isPrimary(one?.role));
    const areWell = states.every((one) => one !== null && ['running', 'streaming'].includes(one.state));
    return head !== undefined && areWell && states.every((one) => one?.timeline === head?.timeline);
  };
  const findPrimary = async (): Promise<Machine> => {
    const states = await statesOf();
    const found = machines.find((_, at) => isPrimary(states[at]?.role));
    if (!found) throw new Error('Основной нет');
    return found;
  };
  const three: Three = {
    url: `postgres://otklik:otklik@127.0.0.1:${port}/otklik`,
    ownerUrl: `postgres://otklik_owner:otklik@127.0.0.1:${port}/otklik`,
    async killPrimary() {
      const machine = await findPrimary();
      await killMachine(machine);
      return machine.name;
    },
    async startAgain() {
      const states = await statesOf();
      for (const [at, machine] of machines.entries()) if (states[at] === null) startMachine(machine);
      await until('все три машины вместе', 120, areTogether);
    },
    async replaceOne() {
      const living = await findPrimary();
      const lost = machines.find((machine) => machine !== living) ?? living;
      await killMachine(lost);
      for (const what of [lost.data, join(lost.folder, 'etcd')]) rmSync(what, { recursive: true });
      expectAnew(living, lost.name);
      startMachine(lost, 'existing');
      await until('новая машина вместе с двумя', 120, areTogether);
    },
    async drop() {
      await endChild(proxy);
      await Promise.all(machines.map((machine) => killMachine(machine)));
      rmSync(outer, { recursive: true, force: true });
    },
  };
  try {
    for (const machine of machines) {
      writeSettings(machine);
      startMachine(machine);
    }
    await until('база на трёх машинах', 120, areTogether);
    await makeDatabase(await findPrimary());
    return three;
  } catch (error) {
    const said = machines.map((machine) => lastWordsOf(machine, 'patroni')).find(Boolean);
    await three.drop();
    throw new Error(`${error}. Patroni: ${said ?? 'молчит'}`, { cause: error });
  }
}
