import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAuditRecords, verifyAuditChain } from '../../../shared/contract/base/audit.ts';
import { signOut } from '../../../shared/contract/base/identity.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs, signInResident } from '../../../tests/support/site/sign-in.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { verifyChain } from './index.ts';

const script = new URL('../../../scripts/verify.ts', import.meta.url).pathname;

let server: TestServer;
let cookie: string;

async function record(action: string, data: Record<string, unknown> = {}): Promise<void> {
  const caller = { actor: { kind: 'system', name: 'test' } as const, requestId: 'test', ip: '' };
  await runMutation(server.app.services, caller, async (ctx) =>
    ctx.audit({ action, object: 'thing', objectId: 'one', data }),
  );
}

/** Runs SQL past the append-only trigger, as a person with the owner's password would. */
const forge = (sql: string) =>
  server.asOwner(
    `BEGIN; ALTER TABLE audit.record DISABLE TRIGGER record_append_only; ${sql};
     ALTER TABLE audit.record ENABLE TRIGGER record_append_only; COMMIT`,
  );

const check = () => verifyChain(server.app.services.database);

beforeAll(async () => {
  server = await startTestServer();
  cookie = await signInAs(server, 'admin');
  for (let step = 0; step < 20; step += 1) await record('test.step', { step, text: 'ё\u2028"' });
});
afterAll(() => server.close());

describe('chain', () => {
  it('is whole after ordinary work, and the route says so', async () => {
    const reply = await server.call(verifyAuditChain, {}, cookie);
    expect(reply.fault).toBeNull();
    expect(reply.isProtected).toBe(true);
    expect(reply.checked).toBeGreaterThanOrEqual(20);
  });

  it('has no gap and no fork when many write at once', async () => {
    const before = (await check()).checked;
    await Promise.all(Array.from({ length: 25 }, (_, step) => record('test.parallel', { step })));
    expect(await check()).toEqual({ checked: before + 25, fault: null });
  });

  it('holds no record of a change that was rolled back', async () => {
    const before = (await check()).checked;
    const caller = { actor: { kind: 'system', name: 'test' } as const, requestId: 'test', ip: '' };
    const broken = runMutation(server.app.services, caller, async (ctx) => {
      ctx.audit({ action: 'test.broken', object: 'thing', objectId: 'one' });
      await ctx.db.selectFrom('audit.head').select('seq').execute();
      throw new Error('нет');
    });
    await expect(broken).rejects.toThrow('нет');
    expect((await check()).checked).toBe(before);
  });

  it.each(["UPDATE audit.record SET payload = 'x'", 'DELETE FROM audit.record', 'TRUNCATE audit.record'])(
    'refuses %s even to the owner of the table',
    async (sql) => {
      await expect(server.asOwner(sql)).rejects.toThrow('append-only');
    },
  );
});

describe('a forged journal', () => {
  /** Forges, lets the verifier judge, and puts the journal back. */
  async function judge(sql: string) {
    await server.asOwner('CREATE TABLE public.kept AS TABLE audit.record');
    await forge(sql);
    const verdict = await check();
    await forge('DELETE FROM audit.record; INSERT INTO audit.record SELECT * FROM public.kept');
    await server.asOwner('DROP TABLE public.kept');
    expect((await check()).fault).toBeNull();
    return verdict;
  }

  it('names the record whose content was changed', async () => {
    const verdict =
      await judge(`UPDATE audit.record SET payload = replace(payload, '"step": 3', '"step": 4') WHERE seq =
      (SELECT seq FROM audit.record WHERE payload LIKE '%"step": 3}%' LIMIT 1)`);
    expect(verdict.fault?.reason).toContain('отпечаток');
    expect(verdict.checked).toBe((verdict.fault?.seq ?? 0) - 1);
  });

  it('names the record whose search fields were changed', async () => {
    const verdict = await judge("UPDATE audit.record SET actor = 'staff:other' WHERE seq = 7");
    expect(verdict.fault).toEqual({ seq: 7, reason: expect.stringContaining('поля для поиска') });
  });

  it('names the record that was deleted', async () => {
    const verdict = await judge('DELETE FROM audit.record WHERE seq = 5');
    expect(verdict).toEqual({ checked: 4, fault: { seq: 5, reason: 'пропущена запись № 5' } });
  });

  it('names the record that was inserted', async () => {
    const verdict = await judge(`UPDATE audit.record SET seq = -seq WHERE seq > 9;
      UPDATE audit.record SET seq = 1 - seq WHERE seq < 0;
      INSERT INTO audit.record SELECT 10, at, actor, action, object, object_id, payload, hash FROM audit.record WHERE seq = 9`);
    expect(verdict.fault).toEqual({ seq: 10, reason: expect.stringContaining('отпечаток') });
  });

  it('names two records that changed places', async () => {
    const verdict = await judge(`UPDATE audit.record SET seq = -seq WHERE seq IN (6, 7);
      UPDATE audit.record SET seq = 13 + seq WHERE seq < 0`);
    expect(verdict.fault?.seq).toBe(6);
  });

  it('tells that the tail was cut off', async () => {
    const { rows } = await server.app.pool.query('SELECT max(seq) AS last FROM audit.record');
    const verdict = await judge(`DELETE FROM audit.record WHERE seq = ${rows[0].last}`);
    expect(verdict.fault).toEqual({ seq: rows[0].last, reason: 'хвост журнала отрезан' });
  });
});

it('never holds a resident by name or contact, only by id', async () => {
  const resident = await signInResident(server, '+79120000031', 'Анна Необычайная');
  await server.call(signOut, {}, resident);
  const { rows } = await server.app.pool.query(
    "SELECT payload FROM audit.record WHERE actor LIKE 'resident:%' AND action = 'identity.signed-out'",
  );
  expect(rows).toHaveLength(1);
  const whole = await server.app.pool.query('SELECT payload FROM audit.record');
  expect(JSON.stringify(whole.rows)).not.toMatch(/Необычайная|0000031/);
});

describe('npm run verify', () => {
  const run = () =>
    promisify(execFile)(process.execPath, [script, 'journal'], {
      env: { ...process.env, DATABASE_URL: server.app.services.config.databaseUrl },
    });

  it('says that the chain is whole', async () => {
    expect((await run()).stdout).toMatch(/Журнал цел\. Проверено записей: \d+/);
  });

  it('names the broken record and fails', async () => {
    await forge("UPDATE audit.record SET payload = payload || ' ' WHERE seq = 4");
    await expect(run()).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('запись № 4') });
    await forge('UPDATE audit.record SET payload = rtrim(payload) WHERE seq = 4');
  });
});

describe('journal screen', () => {
  it('pages newest first and filters', async () => {
    const first = await server.call(listAuditRecords, { query: { action: 'test.step', limit: 8 } }, cookie);
    expect(first.records.map(({ data }) => data.step)).toEqual([19, 18, 17, 16, 15, 14, 13, 12]);
    const second = await server.call(
      listAuditRecords,
      { query: { action: 'test.step', limit: 200, cursor: first.next ?? '' } },
      cookie,
    );
    expect(second.records).toHaveLength(12);
    expect(second.next).toBeNull();
    expect(second.actions).toContain('test.step');
  });

  it('filters by person, kind of thing and the city’s day, and names staff alone', async () => {
    await server.inject({ method: 'GET', url: '/api/audit/records/file?action=none', headers: { cookie } });
    const all = await server.call(listAuditRecords, { query: {} }, cookie);
    const admin = all.people.find(({ actor }) => actor.startsWith('staff:'))!;
    expect(all.people.every(({ actor }) => actor.startsWith('staff:'))).toBe(true);
    expect(all.objects).toContain('thing');
    const theirs = await server.call(listAuditRecords, { query: { actor: admin.actor } }, cookie);
    expect(theirs.records.length).toBeGreaterThan(0);
    expect(theirs.records.every(({ actor }) => actor === admin.actor)).toBe(true);
    const system = await server.call(
      listAuditRecords,
      { query: { actor: 'system:', object: 'thing' } },
      cookie,
    );
    expect(system.records.every(({ actor, object }) => actor === 'system:test' && object === 'thing')).toBe(
      true,
    );
    // 20:00 UTC is the next day of the city.
    server.setNow('2026-11-24T20:00:00Z');
    await record('test.night');
    server.setNow(null);
    const on = async (day: string) =>
      (await server.call(listAuditRecords, { query: { action: 'test.night', from: day, to: day } }, cookie))
        .records.length;
    expect([await on('2026-11-24'), await on('2026-11-25')]).toEqual([0, 1]);
  });

  it('goes out as Excel without formulas, and that it went is a record', async () => {
    await record('test.formula', { text: '=1+1' });
    await runMutation(
      server.app.services,
      { actor: { kind: 'system', name: 'test' }, requestId: 'test', ip: '' },
      async (ctx) => ctx.audit({ action: 'test.formula', object: 'thing', objectId: '=HYPERLINK("x")' }),
    );
    const url = '/api/audit/records/file?action=test.formula';
    const reply = await server.inject({ method: 'GET', url, headers: { cookie } });
    expect(reply.statusCode).toBe(200);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(reply.rawPayload as never);
    const sheet = book.worksheets[0]!;
    expect(sheet.rowCount).toBe(5);
    sheet.eachRow((row) => row.eachCell((cell) => expect(cell.formula).toBeUndefined()));
    expect(sheet.getRow(4).getCell(7).value).toBe(`'=HYPERLINK("x")`);
    const { records } = await server.call(listAuditRecords, { query: { action: 'audit.export' } }, cookie);
    expect(records[0]!.data).toMatchObject({ action: 'test.formula', count: 2 });
    const other = await signInAs(server, 'operator');
    const refused = await server.inject({ method: 'GET', url, headers: { cookie: other } });
    expect(refused.statusCode).toBe(403);
  });

  it('is closed to everybody without audit.read', async () => {
    expect((await server.fail(listAuditRecords, {})).status).toBe(401);
    for (const other of [await signInAs(server, 'operator'), await signInResident(server)]) {
      expect((await server.fail(listAuditRecords, {}, other)).status).toBe(403);
      expect((await server.fail(verifyAuditChain, {}, other)).status).toBe(403);
    }
  });
});
