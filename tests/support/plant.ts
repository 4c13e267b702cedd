import type { Insertable } from 'kysely';
import type { DB } from '../../server/lib/database/schema.gen.ts';
import { newId } from '../../server/lib/ids.ts';
import type { TestServer } from './site/server.ts';

type CaseFields = Insertable<DB['cases.case_file']>;

let serial = 0;

/**
 * Puts cases straight into the table, in any state: for figures over many of them, which by requests would take minutes.
 * Only for queries that read `cases.case_file`; whatever a rule must bring about goes through HTTP. Returns the numbers.
 */
export async function plantCases(
  server: Pick<TestServer, 'app'>,
  cases: Partial<CaseFields>[],
): Promise<{ id: string; number: string }[]> {
  const rows = cases.map((fields): CaseFields => {
    serial += 1;
    const registered = fields.registered_at ?? '2026-11-10T09:00:00Z';
    return {
      id: newId(),
      number: `2026-11-${String(5000 + serial)}`,
      registered_at: registered,
      status: 'moderation',
      status_since: registered,
      channel: 'site_form',
      regime: 'pos_message',
      title: `Сообщение ${serial}`,
      body: `Текст ${serial}`,
      due_at: '2026-12-10T18:59:59Z',
      ...fields,
    };
  });
  const { database } = server.app.services;
  await database.transaction().execute(async (tx) => {
    await tx.insertInto('cases.case_file').values(rows).execute();
    await tx
      .insertInto('cases.event')
      .values(
        rows.map(({ id, registered_at }) => ({
          case_id: id,
          at: registered_at,
          kind: 'registered',
          visibility: 'public',
          actor: 'system',
          actor_name: '',
        })),
      )
      .execute();
  });
  return rows.map(({ id, number }) => ({ id, number }));
}

/** Puts one line straight into a table by the owner: columns left out have their defaults. */
export async function plantRow(
  server: Pick<TestServer, 'asOwner'>,
  table: string,
  row: Readonly<Record<string, unknown>>,
): Promise<void> {
  const columns = Object.keys(row).join(', ');
  const values = JSON.stringify(row).replaceAll("'", "''");
  await server.asOwner(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_record(NULL::${table}, '${values}')`,
  );
}
