import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setLetterChannel } from '../shared/contract/base/outbox-settings.ts';
import { setHelper } from '../shared/contract/messages/helper.ts';
import { startTestServer, type TestServer } from '../tests/support/site/server.ts';
import { signInAs } from '../tests/support/site/sign-in.ts';

const script = new URL('./seal-rotate.ts', import.meta.url).pathname;
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const rotate = (...args: string[]) => {
  const { databaseUrl, dataDir } = server.app.services.config;
  const url = new URL(databaseUrl);
  // Typed by root, the command acts as the account of the server, to which the folder of the socket is closed.
  url.searchParams.delete('host');
  const env = { ...process.env, DATABASE_URL: url.href, OTKLIK_DATA: dataDir, OTKLIK_SEAL_KEY: '' };
  return promisify(execFile)(process.execPath, [script, ...args], { env });
};
const sealed = async () =>
  (await server.app.pool.query('SELECT secret FROM outbox.channel_setting')).rows[0].secret as string;

test('secrets are sealed anew while the server works, and it goes on with them', async () => {
  const admin = await signInAs(server, 'admin');
  const settings = { host: '127.0.0.1', port: 25, security: 'none', from: 'a@city.example', user: 'otklik' };
  const save = (secret: string) =>
    server.call(
      setLetterChannel,
      { params: { channel: 'email' }, body: { settings, secret, isActive: false } },
      admin,
    );
  await save('почтовый-пароль');
  const model = { baseUrl: 'https://models.example/v1', model: 'm', authUrl: '', scope: '' };
  const helper = { kind: 'openai', ...model, mayBePrivate: false, timeoutSeconds: 5 } as const;
  await server.call(setHelper, { body: { settings: helper, secret: 'ключ-модели', isActive: false } }, admin);
  const before = await sealed();
  const { stdout } = await rotate();
  expect(stdout).toContain('outbox.channel_setting: запечатано заново 1');
  expect(stdout).toContain('helper.setting: запечатано заново 1');
  const after = await sealed();
  expect(after.split('.')[1]).not.toBe(before.split('.')[1]);
  expect((await rotate('--forget')).stdout).toContain('запечатано заново 0');
  // The server has not been told of the new key: it finds it by its name in the value.
  const { unseal } = await import('../server/lib/seal/sealed.ts');
  expect(unseal(server.app.services.config, 'outbox.channel:email', after)).toBe('почтовый-пароль');
});
