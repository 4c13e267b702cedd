/** Thread that reads untrusted bytes: a hang or a runaway decoder here is ended with the thread, not the server. */
import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { fileTypeFromBuffer } from 'file-type';
import type { FileKind } from '../../../shared/contract/base/files.ts';
import { findHazard, MAX_PIXELS, type Refusal, toKind } from './content.ts';
import { readHeifHeader } from './heif.ts';

export interface InspectRequest {
  path: string;
  /** PDF is let through. */
  allowsPdf: boolean;
}

/** A HEIC picture decoded here, upright, 4 bytes a pixel. */
export interface DecodedPicture {
  width: number;
  height: number;
  pixels: ArrayBuffer;
  /** TIFF block of the picture's EXIF. */
  exif: Uint8Array | null;
}

/** `spent`: the decoder ran, so the thread holds memory that WebAssembly never gives back. */
export type InspectReply =
  | { kind: FileKind; decoded: DecodedPicture | null; spent: boolean }
  | { refusal: Refusal; spent: boolean };

/** WebAssembly pages of 64 KB the decoder may take: 1 GB holds the largest picture we decode. */
const MAX_PAGES = 16_384;

const grow = WebAssembly.Memory.prototype.grow;
WebAssembly.Memory.prototype.grow = function limited(this: WebAssembly.Memory, delta: number): number {
  if (this.buffer.byteLength / 65_536 + delta > MAX_PAGES)
    throw new RangeError('decoder wants too much memory');
  return grow.call(this, delta);
};

async function decodeHeic(bytes: Buffer): Promise<DecodedPicture | Refusal> {
  const header = readHeifHeader(bytes);
  if (!header) return 'damaged';
  if (header.primaryType !== 'hvc1' && header.primaryType !== 'grid') return 'unknown';
  if (header.maxPixels > MAX_PIXELS) return 'bomb';
  const { default: decode } = await import('heic-decode');
  try {
    const pictures = await decode.all({ buffer: bytes });
    try {
      const [first] = pictures;
      if (!first) return 'damaged';
      if (first.width * first.height > MAX_PIXELS) return 'bomb';
      const { width, height, data } = await first.decode();
      return { width, height, pixels: data.buffer as ArrayBuffer, exif: header.exif };
    } finally {
      pictures.dispose();
    }
  } catch {
    return 'damaged';
  }
}

async function inspect({ path, allowsPdf }: InspectRequest): Promise<InspectReply> {
  const bytes = await readFile(path);
  const refuse = (refusal: Refusal, spent = false): InspectReply => ({ refusal, spent });
  if (bytes.length === 0) return refuse('empty');
  const kind = toKind((await fileTypeFromBuffer(bytes))?.mime);
  if (!kind) return refuse('unknown');
  if (kind === 'pdf' && !allowsPdf) return refuse('pdf-not-allowed');
  const hazard = findHazard(bytes, kind);
  if (hazard) return refuse(hazard);
  if (kind !== 'heic') return { kind, decoded: null, spent: false };
  const decoded = await decodeHeic(bytes);
  return typeof decoded === 'string' ? refuse(decoded, true) : { kind, decoded, spent: true };
}

parentPort?.on('message', async (request: InspectRequest) => {
  const reply = await inspect(request).catch((): InspectReply => ({ refusal: 'damaged', spent: true }));
  const transfer = 'decoded' in reply && reply.decoded ? [reply.decoded.pixels] : [];
  parentPort?.postMessage(reply, transfer);
});
