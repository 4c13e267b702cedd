import { sql } from 'kysely';
import type { Attendee } from '../../../../shared/contract/group/working-group-meetings.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { MeetingRecord } from './meeting-rows.ts';

/** Members of a meeting with their marks, as they sit: chair, deputy, secretary, then by name. */
export async function listSeats(ctx: Ctx, meetingId: string): Promise<Attendee[]> {
  const { rows } = await sql<
    Omit<Attendee, 'arrivedAt' | 'leftAt' | 'invitedAt' | 'acknowledgedAt'> &
      Record<'arrived' | 'left' | 'invited' | 'seen', Date | null>
  >`
    SELECT person_id AS "personId", name, position, role, mark, reason, substitute_id AS "substituteId",
      substitute_name AS substitute, arrived_at AS arrived, left_at AS "left", invited_at AS invited, acknowledged_at AS seen
    FROM working_group.attendance WHERE meeting_id = ${meetingId}
    ORDER BY array_position(ARRAY['chair', 'deputy', 'secretary', 'member'], role), name`.execute(ctx.db);
  return rows.map(({ arrived, left, invited, seen, ...seat }) => ({
    ...seat,
    arrivedAt: arrived?.toISOString() ?? null,
    leftAt: left?.toISOString() ?? null,
    invitedAt: invited?.toISOString() ?? null,
    acknowledgedAt: seen?.toISOString() ?? null,
  }));
}

/** Seats one acts from: one's own, then those of whom one stands in for. Only who takes part has a seat to act from. */
export const seatsOf = (seats: readonly Attendee[], id: string): Attendee[] => [
  ...seats.filter(({ personId, mark }) => personId === id && mark !== 'substituted'),
  ...seats.filter(({ substituteId, mark }) => substituteId === id && mark === 'substituted'),
];

/** Seats are those of the composition on the day of the meeting; marks of who stays are kept. */
export async function seatMembers(ctx: Ctx, meeting: Pick<MeetingRecord, 'id' | 'day'>): Promise<void> {
  await sql`
    DELETE FROM working_group.attendance WHERE meeting_id = ${meeting.id} AND person_id NOT IN (
      SELECT person_id FROM working_group.membership
      WHERE from_day <= ${meeting.day}::date AND (to_day IS NULL OR to_day >= ${meeting.day}::date))`.execute(
    ctx.db,
  );
  await sql`
    INSERT INTO working_group.attendance AS seat
      (meeting_id, person_id, name, position, role, substitute_id, substitute_name)
    SELECT DISTINCT ON (person_id) ${meeting.id}::uuid, person_id, person_name, concat_ws(', ', position, nullif(organisation, '')), role, substitute_id,
      substitute_name
    FROM working_group.membership
    WHERE from_day <= ${meeting.day}::date AND (to_day IS NULL OR to_day >= ${meeting.day}::date)
    ORDER BY person_id, from_day DESC
    ON CONFLICT (meeting_id, person_id) DO UPDATE SET name = excluded.name, position = excluded.position,
      role = excluded.role, substitute_id = excluded.substitute_id, substitute_name = excluded.substitute_name`.execute(
    ctx.db,
  );
}
