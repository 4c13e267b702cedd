import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { heicBomb, heicPicture } from '../../../tests/support/pictures.ts';
import { findHazard, toKind } from './content.ts';
import { readHeifHeader } from './heif.ts';
import { readPosition } from './position.ts';
import { createSlots } from './slots.ts';

describe('заголовок HEIF', () => {
  it('называет размер, вид и данные съёмки, ничего не раскрывая', () => {
    const header = readHeifHeader(heicPicture());
    expect(header).toMatchObject({ primaryType: 'hvc1', maxPixels: 96 * 64 });
    expect(header?.exif?.toString('latin1', 0, 3)).toBe('II*');
    expect(readHeifHeader(heicBomb(50_000))?.maxPixels).toBe(2_500_000_000);
  });

  it('порча и обрыв любого места не роняют чтение', () => {
    const whole = heicPicture();
    for (let length = 0; length < whole.length; length += 3) readHeifHeader(whole.subarray(0, length));
    for (let i = 0; i < 3000; i += 1) {
      const bytes = Buffer.from(whole);
      for (const byte of randomBytes(4)) bytes[(byte * 2 + i) % 470] = byte;
      const header = readHeifHeader(bytes);
      expect(header === null || header.maxPixels >= 0).toBe(true);
    }
  });

  it('размер целого из плиток считается, даже когда плитки малы', () => {
    const box = (type: string, ...parts: Buffer[]) => {
      const body = Buffer.concat(parts);
      const head = Buffer.alloc(8);
      head.writeUInt32BE(body.length + 8, 0);
      head.write(type, 4, 'latin1');
      return Buffer.concat([head, body]);
    };
    // A grid item in `idat`: version 0, 32-bit fields, 1×1 tiles, 40000×30000.
    const grid = Buffer.from([0, 1, 0, 0, 0, 0, 0x9c, 0x40, 0, 0, 0x75, 0x30]);
    const meta = box(
      'meta',
      Buffer.alloc(4),
      box('pitm', Buffer.from('000000000001', 'hex')),
      box(
        'iinf',
        Buffer.from('000000000001', 'hex'),
        box('infe', Buffer.from('0200000000010000', 'hex'), Buffer.from('grid\0')),
      ),
      box('iloc', Buffer.from('01000000440000010001000100000001000000000000000c', 'hex')),
      box('iprp', box('ipco', box('ispe', Buffer.alloc(4), Buffer.from('0000010000000100', 'hex')))),
      box('idat', grid),
    );
    expect(readHeifHeader(Buffer.concat([box('ftyp', Buffer.from('heic')), meta]))).toEqual({
      primaryType: 'grid',
      maxPixels: 40_000 * 30_000,
      exif: null,
    });
  });
});

describe('вторая природа файла', () => {
  it('в случайных данных не чудится', () => {
    for (let i = 0; i < 40; i += 1) expect(findHazard(randomBytes(500_000), 'jpeg')).toBeNull();
  });

  it('PDF внутри первых байтов картинки и обрезанный PDF', () => {
    expect(findHazard(Buffer.from('GIF89a      %PDF-1.4'), 'gif')).toBe('polyglot');
    expect(findHazard(Buffer.from('%PDF-1.4 без конца'), 'pdf')).toBe('damaged');
    expect(toKind('image/svg+xml')).toBeNull();
    expect(toKind(undefined)).toBeNull();
  });
});

it('испорченные данные съёмки — просто нет места', async () => {
  for (let i = 0; i < 200; i += 1) {
    const bytes = Buffer.concat([Buffer.from('II*\0\x08\0\0\0', 'latin1'), randomBytes(300)]);
    expect(await readPosition(bytes)).toBeNull();
  }
  expect(await readPosition(Buffer.alloc(0))).toBeNull();
  expect(await readPosition(Buffer.alloc(300_000))).toBeNull();
});

it('одновременно идёт не больше работ, чем мест, в порядке прихода', async () => {
  const inSlot = createSlots(2);
  const order: number[] = [];
  let [now, most] = [0, 0];
  await Promise.allSettled(
    Array.from({ length: 12 }, (_, index) =>
      inSlot(async () => {
        now += 1;
        most = Math.max(most, now);
        order.push(index);
        await new Promise((resolve) => setTimeout(resolve, 2));
        now -= 1;
        if (index % 3 === 0) throw new Error('не вышло');
      }),
    ),
  );
  expect(most).toBe(2);
  expect(order).toEqual(Array.from({ length: 12 }, (_, index) => index));
});
