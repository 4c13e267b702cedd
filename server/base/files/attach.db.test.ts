import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { drawPicture, pdfDocument, toMultipart } from '../../../tests/support/pictures.ts';
import { answerInstead } from '../../../tests/support/ports.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInStaff } from '../../../tests/support/site/sign-in.ts';
import type { Actor, Ctx } from '../../lib/module/context.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { authenticate } from '../identity/index.ts';
import { claimFiles, describeFiles, type FileAccess, fileAccess, releaseFiles } from './index.ts';
import { sweepUnclaimed } from './sweep.ts';

let server: TestServer;
let operator: string;
let executor: string;
let access: FileAccess;
let shade = 0;

const anonymous: Actor = { kind: 'anonymous' };

beforeAll(async () => {
  server = await startTestServer();
  operator = (await signInStaff(server, 'operator')).cookie;
  executor = (await signInStaff(server, 'executor')).cookie;
  answerInstead(server.app.services, fileAccess, async () => access, 'cases');
});
afterEach(() => server.setNow(null));
afterAll(() => server.close());

const inTransaction = <T>(work: (ctx: Ctx) => Promise<T>, actor: Actor = anonymous): Promise<T> =>
  runMutation(server.app.services, { actor, requestId: 'test', ip: '' }, work);

async function upload(bytes?: Buffer, cookie?: string): Promise<{ fileId: string; token: string }> {
  shade += 1;
  const picture = bytes ?? (await drawPicture('png', { width: 20 + shade, height: 30 }));
  const { payload, headers } = toMultipart(picture);
  const reply = await server.inject({
    method: 'POST',
    url: '/api/files',
    payload,
    headers: { ...headers, ...(cookie && { cookie }) },
    remoteAddress: `203.0.113.${shade % 250}`,
  });
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json();
}

const show = (fileId: string, variant: string, cookie?: string, query: Record<string, string> = {}) =>
  server.inject({
    method: 'GET',
    url: `/api/files/${fileId}/${variant}`,
    query,
    headers: cookie ? { cookie } : {},
  });

const refusal = (code: string) => expect.objectContaining({ code });

describe('вложить файл', () => {
  it('можно по ключу загрузки, один раз, в заданном порядке', async () => {
    const files = [await upload(), await upload()];
    const claims = files.toReversed();
    const claimed = await inTransaction((ctx) => claimFiles(ctx, claims));
    expect(claimed.map(({ id }) => id)).toEqual(claims.map(({ fileId }) => fileId));
    expect(claimed[0]).toMatchObject({ kind: 'png', height: 30, released: false });
    await expect(inTransaction((ctx) => claimFiles(ctx, [files[0]!]))).rejects.toEqual(
      refusal('files.claimed'),
    );
  });

  it('нельзя по чужому ключу, без ключа и дважды сразу', async () => {
    const [mine, other] = [await upload(), await upload()];
    const attempts: [{ fileId: string; token?: string }[], string][] = [
      [[{ fileId: mine.fileId, token: other.token }], 'files.not-found'],
      [[{ fileId: mine.fileId, token: '' }], 'files.not-found'],
      [[{ fileId: mine.fileId }], 'files.not-found'],
      [[{ fileId: '01890000-0000-7000-8000-000000000000', token: mine.token }], 'files.not-found'],
      [[mine, mine], 'files.claimed'],
      [[other, { fileId: mine.fileId, token: 'x' }], 'files.not-found'],
    ];
    for (const [claims, code] of attempts) {
      await expect(inTransaction((ctx) => claimFiles(ctx, claims))).rejects.toEqual(refusal(code));
    }
    // Nothing was taken by the failed attempts.
    expect(await inTransaction((ctx) => claimFiles(ctx, [mine, other]))).toHaveLength(2);
  });

  it('сотрудник вкладывает своё без ключа, чужое — нет', async () => {
    const { fileId } = await upload(pdfDocument(), operator);
    const foreign = await authenticate(server.app.services, { cookie: executor });
    await expect(inTransaction((ctx) => claimFiles(ctx, [{ fileId }]), foreign)).rejects.toEqual(
      refusal('files.not-found'),
    );
    const own = await authenticate(server.app.services, { cookie: operator });
    expect(await inTransaction((ctx) => claimFiles(ctx, [{ fileId }]), own)).toMatchObject([{ kind: 'pdf' }]);
  });

  it('из многих одновременных попыток удаётся одна', async () => {
    const file = await upload();
    const tries = await Promise.allSettled(
      Array.from({ length: 16 }, () => inTransaction((ctx) => claimFiles(ctx, [file]))),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('откат дела возвращает файл', async () => {
    const file = await upload();
    const broken = inTransaction(async (ctx) => {
      await claimFiles(ctx, [file]);
      throw new Error('дело не записалось');
    });
    await expect(broken).rejects.toThrow('дело не записалось');
    expect(await inTransaction((ctx) => claimFiles(ctx, [file]))).toHaveLength(1);
  });
});

describe('кому показывается вложенное', () => {
  it('жителю по ключу — всегда, публике — только выпущенное и открытое', async () => {
    const file = await upload();
    await inTransaction((ctx) => claimFiles(ctx, [file]));
    access = 'denied';
    expect((await show(file.fileId, 'thumb', undefined, { token: file.token })).statusCode).toBe(200);
    expect((await show(file.fileId, 'thumb')).statusCode).toBe(404);
    access = 'public';
    expect((await show(file.fileId, 'thumb')).statusCode).toBe(404);
    await inTransaction((ctx) => releaseFiles(ctx, [file.fileId], true));
    const shown = await show(file.fileId, 'display');
    expect([shown.statusCode, shown.headers['cache-control']]).toEqual([200, 'public, max-age=0']);
    access = 'denied';
    expect((await show(file.fileId, 'display')).statusCode).toBe(404);
    access = 'public';
    await inTransaction((ctx) => releaseFiles(ctx, [file.fileId], false));
    expect((await show(file.fileId, 'display')).statusCode).toBe(404);
    access = 'allowed';
    const own = await show(file.fileId, 'display', operator);
    expect([own.statusCode, own.headers['cache-control']]).toEqual([200, 'private, max-age=3600']);
  });

  it('выпуск записан в журнал и виден в описании', async () => {
    const file = await upload();
    await inTransaction((ctx) => releaseFiles(ctx, [file.fileId], true));
    expect((await inTransaction((ctx) => describeFiles(ctx, [file.fileId]))).get(file.fileId)?.released).toBe(
      false,
    );
    await inTransaction((ctx) => claimFiles(ctx, [file]));
    await inTransaction((ctx) => releaseFiles(ctx, [file.fileId], true));
    const described = await inTransaction((ctx) => describeFiles(ctx, [file.fileId]));
    expect(described.get(file.fileId)).toMatchObject({ released: true, kind: 'png' });
    const { rows } = await server.app.pool.query('SELECT action FROM audit.record WHERE object_id = $1', [
      file.fileId,
    ]);
    expect(rows.map(({ action }) => action).sort()).toEqual(['files.released', 'files.uploaded']);
  });

  it('исходный файл — по праву, с причиной, с записью в журнал', async () => {
    const bytes = await drawPicture('jpeg', { withExif: true });
    const file = await upload(bytes);
    await inTransaction((ctx) => claimFiles(ctx, [file]));
    const reason = { reason: 'запрос прокуратуры' };
    access = 'full';
    expect(
      (await show(file.fileId, 'original', undefined, { ...reason, token: file.token })).statusCode,
    ).toBe(401);
    expect((await show(file.fileId, 'original', executor, reason)).statusCode).toBe(403);
    expect((await show(file.fileId, 'original', operator)).statusCode).toBe(400);
    await inTransaction((ctx) => releaseFiles(ctx, [file.fileId], true));
    for (const less of ['denied', 'public', 'allowed'] as const) {
      access = less;
      expect((await show(file.fileId, 'original', operator, reason)).statusCode, less).toBe(404);
    }
    access = 'full';
    const shown = await show(file.fileId, 'original', operator, reason);
    expect(shown.rawPayload.equals(bytes)).toBe(true);
    expect(shown.headers['content-disposition']).toMatch(/^attachment/);
    expect(shown.headers['cache-control']).toBe('private, max-age=0');
    const { rows } = await server.app.pool.query(
      "SELECT payload::jsonb -> 'data' AS data FROM audit.record WHERE object_id = $1 AND action = 'files.original-read'",
      [file.fileId],
    );
    expect(rows).toEqual([{ data: reason }]);
  });
});

describe('уборка', () => {
  const pathOf = async (fileId: string) => {
    const { rows } = await server.app.pool.query('SELECT sha256 FROM files.file WHERE id = $1', [fileId]);
    const sha256 = rows[0].sha256 as string;
    return join(server.app.services.config.dataDir, 'files', sha256.slice(0, 2), `${sha256}.original`);
  };
  const isKept = async (fileId: string) =>
    (await server.app.pool.query('SELECT 1 FROM files.file WHERE id = $1', [fileId])).rowCount === 1;

  it('убирает невложенное старше суток вместе с содержанием, которое больше никому не нужно', async () => {
    const shared = await drawPicture('png', { width: 500, height: 11 });
    server.setNow('2026-11-01T00:00:00Z');
    const [lone, twin, attached] = [await upload(), await upload(shared), await upload()];
    await inTransaction((ctx) => claimFiles(ctx, [attached]));
    server.setNow('2026-11-01T20:00:00Z');
    const [fresh, freshTwin] = [await upload(), await upload(shared)];
    const paths = await Promise.all([lone, twin, attached, fresh].map(({ fileId }) => pathOf(fileId)));
    expect(paths.map((path) => existsSync(path))).toEqual([true, true, true, true]);
    server.setNow('2026-11-02T00:00:01Z');
    await inTransaction((ctx) => sweepUnclaimed(ctx));
    await server.drain();
    expect(
      await Promise.all([lone, twin, attached, fresh, freshTwin].map((file) => isKept(file.fileId))),
    ).toEqual([false, false, true, true, true]);
    expect(paths.map((path) => existsSync(path))).toEqual([false, true, true, true]);
    await expect(inTransaction((ctx) => claimFiles(ctx, [lone]))).rejects.toEqual(refusal('files.not-found'));
    access = 'denied';
    expect((await show(freshTwin.fileId, 'display', undefined, { token: freshTwin.token })).statusCode).toBe(
      200,
    );
  });
});
