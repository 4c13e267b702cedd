import { sql } from 'kysely';
import type { ConflictOutcome } from '../../../shared/contract/monitoring/conflicts.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { seenRows } from './rows.ts';

/** A practice that was started on a conflict, with what came of it. */
export interface PracticeRun {
  conflictId: string;
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

/** On conflicts the reader sees, the latest first. Plan: run_practice. */
export async function listPracticeRuns(ctx: Ctx, practiceId: string): Promise<PracticeRun[]> {
  const { rows } = await sql<Row>`
    SELECT conflict.id AS "conflictId", conflict.number, run.started_at AS "startedAt", run.started_by_name AS "startedBy",
      conflict.closed_at AS "closedAt", conflict.outcome, count(*)::int AS steps, count(task.done_at)::int AS done,
      count(*) FILTER (WHERE task.done_at <= task.due_at)::int AS "inTime"
    FROM conflicts.run JOIN conflicts.task ON task.run_id = run.id
    JOIN conflicts.conflict AS conflict ON conflict.id = run.conflict_id
    WHERE run.practice_id = ${practiceId}::uuid AND ${seenRows(ctx.actor, 'conflict')}
    GROUP BY run.id, conflict.id ORDER BY run.started_at DESC, run.id LIMIT 100`.execute(ctx.db);
  return rows.map((row) => ({
    ...row,
    startedAt: row.startedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
  }));
}
