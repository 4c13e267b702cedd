import { createHash } from 'node:crypto';

/** A mark of bytes, or of all that decides them, for `ETag`. */
export const markOf = (of: Uint8Array | string): string =>
  createHash('sha256').update(of).digest('base64url').slice(0, 22);
