import { cellToChildren, getResolution, isValidCell } from 'h3-js';
import { type RawBuilder, sql } from 'kysely';
import { dayAfter } from '../../../shared/text/dates.ts';
import { localDayStart } from '../../base/deadlines/index.ts';
import { cellsOfArea, HEX_RESOLUTION, inDistrict } from '../../base/territory/index.ts';
import { allOf, isOrNone } from '../../lib/database/conditions.ts';
import { AppError } from '../../lib/errors.ts';

/**
 * What figures count of incidents, as conditions on `incident` (the table or its view): a number and the list it opens are the same
 * words. What was dismissed, or merged into another, is no incident of any day.
 */

const incidentMeasures = ['open', 'overdue', 'received', 'answered'] as const;
/** Open and overdue are of a moment: somebody waited for us, beyond the term. Received and answered are of days, each incident once. */
export type IncidentMeasure = (typeof incidentMeasures)[number];

interface Moments {
  from: Date;
  /** First moment after the period. */
  to: Date;
}

const isCounted = sql<boolean>`incident.status NOT IN ('dismissed', 'merged')`;

/** A term ran at the moment. Plan: term_span. */
const ranAt = (moment: Date, isLate: boolean) =>
  sql<boolean>`incident.id IN (SELECT term.incident_id FROM incidents.term
    WHERE tstzrange(started_at, CASE WHEN ended_at IS NOT NULL THEN greatest(started_at, ended_at) END) @> ${moment}::timestamptz
      AND ${isLate ? sql`term.due_at < ${moment}` : sql`true`})`;

/** Plans: term_span, incident_opened, reply_published. */
export function incidentMeasure(
  measure: IncidentMeasure,
  { from, to }: Moments,
  now: Date,
): RawBuilder<boolean> {
  const moment = new Date(Math.min(to.getTime(), now.getTime()));
  switch (measure) {
    case 'open':
      return sql<boolean>`(${isCounted} AND ${ranAt(moment, false)})`;
    case 'overdue':
      return sql<boolean>`(${isCounted} AND ${ranAt(moment, true)})`;
    case 'received':
      return sql<boolean>`(${isCounted} AND incident.opened_at >= ${from} AND incident.opened_at < ${to})`;
    case 'answered':
      return sql<boolean>`(${isCounted} AND incident.id IN (SELECT reply.incident_id FROM incidents.reply
        WHERE reply.state = 'published' AND NOT reply.is_interim AND reply.published_at >= ${from} AND reply.published_at < ${to}))`;
  }
}

/** Stored cells a hexagon is made of; of what is no hexagon none. */
function storedCells(cell: string): string[] {
  if (!isValidCell(cell)) return [];
  return getResolution(cell) >= HEX_RESOLUTION ? [cell] : cellToChildren(cell, HEX_RESOLUTION);
}

interface IncidentSlice {
  /** A code, or `none` of those no topic was chosen for. */
  block?: string | undefined;
  districtId?: string | undefined;
  factId?: string | undefined;
  unitId?: string | undefined;
  /** An outline on the map; a hexagon of it. */
  area?: string | undefined;
  cell?: string | undefined;
}

/** A slice as a condition; what a person has decided counts, and not what the program proposes. */
export function incidentSlice({
  block,
  districtId,
  factId,
  unitId,
  area,
  cell,
}: IncidentSlice): RawBuilder<boolean> {
  const conditions: RawBuilder<boolean>[] = [];
  if (block !== undefined) conditions.push(isOrNone(sql`incident.block`, block));
  if (districtId !== undefined) conditions.push(inDistrict(sql`incident.district_id`, districtId));
  if (factId !== undefined) conditions.push(isOrNone(sql`incident.fact_id`, factId));
  if (unitId !== undefined) conditions.push(isOrNone(sql`incident.unit_id`, unitId));
  if (area !== undefined) conditions.push(sql`incident.h3 = ANY(${cellsOfArea(area)}::text[])`);
  if (cell !== undefined) conditions.push(sql`incident.h3 = ANY(${storedCells(cell)}::text[])`);
  return allOf(conditions);
}

/** A kind of post by the channel a case made of it has. */
const kinds: Readonly<Record<string, string>> = {
  direct_message: 'message',
  social_comment: 'comment',
  social_post: 'post',
  media_publication: 'article',
};

/** K7: the first answer came in the period, of the page that is named or any. Plan: reply_published. */
const firstAnswered = ({ from, to }: Moments, page: string | undefined, channel: string | undefined) =>
  sql<boolean>`incident.id IN (SELECT answer.incident_id FROM incidents.v_first_answer AS answer
    WHERE answer.published_at >= ${from} AND answer.published_at < ${to}
      AND ${page === undefined ? sql`true` : sql`answer.page_id = ${page}::uuid`}
      AND ${channel === undefined ? sql`true` : sql`answer.kind = ${kinds[channel] ?? ''}`})`;

/** K18: a comment of the period under a page of ours has no answer. Plan: post_captured. */
const unansweredIn = ({ from, to }: Moments, page: string | undefined, channel: string | undefined) =>
  channel !== undefined && channel !== 'social_comment'
    ? sql<boolean>`false`
    : sql<boolean>`incident.id IN (SELECT comment.incident_id FROM incidents.v_comment AS comment
        WHERE comment.captured_at >= ${from} AND comment.captured_at < ${to} AND comment.answered_at IS NULL
          AND ${page === undefined ? sql`true` : sql`comment.page_id = ${page}::uuid`})`;

/**
 * The incidents behind a number: `received:2026-11-01:2026-11-28`, `K7:2026-11-01:2026-11-28:<page>`. `alone` leaves out those that became
 * cases: there the case is counted.
 */
export function incidentsTold(told: string, channel: string | undefined, now: Date): RawBuilder<boolean> {
  const [name = '', from = '', to = '', more] = told.split(':');
  if (from > to)
    throw new AppError('lib.bad-input', 'Период кончается раньше, чем начался.', {
      fields: { told: 'Период кончается раньше, чем начался' },
    });
  const moments = { from: localDayStart(from), to: localDayStart(dayAfter(to)) };
  const measure = incidentMeasures.find((one) => one === name);
  if (measure) {
    const isTold = incidentMeasure(measure, moments, now);
    return more === 'alone' ? sql<boolean>`(${isTold} AND incident.case_id IS NULL)` : isTold;
  }
  return name === 'K7' ? firstAnswered(moments, more, channel) : unansweredIn(moments, more, channel);
}
