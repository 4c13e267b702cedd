import { sql } from 'kysely';
import type { Db } from '../lib/database/db.ts';
import { type Crew, crewSchema, type DemoStaff } from './world/world.ts';

/** Somebody who holds a role, the earliest first; undefined when nobody does. */
async function findHolder(db: Db, role: string): Promise<DemoStaff | undefined> {
  const { rows } = await sql<DemoStaff>`
    SELECT person.id, person.short_name AS name
    FROM identity.role_grant AS held JOIN identity.person ON person.id = held.person_id
    WHERE held.role = ${role} AND held.revoked_at IS NULL AND person.is_active
    ORDER BY person.created_at, person.email LIMIT 1`.execute(db);
  return rows[0];
}

/**
 * The staff who will have worked on the demo's cases: holders of the roles and an executor of every unit that takes
 * work. Throws a Russian error when the database has no such people.
 */
export async function readCrew(db: Db): Promise<Crew> {
  const operator = await findHolder(db, 'operator');
  const reviewer = await findHolder(db, 'reviewer');
  const approver = await findHolder(db, 'approver');
  const { rows } = await sql<{ id: string; kind: string; title: string; person: string; name: string }>`
    SELECT DISTINCT ON (unit.id) unit.id, unit.kind, unit.title, person.id AS person, person.short_name AS name
    FROM identity.unit JOIN identity.person ON person.unit_id = unit.id AND person.is_active AND person.kind = 'staff'
    JOIN identity.role_grant AS held ON held.person_id = person.id AND held.role = 'executor' AND held.revoked_at IS NULL
    WHERE unit.is_active AND unit.kind <> '' ORDER BY unit.id, person.email`.execute(db);
  const units = rows.map(({ id, kind, title, person, name }) => ({
    id,
    kind,
    title,
    executor: { id: person, name },
  }));
  const bodies = await sql<{ id: string; pack: string; title: string }>`
    SELECT id, pack_id AS pack, title FROM cases.outside_body
    WHERE is_active AND valid_until IS NULL AND pack_id IS NOT NULL ORDER BY pack_id`.execute(db);
  const crew = crewSchema.safeParse({ operator, reviewer, approver, units, bodies: bodies.rows });
  if (!crew.success || units.length === 0) {
    throw new Error(
      'В базе нет сотрудников демонстрации: нужны оператор, согласующий, утверждающий и подразделения с исполнителями.',
    );
  }
  return crew.data;
}
