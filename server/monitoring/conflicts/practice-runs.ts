import { sql } from 'kysely';
import type { ConflictOutcome } from '../../../shared/contract/monitoring/conflicts.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { seenIncidents } from '../incidents/index.ts';
import { seenRows } from './rows.ts';

/** A practice that was started on a conflict or an incident, one of the two, with what came of it. */
export interface PracticeRun {
  conflictId: string | null;
  incidentId: string | null;
  number: string;
  startedAt: string;
  startedBy: string;
  closedAt: string | null;
  outcome: ConflictOutcome | null;
  steps: number;
  done: number;
  inTime: number;
}

interface Row extends Omit<PracticeRun, 'startedAt' | 'closedAt'> {
  startedAt: Date;
  closedAt: Date | null;
}

/** On conflicts and incidents the reader sees, the latest first; of an incident no end is told. Plan: run_practice. */
export async function listPracticeRuns(ctx: Ctx, practiceId: string): Promise<PracticeRun[]> {
  const { rows } = await sql<Row>`
    SELECT conflict.id AS "conflictId", incident.id AS "incidentId", coalesce(conflict.number, incident.number) AS number, run.started_at AS "startedAt", run.started_by_name AS "startedBy",
      conflict.closed_at AS "closedAt", conflict.outcome, count(*)::int AS steps, count(task.done_at)::int AS done,
      count(*) FILTER (WHERE task.done_at <= task.due_at)::int AS "inTime"
    FROM conflicts.run JOIN conflicts.task ON task.run_id = run.id
    LEFT JOIN conflicts.conflict AS conflict ON conflict.id = run.conflict_id
    LEFT JOIN incidents.v_incident AS incident ON incident.id = run.incident_id
    WHERE run.practice_id = ${practiceId}::uuid
      AND (conflict.id IS NOT NULL AND ${seenRows(ctx.actor, 'conflict')}
        OR incident.id IS NOT NULL AND ${seenIncidents(ctx.actor)})
    GROUP BY run.id, conflict.id, incident.id, incident.number ORDER BY run.started_at DESC, run.id LIMIT 100`.execute(
    ctx.db,
  );
  return rows.map((row) => ({
    ...row,
    startedAt: row.startedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
  }));
}
