import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSystem, readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { anonymise } from './retention.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
});
afterAll(() => server.close());

test('after its storage term a case keeps no person, with a record that names the article', async () => {
  const { number } = await submitCase(server, {
    text: 'Позвоните мне: +7 912 000-00-17, на дороге яма у дома.',
  });
  const operator = await signInAs(server, 'operator');
  const card = await readCard(server, number, operator);
  const { database } = server.app.services;
  await database
    .updateTable('cases.clock')
    .set({ stopped_at: new Date('2023-11-23T09:00:00Z') })
    .where('case_id', '=', card.id)
    .execute();
  // All that a case may hold of a person, on every way it may have come.
  const held = {
    phone: '+79120000017',
    email: 'probe@example.ru',
    person_name: 'Пробный П.П.',
    body: 'Мой телефон тот же',
    consent_ip: '10.0.0.1',
    consent_agent: 'Probe/1.0',
    external_id: 'vk:17',
    client_hash: 'probe',
  };
  await database.updateTable('cases.contact').set(held).where('case_id', '=', card.id).execute();
  for (const query of [
    `UPDATE cases.contact SET resident_id = (SELECT id FROM identity.person LIMIT 1) WHERE case_id = $1`,
    `UPDATE cases.case_file SET resident_id = (SELECT id FROM identity.person LIMIT 1) WHERE id = $1`,
    `INSERT INTO cases.rating (id, case_id, contact_id, round, score, resolved, comment, at)
     SELECT gen_random_uuid(), $1, id, 1, 2, 'no', 'Пробный П.П. ждёт', now() FROM cases.contact WHERE case_id = $1`,
    `INSERT INTO cases.number_part (part, case_id) VALUES ('probe', $1)`,
  ])
    await server.app.pool.query(query, [card.id]);
  for (const kind of ['comment', 'note', 'details', 'rating'])
    await server.app.pool.query(
      `INSERT INTO cases.event (case_id, kind, at, actor, actor_name, visibility, text, data)
       VALUES ($1, $2, now(), 'staff:probe', 'Проба', 'staff', 'Звонить Пробному', '{"answers": ["да"], "kept": 1}')`,
      [card.id, kind],
    );
  await server.app.pool.query(
    `INSERT INTO cases.answer (id, case_id, version, body, outcome, state, author, author_name, created_at, decided_at)
     VALUES (gen_random_uuid(), $1, 1, 'Пётр Ильич, здравствуйте! Звонили вам на +7 912 000-00-17, яму закрыли.', 'solved', 'released',
       'staff:probe', 'Проба', now(), now())`,
    [card.id],
  );
  const close = (day: string) =>
    database
      .updateTable('cases.case_file')
      .set({ status: 'closed', closed_at: new Date(day) })
      .where('id', '=', card.id)
      .execute();
  await server.drain();
  /** Lines by which the search finds the case. */
  const found = () =>
    Promise.all(
      ['number_part', 'search_document'].map(async (table) => {
        const { rows } = await server.app.pool.query(
          `SELECT count(*)::int AS count FROM cases.${table} WHERE case_id = $1`,
          [card.id],
        );
        return rows[0].count as number;
      }),
    );
  const columns = Object.keys(held) as (keyof typeof held)[];
  const contact = () =>
    database
      .selectFrom('cases.contact')
      .select([...columns, 'resident_id'])
      .where('case_id', '=', card.id)
      .executeTakeFirstOrThrow();
  const indexed = await found();
  expect(Math.min(...indexed)).toBeGreaterThan(0);
  await close('2023-11-25T09:00:00Z');
  await asSystem(server, anonymise);
  expect(await contact()).toMatchObject({ ...held, resident_id: expect.any(String) });
  expect(await found()).toEqual(indexed);
  await close('2023-11-23T09:00:00Z');
  await asSystem(server, anonymise);
  expect(await contact()).toEqual(
    Object.fromEntries([...columns, 'resident_id'].map((column) => [column, null])),
  );
  const { rows: said } = await server.app.pool.query(
    "SELECT text, data FROM cases.event WHERE case_id = $1 AND actor = 'staff:probe'",
    [card.id],
  );
  expect(said).toEqual(Array.from({ length: 4 }, () => ({ text: null, data: { kept: 1 } })));
  const { rows: left } = await server.app.pool.query(
    `SELECT file.resident_id, rating.comment, rating.score FROM cases.case_file AS file
     JOIN cases.rating ON rating.case_id = file.id WHERE file.id = $1`,
    [card.id],
  );
  expect(left).toEqual([{ resident_id: null, comment: null, score: 2 }]);
  expect(await found()).toEqual([0, 0]);
  expect((await readCard(server, card.number, operator)).text).not.toContain('000-00-17');
  const record = await database
    .selectFrom('audit.record')
    .select('payload')
    .where('action', '=', 'cases.anonymise')
    .where('object_id', '=', card.id)
    .executeTakeFirstOrThrow();
  expect(record.payload).toContain('152-ФЗ, ст. 5 ч. 7');
  // What was sent and committed loses its words and its salt; the journal keeps a tombstone with the ground.
  const { rows: answers } = await server.app.pool.query(
    'SELECT id, body FROM cases.answer WHERE case_id = $1',
    [card.id],
  );
  expect(answers[0].body).not.toMatch(/Пётр|000-00-17/u);
  expect(answers[0].body).toContain('яму закрыли');
  const { rows: tombstones } = await server.app.pool.query(
    "SELECT line FROM audit.record, jsonb_array_elements(payload::jsonb -> 'data' -> 'lines') AS line WHERE action = 'audit.commit' AND line ->> 1 = $1 ORDER BY seq",
    [answers[0].id],
  );
  expect(tombstones.map(({ line }) => line[3] ?? null)).toEqual([
    null,
    expect.stringMatching(/^retention:/u),
  ]);
  expect(new Set(tombstones.map(({ line }) => line[2])).size).toBe(2);
});

test('only what is over is erased: of its own regime, past its very moment, and owing nothing', async () => {
  const operator = await signInAs(server, 'operator');
  const { pool } = server.app;
  const limit = '2023-11-24T09:00:00Z';
  const before = '2023-11-24T08:59:59Z';
  /** A case closed so long ago, with what else is said of it. */
  const make = async (closedAt: string, more = '', owes = false): Promise<string> => {
    const { number } = await submitCase(server, { text: 'Звоните 8 912 345-67-89, яма у дома.' });
    const { id } = await readCard(server, number, operator);
    if (!owes) await pool.query('UPDATE cases.clock SET stopped_at = started_at WHERE case_id = $1', [id]);
    await pool.query(`UPDATE cases.case_file SET status = 'closed', closed_at = $2${more} WHERE id = $1`, [
      id,
      closedAt,
    ]);
    return id;
  };
  const due = await make(before);
  const open = await make('2026-11-01T09:00:00Z');
  const cases = {
    'its term is over': due,
    'not a second before': await make(limit),
    'an appeal is kept longer': await make(before, ", regime = 'appeal_59fz'"),
    'a clock still runs': await make(before, '', true),
    'what it was joined to is open': await make(before, `, merged_into = '${open}'`),
    'its whole is open': await make(before, `, parent_id = '${open}'`),
    'what it was joined to is closed': await make(before, `, merged_into = '${due}'`),
  };
  await pool.query('UPDATE cases.case_file SET closed_at = NULL WHERE id = $1', [open]);
  await server.drain();
  await asSystem(server, anonymise);
  const { rows } = await pool.query(
    `SELECT file.id, file.anonymised_at IS NOT NULL AS is_erased, file.title LIKE '%345%' OR file.body LIKE '%345%' AS speaks,
       contact.phone IS NOT NULL AS is_known, EXISTS (SELECT FROM cases.search_document AS found WHERE found.case_id = file.id) AS is_found
     FROM cases.case_file AS file JOIN cases.contact ON contact.case_id = file.id WHERE file.id = ANY($1::uuid[])`,
    [Object.values(cases)],
  );
  const found = Object.fromEntries(
    Object.entries(cases).map(([name, id]) => {
      const { id: _, ...row } = rows.find((one) => one.id === id)!;
      return [name, row];
    }),
  );
  const erased = { is_erased: true, speaks: false, is_known: false, is_found: false };
  const kept = { is_erased: false, speaks: true, is_known: true, is_found: true };
  expect(found).toEqual({
    'its term is over': erased,
    'not a second before': kept,
    'an appeal is kept longer': kept,
    'a clock still runs': kept,
    'what it was joined to is open': kept,
    'its whole is open': kept,
    'what it was joined to is closed': erased,
  });
  // A second night finds nothing more to erase.
  const records = async () =>
    (await pool.query("SELECT count(*)::int AS count FROM audit.record WHERE action = 'cases.anonymise'"))
      .rows[0].count;
  const first = await records();
  await asSystem(server, anonymise);
  expect(await records()).toBe(first);
});
