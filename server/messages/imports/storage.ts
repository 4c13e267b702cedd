import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../lib/config.ts';
import { type Written, writeStream } from '../../lib/disk.ts';

type Place = Pick<Config, 'dataDir'>;

/** A file on its way in, under a name of its own until it is known to be a table. */
export type Arrival = Written;

const folderOf = (place: Place): string => join(place.dataDir, 'imports');
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where the file of an import lies. */
export function pathOf(place: Place, importId: string): string {
  if (!UUID.test(importId)) throw new Error('Not an import id');
  return join(folderOf(place), importId);
}

/** Writes a stream to the disk for good; null when it is longer than `maxBytes`. */
export async function writeArrival(
  place: Place,
  chunks: AsyncIterable<Buffer>,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<Arrival | null> {
  await mkdir(folderOf(place), { recursive: true });
  return writeStream(join(folderOf(place), `${randomUUID()}.part`), chunks, maxBytes);
}

/** Gives an arrival the name of its import. */
export const keepArrival = (place: Place, arrival: Arrival, importId: string): Promise<void> =>
  rename(arrival.path, pathOf(place, importId));

/** Whether the file of an import is still here. */
export const isKept = async (place: Place, importId: string): Promise<boolean> =>
  (await stat(pathOf(place, importId)).catch(() => null))?.isFile() ?? false;

/** Removes an arrival that did not become an import. */
export const dropArrival = (arrival: Arrival): Promise<void> => rm(arrival.path, { force: true });

/** Removes the file of an import; what is not there is no error. */
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
