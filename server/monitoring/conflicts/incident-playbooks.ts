import type * as contract from '../../../shared/contract/monitoring/incident-playbooks.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { addEvent, isOver } from '../incidents/index.ts';
import { findIncident, holdIncident, readAroundOf, refuseInConflict } from './around-incident.ts';
import { beginRun, markStep } from './playbook-acts.ts';

type Around = contract.AroundIncident;

/** An incident playbooks run on: seen, open, and held against another who does the same. */
async function lockOpen(ctx: Ctx, id: string, refusal: string): Promise<void> {
  await holdIncident(ctx, id);
  const incident = await findIncident(ctx, id);
  if (!incident)
    throw new AppError('lib.not-found', 'Такого инцидента нет, или его ведёт другое подразделение.');
  if (isOver(incident.status)) throw new AppError('lib.conflict', refusal);
}

/** What it leaves behind: the history of the incident and the journal. */
async function tell(ctx: Ctx, id: string, act: string, what: string, data: Record<string, unknown>) {
  await addEvent(ctx, id, what);
  ctx.audit({ action: `conflicts.${act}`, object: 'incident', objectId: id, data });
}

/** Route: as on a conflict; on an incident of an open one it is started there. */
export async function startOnIncident(
  ctx: Ctx,
  { params: { id }, body }: HandlerInput<typeof contract.startOnIncident>,
): Promise<Around> {
  await lockOpen(ctx, id, 'Сценарий начинают на открытом инциденте.');
  await refuseInConflict(ctx, id, ': сценарий начинают там');
  const { what, data } = await beginRun(ctx, { conflict_id: null, incident_id: id }, body.playbook);
  await tell(ctx, id, 'start-on-incident', what, data);
  return readAroundOf(ctx, id);
}

/** Route: a step is done, or is taken back. */
export async function markOnIncident(
  ctx: Ctx,
  { params: { id }, body }: HandlerInput<typeof contract.markOnIncident>,
): Promise<Around> {
  await lockOpen(ctx, id, 'Шаги отмечают у открытого инцидента.');
  const { what, data } = await markStep(ctx, { conflict_id: null, incident_id: id }, body);
  await tell(ctx, id, 'mark-on-incident', what, data);
  return readAroundOf(ctx, id);
}
