import { NetworkFailure } from '../../base/networks/index.ts';

/** Bytes in which the declaration of XML stands. */
const PROLOG = 200;

/**
 * Text of a feed: the charset is that of the mark of order, of the header, of the declaration of XML, or UTF-8. Throws
 * `NetworkFailure('form')` of a charset nobody knows.
 */
export function readFeedText(body: Uint8Array, contentType: string): string {
  const head = new TextDecoder('latin1').decode(body.subarray(0, PROLOG));
  const label =
    markOf(body) ??
    /charset\s*=\s*"?([\w-]+)/iu.exec(contentType)?.[1] ??
    /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w-]+)["']/u.exec(head)?.[1] ??
    'utf-8';
  try {
    return new TextDecoder(label).decode(body);
  } catch {
    throw new NetworkFailure('form', `Лента записана в кодировке «${label}», её программа не читает`);
  }
}

function markOf(body: Uint8Array): string | undefined {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8';
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le';
  return body[0] === 0xfe && body[1] === 0xff ? 'utf-16be' : undefined;
}
