import { spawn, spawnSync } from 'node:child_process';
import { constants, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProcess, isSameProcess, type ProcessRecord } from '../support/processes.mjs';
import { environmentOf, isClosed, type Kit, KitRefusal, programOf, settingsOf } from './kit.ts';
import { type Part, partsOf, TARGET, unitName } from './units.ts';

/** Starts and stops the parts of an installation: by systemd, or by ourselves where there is none. */

export interface Supervisor {
  /** Starts what should work now; while the portal is closed, no background work. */
  start: () => Promise<void>;
  stop: () => Promise<void>;
  /** Why it will not come up, or null while it still may. */
  failure: () => string | null;
  describe: () => ShownPart[];
}

export interface ShownPart {
  words: string;
  isActive: boolean;
}

function systemctl(...args: string[]): string {
  const done = spawnSync('systemctl', args, { encoding: 'utf8' });
  if (done.status !== 0 && args[0] !== 'show' && args[0] !== 'is-active')
    throw new KitRefusal(
      `systemctl ${args.join(' ')} не удалось: ${(done.stderr || done.error?.message || '').trim()}`,
    );
  return done.stdout.trim();
}

/** What systemd says of a unit, in our words. */
const states: Readonly<Record<string, string>> = {
  active: 'работает',
  activating: 'запускается',
  deactivating: 'останавливается',
  failed: 'не запускается',
  inactive: 'остановлена',
};

/** Starts in a row that failed before a person should look. */
const mostRestarts = 3;

function bySystemd(kit: Kit): Supervisor {
  const parts = (): Part[] => partsOf(Boolean(settingsOf(kit).DATABASE_URL));
  const shown = (part: Part, name: string): string =>
    systemctl('show', '--value', '-p', name, unitName(part));
  let counted = new Map<Part, number>();
  return {
    async start() {
      counted = new Map(parts().map((part) => [part, Number(shown(part, 'NRestarts')) || 0]));
      const open = parts().filter((part) => part !== 'worker' || !isClosed(kit));
      systemctl('start', ...(isClosed(kit) ? [] : [TARGET]), ...open.map(unitName));
    },
    async stop() {
      systemctl('stop', TARGET, ...parts().toReversed().map(unitName));
    },
    failure() {
      const failing = parts().find(
        (part) => (Number(shown(part, 'NRestarts')) || 0) - (counted.get(part) ?? 0) >= mostRestarts,
      );
      return failing ? `${unitName(failing)} не запускается: journalctl -u ${unitName(failing)}` : null;
    },
    describe: () =>
      parts().map((part) => {
        const state = shown(part, 'ActiveState');
        return { words: `${unitName(part)}: ${states[state] ?? state}`, isActive: state === 'active' };
      }),
  };
}

const logLimitBytes = 50 * 1024 * 1024;

function openLog(kit: Kit): number {
  mkdirSync(kit.places.logs, { recursive: true });
  const file = join(kit.places.logs, 'otklik.log');
  try {
    if (statSync(file).size > logLimitBytes) renameSync(file, `${file}.1`);
  } catch {
    // There is none yet.
  }
  const { O_APPEND, O_CREAT, O_NOFOLLOW, O_WRONLY } = constants;
  return openSync(file, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW, 0o640);
}

/** The last words of a log, for who sees no more of it. */
function tailOf(file: string): string {
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(-12);
  return `Конец журнала ${file}:\n${lines.join('\n')}`;
}

/** Without systemd one process of the start script watches the database, the server and the keeper of copies. */
function byOurselves(kit: Kit): Supervisor {
  const record = (): ProcessRecord | null => {
    try {
      return JSON.parse(readFileSync(join(kit.places.data, 'start-web.lock'), 'utf8')) as ProcessRecord;
    } catch {
      return null;
    }
  };
  const running = (): ProcessRecord | null => {
    const found = record();
    return found && isSameProcess(found) ? found : null;
  };
  let exit: string | null = null;
  return {
    async start() {
      if (running()) return;
      exit = null;
      const { file, args } = programOf(kit.places.current, 'start.mjs');
      const output = openLog(kit);
      const child = spawn(file, [...args, ...(isClosed(kit) ? ['--only', 'web'] : [])], {
        env: environmentOf(kit),
        cwd: kit.places.current,
        stdio: ['ignore', output, output],
        detached: true,
        ...kit.owner,
      });
      child.once('exit', (code, signal) => {
        exit = `программа завершилась (${signal ?? code}). ${tailOf(join(kit.places.logs, 'otklik.log'))}`;
      });
      child.once('error', (error) => {
        exit = error.message;
      });
      child.unref();
    },
    async stop() {
      const found = running();
      if (!found) return;
      const isGone = await endProcess(found, [
        ['SIGTERM', 60_000],
        ['SIGKILL', 5000],
      ]);
      if (!isGone) throw new KitRefusal(`Процесс ${found.pid} не остановился.`);
    },
    failure: () => exit,
    describe: () => {
      const found = running();
      return [{ words: found ? `работает, процесс ${found.pid}` : 'остановлен', isActive: found !== null }];
    },
  };
}

export const supervisorOf = (kit: Kit): Supervisor =>
  kit.installed.supervisor === 'systemd' ? bySystemd(kit) : byOurselves(kit);

/** True when the server says that it is ready, its database with it. */
export async function isReady(address: string): Promise<boolean> {
  const reply = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(5000) }).catch(() => null);
  return reply?.ok ?? false;
}

/** Waits until the pages are answered; why they are not, or what beside them will not come up, or null. */
export async function waitReady(
  supervisor: Supervisor,
  address: string,
  minutes: number,
): Promise<string | null> {
  for (const end = Date.now() + minutes * 60_000; Date.now() < end; await sleep(200)) {
    if (await isReady(address)) return supervisor.failure();
    const failure = supervisor.failure();
    if (failure !== null) return failure;
  }
  return `за ${minutes} минут не стал готов: ${address}/readyz`;
}
