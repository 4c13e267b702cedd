import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../lib/config.ts';
import { AppError } from '../../lib/errors.ts';

type Place = Pick<Config, 'dataDir'>;

/** A file on its way in, under a name of its own until it is known to be a table. */
export interface Arrival {
  path: string;
  sha256: string;
  bytes: number;
}

const folderOf = (place: Place): string => join(place.dataDir, 'imports');
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where the file of an import lies. */
export function pathOf(place: Place, importId: string): string {
  if (!UUID.test(importId)) throw new Error('Not an import id');
  return join(folderOf(place), importId);
}

function describeDiskError(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
  return new AppError('lib.unavailable', 'На сервере кончилось место для файлов. Повторите позже.', {
    retryAfter: 600,
    cause: error,
  });
}

/**
 * Writes a stream to the disk for good. @returns null when it is longer than `maxBytes`; nothing stays then, nor after
 * an error.
 */
export async function writeArrival(
  place: Place,
  chunks: AsyncIterable<Buffer>,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<Arrival | null> {
  await mkdir(folderOf(place), { recursive: true });
  const path = join(folderOf(place), `${randomUUID()}.part`);
  const file = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > maxBytes) break;
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } catch (error) {
    await file.close();
    await rm(path, { force: true });
    throw describeDiskError(error);
  }
  await file.close();
  if (bytes <= maxBytes) return { path, sha256: hash.digest('hex'), bytes };
  await rm(path, { force: true });
  return null;
}

/** Gives an arrival the name of its import. */
export const keepArrival = (place: Place, arrival: Arrival, importId: string): Promise<void> =>
  rename(arrival.path, pathOf(place, importId));

/** Whether the file of an import is still here. */
export const isKept = async (place: Place, importId: string): Promise<boolean> =>
  (await stat(pathOf(place, importId)).catch(() => null))?.isFile() ?? false;

export const dropArrival = (arrival: Arrival): Promise<void> => rm(arrival.path, { force: true });

export const removeFile = (place: Place, importId: string): Promise<void> =>
  rm(pathOf(place, importId), { force: true });

/** Removes uploads that were cut by a crash before `before`. */
export async function clearStaleArrivals(place: Place, before: Date): Promise<void> {
  await mkdir(folderOf(place), { recursive: true });
  for (const name of await readdir(folderOf(place))) {
    if (!name.endsWith('.part')) continue;
    const path = join(folderOf(place), name);
    const found = await stat(path).catch(() => null);
    if (found && found.mtimeMs < before.getTime()) await rm(path, { force: true });
  }
}
