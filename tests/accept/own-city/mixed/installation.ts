import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createWriteStream, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { findFreePort } from '../../../../scripts/support/ports.mjs';
import { guardProcess } from '../../../../scripts/support/processes.mjs';
import { root } from '../../run-program.ts';
import { until } from '../faults/site.ts';

/** An installation as its three services of systemd run it, and a second web and worker over its database: five starts of `npm start`. */

export type Role = 'web' | 'worker';

/** One supervised process. */
export interface Part {
  name: string;
  role: Role;
  /** Where it answers whether it is ready. */
  port: number;
  /** Its start script. */
  starter: number;
  /** The number of its server now; null while there is none. */
  server: () => number | null;
  /** So many milliseconds its clock stands beside the machine's. */
  moveClock: (ahead: number) => void;
  isReady: () => Promise<boolean>;
}

export interface Installation {
  data: string;
  url: () => string;
  /** What both pairs are given. */
  keys: Readonly<Record<string, string>>;
  ask: <T extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<T[]>;
  startDatabase: () => Promise<void>;
  startPart: (which: 'first' | 'second', role: Role, more?: Record<string, string>) => Promise<Part>;
  stopPart: (part: Part) => Promise<void>;
  /** Gives the second pair what the first keeps beside the database. */
  shareFolder: () => void;
  /** The head process of PostgreSQL. */
  postmaster: () => number;
  close: () => Promise<void>;
}

const isReady = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2000) }).then(
    (reply) => reply.ok,
    () => false,
  );

function readServer(file: string): number | null {
  try {
    const { pid } = JSON.parse(readFileSync(file, 'utf8')) as { pid: number };
    return pid;
  } catch {
    return null;
  }
}

const isThere = (file: string): boolean => {
  try {
    return readFileSync(file, 'utf8') !== '';
  } catch {
    return false;
  }
};

/** Keys that both pairs open secrets and sign with, as two machines of a city are given them. */
const makeKeys = () => ({
  OTKLIK_SEAL_KEY: randomBytes(32).toString('base64url'),
  OTKLIK_RECORD_KEY: generateKeyPairSync('ed25519')
    .privateKey.export({ type: 'pkcs8', format: 'der' })
    .toString('base64'),
});

/** Beside the database: what signs sessions, and files. Links of whoever owns the installation are followed. */
const shared = ['secret', 'files', 'imports', 'day-roots'] as const;

const clean = {
  DATABASE_URL: '',
  DATABASE_OWNER_URL: '',
  OTKLIK_REQUESTS_PER_MINUTE: '0',
  LOG_LEVEL: 'warn',
  // As many as a town’s machine gives each of four, within PostgreSQL’s hundred.
  OTKLIK_POOL: '10',
};

export async function makeInstallation(folder: string): Promise<Installation> {
  const data = join(folder, 'first');
  mkdirSync(data);
  mkdirSync(join(folder, 'second'));
  const [web, others] = [await findFreePort(38_100), await findFreePort(38_300)];
  const ports = {
    'first-web': web,
    'second-web': web + 1,
    'first-worker': others,
    'second-worker': others + 1,
  };
  const keys = makeKeys();
  const env = Object.assign({}, process.env, clean, keys);
  const address = (account: string, file: string): string => {
    const port = readFileSync(join(data, 'postgres/port'), 'utf8').trim();
    const password = readFileSync(join(data, 'postgres', file), 'utf8').trim();
    return `postgres://${account}:${password}@127.0.0.1:${port}/otklik`;
  };
  const url = () => address('otklik', 'password');
  const owner = () => address('otklik_owner', 'owner-password');
  const children = new Map<number, { child: ChildProcess; order: number }>();

  function launch(name: string, args: readonly string[], more: Record<string, string>): ChildProcess {
    const child = spawn(process.execPath, ['scripts/start.mjs', ...args], {
      cwd: root,
      env: Object.assign({}, env, more),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const log = createWriteStream(join(folder, `${name}.log`), { flags: 'a' });
    for (const stream of [child.stdout, child.stderr]) stream?.pipe(log, { end: false });
    if (child.pid === undefined) return child;
    children.set(child.pid, { child, order: children.size });
    // A play that is broken off leaves nothing behind.
    guardProcess(child.pid, 'INT');
    return child;
  }

  async function end(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGINT');
    await gone;
  }

  return {
    data,
    url,
    keys,
    async ask(text, values) {
      const client = new pg.Client({ connectionString: owner() });
      client.on('error', () => {});
      await client.connect();
      try {
        return (await client.query(text, values)).rows;
      } finally {
        await client.end().catch(() => {});
      }
    },
    async startDatabase() {
      const child = launch('database', ['--only', 'database', '--data', data], {});
      await until('база', 120, () => {
        if (child.exitCode !== null) throw new Error(`База не запустилась: ${folder}/database.log`);
        return (
          isThere(join(data, 'postgres/data/postmaster.pid')) &&
          isThere(join(data, 'postgres/owner-password'))
        );
      });
    },
    shareFolder() {
      for (const name of ['files', 'imports', 'day-roots']) mkdirSync(join(data, name), { recursive: true });
      for (const name of shared) symlinkSync(join(data, name), join(folder, 'second', name));
    },
    async startPart(which, role, more = {}) {
      const name = `${which}-${role}` as const;
      const port = ports[name];
      const place = join(folder, which);
      const clock = join(folder, `${name}.clock`);
      writeFileSync(clock, '0', { mode: 0o644 });
      // The second pair has a database of DATABASE_URL, as another machine would.
      const whose = which === 'first' ? {} : { DATABASE_URL: url(), DATABASE_OWNER_URL: owner() };
      const apart = which === 'first' ? ['--apart'] : [];
      const door = role === 'worker' ? { OTKLIK_WORKER_PORT: String(port) } : {};
      const moved = {
        NODE_OPTIONS: `--import=${join(import.meta.dirname, 'moving-clock.mjs')}`,
        MIXED_CLOCK: clock,
      };
      const args = ['--only', role, ...apart, '--data', place, '--port', String(port)];
      const child = launch(name, args, Object.assign({}, whose, door, moved, more));
      await until(`${name} (${folder}/${name}.log)`, 240, () => {
        if (child.exitCode !== null) throw new Error(`${name} не запустился: ${folder}/${name}.log`);
        return isReady(port);
      });
      return {
        name,
        role,
        port,
        starter: child.pid ?? 0,
        server: () => readServer(join(place, `server-${role}.pid`)),
        moveClock: (ahead) => writeFileSync(clock, String(ahead)),
        isReady: () => isReady(port),
      };
    },
    async stopPart({ starter }) {
      const one = children.get(starter);
      if (one) await end(one.child);
    },
    postmaster: () =>
      Number(readFileSync(join(data, 'postgres/data/postmaster.pid'), 'utf8').split('\n', 1)[0]),
    async close() {
      // The last begun first: the database after all that work with it.
      for (const { child } of [...children.values()].sort((a, b) => b.order - a.order)) await end(child);
    },
  };
}
