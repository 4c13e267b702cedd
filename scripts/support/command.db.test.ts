import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../tests/support/site/server.ts';
import { signInAs } from '../../tests/support/site/sign-in.ts';

const scripts = new URL('..', import.meta.url).pathname;
/** Commands that work in an installation: what is typed after each. */
const commands: Readonly<Record<string, readonly string[]>> = {
  'setup-code.ts': [],
  'import.mjs': ['messages.csv'],
  'gar/gar.mjs': ['--list'],
};
let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await startTestServer();
  folder = mkdtempSync(join(tmpdir(), 'otklik-setup-code-'));
  writeFileSync(join(folder, 'messages.csv'), 'Номер;Текст обращения\n1;Не горит фонарь у дома\n');
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

interface Told {
  code: number;
  stdout: string;
  stderr: string;
}

const run = (name: string, data: string, more: Record<string, string> = {}): Promise<Told> =>
  new Promise((resolve) => {
    const env = Object.assign({}, process.env, { OTKLIK_DEMO: '', DATABASE_URL: '', INIT_CWD: folder }, more);
    const args = [join(scripts, name), ...commands[name]!, '--data', data];
    execFile(process.execPath, args, { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });

/** The address for another account than ours: the folder of the socket is closed to that one. */
function address(): string {
  const url = new URL(server.app.services.config.databaseUrl);
  url.searchParams.delete('host');
  return url.href;
}

test.each(Object.keys(commands))(
  '%s makes no installation where there is none, and says which key names its folder',
  async (name) => {
    const data = join(folder, 'elsewhere');
    const told = await run(name, data);
    expect(told).toMatchObject({ code: 1, stdout: '' });
    expect(told.stderr).toContain(`В этой папке установки нет: ${data}.`);
    expect(told.stderr).toContain('--data ПАПКА');
    expect(existsSync(data)).toBe(false);
  },
);

test('in an installation setup-code prints a code, and where it is entered', async () => {
  const { dataDir } = server.app.services.config;
  const told = await run('setup-code.ts', dataDir, {
    DATABASE_URL: address(),
    OTKLIK_URL: 'https://otklik.example',
  });
  expect(told.code).toBe(0);
  expect(told.stdout).toContain('https://otklik.example/staff/setup');
  // The kit looks for a line of the code alone.
  expect(told.stdout.trim().split('\n').at(-1)).toMatch(/^\d{4}-\d{4}-\d{4}$/u);
  await signInAs(server, 'admin');
  expect((await run('setup-code.ts', dataDir, { DATABASE_URL: address() })).stdout).toContain(
    'Сотрудники уже есть',
  );
});
