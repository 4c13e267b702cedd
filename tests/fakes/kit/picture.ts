import type { FakeRequest } from './fake-server.ts';

/** The bytes of the file that a form sends under a name; null where there is none, or it is empty. */
export function readSentPicture({ headers, bytes }: FakeRequest, field: string): Buffer | null {
  const [, boundary] = /boundary=(\S+)$/u.exec(headers['content-type'] ?? '') ?? [];
  if (!boundary) return null;
  const start = bytes.indexOf('\r\n\r\n');
  const end = bytes.indexOf(`\r\n--${boundary}--`);
  const head = bytes.subarray(0, start).toString('utf8');
  const isNamed = head.startsWith(`--${boundary}\r\n`) && head.includes(`name="${field}"`);
  return isNamed && end > start + 4 ? bytes.subarray(start + 4, end) : null;
}
