import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { errorCode } from './error-code.ts';
import { AppError } from './errors.ts';

/** A file on the disk, synced. */
export interface Written {
  path: string;
  sha256: string;
  bytes: number;
}

/** A full disk in words for the sender; any other failure as it is. */
export function describeDiskError(error: unknown): unknown {
  const code = errorCode(error);
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
  return new AppError('lib.unavailable', 'На сервере кончилось место для файлов. Повторите позже.', {
    retryAfter: 600,
    cause: error,
  });
}

/**
 * Writes a stream to a new file for good, reading no further than `maxBytes`.
 * @returns null when the stream is longer; nothing stays then, nor after an error.
 */
export async function writeStream(
  path: string,
  chunks: AsyncIterable<Buffer>,
  maxBytes: number,
): Promise<Written | null> {
  const file = await open(path, 'wx', 0o600).catch((error) => Promise.reject(describeDiskError(error)));
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > maxBytes) break;
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    if (bytes <= maxBytes) await file.sync();
  } catch (error) {
    await file.close();
    await rm(path, { force: true });
    throw describeDiskError(error);
  }
  await file.close();
  if (bytes <= maxBytes) return { path, sha256: hash.digest('hex'), bytes };
  await rm(path, { force: true });
  return null;
}

/** Makes names of a folder outlive a power cut. */
export function syncFolder(path: string): void {
  try {
    const folder = openSync(path, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch (error) {
    // Windows cannot open a folder; there the rename itself is durable.
    if (process.platform !== 'win32') throw error;
  }
}
