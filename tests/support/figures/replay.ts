import type pg from 'pg';

/**
 * Stock and flow told anew from what is written of each case as it happens: its timeline, its clocks, where it was merged to. Nothing
 * of what figures are counted by is read: neither `rested_at` and `rests` nor `answered_at`, `closed_at` and `due_at`.
 */

/** Numbers of one day in one district × block × channel × executor. */
export interface ReplayedCell {
  day: string;
  district: string | null;
  block: string | null;
  channel: string;
  unit: string | null;
  open: number;
  overdue: number;
}

const zone = 'Asia/Yekaterinburg';
const sides = 'file.district_id AS district, file.block, file.channel, file.executor_unit_id::text AS unit';

/** The end of an answer's term that had passed unfulfilled by a moment: `clock` of a case, `at` the moment. */
const broken = (clock: string, at: string): string =>
  `${clock}.kind = 'answer' AND NOT ${clock}.is_void AND ${clock}.due_at < ${at}
    AND ${clock}.due_at < coalesce(least(${clock}.stopped_at, ${clock}.paused_at), 'infinity')`;

/** Every cell that is not empty at the end of each day. Plan: event_case for each case and day. */
export async function replayStock(
  pool: pg.Pool,
  { from, to }: { from: string; to: string },
): Promise<ReplayedCell[]> {
  const { rows } = await pool.query<ReplayedCell>(
    `WITH moments AS (
      SELECT day::date AS day, (day::date + 1)::timestamp AT TIME ZONE '${zone}' AS at FROM generate_series($1::date, $2::date, '1 day') AS day
    ), standing AS (
      SELECT to_char(moments.day, 'YYYY-MM-DD') AS day, moments.at, file.id, ${sides}, last.status, last.since,
        EXISTS (SELECT FROM cases.clock AS own WHERE own.case_id = file.id AND ${broken('own', 'moments.at')}) AS is_broken,
        -- What is promised has a term too, until another takes its place: a day that was moved holds for the past as well.
        EXISTS (SELECT FROM cases.clock AS promise WHERE promise.case_id = file.id AND promise.kind = 'promise' AND promise.started_at < moments.at
          AND promise.due_at < moments.at AND promise.due_at < coalesce(promise.stopped_at, 'infinity')
          AND NOT EXISTS (SELECT FROM cases.clock AS later WHERE later.case_id = file.id AND later.kind IN ('promise', 'answer')
            AND later.started_at > promise.started_at)) AS is_promise_over
      FROM moments
      JOIN cases.case_file AS file ON EXISTS (
        SELECT FROM cases.event WHERE event.case_id = file.id AND event.kind = 'registered' AND event.at < moments.at)
      LEFT JOIN LATERAL (
        SELECT data->>'to' AS status, visibility, at AS since FROM cases.event
        WHERE event.case_id = file.id AND event.kind = 'status' AND event.at < moments.at ORDER BY at DESC, id DESC LIMIT 1) AS last ON true
      WHERE last.status IS NULL OR NOT (last.status IN ('rejected', 'merged') OR last.status LIKE 'closed%'
        -- Approved is answered, but for an appeal, whose answer is the letter that has gone.
        OR (last.status = 'answered' AND (last.visibility = 'public' OR EXISTS (
          SELECT FROM cases.event AS gone WHERE gone.case_id = file.id AND gone.kind = 'answer' AND gone.visibility = 'public'
            AND gone.at >= last.since AND gone.at < moments.at))))
    ), judged AS (
      SELECT standing.*, is_broken OR is_promise_over OR EXISTS (
        SELECT FROM cases.case_file AS part JOIN cases.clock ON clock.case_id = part.id AND ${broken('clock', 'standing.at')}
        JOIN cases.event AS merge ON merge.case_id = part.id AND merge.kind = 'status' AND merge.data->>'to' = 'merged' AND merge.at < standing.at
        WHERE part.merged_into = standing.id) AS is_overdue
      FROM standing
    )
    SELECT day, district, block, channel, unit, count(*)::int AS open, count(*) FILTER (WHERE is_overdue)::int AS overdue
    FROM judged GROUP BY day, district, block, channel, unit`,
    [from, to],
  );
  return rows;
}

export interface ReplayedFlow extends Omit<ReplayedCell, 'open' | 'overdue'> {
  received: number;
  given: number;
  settled: number;
  returned: number;
}

/** What happened on each day: registrations, answers that were not taken back, returns. */
export async function replayFlow(
  pool: pg.Pool,
  { from, to }: { from: string; to: string },
): Promise<ReplayedFlow[]> {
  const { rows } = await pool.query<ReplayedFlow>(
    `WITH step AS (
      SELECT case_id, id, at, visibility, data->>'to' AS status, data->>'outcome' AS outcome,
        lead(data->>'move') OVER run AS next, lead(at) OVER run AS until
      FROM cases.event WHERE kind = 'status' WINDOW run AS (PARTITION BY case_id ORDER BY at, id)
    ), happened AS (
      SELECT event.case_id, event.at, 'received' AS what FROM cases.event
      JOIN cases.case_file AS file ON file.id = event.case_id AND file.merged_into IS NULL WHERE kind = 'registered'
      UNION ALL
      SELECT case_id, at, 'returned' FROM step WHERE status = 'reopened'
      UNION ALL
      SELECT case_id, given_at, what FROM step CROSS JOIN LATERAL (
        SELECT CASE WHEN visibility = 'public' THEN step.at ELSE (
          SELECT min(gone.at) FROM cases.event AS gone WHERE gone.case_id = step.case_id AND gone.kind = 'answer'
            AND gone.visibility = 'public' AND gone.at >= step.at AND gone.at < coalesce(step.until, 'infinity')) END AS given_at) AS told
      CROSS JOIN LATERAL unnest(CASE WHEN outcome = 'solved' THEN ARRAY['given', 'settled'] ELSE ARRAY['given'] END) AS what
      WHERE status = 'answered' AND given_at IS NOT NULL AND next IS DISTINCT FROM 'undo-approval'
    )
    SELECT to_char(at AT TIME ZONE '${zone}', 'YYYY-MM-DD') AS day, ${sides},
      count(*) FILTER (WHERE what = 'received')::int AS received, count(*) FILTER (WHERE what = 'given')::int AS given,
      count(*) FILTER (WHERE what = 'settled')::int AS settled, count(*) FILTER (WHERE what = 'returned')::int AS returned
    FROM happened JOIN cases.case_file AS file ON file.id = happened.case_id
    WHERE at >= $1::date::timestamp AT TIME ZONE '${zone}' AND at < ($2::date + 1)::timestamp AT TIME ZONE '${zone}'
    GROUP BY 1, district, file.block, file.channel, unit`,
    [from, to],
  );
  return rows;
}
