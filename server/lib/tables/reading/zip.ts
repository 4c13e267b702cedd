import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { errorCode } from '../../error-code.ts';
import { badFile } from './bad-file.ts';

interface Entry {
  method: number;
  packed: number;
  offset: number;
}

/** An archive read by its central directory alone: what a local header claims besides is not believed. */
export interface Zip {
  has: (name: string) => boolean;
  /** Unpacked bytes of an entry, piece by piece. Throws `imports.bad-file` on damage and on a bomb. */
  read: (name: string) => AsyncIterable<Buffer>;
  close: () => Promise<void>;
}

const END_MARK = 0x06054b50;
const ENTRY_MARK = 0x02014b50;
const LOCAL_MARK = 0x04034b50;
const MAX_ENTRIES = 10_000;
const MAX_DIRECTORY = 16 * 1024 * 1024;
/** Unpacked size of one entry at most, bytes; a million rows of messages take less. */
const MAX_UNPACKED = 512 * 1024 * 1024;
/** Unpacked to packed at most, past the first megabytes. Sheets of real registers stay below 40. */
const MAX_RATIO = 200;
const FREE_OF_RATIO = 8 * 1024 * 1024;

const broken = (cause?: unknown) =>
  badFile('Книга Excel повреждена или загружена не полностью. Сохраните её заново.', cause);
const bomb = () =>
  badFile('Книга Excel распаковывается в слишком большой объём. Разделите её на несколько файлов.');

async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, offset);
  if (bytesRead < length) throw broken();
  return buffer;
}

/** Entries by name, from the central directory at the end of the file. */
async function readDirectory(file: FileHandle, size: number): Promise<Map<string, Entry>> {
  const tail = await readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  let at = tail.length - 22;
  while (at >= 0 && tail.readUInt32LE(at) !== END_MARK) at -= 1;
  if (at < 0) throw broken();
  const count = tail.readUInt16LE(at + 10);
  const length = tail.readUInt32LE(at + 12);
  const start = tail.readUInt32LE(at + 16);
  if (count > MAX_ENTRIES || length > MAX_DIRECTORY) throw bomb();
  if (start + length > size) throw broken();
  const directory = await readAt(file, start, length);
  const entries = new Map<string, Entry>();
  for (let from = 0, i = 0; i < count; i += 1) {
    if (from + 46 > directory.length || directory.readUInt32LE(from) !== ENTRY_MARK) throw broken();
    if (directory.readUInt16LE(from + 8) & 1)
      throw badFile('Книга защищена паролем. Снимите его и загрузите снова.');
    const nameLength = directory.readUInt16LE(from + 28);
    entries.set(directory.toString('utf8', from + 46, from + 46 + nameLength), {
      method: directory.readUInt16LE(from + 10),
      packed: directory.readUInt32LE(from + 20),
      offset: directory.readUInt32LE(from + 42),
    });
    from += 46 + nameLength + directory.readUInt16LE(from + 30) + directory.readUInt16LE(from + 32);
  }
  return entries;
}

async function* readPacked(file: FileHandle, from: number, length: number): AsyncGenerator<Buffer> {
  const step = 256 * 1024;
  for (let at = 0; at < length; at += step) yield readAt(file, from + at, Math.min(step, length - at));
}

async function* unpack(file: FileHandle, entry: Entry): AsyncGenerator<Buffer> {
  const local = await readAt(file, entry.offset, 30);
  if (local.readUInt32LE(0) !== LOCAL_MARK) throw broken();
  const from = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  if (entry.method !== 0 && entry.method !== 8) throw broken();
  const packed = Readable.from(readPacked(file, from, entry.packed));
  const source = entry.method === 8 ? packed.pipe(createInflateRaw()) : packed;
  packed.on('error', (error) => source.destroy(error));
  let size = 0;
  try {
    for await (const piece of source) {
      size += (piece as Buffer).length;
      if (size > MAX_UNPACKED || (size > FREE_OF_RATIO && size > entry.packed * MAX_RATIO)) throw bomb();
      yield piece as Buffer;
    }
  } catch (error) {
    // zlib's own errors: damaged or cut data.
    const code = String(errorCode(error));
    throw code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE' ? broken(error) : error;
  } finally {
    packed.destroy();
  }
}

/** Opens an archive; throws `imports.bad-file` when it is not one. Close it when done. */
export async function openZip(path: string): Promise<Zip> {
  const file = await open(path, 'r');
  try {
    const entries = await readDirectory(file, (await file.stat()).size);
    return {
      has: (name) => entries.has(name),
      read: (name) => {
        const entry = entries.get(name);
        if (!entry) throw broken();
        return unpack(file, entry);
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}
