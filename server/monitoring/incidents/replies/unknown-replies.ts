import { sql } from 'kysely';
import type { listUnknownReplies as listUnknownRoute } from '../../../../shared/contract/monitoring/incident-replies.ts';
import type { RouteReplyInput } from '../../../../shared/contract/route.ts';
import { findOnDuty, findPeople, standIns } from '../../../base/clocks/index.ts';
import { listStaffRecipients, type StaffRecipient } from '../../../base/identity/index.ts';
import { sendLetters } from '../../../base/outbox/index.ts';
import { cityDay } from '../../../lib/city.ts';
import { type Ctx, hasPermission } from '../../../lib/module/context.ts';
import { type IncidentRow, seenIncidents } from '../rows.ts';

type Told = Pick<IncidentRow, 'id' | 'number' | 'block' | 'district_id' | 'unit_id'>;

/** Those on duty now; where nobody is, those who watch the feed and may answer in it, within their blocks and districts. */
export function unknownAudience(
  incident: Told,
  onDuty: readonly string[],
  staff: ReadonlyMap<string, StaffRecipient>,
): string[] {
  const here = standIns(onDuty, staff);
  if (here.length > 0) return here;
  const place = { unitId: incident.unit_id, block: incident.block, districtId: incident.district_id };
  const watchers = new Set(findPeople([{ may: 'incidents.watch' }], place, staff));
  return standIns(
    findPeople([{ may: 'incidents.answer' }], place, staff).filter((id) => watchers.has(id)),
    staff,
  );
}

/**
 * Tells people that nobody knows whether a reply came out: it may stand there, and only a person ends that. A letter holds neither the
 * words of a resident nor those of the reply.
 */
export async function tellUnknown(ctx: Ctx, incident: Told, pageTitle: string): Promise<void> {
  const staff = await listStaffRecipients(ctx.db, cityDay(ctx.config, ctx.now));
  const people = unknownAudience(incident, await findOnDuty(ctx), staff);
  await sendLetters(
    ctx,
    people.flatMap((id) => {
      const person = staff.get(id);
      if (!person) return [];
      return [
        {
          channel: 'email' as const,
          recipient: person.email,
          subject: `Неизвестно, вышел ли ответ: инцидент № ${incident.number}`,
          text: `Сеть не подтвердила, что ответ страницы «${pageTitle}» вышел. Он мог выйти: посмотрите на странице и отметьте в инциденте, что увидели. Сам он снова не отправится. ${ctx.config.publicUrl}/staff/social?id=${incident.id}`,
          purpose: 'reply-unknown' as const,
        },
      ];
    }),
  );
}

interface Row {
  incident_id: string;
  number: string;
  page_title: string | null;
  unknown_since: Date | null;
  reason: string;
}

/** Shown at most: more of them at once is a network that is down. */
const SHOWN = 50;

/** Route: replies whose fate nobody knows, of incidents the caller sees, those that wait longest first. Plan: reply_unknown. */
export async function listUnknownReplies(ctx: Ctx): Promise<RouteReplyInput<typeof listUnknownRoute>> {
  const { rows } = await sql<Row>`
    SELECT incident.id AS incident_id, incident.number, page.title AS page_title, reply.unknown_since, reply.reason
    FROM incidents.reply JOIN incidents.incident ON incident.id = reply.incident_id
    LEFT JOIN networks.v_page AS page ON page.id = reply.page_id
    WHERE reply.state = 'unknown' AND ${hasPermission(ctx, 'incidents.answer') ? seenIncidents(ctx.actor) : sql`false`}
    ORDER BY reply.unknown_since NULLS FIRST, incident.number LIMIT ${SHOWN}`.execute(ctx.db);
  return {
    replies: rows.map((row) => ({
      incidentId: row.incident_id,
      number: row.number,
      pageTitle: row.page_title ?? '',
      since: row.unknown_since?.toISOString() ?? null,
      reason: row.reason,
    })),
  };
}
