import { sql } from 'kysely';
import { formatDay } from '../../../../shared/text/dates.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';

interface Waiting {
  id: string;
  title: string;
  speaker_id: string | null;
  speaker_name: string;
  minutes: number | null;
  number: string;
  meeting_number: number | null;
  day: string;
  next_id: string;
}

/**
 * Postponed items stand on the agenda of the next meeting by themselves: whatever was put off and is on no meeting since (one that was
 * cancelled does not count) goes to the nearest that has not begun. Called after every change that may make or unmake such a meeting.
 */
export async function bringPostponed(ctx: Ctx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(398202114)`.execute(ctx.db);
  const { rows } = await sql<Waiting>`
    SELECT item.id, item.title, item.speaker_id, item.speaker_name, item.minutes, item.number, held.number AS meeting_number,
      coalesce(held.held_on, held.day) AS day, next.id AS next_id
    FROM working_group.agenda_item AS item
    JOIN working_group.meeting AS held ON held.id = item.meeting_id
    CROSS JOIN LATERAL (SELECT id FROM working_group.meeting
      WHERE state IN ('planned', 'agenda_draft', 'agenda_sent') AND day >= least(held.day, held.held_on)
      ORDER BY day, starts_at, id LIMIT 1) AS next
    WHERE item.state = 'postponed' AND NOT EXISTS (
      SELECT FROM working_group.agenda_item AS copy JOIN working_group.meeting ON meeting.id = copy.meeting_id
      WHERE copy.source = 'postponed' AND copy.source_id = item.id::text AND meeting.state <> 'cancelled')
    ORDER BY held.day, string_to_array(item.number, '.')::int[]`.execute(ctx.db);
  for (const item of rows)
    await ctx.db
      .insertInto('working_group.agenda_item')
      .values({
        id: newId(),
        meeting_id: item.next_id,
        place: sql<number>`(SELECT coalesce(max(place), 0) + 1 FROM working_group.agenda_item WHERE meeting_id = ${item.next_id})`,
        title: item.title,
        speaker_id: item.speaker_id,
        speaker_name: item.speaker_name,
        minutes: item.minutes,
        source: 'postponed',
        source_id: item.id,
        source_label: `перенесён с заседания ${item.meeting_number ? `№ ${item.meeting_number} ` : ''}${formatDay(item.day)}, вопрос ${item.number}`,
      })
      .execute();
  if (rows.length === 0) return;
  // Whoever has an older agenda open is told that it has changed.
  await ctx.db
    .updateTable('working_group.meeting')
    .set({ version: sql`version + 1` })
    .where('id', 'in', [...new Set(rows.map(({ next_id }) => next_id))])
    .execute();
}
