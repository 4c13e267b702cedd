import { type Status, statuses } from '../../../../shared/contract/messages/cases.ts';
import { isOneOf } from '../../../../shared/lists.ts';
import { caseWorkflow } from './workflow.ts';

/** A status out of a row, where it is a text like any other. Throws on what is none. */
export function readStatus(text: string): Status {
  if (isOneOf(statuses, text)) return text;
  throw new Error(`A case has no status «${text}»`);
}

/** Statuses that wait for an operator. */
export const triageStatuses = [
  'new',
  'moderation',
  'coordination',
  'reopened',
] as const satisfies readonly Status[];
export const waitsForTriage = (status: Status): boolean => triageStatuses.some((one) => one === status);
/** Statuses that wait for the executor. */
export const workStatuses = [
  'assigned',
  'in_work',
  'answer_draft',
  'rework',
] as const satisfies readonly Status[];
/** Statuses that wait for a reviewer or an approver. */
export const approvalStatuses = ['review', 'approval'] as const satisfies readonly Status[];
export const closedStatuses = [
  'closed',
  'closed_forwarded',
  'closed_no_reply',
  'closed_terminated',
  'closed_unanswered',
  'merged',
] as const satisfies readonly Status[];

/** A status as staff read it. */
export const statusTitle = (status: Status): string => caseWorkflow.states[status].title;
/** The status a resident is told: an answer approved and not yet sent is still being prepared. */
export const statusForResident = ({
  status,
  answered_at,
}: {
  status: string;
  answered_at: Date | null;
}): Status => (status === 'answered' && answered_at === null ? 'approval' : readStatus(status));

/** A status as residents read it: several of ours are one of theirs. */
export const residentStatusTitle = (status: Status): string => caseWorkflow.states[status].residentTitle;
