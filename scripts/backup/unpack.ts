import { createWriteStream } from 'node:fs';
import { chmod, mkdir, rename, utimes } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline as pipe } from 'node:stream/promises';
import { extract } from 'tar-stream';
import { writeStreamWhole } from './durable.ts';
import type { FileEntry } from './file-copier.ts';
import type { Keyring } from './keyring.ts';
import { BackupRefusal } from './refusal.ts';
import { openSealed, type SealedFile } from './sealed-file.ts';

/** A path of an archive, inside the folder it is unpacked into. */
function inside(folder: string, path: string): string {
  const full = normalize(join(folder, path));
  if (full !== folder && !full.startsWith(`${folder}${sep}`))
    throw new BackupRefusal(`В копии путь наружу: ${path}`);
  return full;
}

/** Unpacks a tar of a cluster: folders and files, nothing else. */
export async function unpackTar(chunks: AsyncIterable<Uint8Array>, folder: string): Promise<void> {
  const tar = extract();
  const feeding = pipe(Readable.from(chunks, { objectMode: false }), tar);
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

/** `files/ab/<sha256>.…`. */
export const CONTENT = /^files\/[0-9a-f]{2}\/(?<sha256>[0-9a-f]{64})\./;

export interface UnpackInto {
  place: string;
  keyring: Keyring;
  data: string;
  /** Folder of the passwords of the database. */
  cluster: string;
  objects: ReadonlyMap<string, SealedFile>;
}

/** Where an entry lies in a data folder. */
export const pathOfEntry = ({ data, cluster }: Pick<UnpackInto, 'data' | 'cluster'>, path: string): string =>
  path.startsWith('postgres/') ? inside(cluster, path.slice('postgres/'.length)) : inside(data, path);

/** Writes a file of the data folder as it was, whole or not at all. */
export async function unpackFile(into: UnpackInto, entry: FileEntry): Promise<void> {
  const { place, keyring, objects } = into;
  const object = objects.get(entry.object);
  if (!object) throw new BackupRefusal(`Содержания ${entry.path} в копии нет.`);
  const path = pathOfEntry(into, entry.path);
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
