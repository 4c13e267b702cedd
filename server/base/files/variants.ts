import sharp, { type Sharp } from 'sharp';
import type { FileKind } from '../../../shared/contract/base/files.ts';
import { MAX_PIXELS, refuseFile } from './content.ts';
import type { DecodedPicture } from './inspect-worker.ts';
import { createSlots } from './slots.ts';

/** What is shown instead of the original: upright JPEG without any metadata. */
export interface Variants {
  display: Buffer;
  thumb: Buffer;
  /** Size of the original as shown, pixels. */
  width: number;
  height: number;
  /** EXIF block of the original, for its position. */
  exif: Uint8Array | null;
}

const DISPLAY_SIDE = 1600;
export const THUMB_SIDE = 320;
const QUALITY = 80;
/** Longest decoding, seconds. */
const TIMEOUT = 20;

// Two pictures at once with one thread each: memory stays bounded however many uploads arrive together.
const inSlot = createSlots(2);
sharp.concurrency(1);
sharp.cache(false);

/** A JPEG that fits a square, without metadata. */
export const shrinkPicture = (picture: Sharp, side: number): Sharp =>
  picture
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: QUALITY })
    .timeout({ seconds: TIMEOUT });

async function encode(picture: Sharp): Promise<{ display: Buffer; thumb: Buffer }> {
  const display = await shrinkPicture(picture, DISPLAY_SIDE).toBuffer();
  return { display, thumb: await shrinkPicture(sharp(display), THUMB_SIDE).toBuffer() };
}

const formatByKind: Partial<Record<FileKind, string>> = {
  jpeg: 'jpeg',
  png: 'png',
  webp: 'webp',
  gif: 'gif',
};

async function deriveFromFile(path: string, kind: FileKind): Promise<Variants> {
  const open = () => sharp(path, { failOn: 'truncated', limitInputPixels: MAX_PIXELS, sequentialRead: true });
  const header = await sharp(path, { limitInputPixels: false }).metadata();
  // The decoder must see the same format that the content check saw.
  if (header.format !== formatByKind[kind]) throw refuseFile('damaged');
  if (header.width * header.height > MAX_PIXELS) throw refuseFile('bomb');
  const { width, height } = header.autoOrient;
  return { ...(await encode(open().autoOrient())), width, height, exif: header.exif ?? null };
}

async function deriveFromPixels(decoded: DecodedPicture): Promise<Variants> {
  const { width, height, pixels, exif } = decoded;
  const picture = sharp(new Uint8Array(pixels), {
    raw: { width, height, channels: 4 },
    limitInputPixels: MAX_PIXELS,
  });
  return { ...(await encode(picture)), width, height, exif };
}

/**
 * Makes the pictures to show; at most two at once in a process, the rest wait.
 * Throws `files.bomb` or `files.bad-content`.
 */
export function deriveVariants(
  path: string,
  kind: FileKind,
  decoded: DecodedPicture | null,
): Promise<Variants> {
  return inSlot(async () => {
    try {
      return await (decoded ? deriveFromPixels(decoded) : deriveFromFile(path, kind));
    } catch (error) {
      if (error instanceof Error && error.name === 'AppError') throw error;
      const message = error instanceof Error ? error.message : '';
      if (/pixel limit/.test(message)) throw refuseFile('bomb', error);
      throw refuseFile(/timeout/i.test(message) ? 'slow' : 'damaged', error);
    }
  });
}
