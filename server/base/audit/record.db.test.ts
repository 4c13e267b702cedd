import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAuditRecords } from '../../../shared/contract/base/audit.ts';
import { getProtocol, signProtocol } from '../../../shared/contract/group/working-group-protocol.ts';
import { type Group, makeGroup } from '../../../tests/support/group/group.ts';
import { bringToReview, password } from '../../../tests/support/group/protocol.ts';
import {
  caller,
  countAnew,
  forgeAsOwner,
  forgeries,
  listSheets,
  takeDaysOut,
  whileForged,
  whileRewritten,
} from '../../../tests/support/record.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { eraseByLaw, listTrusted, sheetsFolder } from './index.ts';
import { listGuards } from './lines.ts';

/** The record of a meeting, committed to the journal, against whoever owns the database. */

const script = new URL('../../../scripts/verify.ts', import.meta.url).pathname;

let server: TestServer;
let group: Group;
let meetingId: string;

beforeAll(async () => {
  server = await startTestServer({ OTKLIK_RECORD_LETTERS: 'prosecutor@example.org, head@example.org' });
  group = await makeGroup(server);
  const meeting = await bringToReview(server, group);
  meetingId = meeting.id;
  const body = { version: meeting.version, password };
  await server.call(signProtocol, { params: { id: meeting.id }, body }, group.cookies.deputy);
  await server.drain();
});
afterAll(() => server.close());

const sheets = () => listSheets(server);
const verify = (roots?: string[]) => countAnew(server, roots);
const forge = (table: string, sql: string) => forgeAsOwner(server, table, sql);

it('guards in the database what the program’s own rules say', async () => {
  const { rows } = await server.asOwner(
    'SELECT kind, relation, keys, columns, due, is_final AS "isFinal" FROM audit.guard ORDER BY kind',
  );
  const own = listGuards().map(({ title: _title, mayReturn: _mayReturn, within: _within, ...rule }) => rule);
  expect(rows).toEqual(own.toSorted((a, b) => (a.kind < b.kind ? -1 : 1)));
});

describe('a city as it is', () => {
  it('holds while the day runs, and says that it is not signed yet', async () => {
    const verdict = await verify();
    expect(verdict.faults).toEqual([]);
    expect(verdict.signed).toBe(0);
    expect(verdict.open.lines).toBe(verdict.lines);
    expect(verdict.lines).toBeGreaterThan(15);
  });

  it('holds when its days are signed outside, and the roots go out by letter', async () => {
    await takeDaysOut(server);
    const verdict = await verify();
    expect(verdict.faults).toEqual([]);
    expect(verdict.signed).toBe(verdict.days);
    expect(verdict.open.lines).toBe(0);
    const { rows } = await server.app.pool.query(
      "SELECT recipient, text FROM outbox.letter WHERE purpose = 'day-roots' ORDER BY recipient",
    );
    expect(rows.map(({ recipient }) => recipient)).toEqual(['head@example.org', 'prosecutor@example.org']);
    for (const { root } of sheets().days.slice(-7)) expect(rows[0].text).toContain(root);
  });

  it('names no person in what leaves the database', () => {
    const folder = sheetsFolder(server.app.services.config);
    const text = readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('');
    expect(text).not.toMatch(/[А-Яа-яЁё]/u);
  });
});

describe('what the owner of the database changed', () => {
  const extract = () =>
    server.inject({
      method: 'GET',
      url: `/api/working-group/meetings/${meetingId}/extract?person=${group.ids.member}&format=html`,
      headers: { cookie: group.cookies.secretary },
    });

  it.each(forgeries)('is named with its table and line: %s', async (table, change, what) => {
    await whileForged(server, table, `UPDATE ${table} ${change}`, async () => {
      const { faults } = await verify();
      expect(faults.length).toBeGreaterThan(0);
      for (const fault of faults) expect(fault).toMatch(new RegExp(`^${table}, строка .+? — ${what}: `, 'u'));
    });
    expect((await verify()).faults).toEqual([]);
  });

  it('gives no extract and no page of a protocol that is not the one that was signed', async () => {
    expect((await extract()).statusCode).toBe(200);
    const change = "UPDATE working_group.decision SET text = 'Ничего не делать.'";
    await whileForged(server, 'working_group.decision', change, async () => {
      const refused = await extract();
      expect(refused.statusCode).toBe(409);
      expect(refused.json().detail).toMatch(/^Выписка: .*решение заседания.*npm run verify/u);
      const params = { id: meetingId };
      expect((await server.fail(getProtocol, { params }, group.cookies.secretary)).status).toBe(409);
    });
    expect((await extract()).statusCode).toBe(200);
  });

  it('gives papers of days that a former key signed, once the former key is named', async () => {
    const { config } = server.app.services;
    const own = { dataDir: config.dataDir, recordKey: '', recordKeysOld: [] };
    const fresh = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
    Object.assign(config, { recordKey: fresh });
    expect((await extract()).statusCode).toBe(409);
    Object.assign(config, { recordKeysOld: listTrusted(own) });
    expect((await extract()).statusCode).toBe(200);
    Object.assign(config, own);
  });

  it('is named against the signed days though salt, hash, journal, chain and roots were made to agree', async () => {
    await server.asOwner('CREATE TABLE public.kept_decision AS TABLE working_group.decision');
    await forge('working_group.decision', "UPDATE working_group.decision SET text = 'Ничего не делать.'");
    await server.asOwner('CREATE TABLE public.kept_record AS TABLE audit.record');
    await server.asOwner('CREATE TABLE public.kept_root AS TABLE audit.day_root');
    await server.asOwner('CREATE TABLE public.kept_commitment AS TABLE audit.commitment');
    await server.asOwner(`
      DO $$ DECLARE told jsonb; one text; BEGIN
        FOR one IN SELECT id::text FROM working_group.decision LOOP
          SELECT audit.commit_lines(guard, jsonb_build_array(jsonb_build_object('id', one)), NULL) INTO told FROM audit.guard
            WHERE kind = 'decision';
        END LOOP; END $$`);
    await forge(
      'audit.record',
      `UPDATE audit.record SET payload = (SELECT replace(payload, former.hash, fresh.hash)
         FROM public.kept_commitment AS former JOIN audit.commitment AS fresh USING (kind, id)
         WHERE former.kind = 'decision' AND payload LIKE '%' || former.hash || '%' LIMIT 1)
       WHERE action = 'audit.commit' AND payload LIKE '%"decision"%'`,
    );
    await forge(
      'audit.record',
      `DO $$ DECLARE prev bytea := decode(repeat('00', 32), 'hex'); r record; BEGIN
         FOR r IN SELECT seq, payload FROM audit.record ORDER BY seq LOOP
           prev := sha256(prev || convert_to(r.seq || E'\\n' || r.payload, 'UTF8'));
           UPDATE audit.record SET hash = prev WHERE seq = r.seq; END LOOP;
         UPDATE audit.head SET hash = prev; END $$`,
    );
    const { faults } = await verify();
    expect(faults).toContainEqual(
      expect.stringMatching(/^working_group\.decision, строка \S+ — решение заседания: /u),
    );
    expect(faults).toContainEqual(expect.stringMatching(/^audit\.record, строка \d+ — запись журнала/u));
    expect((await extract()).statusCode).toBe(409);
    await server.asOwner(`BEGIN; ALTER TABLE audit.record DISABLE TRIGGER USER; ALTER TABLE working_group.decision DISABLE TRIGGER USER;
      DELETE FROM audit.record; INSERT INTO audit.record SELECT * FROM public.kept_record;
      UPDATE audit.head SET hash = (SELECT hash FROM audit.record ORDER BY seq DESC LIMIT 1);
      DELETE FROM audit.commitment; INSERT INTO audit.commitment SELECT * FROM public.kept_commitment;
      UPDATE working_group.decision AS line SET text = kept.text FROM public.kept_decision AS kept WHERE kept.id = line.id;
      ALTER TABLE audit.record ENABLE TRIGGER USER; ALTER TABLE working_group.decision ENABLE TRIGGER USER; COMMIT`);
    expect((await verify()).faults).toEqual([]);
  });

  it.each([
    [
      'the tail cut off',
      'DELETE FROM audit.record WHERE seq = (SELECT max(seq) FROM audit.record)',
      /хвост отрезан$/u,
    ],
    [
      'a record gone from the middle',
      'DELETE FROM audit.record WHERE seq = 9',
      /^audit\.record, строка 10 — .*пропущена запись № 9/u,
    ],
    [
      'another head',
      "UPDATE audit.head SET hash = decode(repeat('ab', 32), 'hex')",
      /голова цепочки: подменена$/u,
    ],
    ['no head', 'DELETE FROM audit.head', /голова цепочки: строки нет$/u],
    [
      'a payload that is no record',
      "UPDATE audit.record SET payload = '{' WHERE seq = 8",
      /^audit\.record, строка 8 — /u,
    ],
    ['a day gone', 'DELETE FROM audit.day_root', /^audit\.day_root, строка \S+ — корень дня: строки нет/u],
  ])('is named with all that follows, and the check goes on to its end: %s', async (_, sql, words) => {
    const table = ['audit.record', 'audit.head', 'audit.day_root'].find((one) => sql.includes(one))!;
    await whileRewritten(server, table, sql, async () => {
      const { faults, lines } = await verify();
      expect(faults).toContainEqual(expect.stringMatching(words));
      expect(lines).toBeGreaterThan(15);
    });
    expect((await verify()).faults).toEqual([]);
  });

  it('a root nobody knows is a fault, one of a day is not', async () => {
    expect((await verify([sheets().days[0]!.root])).faults).toEqual([]);
    const unknown = '0'.repeat(64);
    expect((await verify([unknown])).faults).toEqual([`корень ${unknown}: журнал такого дня не знает`]);
  });
});

it('tells of hundreds of hashes on the journal screen and in its file by their number', async () => {
  const admin = await signInAs(server, 'admin');
  const { records } = await server.call(listAuditRecords, { query: { action: 'audit.commit' } }, admin);
  expect(records.length).toBeGreaterThan(3);
  for (const { data } of records) expect(data).toEqual({ lines: expect.any(Number) });
  const file = await server.inject({
    method: 'GET',
    url: '/api/audit/records/file?action=audit.commit&format=csv',
    headers: { cookie: admin },
  });
  expect(file.body).toContain('Содержание закреплено отпечатками');
  expect(file.body).not.toMatch(/\[/u);
});

it('what was final before the upgrade is committed by it, and guarded from then on', async () => {
  const id = '019a0000-0000-7000-8000-0000000000aa';
  await forge(
    'working_group.act',
    `INSERT INTO working_group.act (id, number, signed_on, title, made_at, made_by_name)
     VALUES ('${id}', '17-а', '2026-01-12', 'О составе', now(), 'С.')`,
  );
  const stranger = `working_group.act, строка ${id} — акт о составе группы: `;
  expect((await verify()).faults).toEqual([`${stranger}добавлена мимо журнала`]);
  await server.asOwner("SELECT audit.touch_due('group-act'); SELECT audit.commit_touched()");
  expect((await verify()).faults).toEqual([]);
  await forge('working_group.act', `UPDATE working_group.act SET title = 'Иной' WHERE id = '${id}'`);
  expect((await verify()).faults[0]).toContain(`${stranger}содержание не то`);
  await forge('working_group.act', `UPDATE working_group.act SET title = 'О составе' WHERE id = '${id}'`);
});

it('a lawful erasure leaves a tombstone and no fault; without one the same change is a fault', async () => {
  const { rows } = await server.app.pool.query(
    "SELECT id FROM working_group.act WHERE number <> '17-а' LIMIT 1",
  );
  const id: string = rows[0].id;
  const former = await server.app.pool.query('SELECT salt FROM audit.commitment WHERE id = $1', [id]);
  await runMutation(server.app.services, caller, (ctx) =>
    eraseByLaw(ctx, 'retention:test', async () => {
      await ctx.db.updateTable('working_group.act').set({ made_by_name: '' }).where('id', '=', id).execute();
    }),
  );
  const verdict = await verify();
  expect(verdict.faults).toEqual([]);
  expect(verdict.erased).toBe(1);
  const fresh = await server.app.pool.query('SELECT salt FROM audit.commitment WHERE id = $1', [id]);
  expect(fresh.rows[0].salt).not.toEqual(former.rows[0].salt);
  await runMutation(server.app.services, caller, async (ctx) => {
    await ctx.db.updateTable('working_group.act').set({ title: 'Иной' }).where('id', '=', id).execute();
  });
  expect((await verify()).faults).toEqual([
    `working_group.act, строка ${id} — акт о составе группы: закреплено заново, а меняться не может`,
    expect.stringContaining(`working_group.act, строка ${id} — акт о составе группы: содержание не то`),
    expect.stringContaining('audit.commitment'),
  ]);
});

describe('npm run verify -- all', () => {
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, [script, 'all', ...args], {
      env: { ...process.env, DATABASE_URL: server.app.services.config.databaseUrl },
    });

  it('refuses a root that is no root, and names what differs by its exit code', async () => {
    await expect(run('--root', 'abc')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('64 знака'),
    });
    const data = server.app.services.config.dataDir;
    await expect(run('--data', data)).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining('Содержание под охраной с'),
      stderr: expect.stringContaining('working_group.act, строка'),
    });
    await expect(run('--data', data, '--key', '1'.repeat(64))).rejects.toMatchObject({
      stderr: expect.stringMatching(/подписан другим ключом: [0-9a-f]{64}/u),
    });
  });
});
