import { sql } from 'kysely';
import type { IncidentTermKind } from '../../../shared/contract/monitoring/incidents.ts';
import { incidentTermTitles } from '../../../shared/text/monitoring/incidents.ts';
import type { SubjectTerm, ToldSubject } from '../../base/clocks/index.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import type { Ctx } from '../../lib/module/context.ts';

interface Row {
  id: string;
  number: string;
  kind: IncidentTermKind;
  started_at: Date;
  due_at: Date;
  unit_id: string | null;
  block: string | null;
  fact_id: string | null;
  district_id: string | null;
}

const clockOf = (kind: IncidentTermKind): string => `incident-${kind}`;

/** Terms that run, of every incident that is open. Plan: term_running. */
async function terms(ctx: Ctx): Promise<SubjectTerm[]> {
  const { rows } = await sql<Row>`
    SELECT incident.id, incident.number, term.kind, term.started_at, term.due_at, incident.unit_id, incident.block, incident.fact_id,
      incident.district_id
    FROM incidents.term JOIN incidents.incident ON incident.id = term.incident_id
    WHERE term.ended_at IS NULL ORDER BY term.due_at, incident.id`.execute(ctx.db);
  return rows.map((row) => ({
    id: row.id,
    clock: clockOf(row.kind),
    startedAt: row.started_at,
    dueAt: row.due_at,
    name: `Инцидент № ${row.number}`,
    about: (row.fact_id ? findFact(row.fact_id)?.shortTitle : undefined) ?? 'тема не выбрана',
    path: `/staff/social?id=${row.id}`,
    unitId: row.unit_id,
    block: row.block,
    districtId: row.district_id,
    whom: (word) => {
      const sorters = [{ role: 'operator' }, { may: 'incidents.sort' }];
      if (word === 'coordinator') return sorters;
      if (word !== 'owner') return undefined;
      return row.kind === 'look' || row.unit_id === null
        ? sorters
        : [{ role: 'executor', inUnit: true }, ...sorters];
    },
  }));
}

/** Incidents on the ladder of reminders, beside cases and assignments. */
export const incidentTerms: ToldSubject = {
  kind: 'incident',
  title: (clock) => Object.entries(incidentTermTitles).find(([kind]) => `incident-${kind}` === clock)?.[1],
  terms,
};
