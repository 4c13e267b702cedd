import { type RawBuilder, sql } from 'kysely';
import type { AdditiveMeasure } from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import { dayAfter } from '../../../../shared/text/dates.ts';
import { incidentMeasureOf, sourceTakes } from '../../../../shared/text/heatmap/heat-sources.ts';
import { heatMeasures } from '../../../../shared/text/heatmap/heatmap.ts';
import { localDate, localDayStart } from '../../../base/deadlines/index.ts';
import { firstRow } from '../../../lib/database/first-row.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { type IncidentMeasure, incidentMeasure, incidentSlice } from '../../../monitoring/incidents/index.ts';
import type { Filter } from '../feed/filter.ts';

/**
 * Incidents of networks as a second source of the figures: counted by the database, each number by the words of the list it opens. Shown with
 * cases, those that became a case are left out: there the case is counted.
 */

type Asked = Pick<Filter, 'source' | 'channel' | 'measure' | 'block' | 'districtId' | 'area'>;

export const takesCases = ({ source }: Pick<Filter, 'source'>): boolean => source !== 'networks';
export const takesIncidents = ({ source = 'cases' }: Pick<Filter, 'source'>): boolean => source !== 'cases';

/** Refuses what is not told of incidents: a measure they have no number for, a channel of cases. */
export function requireSource({ source = 'cases', measure, channel }: Asked): void {
  if (source === 'cases') return;
  if (!sourceTakes(source, measure))
    throw badField('measure', 'Этого показателя у соцсетей нет: выберите другой или только сообщения');
  if (channel !== undefined) throw badField('channel', 'Канал есть у сообщений: уберите его или соцсети');
}

interface Days {
  from: string;
  to: string;
}

function conditionOf(ctx: Ctx, filter: Asked, measure: IncidentMeasure, { from, to }: Days) {
  const { source, block, districtId, area } = filter;
  const period = { from: localDayStart(from), to: localDayStart(dayAfter(to)) };
  return sql`${incidentMeasure(measure, period, ctx.now)} AND ${incidentSlice({ block, districtId, area })}
    AND ${source === 'both' ? sql`incident.case_id IS NULL` : sql`true`}`;
}

function requireMeasure(measure: AdditiveMeasure): IncidentMeasure {
  const found = incidentMeasureOf(measure);
  if (!found) throw new AppError('lib.internal', 'Этого показателя у соцсетей нет.');
  return found;
}

/** Incidents the filter's own measure counts, as a condition on `incident`; of a ratio those of its part. */
export const incidentsOf = (ctx: Ctx, filter: Asked & Days): RawBuilder<unknown> =>
  conditionOf(ctx, filter, requireMeasure(heatMeasures[filter.measure]), filter);

export interface IncidentCell {
  district_id: string | null;
  block: string | null;
  value: number;
}

/** By district and block. Plan: the index of the measure (incidents/counted.ts). */
export async function countIncidentCells(
  ctx: Ctx,
  filter: Asked,
  { measure, days }: { measure: AdditiveMeasure; days: Days },
): Promise<IncidentCell[]> {
  const { rows } = await sql<IncidentCell>`
    SELECT incident.district_id, incident.block, count(*)::int AS value FROM incidents.v_incident AS incident
    WHERE ${conditionOf(ctx, filter, requireMeasure(measure), days)} GROUP BY 1, 2`.execute(ctx.db);
  return rows;
}

/** By stored hexagon; late beside those noticed are late now, beside a stock late at its moment. */
export async function countIncidentHexagons(
  ctx: Ctx,
  filter: Asked & Days,
  measure: AdditiveMeasure,
): Promise<{ h3: string | null; count: number; overdue: number }[]> {
  const own = requireMeasure(measure);
  const { rows } = await sql<{ h3: string | null; count: number; overdue: number }>`
    SELECT incident.h3, count(*)::int AS count, count(*) FILTER (WHERE ${lateAmong(ctx, own, filter)})::int AS overdue
    FROM incidents.v_incident AS incident WHERE ${conditionOf(ctx, filter, own, filter)} GROUP BY 1`.execute(
    ctx.db,
  );
  return rows;
}

function lateAmong(ctx: Ctx, measure: IncidentMeasure, { from, to }: Days): RawBuilder<boolean> {
  if (measure === 'answered') return sql<boolean>`false`;
  const today = localDate(ctx.now);
  const days = measure === 'received' ? { from: today, to: today } : { from, to };
  const period = { from: localDayStart(days.from), to: localDayStart(dayAfter(days.to)) };
  return incidentMeasure('overdue', period, ctx.now);
}

/** Of each week its number; weeks that have not begun have none. */
export async function countIncidentWeeks(
  ctx: Ctx,
  filter: Asked,
  measure: AdditiveMeasure,
  weeks: readonly Days[],
): Promise<number[]> {
  const own = requireMeasure(measure);
  const begun = weeks.filter(({ from }) => from <= localDate(ctx.now));
  if (begun.length === 0) return weeks.map(() => 0);
  const counted = begun.map(
    (
      days,
      at,
    ) => sql`SELECT ${sql.lit(at)} AS at, count(*)::int AS count FROM incidents.v_incident AS incident
      WHERE ${conditionOf(ctx, filter, own, days)}`,
  );
  const { rows } = await sql<{ at: number; count: number }>`${sql.join(counted, sql` UNION ALL `)}`.execute(
    ctx.db,
  );
  const counts = new Map(rows.map(({ at, count }) => [at, count]));
  return weeks.map((_, at) => counts.get(at) ?? 0);
}

/** Local day of the first incident there is, before which nothing is known; null without any. Plan: incident_opened. */
export async function incidentsKnownFrom({ db }: Pick<Ctx, 'db'>): Promise<string | null> {
  const { rows } = await sql<{ first: Date | null }>`
    SELECT min(opened_at) AS first FROM incidents.v_incident`.execute(db);
  const { first } = firstRow(rows);
  return first && localDate(first);
}

/** Since when the numbers of a filter are known: of both sources, since the later of the two that there are. */
export async function sourceKnownFrom(
  ctx: Ctx,
  filter: Pick<Filter, 'source'>,
  cases: () => Promise<string | null>,
): Promise<string | null> {
  if (!takesIncidents(filter)) return cases();
  const incidents = await incidentsKnownFrom(ctx);
  if (!takesCases(filter)) return incidents;
  const known = await cases();
  if (known === null || incidents === null) return known ?? incidents;
  return [known, incidents].toSorted().at(-1) ?? null;
}
