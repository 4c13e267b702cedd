import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { syncFolder } from '../../server/lib/disk.ts';
import { firstOf } from '../../shared/lists.ts';
import { choosePlace, type Place } from '../postgres/account.mjs';
import { readRunning } from '../postgres/cluster.mjs';
import { readPassword } from '../postgres/roles.mjs';
import { openBaseStream } from './base-stream.ts';
import { HALF, writeWhole } from './durable.ts';
import {
  applyChanges,
  type CopyTally,
  createFileCopier,
  type FileEntry,
  fileChange,
  fileList,
} from './file-copier.ts';
import { letSenderGiveWay } from './give-way.ts';
import { serverUrl } from './keeping/report.ts';
import type { Keyring } from './keyring.ts';
import { type Manifest, writeManifest } from './manifest.ts';
import { BASES, baseFolder, findBases, listChanges, MANIFEST, sweepHalves } from './place.ts';
import { BackupRefusal } from './refusal.ts';
import { readSealed, type SealedFile, writeSealed } from './sealed-file.ts';
import { segmentOf } from './wal-names.ts';

export const CLUSTER_PART = 'cluster.tar.zst';
export const LIST_PART = 'files.json.zst';

export interface Progress {
  /** Bytes of the database read, of how many about; files looked at. */
  cluster: (done: number, expected: number) => void;
  files: (tally: CopyTally) => void;
}

export interface TakeOptions {
  place: string;
  keyring: Keyring;
  /** Data folder of the installation, whose database runs. */
  data: string;
  zone: string;
  /** What is counted before the copy is begun, and the last migration. */
  facts: { counts: Record<string, number>; migration: string };
  progress?: Progress;
  /** The most megabytes of the database a second, 1 to 1024, so that who is served meanwhile waits less; null = no bound. */
  rate: number | null;
}

export interface Taken {
  manifest: Manifest;
  /** Bytes that were written into the place. */
  written: number;
  tally: CopyTally;
}

/** Address of the running cluster under the account that copies it. */
export function copierUrl(cluster: Place): string {
  const running = readRunning(cluster);
  if (running?.status !== 'ready')
    throw new BackupRefusal(`База данных в ${cluster.data} не работает. Запустите Отклик и повторите.`);
  const password = readPassword(cluster, 'otklik_backup');
  return `postgres://otklik_backup:${password}@127.0.0.1:${running.port}/postgres`;
}

export interface System {
  /** Identifier of the cluster. */
  id: string;
  timeline: number;
}

export async function identifySystem(cluster: Place): Promise<System> {
  const client = new pg.Client({ connectionString: `${copierUrl(cluster)}?replication=true` });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ systemid: string; timeline: number }>('IDENTIFY_SYSTEM');
    const { systemid, timeline } = firstOf(rows);
    return { id: systemid, timeline: Number(timeline) };
  } finally {
    await client.end();
  }
}

/** Whether the running cluster hands its WAL over: one that was started before it was asked to does not. */
export async function isHandingOver(cluster: Place): Promise<boolean> {
  const client = new pg.Client({ connectionString: copierUrl(cluster) });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ archive_mode: string }>('SHOW archive_mode');
    return firstOf(rows).archive_mode === 'on';
  } finally {
    await client.end();
  }
}

const nameMoment = (moment: number): string =>
  new Date(moment).toISOString().slice(0, 19).replaceAll(':', '-').concat('Z');

/** Files as the newest base backup and what came after it know them; empty where nothing is known or can be read. */
export async function readKnownFiles(place: string, keyring: Keyring): Promise<FileEntry[]> {
  const last = findBases(place, keyring).bases.at(-1);
  const part = last?.parts.find(({ stem }) => stem === LIST_PART);
  if (!last || !part) return [];
  try {
    const file = { folder: baseFolder(last.id), ...part };
    const base = fileList.parse(JSON.parse((await readSealed(place, keyring, file)).toString('utf8')));
    const changes = await Promise.all(
      listChanges(place)
        .filter(({ at }) => at > last.filesAt)
        .map(async (one) =>
          fileChange.parse(JSON.parse((await readSealed(place, keyring, one.file)).toString('utf8'))),
        ),
    );
    return applyChanges(
      base,
      changes.toSorted((a, b) => a.at - b.at),
    );
  } catch {
    // What cannot be read again is copied anew.
    return [];
  }
}

async function* count(
  chunks: AsyncIterable<Uint8Array>,
  tell: (done: number) => void,
): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const chunk of chunks) {
    done += chunk.byteLength;
    tell(done);
    yield chunk;
  }
}

interface Half {
  id: string;
  /** Folder of the place in which it is made. */
  folder: string;
  parts: Manifest['parts'];
}

async function addPart(
  { place, keyring }: TakeOptions,
  half: Half,
  stem: string,
  content: AsyncIterable<Uint8Array>,
): Promise<void> {
  const written = await writeSealed(
    place,
    keyring,
    { folder: baseFolder(half.id), stem },
    content,
    half.folder,
  );
  const { mac, bytes, sha256 } = written;
  half.parts.push({ stem, mac, bytes, sha256 });
}

type Copied = Pick<Manifest, 'system' | 'timeline' | 'startPosition' | 'stopPosition' | 'stoppedAt'>;

async function copyCluster(options: TakeOptions, cluster: Place, half: Half): Promise<Copied> {
  const base = await openBaseStream(copierUrl(cluster), `otklik-${half.id}`, options.rate);
  try {
    const url = serverUrl(cluster);
    if (url !== null) await letSenderGiveWay(url);
    const tar = count(base.tar, (done) => options.progress?.cluster(done, base.expected));
    await addPart(options, half, CLUSTER_PART, tar);
    const { system, timeline, startPosition } = base;
    return { system, timeline, startPosition, stopPosition: base.stopPosition(), stoppedAt: Date.now() };
  } finally {
    await base.close();
  }
}

async function copyFiles(
  options: TakeOptions,
  cluster: Place,
  half: Half,
): Promise<{ filesAt: number; list: FileEntry[]; tally: CopyTally }> {
  const { place, keyring, data } = options;
  const known = await readKnownFiles(place, keyring);
  const copier = createFileCopier({ place, keyring, data, cluster: cluster.dir, known });
  let tally: CopyTally = { files: 0, fresh: 0, bytes: 0 };
  const filesAt = Date.now();
  await copier.look(filesAt, (now) => {
    tally = now;
    options.progress?.files(now);
  });
  const list = copier.list();
  await addPart(
    options,
    half,
    LIST_PART,
    (async function* () {
      yield Buffer.from(JSON.stringify(list));
    })(),
  );
  return { filesAt, list, tally };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/**
 * Makes a base backup of a running installation: the cluster by the replication protocol, then the files of the data folder. It
 * stands in the place under its name when it is whole, and not before.
 */
export async function takeBackup(options: TakeOptions): Promise<Taken> {
  const { place, keyring, data, zone, facts } = options;
  const startedAt = Date.now();
  const id = nameMoment(startedAt);
  const half: Half = { id, folder: `${BASES}/${HALF}${id}`, parts: [] };
  mkdirSync(join(place, BASES), { recursive: true });
  sweepHalves(place, BASES);
  mkdirSync(join(place, half.folder), { mode: 0o700 });
  try {
    const cluster = choosePlace(join(data, 'postgres'));
    const copied = await copyCluster(options, cluster, half);
    const { filesAt, list, tally } = await copyFiles(options, cluster, half);
    const manifest: Manifest = {
      id,
      ...copied,
      firstSegment: segmentOf(copied.startPosition),
      lastSegment: lastSegmentOf(copied.stopPosition),
      startedAt,
      filesAt,
      postgres: readFileSync(join(cluster.data, 'PG_VERSION'), 'utf8').trim(),
      migration: facts.migration,
      zone,
      counts: facts.counts,
      parts: half.parts,
      files: { count: list.length, bytes: sum(list.map(({ bytes }) => bytes)) },
    };
    writeWhole(join(place, half.folder, MANIFEST), writeManifest(keyring, manifest));
    renameSync(join(place, half.folder), join(place, baseFolder(id)));
    syncFolder(join(place, BASES));
    return { manifest, tally, written: sum(half.parts.map(({ bytes }) => bytes)) + tally.bytes };
  } catch (error) {
    rmSync(join(place, half.folder), { recursive: true, force: true });
    throw error;
  }
}

/** A copy that ends at the very beginning of a segment carries the one before it. */
function lastSegmentOf(position: string): number {
  const [high = '0', low = '0'] = position.split('/');
  const isEdge = BigInt(`0x${low}`) % 0x1_000_000n === 0n;
  return segmentOf(`${high}/${low}`) - (isEdge ? 1 : 0);
}

export const partsOf = ({ id, parts }: Manifest): SealedFile[] =>
  parts.map(({ stem, mac }) => ({ folder: baseFolder(id), stem, mac }));
