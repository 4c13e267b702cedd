import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPicture, pdfDocument } from '../../../tests/support/pictures.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { type SendOptions, type SentFile, sendFile, showFile } from '../../../tests/support/uploads.ts';

let server: TestServer;
let operator: string;

beforeAll(async () => {
  server = await startTestServer();
  operator = await signInAs(server, 'operator');
});
afterAll(() => server.close());

const send = (bytes: Buffer, options?: SendOptions) => sendFile(server, bytes, options);
const show = (sent: SentFile, variant: string, query?: Record<string, string>) =>
  showFile(server, sent, variant, query);

describe('документы', () => {
  it('PDF сотрудника принимается и отдаётся только как вложение', async () => {
    const sent = await send(pdfDocument(), { cookie: operator });
    expect(sent.body).toMatchObject({ kind: 'pdf', width: null, height: null });
    const shown = await show(sent, 'display');
    expect(shown.headers['content-type']).toBe('application/pdf');
    expect(shown.headers['content-disposition']).toMatch(/^attachment/);
    expect(shown.headers['x-content-type-options']).toBe('nosniff');
    expect((await show(sent, 'thumb')).statusCode).toBe(404);
  });

  it('PDF с программой не принимается', async () => {
    const sent = await send(pdfDocument('/OpenAction<</S/JavaScript/JS(app.alert(1))>>'), {
      cookie: operator,
    });
    expect(sent).toMatchObject({ status: 415, body: { code: 'files.bad-content' } });
  });
});

describe('показ', () => {
  it('без ключа загрузки файла для других нет', async () => {
    const sent = await send(await drawPicture('jpeg'));
    const refusals = await Promise.all([
      show(sent, 'display', {}),
      show(sent, 'thumb', { token: 'чужой' }),
      show({ ...sent, body: { ...sent.body, fileId: '01890000-0000-7000-8000-000000000000' } }, 'thumb'),
    ]);
    expect(refusals.map((reply) => [reply.statusCode, reply.json().code])).toEqual(
      Array.from({ length: 3 }, () => [404, 'files.not-found']),
    );
  });

  it('повторный запрос отвечает 304, кэш — только у того, кому показано', async () => {
    const sent = await send(await drawPicture('jpeg'));
    const first = await show(sent, 'thumb');
    expect(first.headers['cache-control']).toBe('private, max-age=3600');
    const again = await server.inject({
      method: 'GET',
      url: `/api/files/${sent.body.fileId}/thumb`,
      query: { token: sent.body.token },
      headers: { 'if-none-match': String(first.headers.etag) },
    });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it('обходы пути не выходят за хранилище', async () => {
    await writeFile(join(server.app.services.config.dataDir, 'secret.txt'), 'тайна');
    const paths = [
      '/api/files/..%2f..%2fsecret.txt/thumb',
      '/api/files/%2e%2e/%2e%2e%2fsecret.txt',
      '/api/files/01890000-0000-7000-8000-000000000000/..%2f..%2fsecret.txt',
      '/api/files/01890000-0000-7000-8000-000000000000/original%00.jpg',
    ];
    for (const url of paths) {
      const reply = await server.inject({ method: 'GET', url });
      expect(reply.statusCode, url).toBeGreaterThanOrEqual(400);
      expect(reply.statusCode, url).toBeLessThan(500);
      expect(reply.body).not.toContain('тайна');
    }
    const named = await send(await drawPicture('jpeg'), { filename: '../../../../tmp/evil.jpg' });
    expect(named.status).toBe(200);
  });
});
