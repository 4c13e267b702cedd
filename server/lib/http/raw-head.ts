/** Head of a request of the plainest form. */
export interface RequestHead {
  /** As it came, without its last line break: to know its like again. */
  text: string;
  /** Bytes of the head, its empty line included. */
  size: number;
  /** Bytes of the body. */
  length: number;
  path: string;
  headers: Record<string, string>;
}

const LONGEST = 4096;
const END = '\r\n\r\n';
const requestLine = /^POST (\/[\w.~/-]{1,300}) HTTP\/1\.1$/;
/** A name, a colon, at most one space, printable ASCII that neither begins nor ends with a space. */
const headerLine = /^([A-Za-z][A-Za-z\d-]{0,60}): ?([!-~](?:[ -~]*[!-~])?)$/;
const bodyLength = /^[1-9]\d{0,4}$/;
/** What changes how a message or its connection is read: never here. */
const foreign = new Set([
  'transfer-encoding',
  'content-encoding',
  'expect',
  'upgrade',
  'te',
  'trailer',
  'keep-alive',
  'proxy-connection',
]);

/**
 * Reads a request that is whole in `chunk` and has nothing behind it: `POST`, HTTP/1.1, one of each header, one
 * `content-length` that is the very number of bytes left. Null for anything else, however right. `last` is the former
 * head of the connection: senders repeat it to the byte.
 */
export function readHead(chunk: Buffer, last: RequestHead | null): RequestHead | null {
  const end = chunk.indexOf(END);
  if (end < 0 || end > LONGEST) return null;
  const size = end + END.length;
  const text = chunk.toString('latin1', 0, end);
  const head = last?.text === text ? last : parseHead(text, size);
  return head && size + head.length === chunk.length ? head : null;
}

function parseHead(text: string, size: number): RequestHead | null {
  const [first = '', ...lines] = text.split('\r\n');
  const path = requestLine.exec(first)?.[1];
  if (!path) return null;
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const [, name, value] = headerLine.exec(line) ?? [];
    const key = name?.toLowerCase();
    if (!key || !value || foreign.has(key) || Object.hasOwn(headers, key)) return null;
    headers[key] = value;
  }
  const length = headers['content-length'] ?? '';
  const connection = headers.connection?.toLowerCase() ?? 'keep-alive';
  const isWhole = 'host' in headers && 'content-type' in headers && bodyLength.test(length);
  if (!isWhole || connection !== 'keep-alive') return null;
  return { text, size, length: Number(length), path, headers };
}

/** The body as text; null when its bytes are no UTF-8. */
export function readBody(chunk: Buffer, { size }: RequestHead): string | null {
  const body = chunk.toString('utf8', size);
  return body.includes('\ufffd') ? null : body;
}
