import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileVariant } from '../../../shared/contract/base/files.ts';
import type { Config } from '../../lib/config.ts';
import { describeDiskError, type Written, writeStream } from '../../lib/disk.ts';

type Place = Pick<Config, 'dataDir'>;

const endings: Record<FileVariant, string> = {
  original: 'original',
  display: 'display.jpg',
  thumb: 'thumb.jpg',
};
const SHA256 = /^[0-9a-f]{64}$/;
/** A draft older than this belongs to an upload that was cut, ms. */
const STALE_DRAFT = 3_600_000;

const rootOf = (place: Place): string => join(place.dataDir, 'files');
const draftsOf = (place: Place): string => join(rootOf(place), 'tmp');

function folderOf(place: Place, sha256: string): string {
  if (!SHA256.test(sha256)) throw new Error('Not a SHA-256');
  return join(rootOf(place), sha256.slice(0, 2));
}

/** Where a variant lies: `files/ab/abcd….thumb.jpg`. The name comes from the content alone. */
const pathOf = (place: Place, sha256: string, variant: FileVariant): string =>
  join(folderOf(place, sha256), `${sha256}.${endings[variant]}`);

export type Draft = Written;

/** Writes a stream to a durable draft; null when it is longer than `maxBytes`. */
export async function writeDraft(
  place: Place,
  chunks: AsyncIterable<Buffer>,
  maxBytes: number,
): Promise<Draft | null> {
  await mkdir(draftsOf(place), { recursive: true });
  return writeStream(join(draftsOf(place), randomUUID()), chunks, maxBytes);
}

async function writeDurably(place: Place, path: string, bytes: Buffer): Promise<void> {
  const draft = join(draftsOf(place), randomUUID());
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    await folder.sync().finally(() => folder.close());
  } catch (error) {
    // Windows cannot open a folder; there the rename itself is durable.
    if (process.platform !== 'win32') throw error;
  }
}

/** Puts a draft and its variants where they belong; everything is on disk when this returns. Repeating is harmless. */
export async function placeFile(
  place: Place,
  draft: Draft,
  variants: { display: Buffer; thumb: Buffer } | null,
): Promise<void> {
  const folder = folderOf(place, draft.sha256);
  try {
    await mkdir(folder, { recursive: true });
    if (variants) {
      await writeDurably(place, pathOf(place, draft.sha256, 'display'), variants.display);
      await writeDurably(place, pathOf(place, draft.sha256, 'thumb'), variants.thumb);
    }
    await rename(draft.path, pathOf(place, draft.sha256, 'original'));
    await syncFolder(folder);
    await syncFolder(rootOf(place));
  } catch (error) {
    throw describeDiskError(error);
  }
}

/** Removes a draft; one that was placed or dropped before is no error. */
export async function dropDraft(draft: Draft): Promise<void> {
  await rm(draft.path, { force: true });
}

/** A picture to show, whole; null when it is not on disk. */
export async function readVariant(
  place: Place,
  sha256: string,
  variant: 'display' | 'thumb',
): Promise<Buffer | null> {
  return readFile(pathOf(place, sha256, variant)).catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? null : Promise.reject(error),
  );
}

/** Whether the content is on disk. */
export async function isStored(place: Place, sha256: string): Promise<boolean> {
  const found = await stat(pathOf(place, sha256, 'original')).catch(() => null);
  return found?.isFile() ?? false;
}

/** Whether the content on disk is what its name says. */
export async function isWhole(place: Place, sha256: string): Promise<boolean> {
  const content = await readFile(pathOf(place, sha256, 'original'));
  return createHash('sha256').update(content).digest('hex') === sha256;
}

/** The original as a stream; null when it is not on disk. */
export async function openOriginal(place: Place, sha256: string): Promise<NodeJS.ReadableStream | null> {
  return (await isStored(place, sha256)) ? createReadStream(pathOf(place, sha256, 'original')) : null;
}

/** Removes content from disk with every copy made of it; what is not there is no error. */
export async function eraseContent(place: Place, sha256: string): Promise<void> {
  const folder = folderOf(place, sha256);
  const names = await readdir(folder).catch(() => []);
  for (const name of names) if (name.startsWith(`${sha256}.`)) await rm(join(folder, name), { force: true });
}

/** A copy with covered places belongs to one row: another row of the same content may cover others. */
interface Copied {
  id: string;
  sha256: string;
}
const UUID = /^[0-9a-f-]{36}$/;
function copyPath(place: Place, { id, sha256 }: Copied, variant: 'display' | 'thumb'): string {
  if (!UUID.test(id)) throw new Error('Not a UUID');
  return join(folderOf(place, sha256), `${sha256}.public-${id}.${endings[variant]}`);
}

/** Puts the copy the public sees on disk; it is there when this returns. */
export async function placeCopy(
  place: Place,
  file: Copied,
  copy: { display: Buffer; thumb: Buffer },
): Promise<void> {
  try {
    await mkdir(draftsOf(place), { recursive: true });
    await writeDurably(place, copyPath(place, file, 'display'), copy.display);
    await writeDurably(place, copyPath(place, file, 'thumb'), copy.thumb);
  } catch (error) {
    throw describeDiskError(error);
  }
}

export async function dropCopy(place: Place, file: Copied): Promise<void> {
  for (const variant of ['display', 'thumb'] as const)
    await rm(copyPath(place, file, variant), { force: true });
}

/** The copy with covered places; null when it is not on disk. */
export async function readCopy(
  place: Place,
  file: Copied,
  variant: 'display' | 'thumb',
): Promise<Buffer | null> {
  return readFile(copyPath(place, file, variant)).catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? null : Promise.reject(error),
  );
}

/** Removes drafts of uploads that were cut by a crash. */
export async function clearStaleDrafts(place: Place, now: Date): Promise<void> {
  const folder = draftsOf(place);
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    const found = await stat(join(folder, name)).catch(() => null);
    if (found && now.getTime() - found.mtimeMs > STALE_DRAFT) await rm(join(folder, name), { force: true });
  }
}
