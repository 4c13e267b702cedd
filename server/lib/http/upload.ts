import { Readable } from 'node:stream';
import { AppError } from '../errors.ts';
import type { Upload } from '../module/module.ts';
import { MAX_UPLOAD } from './http.ts';

/** Multipart marks and fields around the file, bytes. */
const ENVELOPE = 64 * 1024;

export interface UploadKeeper<T> {
  /** Writes the chunks to the disk; null when there are more bytes than `limit`. */
  write: (chunks: AsyncIterable<Buffer>, limit: number) => Promise<T | null>;
  /** Removes what was written. */
  drop: (written: T) => Promise<void>;
  tooLarge: () => AppError;
}

/**
 * Reads an upload to the disk. Whatever goes wrong, the rest of the request is let through to nowhere,
 * so that the sender hears the answer and the connection serves on.
 * @param declared the request's content-length, bytes; 0 when it names none.
 */
export async function keepUpload<T>(upload: Upload, declared: number, keeper: UploadKeeper<T>): Promise<T> {
  const { stream } = upload;
  if (!(stream instanceof Readable)) throw new Error('Upload is not a readable stream');
  try {
    if (declared > MAX_UPLOAD + ENVELOPE) throw keeper.tooLarge();
    const chunks = stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
    const written = await keeper.write(chunks, MAX_UPLOAD);
    if (written === null) throw keeper.tooLarge();
    if (!upload.stream.truncated) return written;
    await keeper.drop(written);
    throw keeper.tooLarge();
  } catch (error) {
    stream.on('error', () => {});
    stream.resume();
    if (error instanceof AppError || !(error instanceof Error)) throw error;
    // The sender hung up in the middle.
    const isCut = /premature|terminated early|aborted|unexpected end/i.test(error.message);
    throw isCut
      ? new AppError('lib.bad-input', 'Передача файла прервалась. Отправьте его ещё раз.', { cause: error })
      : error;
  }
}
