import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Decrypter, Encrypter } from 'age-encryption';

/**
 * Files of the format age (age-encryption.org/v1), as the program `age` makes and opens them. The header, where keys are, is the
 * library's; the payload — ChaCha20-Poly1305 over pieces of 64 KiB, numbered, the last one marked — is done by Node's own OpenSSL,
 * twenty times faster. The test opens each with the other.
 */

const PIECE = 64 * 1024;
const TAG = 16;
const NONCE = 16;
/** No header of ours is longer. */
const LONGEST_HEADER = 4096;

const payloadKey = (fileKey: Uint8Array, nonce: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', fileKey, nonce, 'payload', 32));

/** Eleven bytes of the number of a piece, and whether it is the last. */
function pieceNonce(count: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(count), 3);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

const cipherOptions = { authTagLength: TAG };

function sealPiece(key: Buffer, count: number, isLast: boolean, piece: Buffer): Buffer {
  const cipher = createCipheriv('chacha20-poly1305', key, pieceNonce(count, isLast), cipherOptions);
  const sealed = cipher.update(piece);
  return Buffer.concat([sealed, cipher.final(), cipher.getAuthTag()]);
}

function openPiece(key: Buffer, count: number, isLast: boolean, piece: Buffer): Buffer {
  if (piece.length < TAG) throw new Error('файл обрезан');
  const decipher = createDecipheriv('chacha20-poly1305', key, pieceNonce(count, isLast), cipherOptions);
  decipher.setAuthTag(piece.subarray(-TAG));
  const opened = decipher.update(piece.subarray(0, -TAG));
  try {
    decipher.final();
  } catch {
    throw new Error('файл изменён или обрезан');
  }
  return opened;
}

/** Cuts a stream into pieces of `size` bytes, the last one shorter; says which is the last. */
async function* cut(
  chunks: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<{ piece: Buffer; isLast: boolean }> {
  let kept: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    kept.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    length += chunk.byteLength;
    // A whole piece is held back until something follows it: it may be the last.
    if (length <= size) continue;
    const all = Buffer.concat(kept, length);
    let at = 0;
    for (; all.length - at > size; at += size) yield { piece: all.subarray(at, at + size), isLast: false };
    kept = [all.subarray(at)];
    length = all.length - at;
  }
  yield { piece: Buffer.concat(kept, length), isLast: true };
}

export interface AgeKeys {
  /** `AGE-SECRET-KEY-1…`. */
  identity: string;
  /** `age1…`. */
  recipient: string;
}

/** Encrypts a stream. */
export async function* encryptStream(
  { identity, recipient }: AgeKeys,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  // Of nothing: the header, a nonce, the tag of an empty last piece.
  const header = (await encrypter.encrypt(new Uint8Array(0))).subarray(0, -(NONCE + TAG));
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const nonce = randomBytes(NONCE);
  const key = payloadKey(await decrypter.decryptHeader(header), nonce);
  yield Buffer.concat([header, nonce]);
  let count = 0;
  for await (const { piece, isLast } of cut(chunks, PIECE)) {
    yield sealPiece(key, count, isLast, piece);
    count += 1;
  }
}

/** Length of the header: up to the end of the line that begins with `---`. */
function headerLength(start: Buffer): number {
  const mark = start.indexOf('\n--- ');
  const end = mark < 0 ? -1 : start.indexOf('\n', mark + 5);
  return end < 0 ? -1 : end + 1;
}

async function readHeader(
  iterator: AsyncIterator<Uint8Array>,
): Promise<{ header: Buffer; nonce: Buffer; rest: Buffer }> {
  let start: Buffer = Buffer.alloc(0);
  for (;;) {
    const length = headerLength(start);
    if (length > 0 && start.length >= length + NONCE) {
      const rest = start.subarray(length + NONCE);
      return { header: start.subarray(0, length), nonce: start.subarray(length, length + NONCE), rest };
    }
    const next =
      start.length > LONGEST_HEADER ? { done: true as const, value: undefined } : await iterator.next();
    if (next.done) throw new Error('это не файл age');
    start = Buffer.concat([start, next.value]);
  }
}

async function* follow(rest: Buffer, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield rest;
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
}

/** Opens what `encryptStream` or the program `age` made for the key. Throws where it is another's, was changed or cut. */
export async function* decryptStream(
  { identity }: AgeKeys,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const iterator = chunks[Symbol.asyncIterator]();
  const { header, nonce, rest } = await readHeader(iterator);
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const key = payloadKey(await decrypter.decryptHeader(header), nonce);
  let count = 0;
  for await (const { piece, isLast } of cut(follow(rest, iterator), PIECE + TAG)) {
    const opened = openPiece(key, count, isLast, piece);
    if (isLast && opened.length === 0 && count > 0) throw new Error('файл изменён или обрезан');
    yield opened;
    count += 1;
  }
}
