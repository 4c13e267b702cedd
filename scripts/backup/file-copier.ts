import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { errorCode } from '../../server/lib/error-code.ts';
import { type FoundFile, readPlain, walkData } from './data-files.ts';
import { type Keyring, macOf } from './keyring.ts';
import { listSealed, type SealedFile, sealedPath, writeSealed } from './sealed-file.ts';

/** Contents lie in the place once each, under a name that says nothing of them to who has no key. */

const entry = z.strictObject({
  path: z.string(),
  mode: z.int(),
  bytes: z.int(),
  mtimeMs: z.int(),
  sha256: z.string(),
  /** Name of its content in the place. */
  object: z.string(),
});
export type FileEntry = z.output<typeof entry>;

export const fileList = z.array(entry);

/** What has changed in the data folder between two looks. */
export const fileChange = z.strictObject({
  /** Moment of the look, ms. */
  at: z.int(),
  /** Moment of the change before it; 0 = it is the first. */
  previous: z.int(),
  added: fileList,
  gone: z.array(z.string()),
});
export type FileChange = z.output<typeof fileChange>;
export type FolderChange = Pick<FileChange, 'at' | 'added' | 'gone'>;

export const OBJECTS = 'objects';

export const objectFolder = (object: string): string => `${OBJECTS}/${object.slice(0, 2)}`;

const objectOf = (keyring: Keyring, sha256: string): string => macOf(keyring, 'object', sha256);

/** Names of contents in the place. */
export function listObjects(place: string): Map<string, SealedFile> {
  const found = new Map<string, SealedFile>();
  for (let at = 0; at < 256; at += 1) {
    const { files } = listSealed(place, `${OBJECTS}/${at.toString(16).padStart(2, '0')}`);
    for (const file of files) found.set(file.stem, file);
  }
  return found;
}

/** Hashes what is read through it. */
function tapHash(chunks: AsyncIterable<Buffer>): { chunks: AsyncIterable<Buffer>; sha256: () => string } {
  const hash = createHash('sha256');
  async function* pass(): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
  }
  return { chunks: pass(), sha256: () => hash.digest('hex') };
}

async function hashPlain(full: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of readPlain(full)) hash.update(chunk);
  return hash.digest('hex');
}

export interface CopyTally {
  files: number;
  /** Files whose content was not in the place yet. */
  fresh: number;
  bytes: number;
}

export interface FileCopier {
  /** Looks at the data folder and copies what is new. */
  look: (now: number, tell?: (tally: CopyTally) => void) => Promise<FolderChange>;
  /** All that is there after the last look. */
  list: () => FileEntry[];
}

export interface CopierOptions {
  place: string;
  keyring: Keyring;
  data: string;
  /** Folder of the passwords of the database. */
  cluster: string;
  /** What an earlier backup has found: files that have not changed since are not read again. */
  known: readonly FileEntry[];
}

const isSame = (found: FoundFile, known: FileEntry | undefined): boolean =>
  known?.bytes === found.bytes && known.mtimeMs === found.mtimeMs && known.mode === found.mode;

/** Copies the files of a data folder into a place of backups, each content once. */
export function createFileCopier({ place, keyring, data, cluster, known }: CopierOptions): FileCopier {
  const objects = listObjects(place);
  let files = new Map(known.filter(({ object }) => objects.has(object)).map((one) => [one.path, one]));

  /** The place has other hands: a copy that is taken at the same time adds, one that is too old is thrown out. */
  function isStored(object: string): boolean {
    const seen = objects.get(object);
    if (seen && existsSync(sealedPath(place, seen))) return true;
    const found = listSealed(place, objectFolder(object)).files.find(({ stem }) => stem === object);
    if (found) objects.set(object, found);
    return found !== undefined;
  }

  /** Null where it is gone, or changes while it is read: the next look takes it. */
  async function copy({ path, full, mode, bytes, mtimeMs }: FoundFile): Promise<FileEntry | null> {
    try {
      const sha256 = await hashPlain(full);
      const object = objectOf(keyring, sha256);
      if (!isStored(object)) {
        const tap = tapHash(readPlain(full));
        const to = { folder: objectFolder(object), stem: object };
        const stored = await writeSealed(place, keyring, to, tap.chunks);
        if (tap.sha256() !== sha256) return null;
        objects.set(object, stored);
      }
      return { path, mode, bytes, mtimeMs, sha256, object };
    } catch (error) {
      if (errorCode(error) === 'ENOENT' && errorPath(error) === full) return null;
      throw error;
    }
  }

  async function look(now: number, tell?: (tally: CopyTally) => void): Promise<FolderChange> {
    const change: FolderChange = { at: now, added: [], gone: [] };
    const next = new Map<string, FileEntry>();
    const tally: CopyTally = { files: 0, fresh: 0, bytes: 0 };
    for (const found of walkData(data, cluster, place)) {
      const before = files.get(found.path);
      const entry = before && isSame(found, before) ? before : await copy(found);
      tally.files += 1;
      if (!entry) continue;
      next.set(entry.path, entry);
      if (entry !== before) {
        change.added.push(entry);
        tally.fresh += 1;
        tally.bytes += entry.bytes;
      }
      tell?.(tally);
    }
    for (const path of files.keys()) if (!next.has(path)) change.gone.push(path);
    files = next;
    return change;
  }

  return { look, list: () => [...files.values()] };
}

const errorPath = (error: unknown): unknown => (error as { path?: unknown }).path;

/** The data folder as it was after a row of looks. */
export function applyChanges(base: readonly FileEntry[], changes: readonly FolderChange[]): FileEntry[] {
  const files = new Map(base.map((one) => [one.path, one]));
  for (const { added, gone } of changes) {
    for (const path of gone) files.delete(path);
    for (const one of added) files.set(one.path, one);
  }
  return [...files.values()];
}

/**
 * Which looks tell of the folder at a moment: those up to it, and of the first one after it what came new — a file is on the disk
 * before the row that names it — but not what changed or went.
 */
export function changesUntil(
  base: readonly FileEntry[],
  changes: readonly FolderChange[],
  moment: number,
): FolderChange[] {
  const sorted = changes.toSorted((a, b) => a.at - b.at);
  const until = sorted.filter(({ at }) => at <= moment);
  const after = sorted[until.length];
  if (!after) return until;
  const there = new Set(applyChanges(base, until).map(({ path }) => path));
  return [...until, { at: after.at, added: after.added.filter(({ path }) => !there.has(path)), gone: [] }];
}
