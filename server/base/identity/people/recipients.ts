import { sql } from 'kysely';
import type { Db } from '../../../lib/database/db.ts';
import { joinFullName } from './names.ts';

/** A member of staff as whoever writes to them sees one. The address is for letters alone: no screen shows it. */
export interface StaffRecipient {
  id: string;
  name: string;
  email: string;
  unitId: string | null;
  grants: { role: string; blocks: string[]; districts: string[] }[];
  /** Who keeps their queue today; null = they are here. */
  substituteId: string | null;
}

/**
 * Everybody who works today with their roles and who stands in for them, in one statement: hundreds of rows, read once
 * for a whole round of letters. `today` is `YYYY-MM-DD` of the city.
 */
export async function listStaffRecipients(db: Db, today: string): Promise<Map<string, StaffRecipient>> {
  const { rows } = await sql<StaffRecipient>`
    SELECT person.id, person.short_name AS name, person.email, person.unit_id AS "unitId",
      coalesce(held.grants, '[]') AS grants, away.substitute_id AS "substituteId"
    FROM identity.person
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('role', role, 'blocks', blocks, 'districts', districts)) AS grants
      FROM identity.role_grant
      WHERE person_id = person.id AND revoked_at IS NULL AND valid_from <= ${today}::date
        AND (valid_to IS NULL OR valid_to >= ${today}::date)
    ) held ON true
    LEFT JOIN LATERAL (
      SELECT substitute_id FROM identity.absence
      WHERE person_id = person.id AND cancelled_at IS NULL AND ${today}::date BETWEEN from_day AND to_day
      ORDER BY from_day LIMIT 1
    ) away ON true
    WHERE person.kind = 'staff' AND person.is_active AND person.email IS NOT NULL`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Where letters to this member of staff go; null = nowhere. */
export async function findStaffEmail(db: Db, personId: string): Promise<string | null> {
  const row = await db
    .selectFrom('identity.person')
    .select('email')
    .where('id', '=', personId)
    .where('kind', '=', 'staff')
    .executeTakeFirst();
  return row?.email ?? null;
}

/** «Гордеев Андрей Михайлович» of members of staff by their ids: acts name people in full. Plan: the primary key. */
export async function listFullNames(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('identity.person')
    .select(['id', 'surname', 'given_name', 'patronymic'])
    .where('id', 'in', [...ids])
    .where('kind', '=', 'staff')
    .execute();
  return new Map(rows.map((row) => [row.id, joinFullName(row)]));
}

/** Where letters to residents go, by their ids; whoever has no e-mail is left out. */
export async function residentEmails(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; email: string }>`
    SELECT id, email FROM identity.person
    WHERE id = ANY(${[...ids]}::uuid[]) AND kind = 'resident' AND is_active AND email IS NOT NULL`.execute(
    db,
  );
  return new Map(rows.map(({ id, email }) => [id, email]));
}
