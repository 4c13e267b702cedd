import { shrinkPhoto } from '../parts/shrink-photo.ts';
import type { Point } from './submit-draft.ts';

/** Places of photos that were made lighter since: the light copy carries none. */
const places = new WeakMap<File, Point>();

/** Reads where a photo was taken, then makes it lighter. */
export async function preparePhoto(file: File): Promise<File> {
  const point = await readPhotoPlace(file);
  const light = await shrinkPhoto(file);
  if (point) places.set(light, point);
  return light;
}

/**
 * Where a photo was taken, read on this device: nothing is sent before the person says «Да, здесь».
 * Null when the camera wrote no place or the file cannot be read.
 */
export async function readPhotoPlace(file: File): Promise<Point | null> {
  const known = places.get(file);
  if (known) return known;
  try {
    const { gps } = await import('exifr/dist/lite.esm.mjs');
    const found = await gps(file);
    const { latitude: lat, longitude: lon } = found ?? {};
    if (!Number.isFinite(lat) || !Number.isFinite(lon)) return null;
    // Cameras without a fix write zeros.
    return lat === 0 && lon === 0 ? null : { lat: lat!, lon: lon! };
  } catch {
    return null;
  }
}
