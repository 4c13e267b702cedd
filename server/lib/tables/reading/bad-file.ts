import { AppError } from '../../errors.ts';

/** The file as a whole cannot be read; the sentence says what is wrong and what to do. */
export function badFile(message: string, cause?: unknown): AppError {
  return new AppError('imports.bad-file', message, { cause });
}
