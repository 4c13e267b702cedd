import { sql } from 'kysely';
import { readCity } from '../../../lib/city.ts';
import { hasPermission } from '../../../lib/module/context.ts';
import type { NumberedPapers } from '../../city-numbers/index.ts';
import { ownPapers } from './extract-rows.ts';

/** Papers of the group that get a number of the city's document system: signed protocols, extracts, acts of composition. */

/** Known by its meeting. */
export const numberedProtocols: NumberedPapers = {
  kind: 'protocol',
  select: (ctx) => sql`
    SELECT meeting.id, protocol.serial || '/' || protocol.year AS own_number, coalesce(meeting.held_on, meeting.day) AS day,
      'Заседание рабочей группы ' || to_char(coalesce(meeting.held_on, meeting.day), 'DD.MM.YYYY')
        || CASE WHEN meeting.topic = '' THEN '' ELSE ', ' || meeting.topic END AS title,
      '/staff/working-group/meetings/' || meeting.id || '/protocol' AS href
    FROM working_group.protocol AS protocol JOIN working_group.meeting AS meeting ON meeting.id = protocol.meeting_id
    WHERE protocol.signed_at IS NOT NULL AND ${hasPermission(ctx, 'working-group.read')}`,
};

/** An act has a number of its own, of the journal of decrees; the document system may keep its card under another. */
export const numberedActs: NumberedPapers = {
  kind: 'act',
  select: (ctx) => sql`
    SELECT act.id, act.number AS own_number, act.signed_on AS day, act.title, '/staff/working-group?view=composition' AS href
    FROM working_group.act AS act WHERE ${hasPermission(ctx, 'working-group.read')}`,
};

/** Of who reads the group, and of whom an extract is for. */
export const numberedExtracts: NumberedPapers = {
  kind: 'extract',
  select: (ctx) => sql`
    SELECT extract.id, extract.number AS own_number,
      (extract.certified_at AT TIME ZONE ${readCity(ctx.config).zone})::date AS day,
      'Выписка из протокола, ' || CASE cardinality(extract.items) WHEN 1 THEN 'пункт ' ELSE 'пункты ' END
        || array_to_string(extract.items, ', ') || ': ' || extract.person_name AS title,
      '/staff/working-group/meetings/' || extract.meeting_id || '/protocol' AS href
    FROM working_group.extract AS extract WHERE ${ownPapers(ctx, 'person_id')}`,
};
