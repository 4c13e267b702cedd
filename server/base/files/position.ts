import exifr from 'exifr';
import type { FilePosition } from '../../../shared/contract/base/files.ts';

/** Larger blocks are not a camera's. */
const MAX_EXIF = 256 * 1024;

interface Tags {
  latitude?: unknown;
  longitude?: unknown;
  DateTimeOriginal?: unknown;
}

/** `2026:11:02 10:15:00` → `2026-11-02T10:15:00`; null when the camera's clock was not set. */
function toWallClock(value: unknown): string | null {
  const found =
    typeof value === 'string' && /^(\d{4}):(\d{2}):(\d{2}) (\d{2}):(\d{2}):(\d{2})/.exec(value.trim());
  if (!found) return null;
  const text = `${found[1]}-${found[2]}-${found[3]}T${found[4]}:${found[5]}:${found[6]}`;
  const read = new Date(`${text}Z`);
  const isReal = !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text);
  return isReal && Number(found[1]) >= 1990 ? text : null;
}

/**
 * Where a picture was taken, from its EXIF block (TIFF, with or without the `Exif` mark before it).
 * Null when there is no position, it is out of range, or the block is broken. Call it only with the sender's consent.
 */
export async function readPosition(exif: Uint8Array): Promise<FilePosition | null> {
  if (exif.length > MAX_EXIF) return null;
  const bytes = Buffer.from(exif);
  const tiff = bytes.toString('latin1', 0, 6) === 'Exif\0\0' ? bytes.subarray(6) : bytes;
  const tags: Tags | undefined = await exifr
    .parse(Buffer.from(tiff), {
      tiff: true,
      ifd0: { pick: ['Orientation'] },
      exif: { pick: ['DateTimeOriginal'] },
      gps: { pick: ['GPSLatitude', 'GPSLatitudeRef', 'GPSLongitude', 'GPSLongitudeRef'] },
      reviveValues: false,
      translateValues: false,
      mergeOutput: true,
    })
    .catch(() => undefined);
  const { latitude: lat, longitude: lon } = tags ?? {};
  if (typeof lat !== 'number' || typeof lon !== 'number') return null;
  // Cameras without a fix write zeros.
  const isReal = Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && (lat !== 0 || lon !== 0);
  return isReal ? { lat, lon, takenAt: toWallClock(tags?.DateTimeOriginal) } : null;
}
