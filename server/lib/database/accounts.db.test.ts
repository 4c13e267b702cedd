import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../tests/support/site/database.ts';
import { StartRefusal } from '../start-refusal.ts';
import { isRecordProtected, prepareDatabase } from './accounts.ts';
import { openDatabase, openPool } from './db.ts';

let database: TestDatabase;
/** Under the account of the server, and under that of the owner. */
let server: pg.Pool;
let owner: pg.Pool;

beforeAll(async () => {
  database = await cloneDatabase();
  server = openPool(database.url, 2);
  owner = openPool(database.ownerUrl, 2);
});
afterAll(async () => {
  await Promise.all([server.end(), owner.end()]);
  await database.drop();
});

/** What is only added to: a new table of the kind is named here as well. */
const appendOnly = [
  'audit.record',
  'audit.day_root',
  'audit.guard',
  'snapshots.snapshot',
  'signatures.document',
  'signatures.signature',
  'heatmap.open_month',
  'incidents.event',
  'conflicts.event',
  'moderation.rule',
  'media.erasure',
  'register.look',
  'register.verification_move',
  'register.event',
  'register.reading',
  'register.figure',
  'publications.approval',
  'publications.event',
  'networks.publication_act',
  'gospubliki.event',
  'gospubliki.rating',
  'ballots.ballot',
  'ballots.turnout',
  'identity.level_rule',
  'polls.edition',
  'polls.result',
  'polls.budget',
  'polls.settled_tie',
  'polls.decision',
  'polls.event',
  'polls.told_signs',
  'polls.place_protocol',
  'polls.place_confirmation',
  'discussions.answer',
  'discussions.decision',
  'discussions.event',
  'initiatives.answer',
  'initiatives.decision',
  'initiatives.event',
  'breaches.step_mark',
  'breaches.event',
  'our_city.edition',
  'our_city.arms',
  'our_city.opening',
];
/** A column of each. */
const columns = [
  ...['payload', 'root', 'due', 'title', 'number', 'position', 'month', 'note', 'note', 'title'],
  ...['what', 'note', 'ground', 'note', 'raw', 'source'],
  ...['note', 'note', 'reason'],
  ...['note', 'snapshot'],
  ...['text', 'taken', 'reason'],
  ...['reason', 'figures', 'when_short', 'reason', 'words', 'note', 'reason', 'reason', 'by_name'],
  ...['reason', 'words', 'note'],
  ...['reason', 'words', 'note'],
  ...['note', 'note'],
  ...['reason', 'width', 'reason'],
];

describe('the server’s account', () => {
  test('owns nothing and is in no role that does', async () => {
    const { rows } = await server.query(`
      SELECT relname AS name FROM pg_class WHERE pg_has_role(relowner, 'MEMBER') AND relpersistence <> 't'
      UNION ALL SELECT nspname FROM pg_namespace WHERE pg_has_role(nspowner, 'MEMBER') AND nspname NOT LIKE 'pg\\_%'
      UNION ALL SELECT proname FROM pg_proc WHERE pg_has_role(proowner, 'MEMBER')
      UNION ALL SELECT datname FROM pg_database WHERE pg_has_role(datdba, 'MEMBER')`);
    expect(rows).toEqual([]);
  });

  test('may only add to what is guarded so, and that is all of it', async () => {
    const { rows } = await server.query(`
      SELECT schema || '.' || name AS name FROM lib.right_due WHERE privileges = ARRAY['SELECT', 'INSERT'] ORDER BY 1`);
    expect(rows.map(({ name }) => name)).toEqual(appendOnly.toSorted());
  });

  const acts = appendOnly.flatMap((table, at) => [
    `UPDATE ${table} SET ${columns[at]} = ${columns[at]}`,
    `DELETE FROM ${table}`,
    `TRUNCATE ${table} CASCADE`,
    `DROP TABLE ${table} CASCADE`,
    `ALTER TABLE ${table} DISABLE TRIGGER USER`,
    `ALTER TABLE ${table} OWNER TO CURRENT_USER`,
    `CREATE TRIGGER own BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
    `CREATE RULE own AS ON INSERT TO ${table} DO INSTEAD NOTHING`,
  ]);
  test.each([
    ...acts,
    'TRUNCATE cases.case_file CASCADE',
    'DROP TABLE cases.case_file CASCADE',
    'ALTER TABLE cases.case_file ADD COLUMN own int',
    'DROP TRIGGER record_append_only ON audit.record',
    'DROP FUNCTION audit.seal CASCADE',
    'ALTER FUNCTION audit.append OWNER TO CURRENT_USER',
    'DROP SCHEMA audit CASCADE',
    'CREATE SCHEMA own',
    'CREATE TABLE audit.own (n int)',
    'CREATE TABLE public.own (n int)',
    "INSERT INTO lib.migration (name, checksum) VALUES ('9998_own.sql', '')",
    'DELETE FROM lib.migration',
    'SET session_replication_role = replica',
    'CREATE ROLE own',
    'CREATE DATABASE own',
  ])('is refused %s', async (sql) => {
    // 42501 insufficient_privilege.
    await expect(server.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  test('is told apart from one that could change the record', async () => {
    expect(await isRecordProtected(openDatabase(server))).toBe(true);
    expect(await isRecordProtected(openDatabase(owner))).toBe(false);
    await owner.query('GRANT DELETE ON signatures.signature TO PUBLIC');
    expect(await isRecordProtected(openDatabase(server))).toBe(false);
    await owner.query('REVOKE DELETE ON signatures.signature FROM PUBLIC');
    expect(await isRecordProtected(openDatabase(server))).toBe(true);
  });
});

describe('a start', () => {
  const may = async (table: string, right: string): Promise<boolean> =>
    (await server.query('SELECT has_table_privilege($1, $2) AS may', [table, right])).rows[0].may;

  test('gives the server what a migration has made, and takes back what is not its due', async () => {
    await owner.query(`CREATE SCHEMA fresh; CREATE TABLE fresh.note (id int); CREATE SEQUENCE fresh.number;
      CREATE VIEW fresh.v_note AS TABLE fresh.note; GRANT UPDATE, TRUNCATE ON audit.record TO PUBLIC`);
    const { rows } = await server.query('SELECT current_user AS me');
    await owner.query(
      `REVOKE UPDATE, TRUNCATE ON audit.record FROM PUBLIC; GRANT UPDATE ON audit.record TO ${rows[0].me}`,
    );
    await expect(server.query('TABLE fresh.note')).rejects.toMatchObject({ code: '42501' });
    await prepareDatabase(server, database.ownerUrl);
    await server.query("INSERT INTO fresh.note VALUES (nextval('fresh.number'))");
    await server.query('UPDATE fresh.note SET id = 2');
    expect((await server.query('DELETE FROM fresh.note RETURNING id')).rows).toEqual([{ id: 2 }]);
    expect((await server.query('TABLE fresh.v_note')).rows).toEqual([]);
    expect(await may('audit.record', 'UPDATE')).toBe(false);
    expect(await may('audit.record', 'INSERT')).toBe(true);
  });

  test('opens to the server the tables that are closed row by row', async () => {
    await owner.query(
      'CREATE TABLE fresh.closed (id int); ALTER TABLE fresh.closed ENABLE ROW LEVEL SECURITY',
    );
    await prepareDatabase(server, database.ownerUrl);
    await server.query('INSERT INTO fresh.closed VALUES (1)');
    expect((await server.query('TABLE fresh.closed')).rows).toEqual([{ id: 1 }]);
  });

  test('under one account alone leaves its rights as they are', async () => {
    await prepareDatabase(owner, database.ownerUrl);
    await prepareDatabase(owner, '');
    await owner.query('TRUNCATE fresh.note');
  });

  test('without the owner’s address works where nothing is to be changed', async () => {
    await expect(prepareDatabase(server, '')).resolves.toBeUndefined();
  });

  test('with an owner that owns nothing says how the tables are handed over', async () => {
    const start = prepareDatabase(server, database.url);
    await expect(start).rejects.toThrow(StartRefusal);
    await expect(start).rejects.toThrow(/REASSIGN OWNED BY \w+ TO \w+;/);
  });
});

test('rights are given by several starts at once: pages and background work apart', async () => {
  const { rows } = await owner.query<{ name: string }>(
    "SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND nspowner = current_user::regrole",
  );
  expect(rows.length).toBeGreaterThan(20);
  for (let round = 0; round < 3; round += 1) {
    for (const { name } of rows) await owner.query(`REVOKE ALL ON SCHEMA "${name}" FROM otklik`);
    const starts = Array.from({ length: 4 }, () => prepareDatabase(server, database.ownerUrl));
    expect((await Promise.allSettled(starts)).filter(({ status }) => status === 'rejected')).toEqual([]);
  }
  await server.query('SELECT count(*) FROM audit.record');
});
