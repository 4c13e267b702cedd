import { type RawBuilder, sql } from 'kysely';
import type { TermFilter, TermSource, TermState } from '../../../shared/contract/heatmap/control-desk.ts';
import { dayAfter } from '../../../shared/text/dates.ts';
import { localDate, localDayStart } from '../../base/deadlines/index.ts';
import { inDistrict } from '../../base/territory/index.ts';
import { isOrNone } from '../../lib/database/conditions.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { isOverdue, ownCases, termRuns } from '../../messages/cases/index.ts';
import { seenIncidents } from '../../monitoring/incidents/index.ts';

/** A term that runs, of a case or of an incident. */
export interface TermRow {
  id: string;
  number: string;
  source: TermSource;
  title: string;
  block: string | null;
  fact_id: string | null;
  district_id: string | null;
  unit_id: string | null;
  due_at: Date;
  state: TermState;
  /** Kind of the clock, with where it stands on the ladder; null of a term that no clock keeps. */
  clock: string | null;
  started_at: Date | null;
  next_step: number | null;
  next_step_at: Date | null;
}

/** Columns of the table a condition is on, as each of the two names them. */
interface Columns {
  block: RawBuilder<unknown>;
  district: RawBuilder<unknown>;
  unit: RawBuilder<unknown>;
}

/** What both kinds are narrowed by alike. */
const narrow = ({ block, districtId, unitId }: TermFilter, columns: Columns): RawBuilder<boolean>[] => [
  ...(block === undefined ? [] : [isOrNone(columns.block, block)]),
  ...(unitId === undefined ? [] : [isOrNone(columns.unit, unitId)]),
  ...(districtId === undefined ? [] : [inDistrict(columns.district, districtId)]),
];

/** Late, else by whether the local day of `now` ends before the term does. */
const stateOf = (ctx: Ctx, isLate: RawBuilder<boolean>, due: RawBuilder<unknown>) =>
  sql<TermState>`CASE WHEN ${isLate} THEN 'late'
    WHEN ${due} < ${localDayStart(dayAfter(localDate(ctx.now)))} THEN 'today' ELSE 'later' END`;

/** Cases whose term runs, by the rule of reading cases. Plan: case_file_open_due, clock_case. */
function caseTerms(ctx: Ctx, filter: TermFilter): RawBuilder<unknown> {
  const conditions = [
    termRuns('cases.v_case'),
    sql<boolean>`cases.v_case.due_at IS NOT NULL`,
    ownCases(ctx.actor, 'cases.v_case'),
    ...narrow(filter, {
      block: sql`cases.v_case.block`,
      district: sql`cases.v_case.district_id`,
      unit: sql`cases.v_case.executor_unit_id`,
    }),
  ];
  return sql`
    SELECT v_case.id, v_case.number, v_case.channel AS source, v_case.title, v_case.block, v_case.fact_id, v_case.district_id,
      v_case.executor_unit_id AS unit_id, v_case.due_at,
      ${stateOf(ctx, isOverdue(ctx.now, 'cases.v_case'), sql`v_case.due_at`)} AS state,
      ladder.kind AS clock, ladder.started_at, ladder.next_step, ladder.next_step_at
    FROM cases.v_case LEFT JOIN LATERAL (
      SELECT kind, started_at, next_step, next_step_at FROM cases.v_ladder AS own
      WHERE own.case_id = v_case.id AND own.due_at = v_case.due_at ORDER BY own.kind <> 'answer' LIMIT 1) AS ladder ON true
    WHERE ${sql.join(conditions, sql` AND `)}`;
}

/** Incidents with a term that runs, by the rule of reading incidents: of several terms the nearest. Plan: incident_due. */
function incidentTerms(ctx: Ctx, filter: TermFilter): RawBuilder<unknown> {
  const conditions = [
    sql<boolean>`incident.due_at IS NOT NULL`,
    hasPermission(ctx, 'incidents.read') ? seenIncidents(ctx.actor) : sql<boolean>`false`,
    ...narrow(filter, {
      block: sql`incident.block`,
      district: sql`incident.district_id`,
      unit: sql`incident.unit_id`,
    }),
  ];
  return sql`
    SELECT incident.id, incident.number, 'incidents' AS source, incident.title, incident.block, incident.fact_id, incident.district_id,
      incident.unit_id, incident.due_at,
      ${stateOf(ctx, sql<boolean>`incident.due_at < ${ctx.now}`, sql`incident.due_at`)} AS state,
      'incident-' || term.kind AS clock, term.started_at, ladder.next_step, ladder.next_step_at
    FROM incidents.v_incident AS incident
    LEFT JOIN LATERAL (
      SELECT kind, started_at FROM incidents.v_running AS own
      WHERE own.incident_id = incident.id AND own.due_at = incident.due_at ORDER BY own.kind LIMIT 1) AS term ON true
    LEFT JOIN clocks.v_ladder AS ladder
      ON ladder.subject_kind = 'incident' AND ladder.subject_id = incident.id AND ladder.kind = 'incident-' || term.kind
    WHERE ${sql.join(conditions, sql` AND `)}`;
}

/** Terms of what is asked for; whether a step came and what state it is in stay for the caller. */
export function termsAsked(ctx: Ctx, filter: TermFilter): RawBuilder<unknown>[] {
  const { source } = filter;
  if (source === 'incidents') return [incidentTerms(ctx, filter)];
  if (source === undefined) return [caseTerms(ctx, filter), incidentTerms(ctx, filter)];
  return [sql`SELECT * FROM (${caseTerms(ctx, filter)}) AS own WHERE source = ${source}`];
}

/** A step of the ladder has come: the one that waits is not the first. */
export const isTold = sql<boolean>`coalesce(next_step > 1, false)`;
