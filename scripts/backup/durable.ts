import { createHash, randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '../../server/lib/disk.ts';
import { errorCode } from '../../server/lib/error-code.ts';

/** Names of what is not finished: swept away by the next who writes here. */
export const HALF = '.half-';

const halfOf = (path: string): string => join(dirname(path), `${HALF}${randomUUID()}`);

/** Writes a small file whole or not at all; it is on the disk when this returns. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const half = halfOf(path);
  try {
    writeFileSync(half, content, { mode: 0o600, flush: true });
    renameSync(half, path);
  } finally {
    rmSync(half, { force: true });
  }
  syncFolder(dirname(path));
}

/** A network folder may know no second name of a file. */
const withoutLinks = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP']);

/** The same where nothing lies yet; where somebody was first, nothing is written. */
export function writeNew(path: string, content: string | Uint8Array): void {
  const half = halfOf(path);
  try {
    writeFileSync(half, content, { mode: 0o600, flush: true });
    linkSync(half, path);
  } catch (error) {
    const code = String(errorCode(error));
    if (code !== 'EEXIST' && !withoutLinks.has(code)) throw error;
    if (!existsSync(path)) renameSync(half, path);
  } finally {
    rmSync(half, { force: true });
  }
  syncFolder(dirname(path));
}

export interface WrittenStream {
  sha256: string;
  bytes: number;
}

/** Writes a stream under a name that its hash decides, whole or not at all; it is on the disk when this returns. */
export async function writeStreamWhole(
  folder: string,
  chunks: AsyncIterable<Uint8Array>,
  nameBy: (written: WrittenStream) => string,
): Promise<WrittenStream & { name: string }> {
  mkdirSync(folder, { recursive: true });
  const half = join(folder, `${HALF}${randomUUID()}`);
  let file: FileHandle | undefined;
  try {
    file = await open(half, 'wx', 0o600);
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of chunks) {
      hash.update(chunk);
      await file.writeFile(chunk);
      bytes += chunk.byteLength;
    }
    await file.sync();
    const written = { sha256: hash.digest('hex'), bytes };
    const name = nameBy(written);
    await file.close();
    file = undefined;
    await rename(half, join(folder, name));
    syncFolder(folder);
    return { ...written, name };
  } finally {
    await file?.close();
    await rm(half, { force: true });
  }
}
