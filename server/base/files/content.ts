import type { FileKind } from '../../../shared/contract/base/files.ts';
import { AppError } from '../../lib/errors.ts';

/** Largest picture that is decoded, pixels: phones make up to 50 megapixels. */
export const MAX_PIXELS = 50_000_000;

/** Why a file is refused; the sentence for a person is in `refuse`. */
export type Refusal =
  | 'empty'
  | 'unknown'
  | 'polyglot'
  | 'damaged'
  | 'bomb'
  | 'pdf-not-allowed'
  | 'active'
  | 'slow';

const sentences: Record<Refusal, string> = {
  empty: 'Файл пуст. Выберите другой.',
  unknown: 'Это не фотография. Подойдут JPEG, PNG, WebP, HEIC или GIF.',
  polyglot: 'В файле кроме изображения есть посторонние данные. Пересохраните фотографию и приложите снова.',
  damaged: 'Файл повреждён или загружен не полностью. Приложите его ещё раз.',
  bomb: 'Изображение слишком велико: больше 50 мегапикселей. Уменьшите его и приложите снова.',
  'pdf-not-allowed': 'PDF здесь не принимается. Приложите фотографию: JPEG, PNG, WebP, HEIC или GIF.',
  active: 'В документе PDF есть программа или запуск файлов. Пересохраните его без них («Печать в PDF»).',
  slow: 'Изображение не удалось прочитать за отведённое время. Пересохраните его и приложите снова.',
};

/** The refusal as an error for the caller. */
export function refuseFile(refusal: Refusal, cause?: unknown): AppError {
  return new AppError(refusal === 'bomb' ? 'files.bomb' : 'files.bad-content', sentences[refusal], { cause });
}

const kindByMime: Record<string, FileKind> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/apng': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'image/heif': 'heic',
  'image/heic-sequence': 'heic',
  'image/heif-sequence': 'heic',
  'image/gif': 'gif',
  'application/pdf': 'pdf',
};

/** Content type by which each kind goes out. */
export const mimeByKind: Record<FileKind, string> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  heic: 'image/heic',
  gif: 'image/gif',
  pdf: 'application/pdf',
};

/** Kind by the type a detector found in the content. */
export function toKind(mime: string | undefined): FileKind | null {
  return (mime && kindByMime[mime]) || null;
}

/** A ZIP archive hidden behind a picture: its end record lies in the last 64 KB and points inside the file. */
function hasZipTail(bytes: Buffer): boolean {
  const from = Math.max(0, bytes.length - 65_557);
  for (let at = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1'); at >= from && at >= 0; ) {
    if (at + 22 <= bytes.length) {
      const directory = bytes.readUInt32LE(at + 12) + bytes.readUInt32LE(at + 16);
      if (at + 22 + bytes.readUInt16LE(at + 20) <= bytes.length && directory <= at) return true;
    }
    if (at === 0) break;
    at = bytes.lastIndexOf('PK\x05\x06', at - 1, 'latin1');
  }
  return false;
}

const MARKUP = ['<script', '<!doctype html', '<html>', '<html ', '<?php ', '<iframe', 'rar!\x1a\x07'];

/**
 * Looks for a second nature in a file whose signature is right: markup or a program anywhere in a picture,
 * a PDF header where readers of PDF look for it, an archive at the end. What phones append after the picture
 * (a short film, a depth map) is allowed.
 */
export function findHazard(bytes: Buffer, kind: FileKind): Refusal | null {
  if (hasZipTail(bytes)) return 'polyglot';
  if (kind === 'pdf') {
    if (!bytes.subarray(-2048).includes('%%EOF')) return 'damaged';
    // Names may be hidden in compressed streams too; the documents go out as attachments only.
    return bytes.includes('/JavaScript') || bytes.includes('/Launch') ? 'active' : null;
  }
  const head = bytes.toString('latin1', 0, 1024).toLowerCase();
  if (head.includes('%pdf-') || head.includes('<svg')) return 'polyglot';
  const text = bytes.toString('latin1').toLowerCase();
  return MARKUP.some((mark) => text.includes(mark)) ? 'polyglot' : null;
}
