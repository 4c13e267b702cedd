import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { chmod, mkdir, rename, utimes } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline as pipe } from 'node:stream/promises';
import { extract } from 'tar-stream';
import { type Erasure, leaveErasures } from '../../server/base/backups/index.ts';
import { choosePlace, giveTo, type Place } from '../postgres/account.mjs';
import { writeStreamWhole } from './durable.ts';
import { type DescribeMoment, examineBackup, type Plan } from './examine.ts';
import type { FileEntry } from './file-copier.ts';
import type { Keyring } from './keyring.ts';
import { baseFolder, readSegmentStem } from './place.ts';
import { recoverCluster } from './recover.ts';
import { BackupRefusal } from './refusal.ts';
import { openSealed } from './sealed-file.ts';
import { CLUSTER_PART } from './take.ts';

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
  /** What was erased after the moment: the word of it lies there before anything may start in the folder. */
  erasures?: readonly Erasure[];
  say: (words: string) => void;
}

export interface Restored {
  plan: Plan;
  /** Moment of the last transaction after the base backup, ms. */
  lastCommit: number | null;
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

/** A path of an archive, inside the folder it is unpacked into. */
function inside(folder: string, path: string): string {
  const full = normalize(join(folder, path));
  if (full !== folder && !full.startsWith(`${folder}${sep}`))
    throw new BackupRefusal(`В копии путь наружу: ${path}`);
  return full;
}

/** Unpacks the cluster. */
async function unpackCluster({ place, keyring }: RestoreOptions, plan: Plan, folder: string): Promise<void> {
  const part = plan.base.parts.find(({ stem }) => stem === CLUSTER_PART);
  if (!part) throw new BackupRefusal(`В копии ${plan.base.id} нет базы данных.`);
  const tar = extract();
  const source = Readable.from(openSealed(place, keyring, { folder: baseFolder(plan.base.id), ...part }), {
    objectMode: false,
  });
  const feeding = pipe(source, tar);
  for await (const entry of tar) {
    const path = inside(folder, entry.header.name);
    if (entry.header.type === 'directory') {
      await mkdir(path, { recursive: true, mode: 0o700 });
      entry.resume();
    } else if (entry.header.type === 'file') {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await pipe(entry, createWriteStream(path, { mode: 0o600 }));
    } else throw new BackupRefusal(`В копии неизвестная запись ${entry.header.name}.`);
  }
  await feeding;
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

async function unpackFile(
  { place, keyring, data }: RestoreOptions,
  cluster: Place,
  plan: Plan,
  entry: FileEntry,
): Promise<void> {
  const object = plan.objects.get(entry.object);
  if (!object) throw new BackupRefusal(`Содержания ${entry.path} в копии нет.`);
  const ofCluster = entry.path.startsWith('postgres/');
  const path = ofCluster
    ? inside(cluster.dir, entry.path.slice('postgres/'.length))
    : inside(data, entry.path);
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o750 });
  const { name, sha256 } = await writeStreamWhole(
    folder,
    openSealed(place, keyring, object),
    () => `.back-${entry.object}`,
  );
  if (sha256 !== entry.sha256) throw new BackupRefusal(`Файл ${entry.path} в копии не тот, что был.`);
  await chmod(join(folder, name), entry.mode);
  await utimes(join(folder, name), entry.mtimeMs / 1000, entry.mtimeMs / 1000);
  await rename(join(folder, name), path);
}

/** Keys and passwords last: until they are there nothing opens what the files hold. */
const isSecret = ({ path }: FileEntry): boolean => /^(postgres\/|seal-key|record-key|secret)/.test(path);

async function fill(options: RestoreOptions, plan: Plan): Promise<number | null> {
  const { data, at, say } = options;
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
    const { lastCommit } = await recoverCluster({ place: cluster, data: half, at });
    const files = options.isForLook
      ? plan.files.filter(({ path }) => path.startsWith('postgres/'))
      : plan.files;
    say(`возвращаю файлы: ${files.length}`);
    for (const entry of files.toSorted((a, b) => Number(isSecret(a)) - Number(isSecret(b))))
      await unpackFile(options, cluster, plan, entry);
    renameSync(half, cluster.data);
    return lastCommit;
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
    const lastCommit = await fill(options, plan);
    leaveErasures(data, options.erasures ?? []);
    rmSync(join(data, UNFINISHED));
    return { plan, lastCommit };
  } catch (error) {
    for (const name of listOwn(data)) rmSync(join(data, name), { recursive: true, force: true });
    if (isOurs) rmSync(data, { recursive: true, force: true });
    throw error;
  }
}
