import {
  readSheets,
  type Sheets,
  sealDays,
  sheetsFolder,
  type Verdict,
  verifyRecord,
} from '../../server/base/audit/index.ts';
import { publishDays } from '../../server/base/audit/publish.ts';
import { runMutation } from '../../server/lib/module/unit-of-work.ts';
import { DAY } from '../../shared/time.ts';
import type { TestServer } from './site/server.ts';

/** The record of an installation, its days outside the database, and a forger with the owner's password. */

export const caller = { actor: { kind: 'system', name: 'test' } as const, requestId: 'test', ip: '' };

/** Days that have left the database. */
export const listSheets = ({ app }: TestServer): Sheets => readSheets(sheetsFolder(app.services.config), []);

/** What `npm run verify -- all` says of journal and content. */
export const countAnew = (server: TestServer, roots: readonly string[] = []): Promise<Verdict> =>
  verifyRecord(server.app.services.database, { sheets: listSheets(server), roots });

/** Seals the days so far by the real clock, takes them out of the database, lets their letters go. */
export async function takeDaysOut(server: TestServer): Promise<void> {
  const { services } = server.app;
  server.setNow(new Date(Date.now() + 2 * DAY).toISOString());
  await runMutation(services, caller, sealDays);
  await runMutation(services, caller, publishDays);
  await server.drain();
  server.setNow(null);
}

/** Runs SQL past the triggers of a table, as a person with the owner's password would. */
export const forgeAsOwner = (server: TestServer, table: string, sql: string): Promise<unknown> =>
  server.asOwner(
    `BEGIN; ALTER TABLE ${table} DISABLE TRIGGER USER; ${sql}; ALTER TABLE ${table} ENABLE TRIGGER USER; COMMIT`,
  );

/** Forges lines of a table, none added and none deleted, while `look` looks; then each is as it was. */
export async function whileForged(
  server: TestServer,
  table: string,
  sql: string,
  look: () => Promise<unknown>,
): Promise<void> {
  await server.asOwner(`CREATE TABLE public.kept AS TABLE ${table}`);
  await forgeAsOwner(server, table, sql);
  try {
    await look();
  } finally {
    const { rows } = await server.asOwner(`
      SELECT string_agg(format('%I = kept.%I', attname, attname), ', ') FILTER (WHERE NOT is_key) AS sets,
        string_agg(format('line.%I = kept.%I', attname, attname), ' AND ') FILTER (WHERE is_key) AS same
      FROM (SELECT attname, attnum = ANY(indkey) AS is_key FROM pg_attribute JOIN pg_index ON indrelid = attrelid AND indisprimary
        WHERE attrelid = '${table}'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS own`);
    const { sets, same } = rows[0];
    await forgeAsOwner(server, table, `UPDATE ${table} AS line SET ${sets} FROM public.kept WHERE ${same}`);
    await server.asOwner('DROP TABLE public.kept');
  }
}

/** The same with lines added and deleted, of a table no other refers to. */
export async function whileRewritten(
  server: TestServer,
  table: string,
  sql: string,
  look: () => Promise<unknown>,
): Promise<void> {
  await server.asOwner(`CREATE TABLE public.whole AS TABLE ${table}`);
  await forgeAsOwner(server, table, sql);
  try {
    await look();
  } finally {
    await forgeAsOwner(
      server,
      table,
      `DELETE FROM ${table}; INSERT INTO ${table} SELECT * FROM public.whole`,
    );
    await server.asOwner('DROP TABLE public.whole');
  }
}

/** Changes of what is final, each in its table, and what a fault calls the line. */
export const forgeries: readonly (readonly [table: string, change: string, what: string])[] = [
  ['working_group.decision', "SET text = text || ' завтра'", 'решение заседания'],
  [
    'working_group.protocol_version',
    `SET content = jsonb_set(content, '{items,0,heard}', '"нет"')`,
    'содержание протокола',
  ],
  ['working_group.attendance', "SET mark = 'present' WHERE mark = 'remote'", 'явка на заседание'],
  ['working_group.membership', "SET position = 'Глава' WHERE role = 'deputy'", 'строка состава группы'],
  ['assignments.assignment', 'SET due_on = due_on + 30', 'поручение'],
  [
    'working_group.agenda_item',
    "SET ended_at = '2020-01-01T00:00:00Z'",
    'вопрос повестки: когда его слушали',
  ],
  [
    'working_group.meeting',
    'SET organizer_id = CASE WHEN organizer_id IS NULL THEN presiding_id END',
    'заседание: кто приглашал',
  ],
  ['working_group.presiding', "SET name = 'Другой Д.'", 'председательство'],
  ['signatures.signature', "SET position = 'Глава'", 'подпись'],
];
