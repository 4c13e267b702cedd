import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../../../../scripts/support/ports.mjs';
import { type MailServer, startMailServer } from '../../../support/letters/letter-servers.ts';
import { type Authority, makeAuthority } from './certificates.ts';
import { furnish } from './furnish.ts';
import { makePostgres, type OwnPostgres, programsOf } from './own-postgres.ts';
import { type SiteProxy, startProxy } from './proxy.ts';
import { makeSite, type Site, until } from './site.ts';

/** Everything the faults are made in. */
export interface World {
  folder: string;
  authority: Authority;
  mail: MailServer;
  /** A sound installation with the embedded database and copies, under way. */
  town: Site;
  proxy: SiteProxy;
  /** Its first administrator. */
  cookie: string;
  /** The file of a resident. */
  file: string;
  copies: string;
  /** Another one, with a PostgreSQL of the city's own; made when it is first asked for. */
  own: () => Promise<OwnTown>;
  tell: (text: string) => void;
  close: () => Promise<void>;
}

export interface OwnTown {
  site: Site;
  postgres: OwnPostgres;
}

type Base = Pick<World, 'folder' | 'authority' | 'mail' | 'tell'> & {
  /** What is ended at the end, the last one first. */
  closing: (() => unknown)[];
};

/** Loaded before the program, it moves the clock by FAULTS_CLOCK_HOURS. */
export const movedClock = (hours: number): Record<string, string> => ({
  NODE_OPTIONS: `--import=${join(import.meta.dirname, 'clock.mjs')}`,
  FAULTS_CLOCK_HOURS: String(hours),
});

/** The record of its first days is three days old. */
const BEFORE = -72;

const usualEnv = (port: number, authority: Authority): Record<string, string> => ({
  DATABASE_URL: '',
  DATABASE_OWNER_URL: '',
  PORT: String(port),
  OTKLIK_DEMO: '0',
  OTKLIK_RECORD_LETTERS: 'keeper@city.example',
  OTKLIK_REQUESTS_PER_MINUTE: '0',
  LOG_LEVEL: 'warn',
  NODE_EXTRA_CA_CERTS: authority.file,
});

async function sealDays(site: Site): Promise<void> {
  for (const [job, isDone] of [
    ['audit.seal-days', 'SELECT count(*) > 0 AS is_done FROM audit.day_root'],
    [
      'audit.publish-days',
      "SELECT count(*) = 0 AS is_done FROM graphile_worker.jobs WHERE task_identifier = 'audit.publish-days'",
    ],
  ] as const) {
    await site.ask(`SELECT graphile_worker.add_job($1, '{}')`, [job]);
    await until(job, 60, async () => (await site.ask(isDone)).rows[0].is_done);
  }
}

/** Makes it three days ago and lets it go on now. */
async function beginSound(site: Site, mail: MailServer, tell: World['tell']) {
  await site.start({ env: movedClock(BEFORE), args: ['--empty'] });
  const made = await furnish(site, mail.port, tell);
  await site.stop();
  await site.start();
  await sealDays(site);
  return made;
}

/** The first copy is taken by itself, and told of. */
async function waitCopy(site: Site): Promise<void> {
  await until('первая копия', 180, async () => {
    const { rows } = await site.ask("SELECT 1 FROM backups.state WHERE (facts->>'bases')::int > 0");
    return rows.length > 0;
  });
}

async function makeTown({ folder, authority, mail, tell, closing }: Base) {
  const data = join(folder, 'town');
  mkdirSync(data);
  // Another disk than that of the data, as it should be.
  const copies = mkdtempSync('/dev/shm/otklik-faults-');
  const port = await findFreePort(3800);
  const proxy = await startProxy(authority.issue(60), port);
  const env = Object.assign(usualEnv(port, authority), {
    OTKLIK_URL: `https://localhost:${proxy.port}`,
    OTKLIK_BACKUP_TO: copies,
    OTKLIK_BACKUP_PASSPHRASE: 'длинный пароль копий',
    OTKLIK_BACKUP_WORK: '12',
  });
  const town = makeSite({ data, port, env, log: join(folder, 'town.log') }, [data, copies]);
  closing.push(
    () => rmSync(copies, { recursive: true, force: true }),
    () => rmSync(`${copies}.kept`, { recursive: true, force: true }),
    () => town.close(),
  );
  const { cookie, file } = await beginSound(town, mail, tell);
  await waitCopy(town);
  await town.keep();
  return { town, proxy, cookie, file, copies };
}

async function makeOwnTown({ folder, authority, mail, tell, closing }: Base): Promise<OwnTown> {
  tell('завожу установку с базой города');
  const programs = programsOf(17);
  if (!programs) throw new Error('Нет программ PostgreSQL 17');
  const postgres = await makePostgres(join(folder, 'postgres'), programs, [
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--locale-provider=icu',
    '--icu-locale=ru',
  ]);
  postgres.start();
  closing.push(() => postgres.stop());
  await postgres.ask("CREATE ROLE owner LOGIN PASSWORD 'word' CREATEDB");
  await postgres.ask("CREATE ROLE otklik LOGIN PASSWORD 'word'");
  await postgres.ask('GRANT pg_monitor TO otklik');
  await postgres.ask('CREATE DATABASE otklik OWNER owner');
  const data = join(folder, 'own');
  mkdirSync(data);
  const port = await findFreePort(3900);
  const proxy = await startProxy(authority.issue(60), port);
  const env = Object.assign(usualEnv(port, authority), {
    DATABASE_URL: postgres.url('otklik'),
    DATABASE_OWNER_URL: postgres.url('owner'),
    OTKLIK_URL: `https://localhost:${proxy.port}`,
  });
  const site = makeSite({ data, port, env, log: join(folder, 'own.log') }, [data]);
  closing.push(() => site.close());
  await beginSound(site, mail, tell);
  return { site, postgres };
}

export async function makeWorld(tell: World['tell']): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-faults-'));
  chmodSync(folder, 0o711);
  const authority = makeAuthority(folder);
  const mail = await startMailServer();
  const closing: (() => unknown)[] = [
    () => rmSync(folder, { recursive: true, force: true }),
    () => mail.close(),
  ];
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  let made: Promise<OwnTown> | undefined;
  const base = { folder, authority, mail, tell, closing };
  const own = () => {
    made ??= makeOwnTown(base);
    return made;
  };
  try {
    tell('завожу исправную установку');
    return Object.assign({}, base, await makeTown(base), { own, close });
  } catch (error) {
    await close();
    throw error;
  }
}
