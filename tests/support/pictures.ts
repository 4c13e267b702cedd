import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** Where every sample with EXIF says it was taken: Kamensk-Uralsky, 2 November 2026, 10:15 by the camera's clock. */
export const SAMPLE_POSITION = { lat: 56.415, lon: 61.9183, takenAt: '2026-11-02T10:15:00' };

const exif = {
  IFD0: { Make: 'Otklik', Copyright: 'Секретный владелец' },
  IFD2: { DateTimeOriginal: '2026:11:02 10:15:00' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '56/1 24/1 5400/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '61/1 55/1 600/100',
  },
};

function drawSample(width: number, height: number): Sharp {
  const mark = `<svg width="${width}" height="${height}"><rect width="${width / 2}" height="${height / 2}" fill="#c0392b"/></svg>`;
  return sharp({ create: { width, height, channels: 3, background: '#1f7a63' } }).composite([
    { input: Buffer.from(mark) },
  ]);
}

/** A real picture of the format: green, its upper left quarter red; with EXIF of a camera where the format holds it. */
export function drawPicture(
  format: 'jpeg' | 'png' | 'webp' | 'gif',
  { width = 96, height = 64, withExif = false } = {},
): Promise<Buffer> {
  const picture = drawSample(width, height).toFormat(format);
  return (withExif ? picture.withExif(exif) : picture).toBuffer();
}

/** A JPEG whose camera was held upright: stored lying (96×64) with the mark «turn by 90°», shown 64×96. */
export const drawTurnedPicture = (): Promise<Buffer> =>
  drawSample(96, 64).withMetadata({ orientation: 6 }).jpeg().toBuffer();

// HEVC still of 96×64, the same drawing and EXIF, made once with heif-enc (libheif 1.23, x265): sharp cannot write HEVC.
const HEIC = [
  'AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAZRtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA',
  'ADRpbG9jAAAAAERAAAIAAQAAAAABuAABAAAAAAAAADEAAgAAAAAB6QABAAAAAAAAAV4AAAA4aWluZgAAAAAAAgAAABVpbmZlAgAA',
  'AAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA02lwcnAAAAC0aXBjbwAAAHVodmNDAQNwAAAA',
  'kAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAoQgEBA3AAAAMAkAAAAwAAAwAeoDCBBZbq',
  'SSmubAgAAAMAyAAAAwAIQGIAAQAHRAHBcrAiQAAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAABgAAAAQAAAABBwaXhp',
  'AAAAAAMICAgAAAAXaXBtYQAAAAAAAAABAAEEgQIDBAAAABppcmVmAAAAAAAAAA5jZHNjAAIAAQABAAABl21kYXQAAAAtKAGvGYD3',
  'fIU3//Q/n/Zkr/cILtP/kidren+GNoC5WfnDBdBP5funiu19Gz/wAAAAAElJKgAIAAAACAAPAQIABwAAAH4AAAASAQMAAQAAAAEA',
  'AAAaAQUAAQAAAG4AAAAbAQUAAQAAAHYAAAAoAQMAAQAAAAIAAAATAgMAAQAAAAEAAABphwQAAQAAAIYAAAAliAQAAQAAAPQAAAAA',
  'AAAAOGMAAOgDAAA4YwAA6AMAAE90a2xpawAABwAAkAcABAAAADAyMTADkAIAFAAAAOAAAAABkQcABAAAAAECAwAAoAcABAAAADAx',
  'MDABoAMAAQAAAP//AAACoAQAAQAAAGAAAAADoAQAAQAAAEAAAAAAAAAAMjAyNjoxMTowMiAxMDoxNTowMAAEAAEAAgACAAAATgAA',
  'AAIABQADAAAAQgEAAAMAAgACAAAARQAAAAQABQADAAAAKgEAAAAAAAA9AAAAAQAAADcAAAABAAAAWAIAAGQAAAA4AAAAAQAAABgA',
  'AAABAAAAGBUAAGQAAAA=',
];

export const heicPicture = (): Buffer => Buffer.from(HEIC.join(''), 'base64');

/** The HEIC above whose header claims a side of `side` pixels. */
export function heicBomb(side = 60_000): Buffer {
  const bytes = heicPicture();
  const at = bytes.indexOf('ispe', 'latin1') + 8;
  bytes.writeUInt32BE(side, at);
  bytes.writeUInt32BE(side, at + 4);
  return bytes;
}

/** A PNG of a few bytes whose header claims `side`×`side` pixels. */
export function pngBomb(side = 60_000): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', Buffer.from('789c030000000001', 'hex')),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The smallest document a reader of PDF opens. */
export const pdfDocument = (extra = ''): Buffer =>
  Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R${extra}>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n` +
      '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
    'latin1',
  );

export interface Multipart {
  payload: Buffer;
  headers: Record<string, string>;
}

/** A request body with fields first and then one file, as the client sends it. */
export function toMultipart(
  bytes: Buffer,
  { filename = 'photo.jpg', type = 'image/jpeg', fields = {} as Record<string, string> } = {},
): Multipart {
  const boundary = `----otklik${randomUUID()}`;
  const head = Object.entries(fields)
    .map(
      ([name, value]) =>
        `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    .join('');
  const file = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${filename}"\r\ncontent-type: ${type}\r\n\r\n`;
  return {
    payload: Buffer.concat([Buffer.from(head + file), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    headers: { 'x-otklik': '1', 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}
