import { mkdirSync, rmSync, writeFileSync } from 'node:fs';

/** What makes a fault, and what takes it back where settings alone do not. */
export type MadeFault = [id: string, make: () => unknown, heal?: () => unknown];

interface Hands {
  sql: (text: string, values?: unknown[]) => Promise<unknown>;
  asOwner: (text: string) => Promise<unknown>;
  inData: (name: string) => string;
  duty: (from: string, to: string) => Promise<unknown>;
  now: string;
  drop: Readonly<Record<'duties' | 'jobs', () => unknown>>;
}

/** Somebody who does not work here any more. */
const GONE = '00000000-0000-7000-8000-00000000dead';

/** Faults of people, duties, files and the record. */
export function listFoundFaults({ sql, asOwner, inData, duty, now, drop }: Hands): MadeFault[] {
  const pastGuard = (text: string) =>
    asOwner(
      `ALTER TABLE audit.record DISABLE TRIGGER USER; ${text}; ALTER TABLE audit.record ENABLE TRIGGER USER`,
    );
  return [
    [
      'files.stored/missing',
      () =>
        sql(
          `INSERT INTO files.file (id, sha256, kind, bytes, uploader, token_hash, claimed, created_at) VALUES (gen_random_uuid(), repeat('a', 64), 'pdf', 7, 'anonymous', 'x', true, $1)`,
          [now],
        ),
      () => sql('DELETE FROM files.file'),
    ],
    [
      'identity.administrators/none',
      () => sql(`UPDATE identity.person SET is_active = false WHERE kind = 'staff'`),
      () => sql(`UPDATE identity.person SET is_active = true WHERE kind = 'staff'`),
    ],
    [
      'identity.administrators/no-second-factor',
      () => sql('UPDATE identity.totp SET confirmed_at = NULL'),
      () => sql('UPDATE identity.totp SET confirmed_at = created_at'),
    ],
    [
      'identity.administrators/half-protected',
      () =>
        sql(
          `UPDATE identity.totp SET confirmed_at = NULL WHERE person_id = (SELECT min(person_id::text)::uuid FROM identity.totp)`,
        ),
      () => sql('UPDATE identity.totp SET confirmed_at = created_at'),
    ],
    [
      'identity.administrators/one',
      () => sql(`UPDATE identity.person SET is_active = false WHERE email = 'admin-2@demo.invalid'`),
      () => sql(`UPDATE identity.person SET is_active = true WHERE email = 'admin-2@demo.invalid'`),
    ],
    [
      'cases.topics/unassigned',
      () => sql('UPDATE cases.routing_rule SET is_on = false'),
      () => sql('UPDATE cases.routing_rule SET is_on = true'),
    ],
    [
      'clocks.roster/nobody',
      async () => {
        await duty('2026-09-01T00:00:00Z', '2026-09-30T00:00:00Z');
        await sql(
          `INSERT INTO identity.person (id, kind, surname, short_name, email, is_active, created_at, changed_at) VALUES ('${GONE}', 'staff', 'Ушедшая', 'Ушедшая', 'gone@demo.invalid', false, $1, $1)`,
          [now],
        );
        await sql(`UPDATE clocks.duty SET person_id = '${GONE}'`);
      },
      drop.duties,
    ],
    [
      'files.stored/changed',
      async () => {
        mkdirSync(inData('files/aa'), { recursive: true });
        writeFileSync(inData(`files/aa/${'a'.repeat(64)}.original`), 'другое');
        await sql(
          `INSERT INTO files.file (id, sha256, kind, bytes, uploader, token_hash, claimed, created_at) VALUES (gen_random_uuid(), repeat('a', 64), 'pdf', 7, 'anonymous', 'x', true, $1)`,
          [now],
        );
      },
      async () => {
        rmSync(inData('files/aa'), { recursive: true });
        await sql('DELETE FROM files.file');
      },
    ],
    [
      'worker.queue/failing',
      async () => {
        await sql(`SELECT graphile_worker.add_job('health.test', '{}', run_at := '2026-09-15T09:10:00Z')`);
        await sql(`UPDATE graphile_worker._private_jobs SET attempts = 3, last_error = 'x'`);
      },
      drop.jobs,
    ],
    [
      'audit.record/changed',
      () => pastGuard("UPDATE audit.record SET payload = payload || ' ' WHERE seq = 2"),
      () => pastGuard('UPDATE audit.record SET payload = rtrim(payload) WHERE seq = 2'),
    ],
  ];
}
