import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../tests/support/site/server.ts';

const script = new URL('./doctor.ts', import.meta.url).pathname;
let server: TestServer;
let empty: string;
let working: PoolClient;
beforeAll(async () => {
  server = await startTestServer({ OTKLIK_DEMO: '1' });
  empty = mkdtempSync(join(tmpdir(), 'otklik-doctor-'));
  // A server of another machine is seen by its connections: ours may have none while nobody asks.
  working = await server.app.pool.connect();
});
afterAll(async () => {
  working.release();
  await server.close();
  rmSync(empty, { recursive: true });
});

interface Told {
  code: number;
  out: string;
}

const run = (args: readonly string[], more: Record<string, string>): Promise<Told> =>
  new Promise((resolve) => {
    const env = Object.assign({}, process.env, { OTKLIK_DEMO: '' }, more);
    execFile(process.execPath, [script, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: stdout + stderr }),
    );
  });

/** The address for another account than ours: the folder of the socket is closed to that one. */
function address(): string {
  const url = new URL(server.app.services.config.databaseUrl);
  url.searchParams.delete('host');
  return url.href;
}
const look = (...args: string[]) =>
  run(['--data', server.app.services.config.dataDir, ...args], { DATABASE_URL: address() });
const idsOf = ({ out }: Told): string[] =>
  (JSON.parse(out) as { troubles: { id: string }[] }).troubles.map(({ id }) => id);

test('where nothing is wrong it ends with 0, a warning makes 1, an error 2', async () => {
  const was = await look('--json');
  // A draft of a year that is not decreed yet is a warning of its season.
  const season = idsOf(was).filter((id) => id.startsWith('deadlines.calendar/'));
  expect(idsOf(was)).toEqual(season);
  expect(was.code).toBe(season.length > 0 ? 1 : 0);
  const { dataDir } = server.app.services.config;
  chmodSync(join(dataDir, 'secret'), 0o644);
  const told = await look();
  chmodSync(join(dataDir, 'secret'), 0o600);
  expect(told.code).toBe(2);
  expect(told.out).toContain('Сбой: Ключи в папке данных могут прочесть чужие');
  expect(told.out).toContain('Что делать: Закройте файлы: chmod 600');
  expect(told.out).toMatch(/– Не проверяли: .*Резервные копии \(база своя, копии хранит администрация\)/u);
  expect(told.out).not.toMatch(/✓ Хорошо: .*Резервные копии/u);
});

test('a database of another age is told of and left as it is', async () => {
  await server.asOwner(`INSERT INTO lib.migration (name, checksum) VALUES ('9999_later.sql', 'x')`);
  const told = await look('--json');
  expect(idsOf(told)).toContain('database/newer');
  expect(told.out).toContain('9999_later.sql');
  await server.asOwner(`DELETE FROM lib.migration WHERE name = '9999_later.sql'`);
  await server.asOwner(`DELETE FROM lib.migration WHERE name LIKE '0005%'`);
  expect((await look('--json')).out).toContain('База старее программы');
  const { rows } = await server.app.pool.query(`SELECT FROM lib.migration WHERE name LIKE '0005%'`);
  expect(rows).toEqual([]);
});

test('without a database it tells of the machine', async () => {
  writeFileSync(join(empty, 'seal-key'), 'x', { mode: 0o644 });
  const told = await run(['--data', empty, '--json'], { DATABASE_URL: 'postgres://127.0.0.1:1/none' });
  expect(told.code).toBe(2);
  expect(idsOf(told).toSorted()).toEqual(['database/away', 'machine.secrets/open']);
  expect(told.out).toContain('по этому адресу никто не отвечает');
  expect(told.out).toContain('Место на диске');
});

test('of a folder where no installation was ever made one thing is said', async () => {
  const data = join(empty, 'nowhere');
  const told = await run(['--data', data, '--json'], { DATABASE_URL: '' });
  expect(idsOf(told)).toEqual(['database/none']);
  expect(told.out).toContain(`Смотрели в ${data}.`);
  expect(told.out).toContain('В этой папке установки нет');
});

test('a city that is not in the program is named', async () => {
  const told = await run(['--data', server.app.services.config.dataDir, '--json'], {
    DATABASE_URL: address(),
    OTKLIK_CITY: 'atlantis',
  });
  expect(idsOf(told)).toContain('start/city');
});

test('wrong variables are named, and so is a wrong option', async () => {
  const told = await run(['--data', empty, '--json'], {
    OTKLIK_POOL: 'много',
    DATABASE_URL: 'postgres://127.0.0.1:1/none',
  });
  expect(idsOf(told)).toEqual(['settings/wrong']);
  expect(told.out).toContain('OTKLIK_POOL');
  expect((await run(['--nonsense'], {})).code).toBe(2);
});
