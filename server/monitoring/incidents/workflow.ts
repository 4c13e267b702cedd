import type { IncidentStatus } from '../../../shared/contract/monitoring/incidents.ts';

/** What a person, or a word of a network, does with an incident. */
export const incidentActs = [
  'sort',
  'dismiss',
  'restore',
  'merge',
  'split',
  'take',
  'refuse',
  'convert',
  'close',
  'draft',
] as const;
export type IncidentAct = (typeof incidentActs)[number];

const waiting = ['captured', 'sorted', 'sent', 'refused', 'accepted'] as const;
const answered = ['published', 'dialogue', 'interim'] as const;

/** From which states each act may be done: whatever is not here is refused. */
const from: Record<IncidentAct, readonly IncidentStatus[]> = {
  sort: ['captured', 'sorted', 'sent', 'refused', 'dialogue'],
  dismiss: ['captured', 'sorted', 'refused'],
  restore: ['dismissed', 'closed', 'merged'],
  merge: waiting,
  split: [...waiting, ...answered],
  take: ['sent'],
  refuse: ['sent', 'accepted'],
  convert: [...waiting, ...answered],
  close: [...answered, 'sorted', 'accepted'],
  draft: ['sorted', 'sent', 'accepted', ...answered],
};

export const mayFrom = (act: IncidentAct, status: IncidentStatus): boolean => from[act].includes(status);

/** Nothing more is to be done with it. */
export const overStatuses: readonly IncidentStatus[] = ['dismissed', 'closed', 'merged', 'converted'];
export const isOver = (status: IncidentStatus): boolean => overStatuses.includes(status);

/** Which permission an act asks for. */
export const permissionOf: Record<IncidentAct, string> = {
  sort: 'incidents.sort',
  dismiss: 'incidents.sort',
  restore: 'incidents.sort',
  merge: 'incidents.sort',
  split: 'incidents.sort',
  take: 'incidents.answer',
  refuse: 'incidents.answer',
  convert: 'incidents.sort',
  close: 'incidents.answer',
  draft: 'incidents.answer',
};

/** Where an incident stands that was sorted and waits for an answer to be written. */
export const waitingStatus = ({ unit_id: unitId }: { unit_id: string | null }): IncidentStatus =>
  unitId === null ? 'sorted' : 'accepted';
