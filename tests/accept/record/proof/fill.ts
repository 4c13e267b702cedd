import { sql } from 'kysely';
import { newId } from '../../../../server/lib/ids.ts';
import type { Ctx } from '../../../../server/lib/module/context.ts';

/**
 * A day's worth of what the demo has none of: an act, a meeting with speeches, votes, opinions, papers and remarks whose protocol is
 * signed, helpers and links of assignments, a signed letter of the office. Written as the program's own account writes.
 */
export async function addDay(ctx: Ctx, day: number): Promise<void> {
  const { db, now } = ctx;
  const [meeting, item, decision] = [newId(), newId(), newId()];
  const on = now.toISOString().slice(0, 10);
  await sql`INSERT INTO working_group.act (id, number, signed_on, title, made_at, made_by_name)
    VALUES (${newId()}, ${`${day}-а`}, ${on}, 'Об изменении состава', ${now}, 'С.')`.execute(db);
  await sql`INSERT INTO working_group.meeting (id, year, number, day, starts_at, form, state, uses_votes, made_at, made_by_name, opened_at, ended_at, held_on)
    VALUES (${meeting}, 2099, ${day}, ${on}, '10:00', 'in_person', 'protocol_review', true, ${now}, 'С.', ${now}, ${now}, ${on})`.execute(
    db,
  );
  await sql`INSERT INTO working_group.agenda_item (id, meeting_id, place, title, source, number, heard, state)
    VALUES (${item}, ${meeting}, 1, 'О ремонте дорог', 'manual', '1', 'Доклад', 'done')`.execute(db);
  await sql`INSERT INTO working_group.speech (id, item_id, place, name, text, state)
    SELECT gen_random_uuid(), ${item}, n, 'Пробный С.', 'Согласен', 'done' FROM generate_series(1, 3) AS n`.execute(
    db,
  );
  await sql`INSERT INTO working_group.decision (id, meeting_id, item_id, place, text, outcome)
    VALUES (${decision}, ${meeting}, ${item}, 1, 'Принять к сведению', 'accepted')`.execute(db);
  const people = sql`(SELECT id, short_name FROM identity.v_person WHERE kind = 'staff' ORDER BY id LIMIT 12)`;
  await sql`INSERT INTO working_group.attendance (meeting_id, person_id, name, position, role, mark)
    SELECT ${meeting}, id, short_name, 'Начальник отдела', 'member', 'present' FROM ${people} AS person`.execute(
    db,
  );
  await sql`INSERT INTO working_group.ballot (item_id, decision_id, person_id, meeting_id, choice, cast_by, at)
    SELECT ${item}, CASE WHEN ${day % 2 === 0} THEN ${decision}::uuid END, id, ${meeting}, 'for', id, ${now} FROM ${people} AS person`.execute(
    db,
  );
  await sql`INSERT INTO working_group.opinion (item_id, person_id, meeting_id, name, text, at)
    SELECT ${item}, id, ${meeting}, short_name, 'Остаюсь при своём', ${now} FROM ${people} AS person LIMIT 3`.execute(
    db,
  );
  await sql`INSERT INTO working_group.paper (file_id, meeting_id, title, added_by_name, added_at)
    SELECT id, ${meeting}, 'Справка', 'С.', ${now} FROM files.file
    WHERE NOT EXISTS (SELECT FROM working_group.paper WHERE file_id = file.id) ORDER BY id LIMIT 3`.execute(
    db,
  );
  await sql`INSERT INTO working_group.protocol (meeting_id, year) VALUES (${meeting}, 2099)`.execute(db);
  await sql`INSERT INTO working_group.protocol_version (meeting_id, version, content, sha256, note, made_at, made_by_name)
    VALUES (${meeting}, 1, '{"items": []}', 'x', '', ${now}, 'С.')`.execute(db);
  await sql`INSERT INTO working_group.protocol_remark (meeting_id, version, person_id, name, stance, text, at)
    SELECT ${meeting}, 1, id, short_name, 'agree', '', ${now} FROM ${people} AS person LIMIT 4`.execute(db);
  await sql`UPDATE working_group.protocol SET serial = ${day}, registered_on = ${on}, document_id = ${newId()}, signed_version = 1,
    signed_at = ${now}, signed_by_name = 'Пробный С.' WHERE meeting_id = ${meeting}`.execute(db);
  await sql`INSERT INTO assignments.co_executor (assignment_id, person_id, name)
    SELECT assignment.id, person.id, person.short_name FROM (SELECT id FROM assignments.assignment ORDER BY id LIMIT 3) AS assignment, ${people} AS person
    ON CONFLICT DO NOTHING`.execute(db);
  await sql`INSERT INTO assignments.link (assignment_id, kind, target_id, by_name, at)
    SELECT id, 'case', gen_random_uuid()::text, 'С.', ${now} FROM assignments.assignment ORDER BY id LIMIT 5`.execute(
    db,
  );
  await sql`INSERT INTO office.document (id, kind, number, content, made_at, made_by, made_by_name, signed_at, signed_by, signed_by_name, fingerprint)
    SELECT gen_random_uuid(), 'answer', ${`${day}/`} || n, '{"text": "Ответ"}', ${now}, gen_random_uuid(), 'С.', ${now}, gen_random_uuid(), 'С.', 'x'
    FROM generate_series(1, 5) AS n`.execute(db);
  await sql`INSERT INTO snapshots.snapshot (number, kind, title, content, hash, permission, made_at, made_by, made_by_name)
    VALUES (${`2099-01-${day}`}, 'heat', 'Числа', '{}', encode(sha256('{}'), 'hex'), 'heatmap.read', ${now}, 'system', 'С.')`.execute(
    db,
  );
  ctx.audit({ action: 'working-group.sign-protocol', object: 'meeting', objectId: meeting, data: {} });
}
