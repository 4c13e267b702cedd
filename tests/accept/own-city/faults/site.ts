import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { root } from '../../run-program.ts';

export const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

export async function until(
  what: string,
  seconds: number,
  holds: () => Promise<boolean> | boolean,
): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Не дождались: ${what}`);
    await pause(200);
  }
}

/** How the program is begun: what its environment says, what stands before it on the line, and after it. */
export interface Begin {
  env?: Readonly<Record<string, string>>;
  before?: readonly string[];
  args?: readonly string[];
}

/** An installation under way, begun by `npm start` as an administrator does. */
export interface Site {
  data: string;
  port: number;
  /** What its administrator has named; the command is given the same. */
  env: Record<string, string>;
  ask: (text: string, values?: unknown[]) => Promise<pg.QueryResult>;
  start: (begin?: Begin) => Promise<void>;
  stop: () => Promise<void>;
  /** kill -9 to the program and all it has begun. */
  kill: () => Promise<void>;
  /** Keeps what is there; `renew` comes back to it, the program begun anew. */
  keep: () => Promise<void>;
  renew: () => Promise<void>;
  close: () => Promise<void>;
}

/** The address of the tables' owner: of DATABASE_OWNER_URL, else of the embedded database that runs. */
function ownerUrl({ data, env }: Pick<Site, 'data' | 'env'>): string {
  if (env.DATABASE_OWNER_URL) return env.DATABASE_OWNER_URL;
  const folder = join(data, 'postgres');
  const [, , , port] = readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n');
  return `postgres://otklik_owner:${readFileSync(join(folder, 'owner-password'), 'utf8').trim()}@127.0.0.1:${port}/otklik`;
}

const isReady = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(5000) }).then(
    (reply) => reply.ok,
    () => false,
  );

async function ask(
  site: Pick<Site, 'data' | 'env'>,
  text: string,
  values?: unknown[],
): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: ownerUrl(site) });
  await client.connect();
  try {
    return await client.query(text, values);
  } finally {
    await client.end();
  }
}

/** Copies a folder as it is, owners with it; the old one at the target goes. */
function copyWhole(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  execFileSync('cp', ['-a', from, to]);
}

/** `folders` are what it keeps and renews: its data, its copies. */
export function makeSite(
  { data, port, env, log }: { data: string; port: number; env: Record<string, string>; log: string },
  folders: readonly string[],
): Site {
  let child: ChildProcess | undefined;
  const own = { data, env };
  const end = async (signal: NodeJS.Signals) => {
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child?.once('exit', done));
    process.kill(signal === 'SIGKILL' ? -child.pid : child.pid, signal);
    await gone;
    child = undefined;
  };
  const site: Site = {
    data,
    port,
    env,
    ask: (text, values) => ask(own, text, values),
    async start({ env: more = {}, before = [], args = [] } = {}) {
      const [file = '', ...rest] = [
        ...before,
        process.execPath,
        'scripts/start.mjs',
        '--data',
        data,
        '--port',
        String(port),
        ...args,
      ];
      child = spawn(file, rest, {
        cwd: root,
        env: Object.assign({}, process.env, env, more),
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      });
      const out = createWriteStream(log, { flags: 'a' });
      for (const stream of [child.stdout, child.stderr]) stream?.pipe(out, { end: false });
      const begun = child;
      if (args.includes('worker')) return;
      await until(`запуск (${log})`, 240, async () => {
        if (begun.exitCode !== null) throw new Error(`Отклик не запустился: ${log}`);
        return isReady(port);
      });
    },
    stop: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
    async keep() {
      await site.stop();
      for (const folder of folders) copyWhole(folder, `${folder}.kept`);
      await site.start();
    },
    async renew() {
      await site.stop();
      for (const folder of folders) if (existsSync(`${folder}.kept`)) copyWhole(`${folder}.kept`, folder);
      await site.start();
    },
    close: () => end('SIGINT'),
  };
  return site;
}
