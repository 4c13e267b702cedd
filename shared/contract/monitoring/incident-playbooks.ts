import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { can } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { conflictRun, offeredPlaybook } from './conflict-runs.ts';
import { signalLine } from './conflict-signals.ts';

/** What the feed shows of conflicts beside an incident, and playbooks that are started on it. */

const aroundConflict = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  isClosed: z.boolean(),
});

export const aroundIncident = z.object({
  signals: z.array(signalLine),
  /** Open ones first. */
  conflicts: z.array(aroundConflict),
  /** Playbooks started on the incident itself; steps of one that is over are void until it is open again. */
  runs: z.array(conflictRun),
  /** What may be started, what fits its signals first; empty where nothing may be. */
  playbooks: z.array(offeredPlaybook),
  can,
});
export type AroundIncident = z.infer<typeof aroundIncident>;

const lead = { permission: 'conflicts.lead' } as const;

export const readAround = defineRoute({
  id: 'conflicts.read-around',
  method: 'GET',
  path: '/api/conflicts/around/:id',
  access: { permission: 'conflicts.read' },
  summary: 'Сигналы, конфликты и сценарии инцидента',
  params: idParams,
  reply: aroundIncident,
});

export const startOnIncident = defineRoute({
  id: 'conflicts.start-on-incident',
  method: 'POST',
  path: '/api/conflicts/around/:id/runs',
  access: lead,
  summary: 'Начать сценарий на инциденте: его шаги — задачи со сроками',
  params: idParams,
  body: z.object({ playbook: z.string().max(80) }),
  reply: aroundIncident,
});

/** No version: a step that somebody has marked meanwhile is refused by itself. */
export const markOnIncident = defineRoute({
  id: 'conflicts.mark-on-incident',
  method: 'POST',
  path: '/api/conflicts/around/:id/tasks',
  access: lead,
  summary: 'Отметить шаг сценария инцидента сделанным или вернуть его',
  params: idParams,
  body: z.object({ runId: z.uuid(), serial: z.number().int().min(1).max(50), isDone: z.boolean() }),
  reply: aroundIncident,
});
