import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Site } from '../../../../bench/support/site.ts';
import { readRunning } from '../../../../scripts/postgres/cluster.mjs';
import { type Postgres, startPostgres } from '../../../../scripts/postgres.mjs';
import { askAbout, readSeen } from '../../../../scripts/standby/seen.ts';
import {
  describeProcess,
  isSameProcess,
  processesWorkingIn,
  sendSignal,
  waitUntil,
} from '../../../../scripts/support/processes.mjs';
import { root, runProgram } from '../../run-program.ts';
import { clusterOf, copiesEnv, endChild, startKeeper, startTownServer } from './machine.ts';

/** Two machines on the loopback: folders of data apart, one place of copies. */
export interface PairMachine {
  data: string;
  /** Port of its database. */
  port: number;
}

export interface Primary extends PairMachine {
  postgres: Postgres;
  site: Site;
  keeper: ChildProcess;
}

/** The command of docs/standby.md. */
export async function standbyCommand(
  args: readonly string[],
  place: string,
): Promise<{ code: number; said: string }> {
  const said: string[] = [];
  const before = { ...process.env };
  Object.assign(process.env, copiesEnv(place));
  try {
    const { code, lines } = await runProgram(['scripts/standby.ts', ...args], (text) => said.push(text));
    return { code, said: [...said, ...lines].join('\n') };
  } finally {
    process.env = before;
  }
}

export async function mustDo(args: readonly string[], place: string): Promise<string> {
  const { code, said } = await standbyCommand(args, place);
  if (code !== 0) throw new Error(`standby ${args.join(' ')}: ${said}`);
  return said;
}

/** The service of the standby. */
export const startFollowing = (data: string, place: string): ChildProcess =>
  spawn(process.execPath, [join(root, 'scripts/standby.ts'), '--keep', '--data', data], {
    cwd: root,
    env: { ...process.env, ...copiesEnv(place) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });

/** What `npm start` starts: the database where it does not run, the keeper, the city. */
export async function startPrimary(machine: PairMachine, place: string): Promise<Primary> {
  const postgres = await startPostgres({
    dataDir: join(machine.data, 'postgres'),
    port: machine.port,
    detached: true,
  });
  const keeper = startKeeper(machine.data, place);
  const site = await startTownServer(machine.data, postgres);
  return { ...machine, postgres, site, keeper };
}

/** As a power cut ends a machine: every process of it at once, nobody is left to tell the others to end in good order. */
export async function killMachine({ data, site, keeper }: Primary): Promise<void> {
  const cluster = clusterOf(data);
  const head = readRunning(cluster)?.pid;
  const numbers = processesWorkingIn(cluster.data).concat(head ?? []);
  for (const pid of [...new Set(numbers)].sort((a, b) => a - b)) sendSignal(pid, 'SIGKILL');
  site.process.kill('SIGKILL');
  keeper.kill('SIGKILL');
  await Promise.all([endChild(site.process, 'SIGKILL'), endChild(keeper, 'SIGKILL')]);
  const left = numbers.map((pid) => describeProcess(pid));
  await waitUntil(() => !left.some((one) => isSameProcess(one)), 10_000);
}

/** Makes `to` the standby of `from` and lets it follow. Returns the service that follows. */
export async function joinStandby(
  from: Primary,
  to: PairMachine,
  place: string,
  isAgain: boolean,
): Promise<ChildProcess> {
  const again = isAgain ? ['--again'] : [];
  const of = ['--of', `127.0.0.1:${from.port}`, '--listen', `127.0.0.1:${to.port}`, '--data', to.data];
  await mustDo([...of, ...again], place);
  const following = startFollowing(to.data, place);
  const cluster = clusterOf(to.data);
  if (!(await waitUntil(() => readRunning(cluster)?.status === 'ready', 60_000, 100)))
    throw new Error('Запасная не пошла');
  return following;
}

/** The primary waits for its standby from now on; its database, which the command ends, is started again as `npm start` does. */
export async function goTogether(primary: Primary, standby: PairMachine, place: string): Promise<void> {
  const cluster = clusterOf(standby.data);
  const other = { host: '127.0.0.1', port: primary.port };
  const isNear = async (): Promise<boolean> =>
    ((await askAbout(cluster, other))?.behind ?? Number.MAX_SAFE_INTEGER) < 1e9;
  if (!(await waitUntil(isNear, 60_000, 100))) throw new Error('Запасная не догоняет');
  await mustDo(['--together', '--data', primary.data], place);
  primary.postgres = await startPostgres({
    dataDir: join(primary.data, 'postgres'),
    port: primary.port,
    detached: true,
  });
  const isTogether = (): boolean => readSeen(cluster)?.isTogether === true;
  if (!(await waitUntil(isTogether, 60_000, 100))) throw new Error('Основная не ждёт запасную');
}
