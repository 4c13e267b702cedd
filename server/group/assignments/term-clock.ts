import { sql } from 'kysely';
import { assignmentNumber } from '../../../shared/text/group/assignments.ts';
import type { SubjectTerm, ToldSubject } from '../../base/clocks/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { type AssignmentRecord, assignmentColumns, tellHistory } from './assignment-rows.ts';
import { runningStates } from './assignment-workflow.ts';

/** Assignments still to be fulfilled. Plan: assignment_open_due. */
async function terms(ctx: Ctx): Promise<SubjectTerm[]> {
  const { rows } = await sql<AssignmentRecord>`
    SELECT ${assignmentColumns} FROM assignments.assignment AS assignment
    WHERE state = ANY(${[...runningStates]}) ORDER BY due_at, id`.execute(ctx.db);
  return rows.map((row) => ({
    id: row.id,
    clock: 'assignment',
    startedAt: row.issued_at,
    dueAt: row.due_at,
    name: `Поручение ${assignmentNumber(row.serial, row.year)}`,
    about: row.text,
    path: `/staff/assignments/${row.id}`,
    whom: (word) => {
      if (word === 'owner') return [{ people: [row.responsible_id] }];
      return word === 'coordinator' ? [{ role: 'secretary' }, { may: 'assignments.control' }] : undefined;
    },
  }));
}

/** Terms of assignments on the ladder of reminders. */
export const assignmentTerms: ToldSubject = {
  kind: 'assignment',
  title: (clock) => (clock === 'assignment' ? 'Поручение' : undefined),
  terms,
  told: async (ctx, lines) => {
    for (const { id, text } of lines) await tellHistory(ctx, id, { kind: 'remind', text });
  },
};
