import { sql } from 'kysely';
import type {
  AcquaintanceLine,
  ProtocolCard,
} from '../../../../shared/contract/group/working-group-protocol.ts';
import { assignmentNumber } from '../../../../shared/text/group/assignments.ts';
import { type Ctx, isStaff } from '../../../lib/module/context.ts';

/** Members whose word the caller may give: their own, and of those they stand in for, at work or at this meeting. */
export const ownSeats = ({ actor }: Ctx) => {
  const [me, others] = isStaff(actor) ? [actor.id, actor.substitutes] : [null, []];
  return sql<boolean>`(seat.person_id = ANY(${[me, ...others]}::uuid[])
    OR (seat.mark = 'substituted' AND seat.substitute_id = ${me}::uuid))`;
};

/**
 * Who is to know a signed protocol: every member of the group on that day, since its decisions bind them all (chapter 3,
 * clause 10), and who executes an assignment of it from outside the group.
 */
export async function listAcquaintance(ctx: Ctx, meetingId: string): Promise<AcquaintanceLine[]> {
  const [{ rows }, { rows: issued }] = await Promise.all([
    sql<{ personId: string; name: string; position: string; at: Date | null; byName: string | null }>`
      SELECT seat.person_id AS "personId", seat.name, seat.position, known.at,
        CASE WHEN known.by_name <> seat.name THEN known.by_name END AS "byName"
      FROM working_group.attendance AS seat
      LEFT JOIN working_group.acquaintance AS known USING (meeting_id, person_id)
      WHERE meeting_id = ${meetingId} ORDER BY seat.name`.execute(ctx.db),
    sql<{ personId: string; name: string; year: number; serial: number; at: Date | null }>`
      SELECT person_id AS "personId", name, year, serial, acknowledged_at AS at FROM assignments.v_acquaintance
      WHERE meeting_id = ${meetingId} ORDER BY year, serial`.execute(ctx.db),
  ]);
  const assignmentsOf = (id: string): AcquaintanceLine['assignments'] =>
    issued
      .filter(({ personId }) => personId === id)
      .map(({ year, serial, at }) => ({
        number: assignmentNumber(serial, year),
        acknowledgedAt: at?.toISOString() ?? null,
      }));
  const seated = new Set(rows.map(({ personId }) => personId));
  const outside = new Map(
    issued.filter(({ personId }) => !seated.has(personId)).map(({ personId, name }) => [personId, name]),
  );
  return [
    ...rows.map(({ at, ...seat }) => ({
      ...seat,
      at: at?.toISOString() ?? null,
      assignments: assignmentsOf(seat.personId),
    })),
    ...[...outside].map(([personId, name]) => ({
      personId,
      name,
      position: 'соисполнитель',
      at: null,
      byName: null,
      assignments: assignmentsOf(personId),
    })),
  ];
}

/** Whether the caller has a word to give still. */
export async function mayAcknowledge(ctx: Ctx, meetingId: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM working_group.attendance AS seat
    WHERE meeting_id = ${meetingId} AND ${ownSeats(ctx)} AND NOT EXISTS (SELECT FROM working_group.acquaintance AS known
      WHERE known.meeting_id = seat.meeting_id AND known.person_id = seat.person_id) LIMIT 1`.execute(ctx.db);
  return rows.length > 0;
}

/** Who executes decisions of a meeting. The record is kept as it was signed, so its numbers are those of the protocol. */
export async function listExecutors(
  ctx: Ctx,
  meetingId: string,
): Promise<Omit<ProtocolCard['executors'][number], 'extract'>[]> {
  const { rows } = await sql<Omit<ProtocolCard['executors'][number], 'extract'>>`
    SELECT responsible_id AS "personId", max(responsible_name) AS name,
      array_agg(number ORDER BY string_to_array(number, '.')::int[]) AS items
    FROM working_group.v_decision WHERE meeting_id = ${meetingId} AND responsible_id IS NOT NULL AND outcome = 'accepted'
    GROUP BY responsible_id ORDER BY name`.execute(ctx.db);
  return rows;
}
