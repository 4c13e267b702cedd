import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listAuditRecords } from '../../../../shared/contract/base/audit.ts';
import { getPhotoBoxes, setPhotoBoxes } from '../../../../shared/contract/messages/cases-photos.ts';
import { publishCase } from '../../../../shared/contract/messages/cases-staff.ts';
import { drawPicture } from '../../../../tests/support/pictures.ts';
import { readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { sendFile } from '../../../../tests/support/uploads.ts';
import { modules } from '../../../modules.ts';

let server: TestServer;
let operator: string;

beforeAll(async () => {
  server = await startTestServer();
  operator = await signInAs(server, 'operator');
});
afterAll(() => server.close());

/** A published case whose photo nobody has released: 400×240, green, its upper left quarter red. */
async function publishedCase(publish = true) {
  const { body: file } = await sendFile(server, await drawPicture('jpeg', { width: 400, height: 240 }));
  const place = { lat: 56.415, lon: 61.918 };
  const files = [{ fileId: file.fileId, token: file.token }];
  const { number } = await submitCase(server, { files, publish, place });
  const card = await readCard(server, number, operator);
  const body = { version: card.version, published: publish, releaseFiles: [], hideFiles: [] };
  await server.call(publishCase, { params: { id: card.id }, body }, operator);
  return { id: card.id, number, fileId: file.fileId };
}
type Case = Awaited<ReturnType<typeof publishedCase>>;

const show = (fileId: string, variant: string, cookie?: string, query = {}) =>
  server.inject({
    method: 'GET',
    url: `/api/files/${fileId}/${variant}`,
    query,
    headers: cookie ? { cookie } : {},
  });
const cover = ({ id, fileId }: Case, body: object, cookie = operator) =>
  server.call(setPhotoBoxes, { params: { id, fileId }, body: { boxes: [], ...body } }, cookie);
const quarter = { x: 0, y: 0, width: 0.5, height: 0.5 };

/** Colour of a point given in shares of the picture. */
async function pixel(bytes: Buffer, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
  return [...data.subarray(at, at + 3)];
}
const near = (a: number[], b: number[]) => a.every((value, at) => Math.abs(value - b[at]!) < 12);
const [red, green, dark] = [
  [192, 57, 43],
  [31, 122, 99],
  [31, 41, 51],
];

describe('boxes', () => {
  test.each(['display', 'thumb'])(
    'are burnt into the public %s; who may see the photo sees it whole',
    async (variant) => {
      const one = await publishedCase();
      expect((await show(one.fileId, variant)).statusCode).toBe(404);
      expect(await cover(one, { boxes: [quarter], release: true })).toEqual({
        boxes: [quarter],
        released: true,
      });
      const open = (await show(one.fileId, variant)).rawPayload;
      for (const [x, y] of [
        [0.02, 0.02],
        [0.25, 0.25],
        [0.48, 0.46],
      ])
        expect(near(await pixel(open, x!, y!), dark!), `${x},${y}`).toBe(true);
      expect(near(await pixel(open, 0.75, 0.75), green!)).toBe(true);
      const own = (await show(one.fileId, variant, operator)).rawPayload;
      expect(near(await pixel(own, 0.25, 0.25), red!)).toBe(true);
      expect((await sharp(open).metadata()).exif).toBeUndefined();
    },
  );

  test('a box moved on a released photo changes the public copy at once', async () => {
    const one = await publishedCase();
    await cover(one, { boxes: [quarter], release: true });
    const former = (await show(one.fileId, 'display')).headers.etag;
    await cover(one, { boxes: [{ ...quarter, x: 0.5 }] });
    const now = await show(one.fileId, 'display');
    expect(now.headers.etag).not.toBe(former);
    expect(near(await pixel(now.rawPayload, 0.25, 0.25), red!)).toBe(true);
    expect(near(await pixel(now.rawPayload, 0.75, 0.25), dark!)).toBe(true);
  });

  test('withdrawing takes the public copy away at once, from the disk too, and no browser keeps it', async () => {
    const one = await publishedCase();
    await cover(one, { boxes: [quarter], release: true });
    expect((await show(one.fileId, 'display')).headers['cache-control']).toBe('public, max-age=0');
    await cover(one, { boxes: [quarter], release: false });
    expect((await show(one.fileId, 'display')).statusCode).toBe(404);
    expect((await show(one.fileId, 'thumb')).statusCode).toBe(404);
    const left = await readdir(join(server.app.services.config.dataDir, 'files'), { recursive: true });
    expect(left.filter((name) => name.includes(one.fileId))).toEqual([]);
    // Released again by the former way: the boxes are still there.
    const card = await readCard(server, one.number, operator);
    const body = { version: card.version, published: true, releaseFiles: [one.fileId], hideFiles: [] };
    await server.call(publishCase, { params: { id: one.id }, body }, operator);
    expect(near(await pixel((await show(one.fileId, 'display')).rawPayload, 0.25, 0.25), dark!)).toBe(true);
  });

  test('wrong boxes, no consent, a foreign photo and a foreign right are refused', async () => {
    const one = await publishedCase();
    const params = { id: one.id, fileId: one.fileId };
    const outside = { boxes: [{ x: 0.8, y: 0, width: 0.5, height: 0.5 }] };
    expect((await server.fail(setPhotoBoxes, { params, body: outside }, operator)).status).toBe(400);
    const other = await publishedCase(false);
    const silent = { params: { id: other.id, fileId: other.fileId }, body: { boxes: [], release: true } };
    expect((await server.fail(setPhotoBoxes, silent, operator)).code).toBe('cases.consent-missing');
    const foreign = { params: { id: one.id, fileId: other.fileId }, body: { boxes: [] } };
    expect((await server.fail(setPhotoBoxes, foreign, operator)).code).toBe('lib.not-found');
    const executor = await signInAs(server, 'executor');
    expect((await server.fail(getPhotoBoxes, { params }, executor)).code).toBe('lib.forbidden');
    const elsewhere = await signInAs(server, 'operator', { slug: 'elsewhere', districts: ['nowhere'] });
    expect((await server.fail(getPhotoBoxes, { params }, elsewhere)).status).toBeGreaterThanOrEqual(403);
  });

  test('the original opens by its own right alone, with a reason, and the journal keeps it', async () => {
    const one = await publishedCase();
    await cover(one, { boxes: [quarter], release: true });
    expect((await show(one.fileId, 'original')).statusCode).toBeGreaterThanOrEqual(401);
    const editor = await signInAs(server, 'editor');
    expect((await show(one.fileId, 'original', editor, { reason: 'посмотреть' })).statusCode).toBe(403);
    expect((await show(one.fileId, 'original', operator)).statusCode).toBe(400);
    expect((await show(one.fileId, 'original', operator, { reason: 'проверка' })).statusCode).toBe(200);
    const chair = await signInAs(server, 'chair');
    const journal = await server.call(listAuditRecords, { query: { action: 'files.original-read' } }, chair);
    expect(JSON.stringify(journal)).toContain(one.fileId);
  });
});

/** Every address the public may read, its parameters and queries filled with what concerns one case. */
const publicReads = modules
  .flatMap(({ routes = [] }) => routes.map(({ route }) => route))
  .filter(({ access, method }) => access === 'public' && method === 'GET');

describe('before its release a photo is nowhere in the open', () => {
  let hidden: Case;
  beforeAll(async () => {
    hidden = await publishedCase();
    await cover(hidden, { boxes: [quarter] });
  });
  test.each(publicReads.map((route) => [route.id, route] as const))('%s', async (_, route) => {
    const known: Record<string, string> = { number: hidden.number, year: '2026', name: 'districts' };
    const variants = /:variant/u.test(route.path) ? ['display', 'thumb', 'original'] : [''];
    for (const variant of variants) {
      const url = route.path.replaceAll(/:([A-Za-z]+)/gu, (__, name: string) =>
        name === 'variant' ? variant : (known[name] ?? hidden.fileId),
      );
      const query = { q: 'яма', lat: '56.415', lon: '61.918', bbox: '61,56,62,57', limit: '20' };
      const reply = await server.inject({ method: 'GET', url, query });
      if (variant) expect(reply.statusCode).toBeGreaterThanOrEqual(400);
      else expect(reply.body).not.toContain(hidden.fileId);
    }
  });
  test('and once released it is where it should be', async () => {
    await cover(hidden, { boxes: [quarter], release: true });
    const page = await server.inject({ method: 'GET', url: `/api/messages/${hidden.number}` });
    expect(page.body).toContain(hidden.fileId);
  });
});
