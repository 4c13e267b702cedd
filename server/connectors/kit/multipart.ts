import { randomUUID } from 'node:crypto';

/** One file as a form sends it (RFC 7578). A picture of base/files is JPEG. */
export function packPicture(field: string, bytes: Buffer): { type: string; body: Buffer } {
  const boundary = `otklik-${randomUUID()}`;
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="picture.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`;
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}
