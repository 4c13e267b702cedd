import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/monitoring/incident-playbooks.ts';
import type { IncidentStatus } from '../../../shared/contract/monitoring/incidents.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { isOver, seenIncidents, withMerged } from '../incidents/index.ts';
import { presentPlaybooks, readRuns } from './playbooks.ts';
import { presentSignal, type SignalTitles, signalColumns } from './present.ts';
import { type SignalRow, seenRows } from './rows.ts';

type Around = contract.AroundIncident;

/** An incident as conflicts know it. */
export interface OfIncident {
  id: string;
  number: string;
  status: IncidentStatus;
  merged_into: string | null;
  block: string | null;
}

/** One the actor sees; a foreign one is missing. */
export async function findIncident(ctx: Ctx, id: string): Promise<OfIncident | undefined> {
  const { rows } = await sql<OfIncident>`
    SELECT incident.id, incident.number, incident.status, incident.merged_into, incident.block
    FROM incidents.v_incident AS incident
    WHERE incident.id = ${id}::uuid AND ${seenIncidents(ctx.actor)}`.execute(ctx.db);
  return rows[0];
}

/** Whoever opens a conflict or starts a playbook on an incident waits here for another who does the same. */
export const holdIncident = (ctx: Ctx, id: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtext('conflicts.of-incident'), hashtext(${id}))`.execute(ctx.db);

/** Conflicts an incident is of, its own and those of what was merged into it. Plan: part_target. */
const conflictsOf = (incidentId: string) => sql`
    (SELECT part.conflict_id FROM conflicts.part WHERE part.kind = 'incident' AND part.target_id IN ${withMerged([incidentId])})`;

/** Refuses what an incident of an open conflict is asked for; `then` says where it is done. */
export async function refuseInConflict(ctx: Ctx, incidentId: string, then = ''): Promise<void> {
  const { rows } = await sql<{ number: string }>`
    SELECT conflict.number FROM conflicts.conflict AS conflict
    WHERE conflict.id IN ${conflictsOf(incidentId)} AND conflict.state <> 'closed' LIMIT 1`.execute(ctx.db);
  const [open] = rows;
  if (open) throw new AppError('lib.conflict', `Этот инцидент уже в конфликте ${open.number}${then}.`);
}

const readSignals = async (ctx: Ctx, id: string) => {
  const { rows } = await sql<SignalRow & SignalTitles>`
    SELECT ${signalColumns} FROM conflicts.signal AS signal
    WHERE signal.state <> 'dismissed' AND ${seenRows(ctx.actor, 'signal')} AND signal.id IN (
      SELECT own.id FROM conflicts.signal AS own WHERE own.incident_id IN ${withMerged([id])}
      UNION SELECT evidence.signal_id FROM conflicts.evidence JOIN incidents.v_member AS member
        ON member.post_id = evidence.target_id WHERE evidence.kind = 'post' AND member.incident_id = ${id}::uuid)
    ORDER BY signal.last_at DESC LIMIT 20`.execute(ctx.db);
  return rows;
};

const readConflicts = async (ctx: Ctx, id: string) => {
  const { rows } = await sql<Around['conflicts'][number]>`
    SELECT conflict.id, conflict.number, conflict.title, conflict.state = 'closed' AS "isClosed"
    FROM conflicts.conflict AS conflict WHERE conflict.id IN ${conflictsOf(id)} AND ${seenRows(ctx.actor, 'conflict')}
    ORDER BY conflict.state = 'closed', conflict.opened_at DESC LIMIT 20`.execute(ctx.db);
  return rows;
};

/**
 * What stands around an incident, by the posts that are in it now. Plans: part_target, signal_incident, member_incident,
 * evidence_target, run_incident.
 */
export async function readAroundOf(ctx: Ctx, id: string): Promise<Around> {
  const incident = await findIncident(ctx, id);
  const signals = await readSignals(ctx, id);
  const conflicts = await readConflicts(ctx, id);
  const over = incident === undefined || isOver(incident.status);
  const mayLead = incident !== undefined && hasPermission(ctx, 'conflicts.lead');
  const isFree = !conflicts.some(({ isClosed }) => !isClosed);
  const mayStart = mayLead && isFree && !over;
  const trigger = signals.find(({ state }) => state === 'new')?.kind ?? 'manual';
  return {
    signals: signals.map(presentSignal),
    conflicts,
    runs: incident ? await readRuns(ctx, { incident_id: id }, over) : [],
    playbooks: mayStart ? await presentPlaybooks(ctx, { block: incident.block, trigger }) : [],
    can: [
      ...(mayLead && isFree && incident.merged_into === null ? ['open'] : []),
      ...(mayStart ? ['play'] : []),
      ...(mayLead && !over ? ['mark'] : []),
    ],
  };
}

/** Route: what the feed shows beside an incident. */
export const readAround = (ctx: Ctx, { params }: HandlerInput<typeof contract.readAround>): Promise<Around> =>
  readAroundOf(ctx, params.id);
