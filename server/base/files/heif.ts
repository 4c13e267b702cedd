import { uint8At } from '../../lib/typed-arrays.ts';

/** What a HEIF file says of itself before anything is decoded. Source: ISO/IEC 14496-12 and 23008-12. */
export interface HeifHeader {
  /** Four-letter type of the primary item: `hvc1` or `grid` for pictures of phones, `av01` for AVIF. */
  primaryType: string;
  /** Largest declared picture of the file, pixels: the whole, a tile or a thumbnail. */
  maxPixels: number;
  /** TIFF block of the EXIF item, if there is one and it lies within the file. */
  exif: Buffer | null;
}

interface Box {
  type: string;
  start: number;
  end: number;
}

interface Location {
  construction: number;
  extents: { offset: number; length: number }[];
}

/** More boxes or items than any camera writes: such a file is made to waste time. */
const MAX_ENTRIES = 20_000;
const MAX_EXIF = 256 * 1024;

interface Cursor {
  /** Unsigned number of 0, 1, 2, 4 or 8 bytes; throws past the end of the box. */
  number: (size: number) => number;
  text: (size: number) => string;
  at: () => number;
}

function openCursor(bytes: Buffer, start: number, end: number): Cursor {
  let at = start;
  const take = (size: number): number => {
    if (at + size > end) throw new RangeError('box is cut');
    at += size;
    return at - size;
  };
  return {
    number: (size) => {
      const from = take(size);
      if (size === 0) return 0;
      return size === 8 ? Number(bytes.readBigUInt64BE(from)) : bytes.readUIntBE(from, size);
    },
    text: (size) => {
      const from = take(size);
      return bytes.toString('latin1', from, from + size);
    },
    at: () => at,
  };
}

function listBoxes(bytes: Buffer, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= to; ) {
    const cursor = openCursor(bytes, at, to);
    const size32 = cursor.number(4);
    const type = cursor.text(4);
    const size = size32 === 1 ? cursor.number(8) : size32 === 0 ? to - at : size32;
    if (size < cursor.at() - at || at + size > to) throw new RangeError('box is longer than its parent');
    boxes.push({ type, start: cursor.at(), end: at + size });
    if (boxes.length > MAX_ENTRIES) throw new RangeError('too many boxes');
    at += size;
  }
  return boxes;
}

const findBox = (boxes: Box[], type: string): Box | undefined => boxes.find((box) => box.type === type);

/** Item id → type, from `iinf`. */
function readItemTypes(bytes: Buffer, box: Box): Map<number, string> {
  const head = openCursor(bytes, box.start, box.end);
  const version = head.number(1);
  head.number(3);
  head.number(version === 0 ? 2 : 4);
  const types = new Map<number, string>();
  for (const entry of listBoxes(bytes, head.at(), box.end)) {
    if (entry.type !== 'infe') continue;
    const cursor = openCursor(bytes, entry.start, entry.end);
    const entryVersion = cursor.number(1);
    cursor.number(3);
    if (entryVersion < 2) continue;
    const id = cursor.number(entryVersion === 2 ? 2 : 4);
    cursor.number(2);
    types.set(id, cursor.text(4));
  }
  return types;
}

/** Item id → where its bytes lie, from `iloc`. */
function readLocations(bytes: Buffer, box: Box): Map<number, Location> {
  const cursor = openCursor(bytes, box.start, box.end);
  const version = cursor.number(1);
  cursor.number(3);
  const sizes = cursor.number(2);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version > 0 ? sizes & 15 : 0;
  const count = cursor.number(version < 2 ? 2 : 4);
  if (count > MAX_ENTRIES) throw new RangeError('too many items');
  const locations = new Map<number, Location>();
  let total = 0;
  for (let i = 0; i < count; i += 1) {
    const id = cursor.number(version < 2 ? 2 : 4);
    const construction = version > 0 ? cursor.number(2) & 15 : 0;
    cursor.number(2);
    const base = cursor.number(baseSize);
    const extentCount = cursor.number(2);
    total += extentCount;
    if (total > MAX_ENTRIES) throw new RangeError('too many extents');
    const extents = [];
    for (let k = 0; k < extentCount; k += 1) {
      cursor.number(indexSize);
      extents.push({ offset: base + cursor.number(offsetSize), length: cursor.number(lengthSize) });
    }
    locations.set(id, { construction, extents });
  }
  return locations;
}

/** Pixels of every `ispe` property; they hold for tiles, the whole and thumbnails alike. */
function readDeclaredPixels(bytes: Buffer, properties: Box): number {
  const container = findBox(listBoxes(bytes, properties.start, properties.end), 'ipco');
  if (!container) return 0;
  let largest = 0;
  for (const box of listBoxes(bytes, container.start, container.end)) {
    if (box.type !== 'ispe') continue;
    const cursor = openCursor(bytes, box.start, box.end);
    cursor.number(4);
    largest = Math.max(largest, cursor.number(4) * cursor.number(4));
  }
  return largest;
}

/** Bytes of an item that lies in one piece in the file or in `idat`; null when it does not. */
function readItem(bytes: Buffer, location: Location | undefined, idat: Box | undefined): Buffer | null {
  const extent = location?.extents[0];
  if (!location || !extent || location.extents.length !== 1 || location.construction > 1) return null;
  if (location.construction === 1 && !idat) return null;
  const start = (location.construction === 1 ? (idat as Box).start : 0) + extent.offset;
  const end = start + extent.length;
  return end <= bytes.length && extent.length > 0 ? bytes.subarray(start, end) : null;
}

/** Pixels of a `grid` item: its output size may be larger than any `ispe` admits. */
function readGridPixels(item: Buffer | null): number {
  if (!item || item.length < 8) return 0;
  const size = (uint8At(item, 1) & 1) === 1 ? 4 : 2;
  const cursor = openCursor(item, 4, item.length);
  return cursor.number(size) * cursor.number(size);
}

function readExif(item: Buffer | null): Buffer | null {
  if (!item || item.length < 12 || item.length > MAX_EXIF) return null;
  const tiff = item.subarray(4 + item.readUInt32BE(0));
  return tiff.length >= 8 && /^(II\*\0|MM\0\*)/.test(tiff.toString('latin1', 0, 4)) ? tiff : null;
}

/** Reads the header boxes; null when they are broken or missing. Nothing is decoded. */
export function readHeifHeader(bytes: Buffer): HeifHeader | null {
  try {
    const meta = findBox(listBoxes(bytes, 0, bytes.length), 'meta');
    if (!meta) return null;
    const boxes = listBoxes(bytes, meta.start + 4, meta.end);
    const [info, place, properties, primary] = ['iinf', 'iloc', 'iprp', 'pitm'].map((type) =>
      findBox(boxes, type),
    );
    if (!info || !place || !properties || !primary) return null;
    const types = readItemTypes(bytes, info);
    const locations = readLocations(bytes, place);
    const idat = findBox(boxes, 'idat');
    const cursor = openCursor(bytes, primary.start, primary.end);
    const version = cursor.number(1);
    cursor.number(3);
    const primaryType = types.get(cursor.number(version === 0 ? 2 : 4)) ?? '';
    let maxPixels = readDeclaredPixels(bytes, properties);
    let exif: Buffer | null = null;
    for (const [id, type] of types) {
      if (type === 'grid')
        maxPixels = Math.max(maxPixels, readGridPixels(readItem(bytes, locations.get(id), idat)));
      if (type === 'Exif') exif ??= readExif(readItem(bytes, locations.get(id), idat));
    }
    return { primaryType, maxPixels, exif };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
