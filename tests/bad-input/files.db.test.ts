import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { drawPicture, pngBomb, toMultipart } from '../support/pictures.ts';
import { startTestServer, type TestServer } from '../support/site/server.ts';
import { signInAs } from '../support/site/sign-in.ts';
import { fingerprint } from './effects.ts';
import { findFault } from './judge.ts';
import { naughty } from './naughty.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

let address = 0;
function nextAddress(): string {
  address += 1;
  return `10.6.${address >> 8}.${address & 255}`;
}

describe('files', () => {
  const upload = (
    bytes: Buffer,
    options: Parameters<typeof toMultipart>[1] = {},
    url = '/api/files',
    cookie = '',
  ) => {
    const { payload, headers } = toMultipart(bytes, options);
    return server.inject({
      method: 'POST',
      url,
      payload,
      headers: { ...headers, ...(cookie && { cookie }), 'x-forwarded-for': nextAddress() },
    });
  };

  it('are named by nobody: a name changes neither where they lie nor how they are given', async () => {
    const picture = await drawPicture('jpeg');
    const names = naughty.flatMap(({ json }) => {
      if (typeof json !== 'string' || !json.startsWith('"') || json.length > 2000 || json.includes('\\u00"'))
        return [];
      return [String(JSON.parse(json)).replaceAll(/["\r\n]/g, '_')];
    });
    for (const filename of names) {
      const reply = await upload(picture, { filename });
      expect(findFault(reply), filename).toBeNull();
      expect(reply.statusCode, filename).toBe(200);
      const { fileId, token } = reply.json();
      const shown = await server.inject({ method: 'GET', url: `/api/files/${fileId}/thumb?token=${token}` });
      expect(shown.headers['content-disposition']).toMatch(
        /^inline; filename\*=UTF-8''otklik-[0-9a-f]{12}\.jpg$/,
      );
    }
    const contents = await server.app.services.database
      .selectFrom('files.file')
      .select('sha256')
      .distinct()
      .execute();
    expect(contents).toHaveLength(1);
  }, 60_000);

  it('that are no pictures are refused with the right code and leave nothing', async () => {
    const png = await drawPicture('png');
    const before = await fingerprint(server);
    const tries: [string, Buffer, number][] = [
      ['empty', Buffer.alloc(0), 415],
      ['text', Buffer.from('просто текст'), 415],
      ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 415],
      ['svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 415],
      ['a program', Buffer.from('\x7fELF\x02\x01\x01'), 415],
      ['a page behind a picture', Buffer.concat([png, Buffer.from('<script>alert(1)</script>')]), 415],
      ['a picture cut short', png.subarray(0, png.length / 2), 415],
      ['a bomb', pngBomb(), 422],
      ['noise', Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) & 255)), 415],
    ];
    for (const [name, bytes, status] of tries) {
      const reply = await upload(bytes, { filename: 'photo.jpg', type: 'image/jpeg' });
      expect([name, reply.statusCode, findFault(reply)]).toEqual([name, status, null]);
    }
    expect(await fingerprint(server)).toEqual(before);
  });

  test.each([
    ['without a boundary', 'multipart/form-data', 'x'],
    ['without a file', 'multipart/form-data; boundary=x', '--x--\r\n'],
    ['cut in the head', 'multipart/form-data; boundary=x', '--x\r\ncontent-dispo'],
    ['as JSON', 'application/json', '{"file":"x"}'],
    ['as a picture', 'image/jpeg', 'x'],
    [
      'with a field alone',
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
    ],
    [
      'with a hundred fields',
      'multipart/form-data; boundary=x',
      `${'--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n'.repeat(100)}--x--\r\n`,
    ],
    [
      'with a forbidden field',
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="__proto__"\r\n\r\nb\r\n--x--\r\n',
    ],
  ])('sent %s are refused', async (_, type, payload) => {
    for (const url of ['/api/files']) {
      const reply = await server.inject({
        method: 'POST',
        url,
        headers: { 'x-otklik': '1', 'content-type': type, 'x-forwarded-for': nextAddress() },
        payload,
      });
      expect(findFault(reply)).toBeNull();
      expect([400, 413, 415]).toContain(reply.statusCode);
    }
  });

  it('a layer that is no layer is refused and the old one stays', async () => {
    const admin = await signInAs(server, 'admin');
    const layer = async () =>
      (await server.inject({ method: 'GET', url: '/api/territory/layers/boundary' })).body;
    const before = await layer();
    const replace = (bytes: Buffer, name = 'boundary') => {
      const { payload, headers } = toMultipart(bytes, { filename: 'a.geojson', type: 'application/json' });
      return server.inject({
        method: 'PUT',
        url: `/api/territory/layers/${name}`,
        payload,
        headers: { ...headers, cookie: admin },
      });
    };
    const polygon = (coordinates: unknown) =>
      JSON.stringify({ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates } });
    const tries = [
      ...naughty.flatMap(({ json }) => (json === undefined ? [] : [json])),
      '{"type":"FeatureCollection","features":[]}',
      '{"type":"FeatureCollection","features":[null,1,"x"]}',
      polygon([]),
      polygon([[[1, 2]]]),
      polygon([
        [
          ['a', 'b'],
          [null, {}],
          [1, 1],
        ],
      ]),
      polygon([
        [
          [61, 95],
          [62, 95],
          [62, 96],
          [61, 95],
        ],
      ]),
    ];
    for (const one of tries) {
      const reply = await replace(Buffer.from(one));
      expect(findFault(reply)).toBeNull();
      expect(reply.statusCode).toBeGreaterThanOrEqual(400);
    }
    for (const name of ['..%2f..%2fetc', 'streets', 'boundary%00', '__proto__'])
      expect((await replace(Buffer.from('{}'), name)).statusCode).toBeGreaterThanOrEqual(400);
    expect(await layer()).toBe(before);
  });
});

describe('paths of the site', () => {
  test.each([
    '/..%2f..%2fpackage.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/basemap/..%2fsecret',
    '/basemap/basemap.pmtiles%00',
    '/assets/%c0%ae%c0%ae/x',
    '/api/files/..%2f..%2fsecret/thumb',
    '//etc/passwd',
    '/api/../../etc/passwd',
    '/.git/config',
    '/server/main.ts',
  ])('%s gives nothing away', async (url) => {
    const { body } = await server.inject({ method: 'GET', url });
    expect(body).not.toMatch(/root:|"dependencies"|\[core\]|createApp/);
  });
});
