import { sql } from 'kysely';
import type { Ctx } from '../../lib/module/context.ts';
import type { SubjectTerm, ToldSubject } from './subject.ts';

/**
 * Makes the clocks of a subject those it tells of: a new term begins a clock, one that is no longer told stops it, one that was moved
 * is planned anew and may be told of anew. A term that comes back unmoved goes on where it stood: what was told stays told.
 */
export async function keepTerms(ctx: Ctx, subject: ToldSubject): Promise<readonly SubjectTerm[]> {
  const terms = await subject.terms(ctx);
  const rows = terms.map(({ id, clock, startedAt, dueAt }) => ({ id, clock, from: startedAt, due: dueAt }));
  await sql`
    WITH told AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS given(id uuid, clock text, "from" timestamptz, due timestamptz)
    ), over AS (
      UPDATE clocks.clock SET stopped_at = ${ctx.now} WHERE subject_kind = ${subject.kind} AND stopped_at IS NULL
        AND NOT EXISTS (SELECT FROM told WHERE told.id = subject_id AND told.clock = kind)
    )
    INSERT INTO clocks.clock (id, subject_kind, subject_id, kind, started_at, due_at)
    SELECT gen_random_uuid(), ${subject.kind}, told.id, told.clock, told."from", told.due FROM told
    -- A conflict locks its row even where it changes nothing: a minute in which nothing moved writes nothing.
    WHERE NOT EXISTS (
      SELECT FROM clocks.clock AS same WHERE same.subject_kind = ${subject.kind} AND same.subject_id = told.id
        AND same.kind = told.clock AND same.due_at = told.due AND same.stopped_at IS NULL
    )
    ON CONFLICT (subject_kind, subject_id, kind) DO UPDATE
      SET started_at = excluded.started_at, due_at = excluded.due_at, stopped_at = NULL, next_step = 0, next_step_at = NULL,
        round = clock.round + (clock.due_at <> excluded.due_at)::int
      WHERE clock.stopped_at IS NOT NULL OR clock.due_at <> excluded.due_at`.execute(ctx.db);
  return terms;
}
