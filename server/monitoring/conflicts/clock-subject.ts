import { sql } from 'kysely';
import type { SubjectTerm, ToldSubject, Whom } from '../../base/clocks/index.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { overStatuses } from '../incidents/index.ts';

interface Row {
  id: string;
  conflict_id: string | null;
  incident_id: string | null;
  number: string;
  clock: 'conflict' | 'conflict-task';
  from_at: Date;
  due_at: Date;
  unit_id: string | null;
  block: string | null;
  fact_id: string | null;
  district_id: string | null;
  leader_id: string | null;
}

/** Conflicts that run and steps of playbooks, of incidents while they are open. Plans: conflict_open, task_running; incident by id. */
async function terms(ctx: Ctx): Promise<SubjectTerm[]> {
  const { rows } = await sql<Row>`
    SELECT conflict.id, conflict.id AS conflict_id, NULL::uuid AS incident_id, conflict.number, 'conflict' AS clock, conflict.term_from AS from_at,
      conflict.due_at, conflict.unit_id, conflict.block, conflict.fact_id, conflict.district_id, conflict.leader_id
    FROM conflicts.conflict AS conflict WHERE conflict.state <> 'closed'
    UNION ALL
    SELECT task.run_id, conflict.id, NULL, conflict.number, 'conflict-task', run.started_at, min(task.due_at),
      conflict.unit_id, conflict.block, conflict.fact_id, conflict.district_id, conflict.leader_id
    FROM conflicts.task JOIN conflicts.run ON run.id = task.run_id
    JOIN conflicts.conflict AS conflict ON conflict.id = task.conflict_id
    WHERE task.done_at IS NULL AND NOT task.is_void GROUP BY task.run_id, run.started_at, conflict.id
    UNION ALL
    SELECT task.run_id, NULL, run.incident_id, min(incident.number), 'conflict-task', run.started_at, min(task.due_at),
      incident.unit_id, incident.block, incident.fact_id, incident.district_id, NULL
    FROM conflicts.task JOIN conflicts.run ON run.id = task.run_id
    JOIN incidents.v_incident AS incident ON incident.id = run.incident_id
    WHERE task.done_at IS NULL AND NOT task.is_void AND incident.status <> ALL(${[...overStatuses]}::text[])
    GROUP BY task.run_id, run.id, incident.unit_id, incident.block, incident.fact_id, incident.district_id
    ORDER BY due_at`.execute(ctx.db);
  return rows.map(toTerm);
}

/** Of a playbook the step that is due first has the clock: the next one's begins once it is done. */
function toTerm(row: Row): SubjectTerm {
  const leads: Whom[] = [
    ...(row.leader_id ? [{ people: [row.leader_id] }] : []),
    { role: 'operator' },
    { may: 'conflicts.lead' },
  ];
  return {
    id: row.id,
    clock: row.clock,
    startedAt: row.from_at,
    dueAt: row.due_at,
    name: `${row.incident_id ? 'Инцидент' : 'Конфликт'} № ${row.number}`,
    about: (row.fact_id ? findFact(row.fact_id)?.shortTitle : undefined) ?? 'тема не выбрана',
    path: row.incident_id ? `/staff/social?id=${row.incident_id}` : `/staff/conflicts?id=${row.conflict_id}`,
    unitId: row.unit_id,
    block: row.block,
    districtId: row.district_id,
    whom: (word) => (word === 'owner' || word === 'coordinator' ? leads : undefined),
  };
}

const titles: Readonly<Record<string, string>> = {
  conflict: 'Уладить конфликт',
  'conflict-task': 'Шаг сценария',
};

/** Conflicts and playbooks on the ladder of reminders, beside incidents. */
export const conflictTerms: ToldSubject = { kind: 'conflict', title: (clock) => titles[clock], terms };
