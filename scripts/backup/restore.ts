import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline as pipe } from 'node:stream/promises';
import { type Erasure, leaveErasures } from '../../server/base/backups/index.ts';
import { choosePlace, giveTo } from '../postgres/account.mjs';
import { readContents } from './city-facts.ts';
import { readErased, toErasures } from './erased-records.ts';
import { type DescribeMoment, examineBackup, type Plan } from './examine.ts';
import type { FileEntry } from './file-copier.ts';
import type { Keyring } from './keyring.ts';
import { baseFolder, readSegmentStem } from './place.ts';
import { recoverCluster } from './recover.ts';
import { BackupRefusal } from './refusal.ts';
import { openSealed, readSealed } from './sealed-file.ts';
import { CLUSTER_PART } from './take.ts';
import { CONTENT, unpackFile, unpackTar } from './unpack.ts';

export interface RestoreOptions {
  place: string;
  keyring: Keyring;
  /** Moment to return to, ms; null = the last there is. */
  at: number | null;
  /** The new data folder: absent or empty. */
  data: string;
  describe: DescribeMoment;
  /** No files but the passwords of the database: for a look. */
  isForLook?: boolean;
  /** What was erased about and after the moment: the word of it lies there before anything may start in the folder. */
  erasures?: readonly Erasure[];
  say: (words: string) => void;
}

export interface Restored {
  plan: Plan;
  /** Moment of the last transaction after the base backup, ms. */
  lastCommit: number | null;
  /** What of the erasures has come back. */
  erasures: readonly Erasure[];
}

/** A disk just made has a folder of its own: it is nobody's. */
const listOwn = (folder: string): string[] => readdirSync(folder).filter((name) => name !== 'lost+found');

/** Lies in a folder while it is being filled: nothing starts in it. */
export const UNFINISHED = 'restore-unfinished';

function requireEmpty(data: string): void {
  if (!existsSync(data)) return;
  const names = listOwn(data);
  if (names.includes(UNFINISHED))
    throw new BackupRefusal(`В папке ${data} лежит возврат, который прервали. Удалите её и повторите.`);
  if (names.length > 0)
    throw new BackupRefusal(
      `Папка ${data} не пустая: возвращаю только в новую, чтобы ничего не затереть. Назовите другую.`,
    );
}

/** Unpacks the cluster. */
async function unpackCluster({ place, keyring }: RestoreOptions, plan: Plan, folder: string): Promise<void> {
  const part = plan.base.parts.find(({ stem }) => stem === CLUSTER_PART);
  if (!part) throw new BackupRefusal(`В копии ${plan.base.id} нет базы данных.`);
  await unpackTar(openSealed(place, keyring, { folder: baseFolder(plan.base.id), ...part }), folder);
}

/** Puts the segments of WAL where the server looks for them; those the base carries are there. */
async function unpackSegments({ place, keyring }: RestoreOptions, plan: Plan, folder: string): Promise<void> {
  for (const { file } of plan.segments) {
    const name = readSegmentStem(file.stem)?.name ?? '';
    const path = join(folder, 'pg_wal', name);
    if (!existsSync(path))
      await pipe(
        Readable.from(openSealed(place, keyring, file), { objectMode: false }),
        createWriteStream(path, { mode: 0o600 }),
      );
  }
}

/** Address of the database that has just been returned; null where it is older than the password of its owner. */
async function returnedUrl(
  { place, keyring }: RestoreOptions,
  plan: Plan,
  port: number,
): Promise<string | null> {
  const owner = plan.files.find(({ path }) => path === 'postgres/owner-password');
  const object = plan.objects.get(owner?.object ?? '');
  if (!object) return null;
  const password = (await readSealed(place, keyring, object)).toString('utf8').trim();
  return `postgres://otklik_owner:${password}@127.0.0.1:${port}/otklik`;
}

/** What came to the folder after the moment is no part of it: no row names it, so nobody would ever erase it. */
async function dropStrangers(plan: Plan, url: string): Promise<FileEntry[]> {
  if (plan.late.size === 0) return plan.files;
  const named = await readContents(url);
  return plan.files.filter(({ path }) => {
    const sha256 = CONTENT.exec(path)?.groups?.sha256;
    return sha256 === undefined || !plan.late.has(path) || named.has(sha256);
  });
}

/** Erasures the returned journal does not know. By moments alone it cannot be told: one is noted before it is committed. */
async function dropDone(erasures: readonly Erasure[], url: string): Promise<readonly Erasure[]> {
  if (erasures.length === 0) return erasures;
  const keyOf = ({ at, action, objectId }: Erasure): string => `${at} ${action} ${objectId}`;
  const oldest = Math.min(...erasures.map(({ at }) => Date.parse(at)));
  const done = new Set(toErasures(await readErased(url, oldest - 1)).map(keyOf));
  return erasures.filter((one) => !done.has(keyOf(one)));
}

/** Keys and passwords last: until they are there nothing opens what the files hold. */
const isSecret = ({ path }: FileEntry): boolean => /^(postgres\/|seal-key|record-key|secret)/.test(path);

type Filled = Pick<Restored, 'lastCommit' | 'erasures'>;

async function fill(options: RestoreOptions, plan: Plan): Promise<Filled> {
  const { place, keyring, data, at, say } = options;
  const cluster = choosePlace(join(data, 'postgres'), say);
  const half = join(cluster.dir, 'data.new');
  try {
    mkdirSync(half, { mode: 0o700 });
    say('распаковываю базу данных');
    await unpackCluster(options, plan, half);
    say(`возвращаю журнал изменений: сегментов ${plan.segments.length}`);
    await unpackSegments(options, plan, half);
    giveTo(cluster.account, half);
    say('проигрываю изменения');
    let [files, erasures] = [plan.files, options.erasures ?? []];
    const { lastCommit } = await recoverCluster({
      place: cluster,
      data: half,
      at,
      ask: async (port) => {
        const url = await returnedUrl(options, plan, port);
        if (url === null || options.isForLook) return;
        files = await dropStrangers(plan, url);
        erasures = await dropDone(erasures, url);
      },
    });
    if (options.isForLook) files = files.filter(({ path }) => path.startsWith('postgres/'));
    say(`возвращаю файлы: ${files.length}`);
    for (const entry of files.toSorted((a, b) => Number(isSecret(a)) - Number(isSecret(b))))
      await unpackFile({ place, keyring, data, cluster: cluster.dir, objects: plan.objects }, entry);
    renameSync(half, cluster.data);
    return { lastCommit, erasures };
  } catch (error) {
    if (cluster.dir !== join(data, 'postgres')) rmSync(cluster.dir, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Returns an installation to a moment in a new folder: looks at everything first, then the database, then the files, then the keys. What
 * fails leaves nothing behind.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { place, keyring, at, data, describe, say } = options;
  requireEmpty(data);
  say('проверяю копию');
  const plan = await examineBackup({ place, keyring, at, describe });
  for (const warning of plan.warnings) say(`Внимание, в папке копий: ${warning}`);
  const isOurs = !existsSync(data);
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, UNFINISHED), '');
  try {
    const filled = await fill(options, plan);
    leaveErasures(data, filled.erasures);
    rmSync(join(data, UNFINISHED));
    return { plan, ...filled };
  } catch (error) {
    for (const name of listOwn(data)) rmSync(join(data, name), { recursive: true, force: true });
    if (isOurs) rmSync(data, { recursive: true, force: true });
    throw error;
  }
}
