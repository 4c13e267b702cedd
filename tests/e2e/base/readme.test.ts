import { execFile, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeGarSample } from '../../../scripts/gar/gar-sample.ts';
import { stopPostgres } from '../../../scripts/postgres.mjs';
import { waitUntil } from '../../../scripts/support/processes.mjs';

/** Commands of README's table, each typed whole, one after another on one small city, as a person would try them. */

const folder = mkdtempSync(join(tmpdir(), 'otklik-readme-'));
chmodSync(folder, 0o711);
const placeFor = (name: string): string => {
  const path = join(folder, name);
  mkdirSync(path, { mode: 0o777 });
  chmodSync(path, 0o777);
  return path;
};
const data = join(folder, 'city');
const returned = join(folder, 'returned');
const asOfPort = 23_171;
const environment = {
  ...process.env,
  npm_lifecycle_event: '',
  DATABASE_URL: '',
  DATABASE_OWNER_URL: '',
  OTKLIK_DEMO: '',
  OTKLIK_BACKUP_PASSPHRASE: 'пароль для копий пробы',
  // Where commands put what they need for a while; the tests' own folder may be closed to the account they step down to.
  TMPDIR: folder,
};

interface Said {
  code: number;
  text: string;
}

const type = (...words: string[]): Promise<Said> =>
  new Promise((resolve) => {
    execFile('npm', ['run', ...words], { env: environment, maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, text: stdout + stderr }),
    );
  });

async function typeWell(...words: string[]): Promise<string> {
  const { code, text } = await type(...words);
  expect(code, text).toBe(0);
  return text;
}

beforeAll(async () => {
  expect(await typeWell('demo', '--', '--cases', '300', '--no-photos', '--data', data)).toMatch(
    /Готово: 300\s/u,
  );
});

afterAll(async () => {
  for (const city of [data, returned])
    await stopPostgres({ dataDir: join(city, 'postgres') }).catch(() => {});
  rmSync(folder, { recursive: true, force: true });
});

test('a register is loaded, streets are replaced, texts are read', async () => {
  const file = join(placeFor('tables'), 'messages.csv');
  writeFileSync(
    file,
    'Дата,Текст,Адрес\n2026-11-02,"Не горит фонарь у подъезда, темно третий день","пр-кт Победы, 12"\n',
  );
  expect(await typeWell('import', '--', file, '--data', data)).toMatch(/принято +1/u);
  const gar = placeFor('gar');
  await writeGarSample(gar);
  expect(await typeWell('gar', '--', gar, '--region', '66', '--data', data)).toMatch(/улиц/u);
  const [heading, row] = (await typeWell('-s', 'classify', '--', file)).trim().split('\n');
  expect(heading).toContain('Текст');
  expect(row).toContain('фонарь');
});

test('numbers and records agree, and the doctor says what is wrong', async () => {
  expect(await typeWell('figures:check', '--', '--data', data)).toMatch(/верны/iu);
  expect(await typeWell('verify', '--', 'all', '--data', data)).toContain('Всё сходится');
  // Copies are not taken of it, which is a warning at least.
  const doctor = await type('doctor', '--', '--data', data);
  expect(doctor.text).toContain('✓ Хорошо: ');
  expect([0, 1, 2]).toContain(doctor.code);
});

test('a copy is taken, returned, and the city looked at as it was', async () => {
  const copies = placeFor('copies');
  expect(await typeWell('backup', '--', '--to', copies, '--data', data)).toMatch(/Копия/u);
  const said = await typeWell('restore', '--', '--from', copies, '--data', returned);
  // The moment is typed as it was told: by the clock of the city, without parts of a second.
  const [, moment = ''] = /Миг: ([\d., :]+) \(/u.exec(said) ?? [];
  expect(await typeWell('figures:check', '--', '--data', returned)).toMatch(/верны/iu);
  const words = ['run', 'as-of', '--', '--from', copies, '--at', moment, '--port', String(asOfPort)];
  const child = spawn('npm', words, { env: environment, detached: true });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (text += part));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const isOpen = async () =>
    (await fetch(`http://127.0.0.1:${asOfPort}/readyz`).catch(() => null))?.ok === true;
  await Promise.race([waitUntil(isOpen, 120_000, 200), ended]);
  expect(await isOpen(), text).toBe(true);
  process.kill(-(child.pid ?? 0), 'SIGINT');
  await ended;
  expect(await isOpen()).toBe(false);
});

test('lives of cases are walked, fewer of them than README asks for', async () => {
  expect(await typeWell('-s', 'check:law', '--', '--walks', '5')).toContain('0 violations');
});

test('the keys of a start and of a second machine are told', async () => {
  expect(await typeWell('start', '--', '--help')).toContain('--empty');
  expect(await typeWell('standby', '--', '--help')).toContain('--promote');
});
