import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../tests/support/site/database.ts';
import { startTestServer } from '../tests/support/site/server.ts';
import { openAccount } from './account/act.mjs';
import { main } from './import.ts';

const script = resolve(import.meta.dirname, 'import.mjs');
let database: TestDatabase;
let folder: string;
let client: pg.Client;
beforeAll(async () => {
  database = await cloneDatabase();
  folder = await mkdtemp(join(tmpdir(), 'otklik-import-'));
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => vi.unstubAllEnvs());

const start = (args: string[]): ChildProcess =>
  spawn(process.execPath, [script, ...args, '--data', join(folder, 'data')], {
    env: { ...process.env, DATABASE_URL: database.url, INIT_CWD: folder },
  });

interface Outcome {
  code: number | null;
  said: string;
}

/** The command as it is typed, in a process of its own. */
async function run(...args: string[]): Promise<Outcome> {
  const child = start(args);
  let said = '';
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk) => (said += chunk));
  const code = await new Promise<number | null>((done) => child.on('close', done));
  return { code, said };
}

/** The same command in this process: what it says and answers, without the two seconds in which a program starts. */
async function runHere(...args: string[]): Promise<Outcome> {
  let said = '';
  const keep = (...words: unknown[]) => {
    said += `${words.join(' ')}\n`;
  };
  const spies = [
    vi.spyOn(console, 'log').mockImplementation(keep),
    vi.spyOn(console, 'error').mockImplementation(keep),
  ];
  vi.stubEnv('INIT_CWD', folder);
  vi.stubEnv('DATABASE_URL', database.url);
  const open = async (data: string) => ({
    url: database.url,
    ownerUrl: database.ownerUrl,
    files: () => openAccount(data),
    close: async () => {},
  });
  try {
    return { code: await main(args, join(folder, 'data'), open), said };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

const count = async (statement: string): Promise<number> =>
  Number((await client.query(`SELECT count(*) AS n FROM ${statement}`)).rows[0].n);

describe('npm run import', () => {
  it('says what is wrong with the command, and touches nothing', async () => {
    await writeFile(join(folder, 'без-текста.csv'), 'номер;когда\n1;2\n');
    await writeFile(join(folder, 'не-json.json'), 'число = 5');
    for (const [args, code, words] of [
      [['нет-такого.csv'], 2, 'Файла нет'],
      [['a.csv', '--chanel', 'pos'], 2, '--chanel'],
      [['a.csv', '--channel', 'голуби'], 2, 'phone_call'],
      [['a.csv', '--source', 'Портал'], 2, 'латинские'],
      [['без-текста.csv', '--mapping', 'не-json.json'], 2, 'не читается'],
      [
        ['без-текста.csv'],
        1,
        'text: Укажите столбец с текстом сообщения: без него нечего загружать\nСтолбцы файла: «номер», «когда»',
      ],
    ] as const) {
      const result = await runHere(...args);
      expect(result.said).toContain(words);
      expect(result.code).toBe(code);
    }
    expect(await run('a.csv', '--chanel', 'pos')).toMatchObject({
      code: 2,
      said: expect.stringContaining('--chanel'),
    });
    expect(await runHere('--help')).toMatchObject({ code: 0, said: expect.stringContaining('--dry-run') });
    expect(await count('cases.case_file')).toBe(0);
  }, 120_000);

  it('checks, loads, and the second time says «повтор»', async () => {
    const text = 'Номер;Суть вопроса;Блок\n1;Яма на Титова;Дороги\n2;;ЖКХ\n3;Нет воды;ЖКХ\n';
    await writeFile(join(folder, 'реестр.csv'), text);
    await writeFile(
      join(folder, 'столбцы.json'),
      '{"text": "Суть вопроса", "externalId": "Номер", "block": "Блок"}',
    );
    const args = ['реестр.csv', '--mapping', 'столбцы.json', '--source', 'reestr', '--channel', 'phone_call'];
    const trial = await runHere(...args, '--dry-run');
    expect(trial).toMatchObject({ code: 0, said: expect.stringMatching(/будет принято +2\n/) });
    expect(await count('imports.import')).toBe(0);
    const first = await run(...args);
    expect(first).toMatchObject({
      code: 0,
      said: expect.stringMatching(/принято +2\n.*строка 3: Текст сообщения пуст/s),
    });
    expect(
      await count("cases.case_file WHERE channel = 'phone_call' AND block IN ('roads', 'housing')"),
    ).toBe(2);
    // Remembered: neither mapping nor source is named again.
    const second = await runHere('реестр.csv');
    expect(second).toMatchObject({ code: 0, said: expect.stringMatching(/принято +0\n +повторов +2\n/) });
    const strict = await runHere('реестр.csv', '--strict');
    expect(strict).toMatchObject({ code: 1, said: expect.stringContaining('Не загружено ничего') });
    expect(await count('cases.case_file')).toBe(2);
  }, 120_000);

  it('killed with -9 in the middle: run again it adds the rest, and a server ends the killed load', async () => {
    // Twelve transactions of a hundred: the first is seen long before the last.
    const rows = 1200;
    const text = Array.from({ length: rows }, (_, id) =>
      JSON.stringify({ id, text: `Не убран снег у дома ${id}` }),
    );
    await writeFile(join(folder, 'снег.jsonl'), text.join('\n'));
    const child = start(['снег.jsonl', '--source', 'snow']);
    const died = new Promise((done) => child.on('close', done));
    const made = () => count("cases.contact WHERE external_source = 'snow'");
    while ((await made()) === 0) await wait(10);
    child.kill('SIGKILL');
    await died;
    const before = await made();
    expect(before).toBeLessThan(rows);
    expect(await count("imports.import WHERE state = 'making'")).toBe(1);
    const again = await run('снег.jsonl', '--source', 'snow');
    expect(again).toMatchObject({ code: 0, said: expect.stringContaining('Готово') });
    expect(await made()).toBe(rows);
    const server = await startTestServer({ DATABASE_URL: database.url, OTKLIK_DATA: join(folder, 'data') });
    await server.drain();
    await server.close();
    expect(await count("imports.import WHERE state = 'making'")).toBe(0);
    expect(await made()).toBe(rows);
    expect(await count("cases.case_file WHERE title LIKE 'Не убран снег%'")).toBe(rows);
  }, 180_000);
});
