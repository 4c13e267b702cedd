import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../tests/support/site/server.ts';

const script = new URL('./restore.ts', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'otklik-erased-'));
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (...args: string[]): Promise<{ code: number; words: string }> =>
  promisify(execFile)(process.execPath, [script, ...args]).then(
    ({ stdout }) => ({ code: 0, words: stdout }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, words: stderr }),
  );

test('a database of the city’s own says what was erased after a moment, and leaves it to be erased again', async () => {
  const { databaseUrl } = server.app.services.config;
  const asked = (moment: string) =>
    run('--database', databaseUrl, '--erased-after', moment, '--data', join(folder, 'return'));
  const journal = (at: string, action: string, id: string) =>
    server.asOwner(
      `INSERT INTO audit.record (seq, at, actor, action, object, object_id, payload, hash)
       SELECT coalesce(max(seq), 0) + 1, '${at}', 'resident:1', '${action}', 'contact', '${id}', '{"data":{"scope":"all"}}', '\\x00'
       FROM audit.record`,
    );
  await journal('2026-11-30T09:00:00Z', 'cases.withdraw-consent', 'earlier');
  await journal('2026-11-30T09:10:00Z', 'cases.withdraw-consent', 'later');
  // Its term is over in the returned city too, which anonymises by itself.
  await journal('2026-11-30T09:11:00Z', 'cases.anonymise', 'by-law');
  const told = await asked('2026-11-30 14:05');
  expect(told).toMatchObject({ code: 0, words: expect.stringContaining('стёрто: 2') });
  expect(JSON.parse(readFileSync(join(folder, 'return/erase-again.json'), 'utf8'))).toEqual([
    {
      at: '2026-11-30T09:10:00.000Z',
      action: 'cases.withdraw-consent',
      objectId: 'later',
      data: { scope: 'all' },
    },
  ]);
  expect((await asked('2026-11-30 15:00')).words).toContain('ничего не стиралось');
  expect(await run('--database', databaseUrl)).toMatchObject({
    code: 2,
    words: expect.stringContaining('Не назван миг'),
  });
  const nowhere = await run('--database', 'postgres://a@127.0.0.1:1/x', '--erased-after', '2026-11-30 14:05');
  expect(nowhere).toMatchObject({ code: 1, words: expect.stringContaining('Не удалось') });
});
