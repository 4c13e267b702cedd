import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { badFile } from './bad-file.ts';

export type Encoding = 'utf8' | 'windows-1251' | 'utf16le' | 'utf16-be';

export interface TextFacts {
  encoding: Encoding;
  /** Some bytes are not text of this encoding: rows with the mark � are broken. */
  isDamaged: boolean;
}

/** Bytes looked at before deciding what kind of file it is. */
const HEAD = 64 * 1024;

export async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const hasPrefix = (head: Buffer, bytes: number[]): boolean => bytes.every((byte, at) => head[at] === byte);

/** Refuses what is not text at all: a program, a picture, a database. */
function requireText(head: Buffer): void {
  const controls = head.filter(
    (byte) => byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13,
  );
  if (controls.length > head.length / 100)
    throw badFile('Это не таблица: в файле не текст. Подойдут CSV, JSONL и книга Excel (.xlsx).');
}

async function isWholeUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path)) decoder.decode(chunk as Buffer, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Whether UTF-8 reads nearly all letters beyond ASCII: ten good for each broken one. */
async function isMostlyUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8');
  let [broken, letters] = [0, 0];
  for await (const chunk of createReadStream(path)) {
    const text = decoder.decode(chunk as Buffer, { stream: true });
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === 0xfffd) broken += 1;
      else if (code > 0x7f) letters += 1;
    }
  }
  return letters > broken * 10;
}

/**
 * Encoding by content: a byte order mark decides; else UTF-8 when nearly all of it reads so, else windows-1251.
 * A few broken bytes in a UTF-8 file damage their rows, not the whole file.
 */
export async function detectEncoding(path: string, head: Buffer): Promise<TextFacts> {
  if (hasPrefix(head, [0xff, 0xfe])) return { encoding: 'utf16le', isDamaged: false };
  if (hasPrefix(head, [0xfe, 0xff])) return { encoding: 'utf16-be', isDamaged: false };
  requireText(head);
  if (await isWholeUtf8(path)) return { encoding: 'utf8', isDamaged: false };
  const isUtf8 = hasPrefix(head, [0xef, 0xbb, 0xbf]) || (await isMostlyUtf8(path));
  return isUtf8 ? { encoding: 'utf8', isDamaged: true } : { encoding: 'windows-1251', isDamaged: false };
}
