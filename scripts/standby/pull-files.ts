import { lstatSync, rmSync } from 'node:fs';
import { readContents } from '../backup/city-facts.ts';
import { walkData } from '../backup/data-files.ts';
import { type FileEntry, listObjects } from '../backup/file-copier.ts';
import type { Keyring } from '../backup/keyring.ts';
import { BackupRefusal } from '../backup/refusal.ts';
import { readKnownFiles } from '../backup/take.ts';
import { CONTENT, pathOfEntry, type UnpackInto, unpackFile } from '../backup/unpack.ts';
import type { Place } from '../postgres/account.mjs';

export interface PullOptions {
  /** Place of copies the primary writes. */
  place: string;
  keyring: Keyring;
  data: string;
  cluster: Place;
}

export interface Pulled {
  /** What the primary has, as the place knows it. */
  files: FileEntry[];
  fresh: number;
}

function isThere(into: UnpackInto, { path, bytes, mtimeMs, mode }: FileEntry): boolean {
  const found = lstatSync(pathOfEntry(into, path), { throwIfNoEntry: false });
  return found?.size === bytes && Math.floor(found.mtimeMs) === mtimeMs && (found.mode & 0o777) === mode;
}

/** What the primary had and has no more is erased here too; what only this machine has is left alone. */
function dropGone(into: UnpackInto, files: readonly FileEntry[], before: readonly FileEntry[]): void {
  const known = new Set(files.map(({ path }) => path));
  for (const { path } of before)
    if (path.startsWith('files/') && !known.has(path)) rmSync(pathOfEntry(into, path), { force: true });
}

const DAY_OLD = 24 * 3_600_000;

/** Contents no row names are erased when they are a day old: what the primary erased while this machine stood. */
export async function dropUnnamed({ data, cluster, place }: PullOptions, url: string): Promise<number> {
  const named = await readContents(url);
  let dropped = 0;
  for (const { path, full, mtimeMs } of walkData(data, cluster.dir, place)) {
    const sha256 = CONTENT.exec(path)?.groups?.sha256;
    if (sha256 === undefined || named.has(sha256) || Date.now() - mtimeMs < DAY_OLD) continue;
    rmSync(full, { force: true });
    dropped += 1;
  }
  return dropped;
}

/** Brings the files of the primary, its keys and passwords, out of the place of copies: what has not changed is not read again. */
export async function pullFiles(options: PullOptions, before: readonly FileEntry[] = []): Promise<Pulled> {
  const { place, keyring, data, cluster } = options;
  const files = await readKnownFiles(place, keyring);
  if (files.length === 0)
    throw new BackupRefusal(
      `В папке копий ${place} нет ни одной целой копии основной: файлы и ключи взять неоткуда. Снимите её: npm run backup.`,
    );
  const into: UnpackInto = { place, keyring, data, cluster: cluster.dir, objects: listObjects(place) };
  let fresh = 0;
  for (const entry of files) {
    if (isThere(into, entry)) continue;
    await unpackFile(into, entry);
    fresh += 1;
  }
  dropGone(into, files, before);
  return { files, fresh };
}
