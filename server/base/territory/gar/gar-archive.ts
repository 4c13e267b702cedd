/** A ГАР export as it is downloaded: a folder of files or one archive, which may be larger than four gigabytes. */

import { createReadStream } from 'node:fs';
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { knownIn } from '../../../../shared/known.ts';
import { errorCode } from '../../../lib/error-code.ts';
import { AppError } from '../../../lib/errors.ts';
import type { GarTable } from './gar-shape.ts';

export interface GarArchive {
  /** The unpacked bytes of the region's file of a table; refuses where the export has none. */
  read: (table: GarTable) => AsyncIterable<Buffer>;
  has: (table: GarTable) => boolean;
  close: () => Promise<void>;
}

/** `AS_HOUSES_` must not take `AS_HOUSES_PARAMS_`: a date follows the name. */
const isFileOf = (table: GarTable, path: string): boolean =>
  new RegExp(`(?:^|/)${table.file}\\d{8}[^/]*\\.xml$`, 'i').test(path);

/** Files of the region lie in its folder, or beside each other where only one region was downloaded. */
function findFile(paths: readonly string[], table: GarTable, region: string): string | undefined {
  const all = paths.filter((path) => isFileOf(table, path));
  return (
    all.find((path) => path.split('/').includes(region)) ??
    (all.length === 1 ? all.find((path) => !/(?:^|\/)\d{2}\//.test(path)) : undefined)
  );
}

const missing = (table: GarTable, region: string) =>
  new AppError(
    'lib.bad-input',
    `В выгрузке нет файла ${table.file}*.XML региона ${region}. Укажите папку или архив полной выгрузки ГАР и номер региона.`,
  );

export async function openGar(path: string, region: string): Promise<GarArchive> {
  const isFolder = (await stat(path)).isDirectory();
  return isFolder ? openFolder(path, region) : openZipFile(path, region);
}

async function openFolder(folder: string, region: string): Promise<GarArchive> {
  const paths = (await readdir(folder, { recursive: true })).map((path) => path.replaceAll('\\', '/'));
  const find = (table: GarTable) => findFile(paths, table, region);
  return {
    has: (table) => find(table) !== undefined,
    read: (table) => {
      const found = find(table);
      if (!found) throw missing(table, region);
      return createReadStream(join(folder, found), { highWaterMark: 256 * 1024 });
    },
    close: async () => undefined,
  };
}

interface Entry {
  method: number;
  packed: number;
  offset: number;
}

const [END, END_64, LOCATOR_64, ENTRY, LOCAL] = [0x06054b50, 0x06064b50, 0x07064b50, 0x02014b50, 0x04034b50];
const UNKNOWN_32 = 0xffffffff;
/** Names of a whole export take about a megabyte. */
const LONGEST_DIRECTORY = 64 * 1024 * 1024;

const broken = (cause?: unknown) =>
  new AppError(
    'lib.bad-input',
    'Архив ГАР повреждён или скачан не полностью. Скачайте его заново или распакуйте и укажите папку.',
    cause === undefined ? {} : { cause },
  );

async function openZipFile(path: string, region: string): Promise<GarArchive> {
  const file = await open(path, 'r');
  try {
    const entries = await readDirectory(file, (await file.stat()).size);
    const find = (table: GarTable) => findFile([...entries.keys()], table, region);
    return {
      has: (table) => find(table) !== undefined,
      read: (table) => {
        const found = find(table);
        if (!found) throw missing(table, region);
        return unpack(file, knownIn(entries, found));
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, offset);
  if (bytesRead < length) throw broken();
  return buffer;
}

async function readDirectory(file: FileHandle, size: number): Promise<Map<string, Entry>> {
  const { start, length } = await findDirectory(file, size);
  if (length > LONGEST_DIRECTORY || start + length > size) throw broken();
  const directory = await readAt(file, start, length);
  const entries = new Map<string, Entry>();
  for (let at = 0; at + 46 <= length; ) {
    if (directory.readUInt32LE(at) !== ENTRY) throw broken();
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const next = at + 46 + nameLength + extraLength + directory.readUInt16LE(at + 32);
    if (next > length) throw broken();
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/');
    entries.set(name, readEntry(directory.subarray(at, next), nameLength, extraLength));
    at = next;
  }
  return entries;
}

async function findDirectory(file: FileHandle, size: number): Promise<{ start: number; length: number }> {
  const from = Math.max(0, size - 65_577);
  const tail = await readAt(file, from, size - from);
  let at = tail.length - 22;
  while (at >= 0 && tail.readUInt32LE(at) !== END) at -= 1;
  if (at < 0) throw broken();
  const length = tail.readUInt32LE(at + 12);
  const start = tail.readUInt32LE(at + 16);
  if (start !== UNKNOWN_32 && length !== UNKNOWN_32) return { start, length };
  // A large archive: its end is told by a record of its own, found by the locator before this one.
  if (at < 20 || tail.readUInt32LE(at - 20) !== LOCATOR_64) throw broken();
  const end = await readAt(file, Number(tail.readBigUInt64LE(at - 12)), 56);
  if (end.readUInt32LE(0) !== END_64) throw broken();
  return { start: Number(end.readBigUInt64LE(48)), length: Number(end.readBigUInt64LE(40)) };
}

function readEntry(head: Buffer, nameLength: number, extraLength: number): Entry {
  const entry = {
    method: head.readUInt16LE(10),
    packed: head.readUInt32LE(20),
    offset: head.readUInt32LE(42),
  };
  const extra = head.subarray(46 + nameLength, 46 + nameLength + extraLength);
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    // Only what did not fit stands here, in this order: unpacked size, packed size, offset.
    let value = at + 4 + (head.readUInt32LE(24) === UNKNOWN_32 ? 8 : 0);
    if (entry.packed === UNKNOWN_32) {
      entry.packed = Number(extra.readBigUInt64LE(value));
      value += 8;
    }
    if (entry.offset === UNKNOWN_32) entry.offset = Number(extra.readBigUInt64LE(value));
  }
  return entry;
}

async function* unpack(file: FileHandle, entry: Entry): AsyncGenerator<Buffer> {
  const local = await readAt(file, entry.offset, 30);
  if (local.readUInt32LE(0) !== LOCAL || (entry.method !== 0 && entry.method !== 8)) throw broken();
  const from = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  const packed = Readable.from(readPacked(file, from, entry.packed));
  const source = entry.method === 8 ? packed.pipe(createInflateRaw({ chunkSize: 256 * 1024 })) : packed;
  packed.on('error', (error) => source.destroy(error));
  try {
    for await (const piece of source) yield piece as Buffer;
  } catch (error) {
    const code = String(errorCode(error));
    throw code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE' ? broken(error) : error;
  } finally {
    packed.destroy();
  }
}

async function* readPacked(file: FileHandle, from: number, length: number): AsyncGenerator<Buffer> {
  const step = 256 * 1024;
  for (let at = 0; at < length; at += step) yield readAt(file, from + at, Math.min(step, length - at));
}
