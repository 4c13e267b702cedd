import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  cancelImport,
  getImport,
  listImportLines,
  startImport,
} from '../../../shared/contract/messages/imports.ts';
import { importTable, sendTable, startTable, uploadTable } from '../../../tests/support/imports.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { startImports } from './job.ts';
import { runImport } from './run.ts';
import type { RunProgress } from './task.ts';

let server: TestServer;
let cookie: string;
beforeAll(async () => {
  server = await startTestServer();
  cookie = await signInAs(server, 'operator');
});
afterAll(() => server.close());

const count = async (table: 'cases.case_file' | 'imports.line' | 'audit.record'): Promise<number> => {
  const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(table)}`.execute(
    server.app.services.database,
  );
  return rows[0]!.n;
};

const rowsOf = (source: string) =>
  server.app.services.database
    .selectFrom('cases.contact')
    .select(['external_id as id', 'case_id'])
    .where('external_source', '=', source)
    .execute();

const read = (id: string) => server.call(getImport, { params: { id } }, cookie);

const jsonl = (rows: number): string =>
  Array.from({ length: rows }, (_, id) => JSON.stringify({ id, text: `Яма номер ${id} у дома` })).join('\n');

/** Runs the import as the worker does and dies when `mustDie` says so. */
async function runUntil(importId: string, mustDie: (progress: RunProgress) => boolean): Promise<void> {
  const { services } = server.app;
  const run = services.database.transaction().execute((holder) =>
    runImport(services, holder, importId, (progress) => {
      if (mustDie(progress)) throw new Error('kill -9');
    }),
  );
  await expect(run).rejects.toThrow('kill -9');
}

/** What a start after the crash does. The dead run's job is gone with it. */
async function restart(): Promise<void> {
  await server.app.pool.query(`DELETE FROM graphile_worker._private_jobs`);
  await startImports(server.app.services);
  await server.drain();
}

describe('a broken file leaves nothing half-done', () => {
  const good = Array.from({ length: 1200 }, (_, at) => `${at};Яма номер ${at}`).join('\n');

  it('a quote never closed far from the beginning', async () => {
    const before = await count('cases.case_file');
    const text = `номер;текст\n${good}\n1300;"обрыв\n${'строка без конца\n'.repeat(70_000)}`;
    const done = await importTable(server, cookie, text, { filename: 'кавычка.csv', source: 'broken' });
    expect(done).toMatchObject({ state: 'failed', accepted: 0, refused: 0 });
    expect(done.error).toMatch(/[Кк]авычк/);
    // Rows before the break had been read and checked.
    expect(done.rowsRead).toBeGreaterThanOrEqual(500);
    expect(await count('cases.case_file')).toBe(before);
    expect(await rowsOf('broken')).toEqual([]);
    expect(await count('imports.line')).toBe(0);
  });

  it('a workbook damaged on its way is refused at once', async () => {
    const before = await count('cases.case_file');
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Обращения');
    sheet.addRow(['номер', 'текст']);
    for (let at = 0; at < 1500; at += 1) sheet.addRow([at, `Яма номер ${at}`]);
    const bytes = Buffer.from(await book.xlsx.writeBuffer());
    const entry = bytes.indexOf('xl/worksheets/sheet1.xml');
    bytes.fill(0xff, entry + 3000, entry + 3100);
    const { status, body } = await sendTable(server, cookie, bytes, 'обрыв.xlsx');
    expect([status, body.code]).toEqual([422, 'imports.bad-file']);
    expect(await count('cases.case_file')).toBe(before);
    expect(await readdir(join(server.app.services.config.dataDir, 'imports'))).not.toContainEqual(
      expect.stringMatching(/part$/),
    );
  });

  it('once mended it goes in whole', async () => {
    const done = await importTable(server, cookie, `номер;текст\n${good}\n`, { source: 'broken' });
    expect(done).toMatchObject({ state: 'done', accepted: 1200 });
  });
});

describe('a process killed in the middle', () => {
  it('of reading: the next start reads anew, no row twice', async () => {
    const table = await uploadTable(server, cookie, jsonl(1700), 'чтение.jsonl');
    await startTable(server, cookie, table, { source: 'killed-reading' });
    const before = await count('cases.case_file');
    await runUntil(table.id, ({ state, rowsRead }) => state === 'reading' && rowsRead >= 1000);
    expect(await read(table.id)).toMatchObject({ state: 'reading', rowsRead: 1000 });
    expect(await count('cases.case_file')).toBe(before);
    await restart();
    expect(await read(table.id)).toMatchObject({ state: 'done', rowsRead: 1700, accepted: 1700, refused: 0 });
    expect(new Set((await rowsOf('killed-reading')).map(({ id }) => id)).size).toBe(1700);
  });

  it('of making cases: the next start makes the rest and nothing again', async () => {
    const table = await uploadTable(server, cookie, jsonl(900), 'создание.jsonl');
    await startTable(server, cookie, table, { source: 'killed-making' });
    await runUntil(table.id, ({ accepted }) => accepted >= 500);
    const made = await rowsOf('killed-making');
    expect(made).toHaveLength(500);
    expect(await read(table.id)).toMatchObject({ state: 'making', rowsRead: 900, accepted: 500 });
    await restart();
    expect(await read(table.id)).toMatchObject({ state: 'done', accepted: 900, repeated: 0, refused: 0 });
    const all = await rowsOf('killed-making');
    expect(all).toHaveLength(900);
    expect(all.filter(({ case_id: id }) => made.some((one) => one.case_id === id))).toHaveLength(500);
  });

  it('keeps other runs away while it lives', async () => {
    const { services } = server.app;
    const table = await uploadTable(server, cookie, jsonl(600), 'двое.jsonl');
    await startTable(server, cookie, table, { source: 'two-runs' });
    const run = () =>
      services.database.transaction().execute((holder) => runImport(services, holder, table.id));
    const results = await Promise.all([run(), run()]);
    expect(results.toSorted()).toEqual([false, true]);
    await server.drain();
    expect(await read(table.id)).toMatchObject({ state: 'done', accepted: 600, repeated: 0 });
  });

  it('is given up after several crashes without a step forward', async () => {
    const table = await uploadTable(server, cookie, jsonl(5), 'неудача.jsonl');
    await startTable(server, cookie, table, { source: 'unlucky' });
    for (let at = 0; at < 5; at += 1) await runUntil(table.id, () => true);
    await restart();
    expect(await read(table.id)).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('прерывалась'),
    });
    expect(await rowsOf('unlucky')).toEqual([]);
  });
});

describe('a row the database will not take', () => {
  it('is refused alone; the rows around it go in', async () => {
    // A rule that only the database knows, as a full disk or a later constraint would be.
    await server.asOwner(`
      CREATE FUNCTION refuse_poison() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN IF NEW.body LIKE '%номер 7 у%' THEN RAISE EXCEPTION 'poison' USING ERRCODE = '22000'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER poison BEFORE INSERT ON cases.case_file FOR EACH ROW EXECUTE FUNCTION refuse_poison()`);
    const done = await importTable(server, cookie, jsonl(20), { filename: 'яд.jsonl', source: 'poison' });
    await server.asOwner('DROP TRIGGER poison ON cases.case_file');
    expect(done).toMatchObject({ state: 'done', accepted: 19, refused: 1 });
    const { lines } = await server.call(listImportLines, { params: { id: done.id } }, cookie);
    expect(lines).toMatchObject([
      { row: 8, externalId: '7', reason: expect.stringContaining('не удалось записать') },
    ]);
  });
});

describe('stopping', () => {
  it('before it begins leaves nothing', async () => {
    const table = await uploadTable(server, cookie, jsonl(10), 'стоп.jsonl');
    await startTable(server, cookie, table, { source: 'stopped' });
    const stopped = await server.call(cancelImport, { params: { id: table.id } }, cookie);
    expect(stopped).toMatchObject({ state: 'cancelled', can: ['start', 'table'] });
    await server.drain();
    expect(await rowsOf('stopped')).toEqual([]);
  });

  it('while cases are made keeps the made ones; started again it adds only the rest', async () => {
    const table = await uploadTable(server, cookie, jsonl(700), 'стоп на ходу.jsonl');
    await startTable(server, cookie, table, { source: 'stopped-late' });
    let isAsked: Promise<unknown> = Promise.resolve();
    const { services } = server.app;
    await services.database.transaction().execute((holder) =>
      runImport(services, holder, table.id, ({ accepted }) => {
        if (accepted === 300) isAsked = server.call(cancelImport, { params: { id: table.id } }, cookie);
      }),
    );
    await isAsked;
    await server.drain();
    const stopped = await read(table.id);
    expect(stopped.state).toBe('cancelled');
    expect(stopped.accepted).toBeGreaterThanOrEqual(300);
    expect(stopped.accepted).toBeLessThan(700);
    expect(await rowsOf('stopped-late')).toHaveLength(stopped.accepted);
    await startTable(server, cookie, table, { source: 'stopped-late' });
    await server.drain();
    expect(await read(table.id)).toMatchObject({
      state: 'done',
      accepted: 700 - stopped.accepted,
      repeated: stopped.accepted,
    });
    expect(await rowsOf('stopped-late')).toHaveLength(700);
  });

  it('a file that was only looked at is removed at once', async () => {
    const table = await uploadTable(server, cookie, jsonl(3), 'передумал.jsonl');
    await server.call(cancelImport, { params: { id: table.id } }, cookie);
    const body = { mapping: table.mapping, source: 'late' };
    expect(await server.fail(startImport, { params: { id: table.id }, body }, cookie)).toMatchObject({
      code: 'lib.conflict',
    });
    expect(await server.fail(cancelImport, { params: { id: table.id } }, cookie)).toMatchObject({
      code: 'lib.conflict',
    });
  });
});

it('keeps no words of residents once rows are dealt with', async () => {
  const { rows } = await sql`SELECT 1 FROM imports.line WHERE draft IS NOT NULL`.execute(
    server.app.services.database,
  );
  expect(rows).toEqual([]);
});
