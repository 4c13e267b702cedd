import { type Status, statuses } from '../../../../shared/contract/messages/cases.ts';
import { closedStatuses } from './statuses.ts';

/** Statuses in which the case is with its executor: an interim answer leaves it there. */
export const interimStatuses: readonly Status[] = ['in_work', 'answer_draft', 'rework'];

/** Statuses in which a part may be asked and given: the answer is not yet on its way. */
export const partStatuses: readonly Status[] = ['assigned', 'in_work', 'answer_draft', 'rework'];

/** Who asks for parts: the responsible executor, or whoever assigns. */
export const mayAskParts = (rights: ReadonlySet<string>): boolean =>
  rights.has('cases.answer') || rights.has('cases.assign');

/** Statuses in which an answer that went out may be put right. */
export const correctableStatuses: readonly Status[] = ['answered', 'deferred', 'closed'];

/** Statuses of a child that has said all it will say. */
const over: readonly Status[] = [...closedStatuses, 'answered', 'rejected'];

/** Statuses in which a part of a split case still waits for its answer. */
export const openChildStatuses: readonly Status[] = statuses.filter((status) => !over.includes(status));
