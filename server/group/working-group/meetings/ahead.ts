import { sql } from 'kysely';
import type { Ctx } from '../../../lib/module/context.ts';

export interface MeetingAhead {
  id: string;
  /** `YYYY-MM-DD`. */
  day: string;
  /** «10:00», in the city. */
  time: string;
  place: string;
  /** Items of its agenda so far. */
  items: number;
}

/** The nearest meeting that is still to come, the one of today among them; null where none is appointed. */
export async function nextMeeting(ctx: Ctx, today: string): Promise<MeetingAhead | null> {
  const { rows } = await sql<MeetingAhead>`
    SELECT meeting.id, day::text, left(starts_at::text, 5) AS time, place,
      (SELECT count(*)::int FROM working_group.agenda_item AS item
        WHERE item.meeting_id = meeting.id AND item.parent_id IS NULL AND item.state <> 'withdrawn') AS items
    FROM working_group.meeting AS meeting
    WHERE state IN ('planned', 'agenda_draft', 'agenda_sent', 'running') AND day >= ${today}::date
    ORDER BY day, starts_at, meeting.id LIMIT 1`.execute(ctx.db);
  return rows[0] ?? null;
}
