import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  drawPicture,
  drawTurnedPicture,
  heicBomb,
  heicPicture,
  pdfDocument,
  pngBomb,
  SAMPLE_POSITION,
  toMultipart,
} from '../../../tests/support/pictures.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { type SendOptions, type SentFile, sendFile, showFile } from '../../../tests/support/uploads.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const send = (bytes: Buffer, options?: SendOptions) => sendFile(server, bytes, options);
const show = (sent: SentFile, variant: string, query?: Record<string, string>) =>
  showFile(server, sent, variant, query);

describe('принимается по содержанию', () => {
  const samples = [
    ['jpeg', () => drawPicture('jpeg')],
    ['png', () => drawPicture('png')],
    ['webp', () => drawPicture('webp')],
    ['gif', () => drawPicture('gif')],
    ['heic', async () => heicPicture()],
  ] as const;

  it.each(samples)('%s становится картинкой для показа и миниатюрой', async (kind, make) => {
    const sent = await send(await make(), { filename: 'без имени.bin', type: 'application/octet-stream' });
    expect(sent.status).toBe(200);
    expect(sent.body).toMatchObject({ kind, width: 96, height: 64, position: null });
    for (const variant of ['display', 'thumb']) {
      const shown = await show(sent, variant);
      expect(shown.statusCode).toBe(200);
      expect(shown.headers['content-type']).toBe('image/jpeg');
      const { data, info } = await sharp(shown.rawPayload).raw().toBuffer({ resolveWithObject: true });
      expect([info.width, info.height]).toEqual([96, 64]);
      // The drawing itself came through: red above left, green below right.
      expect(data[(10 * 96 + 10) * 3]).toBeGreaterThan(150);
      expect(data[(50 * 96 + 80) * 3]).toBeLessThan(80);
    }
  });

  it('большая уменьшается до 1600 и 320 точек', async () => {
    const sent = await send(await drawPicture('jpeg', { width: 4000, height: 2000 }));
    const sizes = await Promise.all(
      ['display', 'thumb'].map(async (variant) => {
        const { width, height } = await sharp((await show(sent, variant)).rawPayload).metadata();
        return [width, height];
      }),
    );
    expect(sizes).toEqual([
      [1600, 800],
      [320, 160],
    ]);
  });

  it('снятая боком поворачивается', async () => {
    const sent = await send(await drawTurnedPicture());
    expect(sent.body).toMatchObject({ width: 64, height: 96 });
    const shown = await sharp((await show(sent, 'display')).rawPayload).metadata();
    expect([shown.width, shown.height, shown.orientation]).toEqual([64, 96, undefined]);
  });

  it('снимок с приписанным телефоном роликом принимается', async () => {
    const film = Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42', 'latin1'), Buffer.alloc(5000, 7)]);
    expect((await send(Buffer.concat([await drawPicture('jpeg'), film]))).status).toBe(200);
  });
});

describe('данные о съёмке', () => {
  it.each(['jpeg', 'png', 'webp'] as const)(
    '%s: место — только с согласия, в копиях ничего нет',
    async (format) => {
      const picture = await drawPicture(format, { withExif: true });
      expect((await sharp(picture).metadata()).exif?.length).toBeGreaterThan(100);
      const silent = await send(picture);
      expect(silent.body.position).toBeNull();
      const agreed = await send(picture, { fields: { consentPosition: '1' } });
      expect(agreed.body.position?.lat).toBeCloseTo(SAMPLE_POSITION.lat, 3);
      expect(agreed.body.position?.lon).toBeCloseTo(SAMPLE_POSITION.lon, 3);
      expect(agreed.body.position?.takenAt).toBe(SAMPLE_POSITION.takenAt);
      for (const variant of ['display', 'thumb']) {
        const shown = (await show(agreed, variant)).rawPayload;
        const { exif, icc, iptc, xmp } = await sharp(shown).metadata();
        expect([exif, icc, iptc, xmp]).toEqual([undefined, undefined, undefined, undefined]);
        expect(shown.includes('Otklik')).toBe(false);
      }
    },
  );

  it('HEIC: место читается так же', async () => {
    const sent = await send(heicPicture(), { fields: { consentPosition: '1' } });
    expect(sent.body.position?.lat).toBeCloseTo(SAMPLE_POSITION.lat, 3);
    expect(sent.body.position?.takenAt).toBe(SAMPLE_POSITION.takenAt);
  });

  it('место не остаётся ни в базе, ни в журнале', async () => {
    await send(await drawPicture('jpeg', { withExif: true }), { fields: { consentPosition: '1' } });
    const { rows } = await server.app.pool.query(
      "SELECT payload FROM audit.record WHERE action = 'files.uploaded'",
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/(?<![:\d])(?:56\.4|61\.9)|latitude/u);
  });
});

describe('отказы', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const zip = Buffer.from('504b0506000000000000000000000000000000000000', 'hex');
  const cases: [string, () => Promise<Buffer> | Buffer, number, string][] = [
    ['пустой', () => Buffer.alloc(0), 415, 'files.bad-content'],
    ['текст с именем .jpg', () => Buffer.from('просто текст'), 415, 'files.bad-content'],
    ['SVG', () => Buffer.from(svg), 415, 'files.bad-content'],
    ['HTML', () => Buffer.from('<!doctype html><script>alert(1)</script>'), 415, 'files.bad-content'],
    ['архив', () => zip, 415, 'files.bad-content'],
    [
      'TIFF',
      () =>
        sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
          .tiff()
          .toBuffer(),
      415,
      'files.bad-content',
    ],
    [
      'AVIF',
      () =>
        sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
          .avif()
          .toBuffer(),
      415,
      'files.bad-content',
    ],
    [
      'JPEG с архивом в хвосте',
      async () => Buffer.concat([await drawPicture('jpeg'), zip]),
      415,
      'files.bad-content',
    ],
    [
      'GIF с программой',
      async () => Buffer.concat([await drawPicture('gif'), Buffer.from('<ScRiPt>alert(1)</script>')]),
      415,
      'files.bad-content',
    ],
    ['PNG-бомба', () => pngBomb(), 422, 'files.bomb'],
    ['HEIC-бомба', () => heicBomb(), 422, 'files.bomb'],
    [
      'обрезанный JPEG',
      async () => (await drawPicture('jpeg', { width: 800, height: 600 })).subarray(0, 2500),
      415,
      'files.bad-content',
    ],
    [
      'обрезанный PNG',
      async () => (await drawPicture('png', { width: 800, height: 600 })).subarray(0, 1500),
      415,
      'files.bad-content',
    ],
    ['обрезанный HEIC', () => heicPicture().subarray(0, 470), 415, 'files.bad-content'],
    ['PDF от жителя', () => pdfDocument(), 415, 'files.bad-content'],
  ];

  it.each(cases)('%s', async (_name, make, status, code) => {
    const sent = await send(await make());
    expect(sent).toMatchObject({ status, body: { code } });
    expect(sent.body.detail).toMatch(/[а-я]{4}/i);
  });

  it('ничего не оставляют на диске', async () => {
    expect(await readdir(join(server.app.services.config.dataDir, 'files/tmp'))).toEqual([]);
  });

  it('запрос без файла, не формой и с двумя файлами', async () => {
    const url = '/api/files';
    const plain = await server.inject({
      method: 'POST',
      url,
      headers: { 'x-otklik': '1' },
      payload: { a: 1 },
    });
    expect([plain.statusCode, plain.json().code]).toEqual([415, 'lib.unsupported-media']);
    const { payload, headers } = toMultipart(await drawPicture('jpeg'));
    const empty = payload.toString('latin1').replace(/name="file"; filename="photo.jpg"/, 'name="note"');
    const field = await server.inject({
      method: 'POST',
      url,
      headers,
      payload: Buffer.from(empty, 'latin1'),
    });
    expect([field.statusCode, field.json().code]).toEqual([400, 'lib.bad-input']);
    const foreign = await server.inject({
      method: 'POST',
      url,
      payload,
      headers: { ...headers, 'x-otklik': '0' },
    });
    expect(foreign.statusCode).toBe(403);
  });

  it('больше 60 загрузок в минуту с одного адреса', async () => {
    const { payload, headers } = toMultipart(Buffer.from('x'));
    const statuses: number[] = [];
    for (let i = 0; i < 62; i += 1) {
      const reply = await server.inject({
        method: 'POST',
        url: '/api/files',
        payload,
        headers,
        remoteAddress: '198.51.100.7',
      });
      statuses.push(reply.statusCode);
    }
    expect(statuses.filter((status) => status === 415)).toHaveLength(60);
    expect(statuses.slice(-2)).toEqual([429, 429]);
  });
});
