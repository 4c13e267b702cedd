import type { Status } from '../../../../shared/contract/messages/cases.ts';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { isOneOf } from '../../../../shared/lists.ts';
import { type Act, type Need, refusalOf, tellRefusal } from '../../../base/regimes/index.ts';
import type { Actor } from '../../../lib/module/context.ts';
import { isOwnWork } from '../../../lib/module/two-people.ts';
import { owesLetter } from './owes.ts';
import { permissionsOn } from './reach.ts';
import {
  correctableStatuses,
  interimStatuses,
  mayAskParts,
  openChildStatuses,
  partStatuses,
} from './side-statuses.ts';
import { triageStatuses } from './statuses.ts';
import { caseWorkflow, offeredMoves } from './workflow.ts';

/** What the offer of actions looks at. */
export interface CanInput {
  status: Status;
  block: string | null;
  district_id: string | null;
  executor_unit_id: string | null;
  has_publish_consent: boolean;
  published_at: Date | null;
  /** Its topic is somebody's own life: strangers are not shown it. */
  isPersonal: boolean;
  regime: string;
  /** A notice to the applicant is still to be sent. */
  owes_notice: boolean;
  /** Why the law lets nobody send it to another body (`forwardingBan`). */
  forwardingBan: string | null;
  parent_id: string | null;
  /** Children of a split case, those joined again left out. */
  children: readonly Status[];
  lastAnswerState: string | null;
  hasWaitingInterim: boolean;
  head_decides: boolean;
  /** The author left something to be written to. */
  isReachable: boolean;
  hasContacts: boolean;
  /** The card hides personal data of the resident's words. */
  hasHiddenWords: boolean;
  /** Who wrote the answer that waits for a decision; null = none waits. */
  pendingAuthor: string | null;
}

/** Statuses in which a link for the executor makes sense. */
export const linkStatuses: readonly Status[] = [
  'assigned',
  'in_work',
  'answer_draft',
  'rework',
  'review',
  'approval',
  'deferred',
];
/** Statuses in which an answer may be written: the walk to a draft exists from each. */
export const draftStatuses: readonly Status[] = ['assigned', 'in_work', 'answer_draft', 'rework'];
const rejectable: readonly Status[] = ['new', 'moderation', 'coordination'];

/** Whether the caller decides where the case goes: what is the head's to decide, only who settles it. */
const settles = (file: Pick<CanInput, 'head_decides'>, rights: ReadonlySet<string>): boolean =>
  rights.has('cases.triage') && (!file.head_decides || rights.has('cases.settle'));

/**
 * Actions the caller may make with a case: exactly those whose command would not be refused for status or right.
 * Each name is that of a route: `triage`, `reject`, `merge`, `unmerge`, `snooze`, `ask`, `change`, `change-regime`, `correct-receipt`,
 * `record-withdrawal`, `note`, `take`,
 * `forward`, `take-back`, `close-forwarded`, `pass-moderation`, `return-to-moderation`, `resume`, `terminate`,
 * `name-complained`, `split`, `join-parts`, `ask-part`, `write-interim`, `decide-interim`, `correct`, `refuse`, `draft`, `agree`, `approve`, `return`, `reopen`, `create-link`, `reveal`, `publish`, `unpublish`.
 */
export function allowedActions(actor: Actor, file: CanInput): string[] {
  const rights = permissionsOn(actor, file);
  const moves = new Set(offeredMoves(file.status, rights));
  const { status } = file;
  const lets = (act: Act, ...met: Need[]): boolean => refusalOf(file.regime, act, met) === null;
  const isOpen = caseWorkflow.states[status].isTerminal !== true;
  const waits = isOneOf(triageStatuses, status);
  const mayTriage = rights.has('cases.triage');
  const maySettle = settles(file, rights);
  const isJoinable =
    moves.has('withdraw-from-work') &&
    file.children.length > 0 &&
    file.children.every((child) => openChildStatuses.includes(child));
  const isPublishable =
    file.has_publish_consent && !file.isPersonal && status !== 'rejected' && status !== 'merged';
  const offers: [string, boolean][] = [
    ['triage', waits && maySettle],
    ['forward', waits && maySettle && file.forwardingBan === null],
    ['pass-moderation', (status === 'new' || status === 'moderation') && mayTriage],
    ['return-to-moderation', moves.has('return-to-moderation')],
    ['take-back', moves.has('forwarded-back')],
    ['close-forwarded', moves.has('close-forwarded') && (!file.owes_notice || lets('close-forwarded'))],
    ['resume', moves.has('resume')],
    ['terminate', moves.has('terminate') && lets('terminate', 'notice-sent')],
    ['name-complained', isOpen && mayTriage],
    ['reject', rejectable.includes(status) && mayTriage && lets('reject')],
    ['merge', moves.has('merge') && lets('merge')],
    ['unmerge', moves.has('unmerge')],
    ['snooze', waits && mayTriage],
    ['ask', moves.has('ask') && file.isReachable],
    ['change', isOpen && mayTriage],
    ['change-regime', isOpen && mayTriage],
    ['correct-receipt', isOpen && mayTriage && file.parent_id === null],
    ['record-withdrawal', isOpen && mayTriage && owesLetter(file) && lets('withdraw-appeal')],
    ['note', rights.has('cases.read')],
    ['split', waits && maySettle && file.parent_id === null && file.children.length === 0],
    ['join-parts', isJoinable && mayTriage],
    ['ask-part', partStatuses.includes(status) && mayAskParts(rights)],
    [
      'write-interim',
      interimStatuses.includes(status) && rights.has('cases.answer') && !file.hasWaitingInterim,
    ],
    ['decide-interim', rights.has('cases.approve') && file.hasWaitingInterim],
    [
      'correct',
      rights.has('cases.approve') &&
        correctableStatuses.includes(status) &&
        file.lastAnswerState === 'released',
    ],
    ['take', moves.has('take') && rights.has('cases.answer')],
    ['refuse', moves.has('refuse') && rights.has('cases.answer')],
    ['draft', draftStatuses.includes(status) && rights.has('cases.answer')],
    ...decisionOffers(actor, file, rights),
    ['reopen', (moves.has('reopen') || moves.has('reopen-closed')) && rights.has('cases.approve')],
    [
      'create-link',
      rights.has('cases.assign') && file.executor_unit_id !== null && linkStatuses.includes(status),
    ],
    ['reveal', rights.has('cases.reveal') && file.hasContacts],
    ['reveal-text', rights.has('cases.reveal') && file.hasHiddenWords],
    ['publish', rights.has('cases.publish') && isPublishable && file.published_at === null],
    ['unpublish', rights.has('cases.publish') && file.published_at !== null],
  ];
  return offers.filter(([, isOffered]) => isOffered).map(([name]) => name);
}

/**
 * Actions that status and right would let the caller make and the law does not, each with the reason: a button that is missing
 * without a word is looked for.
 */
export function withheldActions(actor: Actor, file: CanInput): CaseCard['withheld'] {
  const rights = permissionsOn(actor, file);
  const moves = new Set(offeredMoves(file.status, rights));
  const waits = isOneOf(triageStatuses, file.status);
  const unsent =
    waits && settles(file, rights) && file.forwardingBan !== null
      ? [{ action: 'forward' as const, text: file.forwardingBan }]
      : [];
  // A part of a split case is held to the law with the whole.
  if (file.parent_id !== null) return unsent;
  const offers: [Extract<Act, 'merge' | 'reject'>, boolean][] = [
    ['merge', moves.has('merge')],
    ['reject', rejectable.includes(file.status) && rights.has('cases.triage')],
  ];
  const refused = offers.flatMap(([action, isOffered]) => {
    const refusal = isOffered ? refusalOf(file.regime, action) : null;
    return refusal ? [{ action, text: tellRefusal(refusal) }] : [];
  });
  return [...refused, ...unsent];
}

/** What may be done with the answer that waits: nobody agrees to or approves what they wrote themselves. */
export function decisionOffers(
  actor: Actor,
  file: Pick<CanInput, 'status' | 'pendingAuthor'>,
  rights: ReadonlySet<string>,
): [string, boolean][] {
  const isPending = file.pendingAuthor !== null && (file.status === 'review' || file.status === 'approval');
  const isForeign = !isOwnWork(actor, file.pendingAuthor);
  // The door of the decision route is cases.review; whoever approves holds it too.
  const mayReview = isPending && rights.has('cases.review');
  return [
    ['agree', mayReview && isForeign && file.status === 'review'],
    ['approve', mayReview && isForeign && rights.has('cases.approve')],
    ['return', mayReview],
  ];
}
