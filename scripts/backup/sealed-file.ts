import { createHash } from 'node:crypto';
import { createReadStream, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import { errorCode } from '../../server/lib/error-code.ts';
import { decryptStream, encryptStream } from './age-stream.ts';
import { HALF, type WrittenStream, writeStreamWhole } from './durable.ts';
import { type Keyring, macOf } from './keyring.ts';

/**
 * A file of a place of backups: encrypted, and named `<stem>.<mac>.age`, where the mac is of its folder, its stem and its bytes. One
 * that was changed, cut or given another name is told without being opened.
 */
export interface SealedFile {
  /** Folder in the place, with `/`. */
  folder: string;
  stem: string;
  mac: string;
}

const SEALED = /^(?<stem>.+)\.(?<mac>[0-9a-f]{32})\.age$/;

export const sealedName = ({ stem, mac }: Pick<SealedFile, 'stem' | 'mac'>): string => `${stem}.${mac}.age`;

export const sealedPath = (place: string, file: SealedFile): string =>
  join(place, file.folder, sealedName(file));

/** Sealed files of a folder and the names that are none; halves of what was interrupted are neither. No folder, no files. */
export function listSealed(place: string, folder: string): { files: SealedFile[]; strange: string[] } {
  const files: SealedFile[] = [];
  const strange: string[] = [];
  let names: string[] = [];
  try {
    names = readdirSync(join(place, folder)).sort();
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  for (const name of names) {
    const { stem, mac } = SEALED.exec(name)?.groups ?? {};
    if (stem !== undefined && mac !== undefined) files.push({ folder, stem, mac });
    else if (!name.startsWith(HALF)) strange.push(name);
  }
  return { files, strange };
}

const contextOf = (folder: string, stem: string): string => `${folder}/${stem}`;

/** A database opens to gigabytes: by the 16 KiB zlib hands out of itself, opening takes more than twice the processor. */
const OPENED_AT_A_TIME = 1 << 20;

const isPressed = (stem: string): boolean => stem.endsWith('.zst');

/** Seals a stream into the place, or for it into `half`, a folder that is renamed later. A stem that ends in `.zst` is pressed. */
export async function writeSealed(
  place: string,
  keyring: Keyring,
  { folder, stem }: Pick<SealedFile, 'folder' | 'stem'>,
  content: AsyncIterable<Uint8Array>,
  half = folder,
): Promise<SealedFile & WrittenStream> {
  const plain = isPressed(stem)
    ? pipeline(Readable.from(content, { objectMode: false }), createZstdCompress(), () => {})
    : content;
  let mac = '';
  const { sha256, bytes } = await writeStreamWhole(
    join(place, half),
    encryptStream(keyring, plain),
    (written) => {
      mac = macOf(keyring, contextOf(folder, stem), written.sha256);
      return sealedName({ stem, mac });
    },
  );
  return { folder, stem, mac, sha256, bytes };
}

/** What the file holds, opened. Throws while it is read where it was changed. */
export function openSealed(place: string, keyring: Keyring, file: SealedFile): AsyncIterable<Uint8Array> {
  const opened = decryptStream(
    keyring,
    createReadStream(sealedPath(place, file), { highWaterMark: 1 << 20 }),
  );
  return isPressed(file.stem)
    ? pipeline(
        Readable.from(opened, { objectMode: false }),
        createZstdDecompress({ chunkSize: OPENED_AT_A_TIME }),
        () => {},
      )
    : opened;
}

export async function readSealed(place: string, keyring: Keyring, file: SealedFile): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of openSealed(place, keyring, file)) pieces.push(piece);
  return Buffer.concat(pieces);
}

export async function hashFile(path: string): Promise<WrittenStream> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** What is wrong with a sealed file, in words; null = it is what was written. */
export async function findSealedFault(
  place: string,
  keyring: Keyring,
  file: SealedFile,
): Promise<string | null> {
  const path = sealedPath(place, file);
  try {
    const { sha256 } = await hashFile(path);
    if (macOf(keyring, contextOf(file.folder, file.stem), sha256) === file.mac) return null;
    return `${file.folder}/${basename(path)}: изменён — не то, что было записано`;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return `${file.folder}/${basename(path)}: пропал`;
    return `${file.folder}/${basename(path)}: не читается (${(error as Error).message})`;
  }
}
