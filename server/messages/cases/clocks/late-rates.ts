import { sql } from 'kysely';
import type { Ctx } from '../../../lib/module/context.ts';
import { ownCases } from '../core/reach.ts';
import { ANSWER_CLOCK } from '../core/rows.ts';
import { workStatuses } from '../core/statuses.ts';

/** How many answers of a kind there were, and how many of them late. `load` of a unit: its usual number of cases at once. */
export interface LateRate {
  dimension: 'all' | 'block' | 'fact' | 'unit' | 'weekday' | 'load' | 'passed' | 'unit-load';
  key: string;
  total: number;
  late: number;
}

/** Shares of a term at which one asks: of those not answered by then, how many came late. */
export const PASSED = [0, 0.25, 0.5, 0.75, 0.9] as const;

/**
 * Answers of cases registered since a day, counted by each dimension, in one statement. The load of a body is how many
 * of its cases ran when one more began, against its own mean. Plan: case_file_registered, then clock_case; for the night.
 */
export async function lateRates(ctx: Ctx, since: Date, zone: string): Promise<LateRate[]> {
  const { rows } = await sql<LateRate>`
    WITH done AS MATERIALIZED (
      SELECT clock.id, block, fact_id, executor_unit_id AS unit, started_at, stopped_at,
        extract(isodow FROM started_at AT TIME ZONE ${zone})::int AS weekday, stopped_at > clock.due_at AS is_late,
        extract(epoch FROM stopped_at - started_at) / greatest(1, extract(epoch FROM clock.due_at - started_at)) AS passed
      FROM cases.case_file AS file JOIN cases.clock AS clock ON clock.case_id = file.id
      WHERE file.registered_at >= ${since} AND kind = ${ANSWER_CLOCK} AND stopped_at IS NOT NULL
        AND file.merged_into IS NULL AND coalesce(note, '') !~ '^(Тема изменена|Присоединено|Изменён правовой)'
    ), steps AS (
      SELECT unit, started_at AS at, 1 AS change, id FROM done WHERE unit IS NOT NULL
      UNION ALL SELECT unit, stopped_at, -1, NULL FROM done WHERE unit IS NOT NULL
    ), loads AS (
      SELECT id, unit, sum(change) OVER (PARTITION BY unit ORDER BY at, change) AS load FROM steps
    ), usual AS (
      SELECT unit, avg(load) AS load FROM loads WHERE id IS NOT NULL GROUP BY unit
    ), loaded AS (
      SELECT done.is_late, loads.load / greatest(1, usual.load) AS ratio
      FROM loads JOIN usual USING (unit) JOIN done USING (id)
    )
    SELECT 'all' AS dimension, '' AS key, count(*)::int AS total, count(*) FILTER (WHERE is_late)::int AS late FROM done
    UNION ALL SELECT 'block', block, count(*)::int, count(*) FILTER (WHERE is_late)::int FROM done WHERE block IS NOT NULL GROUP BY block
    UNION ALL SELECT 'fact', fact_id, count(*)::int, count(*) FILTER (WHERE is_late)::int FROM done WHERE fact_id IS NOT NULL GROUP BY fact_id
    UNION ALL SELECT 'unit', unit::text, count(*)::int, count(*) FILTER (WHERE is_late)::int FROM done WHERE unit IS NOT NULL GROUP BY unit
    UNION ALL SELECT 'weekday', weekday::text, count(*)::int, count(*) FILTER (WHERE is_late)::int FROM done GROUP BY weekday
    UNION ALL SELECT 'load', CASE WHEN ratio < 0.75 THEN 'low' WHEN ratio <= 1.25 THEN 'usual' ELSE 'high' END,
      count(*)::int, count(*) FILTER (WHERE is_late)::int FROM loaded GROUP BY 2
    UNION ALL SELECT 'passed', share::text, count(*) FILTER (WHERE passed > share)::int,
      count(*) FILTER (WHERE passed > share AND is_late)::int FROM done, unnest(${[...PASSED]}::float8[]) AS share GROUP BY share
    UNION ALL SELECT 'unit-load', unit::text, round(load)::int, 0 FROM usual`.execute(ctx.db);
  return rows;
}

/** An open case whose answer is not late yet. */
export interface RiskCase {
  id: string;
  number: string;
  title: string;
  block: string | null;
  factId: string | null;
  unitId: string | null;
  unit: string | null;
  startedAt: Date;
  dueAt: Date;
  weekday: number;
  /** Cases the unit has in work now. */
  load: number | null;
}

/** The caller's open cases with the nearest terms still ahead. Plan: case_file_open_due from now on; a count by unit each. */
export async function riskCases(ctx: Ctx, zone: string, limit: number): Promise<RiskCase[]> {
  const { rows } = await sql<RiskCase>`
    WITH near AS MATERIALIZED (
      SELECT id, number, title, block, fact_id, executor_unit_id, due_at FROM cases.case_file
      WHERE closed_at IS NULL AND answered_at IS NULL AND status NOT IN ('rejected', 'clarification', 'deferred')
        AND due_at > ${ctx.now} AND ${ownCases(ctx.actor)}
      ORDER BY due_at, id LIMIT ${limit}
    ), loads AS MATERIALIZED (
      SELECT unit_id, (SELECT count(*)::int FROM cases.case_file
        WHERE executor_unit_id = unit_id AND status = ANY(${[...workStatuses]})) AS load
      FROM (SELECT DISTINCT executor_unit_id AS unit_id FROM near WHERE executor_unit_id IS NOT NULL) AS units
    )
    SELECT near.id, number, near.title, block, fact_id AS "factId", executor_unit_id AS "unitId", unit.short_title AS unit,
      started_at AS "startedAt", near.due_at AS "dueAt",
      extract(isodow FROM started_at AT TIME ZONE ${zone})::int AS weekday, load
    FROM near JOIN LATERAL (
      SELECT started_at FROM cases.clock WHERE case_id = near.id AND kind = ${ANSWER_CLOCK} AND stopped_at IS NULL
      ORDER BY clock.id DESC LIMIT 1
    ) AS term ON true
    LEFT JOIN loads ON loads.unit_id = executor_unit_id
    LEFT JOIN identity.v_unit AS unit ON unit.id = executor_unit_id`.execute(ctx.db);
  return rows;
}
