import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { archiveReady } from '../../../scripts/backup/archive.ts';
import { type Keyring, settleKeyring } from '../../../scripts/backup/keyring.ts';
import { copierUrl, type Taken, takeBackup } from '../../../scripts/backup/take.ts';
import { choosePlace, type Place } from '../../../scripts/postgres/account.mjs';
import { setArchiving } from '../../../scripts/postgres/archiving.mjs';
import { type Postgres, startPostgres } from '../../../scripts/postgres.mjs';

/** A small installation with a real embedded PostgreSQL that is written to, and a place for its copies. */
export interface SmallCity {
  data: string;
  place: string;
  cluster: Place;
  keyring: Keyring;
  server: Postgres;
  /** Identifier of the cluster; known after the first copy. */
  system: string;
}

export const smallCityZone = 'Asia/Yekaterinburg';
export const smallCityPassphrase = 'четыре слова для копий';
const folders: string[] = [];

/** Open to the account of the database: as root the server is run by another. */
export function makeFolder(name: string): string {
  const dir = mkdtempSync(join(tmpdir(), `otklik-${name}-`));
  chmodSync(dir, 0o711);
  folders.push(dir);
  return dir;
}

export async function ask<T = Record<string, unknown>>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql, values)).rows as T[];
  } finally {
    await client.end().catch(() => {});
  }
}

export async function startSmallCity(): Promise<SmallCity> {
  process.env.OTKLIK_BACKUP_WORK = '10';
  const data = join(makeFolder('city'), 'data');
  const place = makeFolder('copies');
  mkdirSync(data, { recursive: true });
  const cluster = choosePlace(join(data, 'postgres'));
  setArchiving(cluster, true);
  const server = await startPostgres({ dataDir: join(data, 'postgres') });
  await ask(server.ownerUrl, 'CREATE TABLE note (id int, words text, at timestamptz)');
  await ask(server.ownerUrl, 'GRANT ALL ON note TO otklik');
  const keyring = await settleKeyring(place, smallCityPassphrase);
  mkdirSync(join(data, 'files', 'ab'), { recursive: true });
  writeFileSync(join(data, 'files', 'ab', 'photo.original'), Buffer.alloc(300_000, 'ф'));
  writeFileSync(join(data, 'seal-key'), 'ключ', { mode: 0o600 });
  return { data, place, cluster, keyring, server, system: '' };
}

export async function dropSmallCity(city: SmallCity): Promise<void> {
  await city.server.stop();
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true });
}

export async function takeCopy(city: SmallCity): Promise<Taken> {
  const { place, keyring, data } = city;
  const taken = await takeBackup({
    place,
    keyring,
    data,
    zone: smallCityZone,
    facts: { counts: {}, migration: '' },
    rate: 512,
  });
  city.system = taken.manifest.system;
  return taken;
}

/** Ends the segment that is being written and takes it into the archive. Returns how many were taken. */
export async function archiveAll(city: SmallCity): Promise<number> {
  await ask(city.server.ownerUrl, "INSERT INTO note VALUES (-1, 'шов', clock_timestamp())");
  await ask(copierUrl(city.cluster), 'SELECT pg_switch_wal()');
  const end = Date.now() + 20_000;
  let taken = 0;
  while (taken === 0 && Date.now() < end) {
    taken += await archiveReady(city);
    await sleep(50);
  }
  return taken;
}

export interface Told {
  id: number;
  /** Moment at which the database had acknowledged the line. */
  at: number;
}

/** Writes without a pause until it is stopped. */
export function startWriting({ server }: SmallCity): { stop: () => Promise<Told[]> } {
  const told: Told[] = [];
  let isOver = false;
  const write = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: server.url });
    client.on('error', () => {});
    await client.connect();
    for (let id = 1; !isOver; id += 1) {
      await client.query("INSERT INTO note VALUES ($1, repeat('дорога ', 50), clock_timestamp())", [id]);
      told.push({ id, at: Date.now() });
      await sleep(2);
    }
    await client.end();
  };
  const done = write();
  return {
    stop: async () => {
      isOver = true;
      await done;
      return told;
    },
  };
}
