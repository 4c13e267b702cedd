import type { MeetingState } from '../../../../shared/contract/group/working-group-meetings.ts';
import { firstOf } from '../../../../shared/lists.ts';
import { meetingStateTitles } from '../../../../shared/text/group/working-group.ts';
import { AppError } from '../../../lib/errors.ts';
import { isAllowed, type StateInfo, type Workflow } from '../../../lib/module/workflow.ts';

export type MeetingMove =
  | ('prepare' | 'invite' | 'open' | 'finish' | 'cancel')
  | ('compose' | 'review' | 'return' | 'sign');

const states = Object.fromEntries(
  Object.entries(meetingStateTitles).map(([state, title]) => [
    state,
    { title, residentTitle: '', ...((state === 'closed' || state === 'cancelled') && { isTerminal: true }) },
  ]),
) as Record<MeetingState, StateInfo>;

/** States of a meeting and of its protocol. */
export const meetingWorkflow: Workflow<MeetingState, MeetingMove> = {
  states,
  moves: {
    prepare: {
      from: ['planned', 'agenda_draft', 'agenda_sent'],
      to: ['agenda_draft'],
      by: ['working-group.keep'],
      title: 'Готовить повестку',
    },
    invite: {
      from: ['planned', 'agenda_draft', 'agenda_sent'],
      to: ['agenda_sent'],
      by: ['working-group.keep'],
      title: 'Разослать приглашения',
    },
    open: {
      from: ['agenda_draft', 'agenda_sent'],
      to: ['running'],
      by: ['working-group.keep'],
      title: 'Открыть заседание',
    },
    finish: { from: ['running'], to: ['held'], by: ['working-group.keep'], title: 'Закрыть заседание' },
    compose: {
      from: ['held', 'protocol_draft'],
      to: ['protocol_draft'],
      by: ['working-group.keep'],
      title: 'Составить протокол',
    },
    review: {
      from: ['protocol_draft'],
      to: ['protocol_review'],
      by: ['working-group.keep'],
      title: 'Направить протокол на рассмотрение',
    },
    // Who of the members: the one who presided (protocol.ts, protocol-sign.ts).
    return: {
      from: ['protocol_review'],
      to: ['protocol_draft'],
      by: ['working-group.take-part'],
      title: 'Вернуть протокол',
    },
    sign: {
      from: ['protocol_review'],
      to: ['signed'],
      by: ['working-group.take-part'],
      title: 'Подписать протокол',
    },
    cancel: {
      from: ['planned', 'agenda_draft', 'agenda_sent'],
      to: ['cancelled'],
      by: ['working-group.keep'],
      title: 'Отменить заседание',
    },
  },
};

/** The state a move leads to; refuses one the table does not have. */
export function meetingStateAfter(state: MeetingState, move: MeetingMove): MeetingState {
  const { title, to } = meetingWorkflow.moves[move];
  if (isAllowed(meetingWorkflow, move, state)) return firstOf(to);
  throw new AppError(
    'lib.conflict',
    `Нельзя: «${title}» — заседание сейчас «${meetingStateTitles[state].toLocaleLowerCase('ru')}».`,
  );
}

/** Before the meeting has opened: day, agenda and papers may change. */
export const isAhead = (state: MeetingState): boolean =>
  state === 'planned' || state === 'agenda_draft' || state === 'agenda_sent';

/** From the opening to the signature: what was heard and decided may be put right. */
export const isOnRecord = (state: MeetingState): boolean =>
  state === 'running' || state === 'held' || state === 'protocol_draft';

/** The group has met, whatever of the protocol is still to come. */
export const wasHeld = (state: MeetingState): boolean =>
  !isAhead(state) && state !== 'running' && state !== 'cancelled';

/** The protocol is signed: its decisions bind. */
export const isProtocolSigned = (state: MeetingState): boolean =>
  state === 'signed' || state === 'distributed' || state === 'closed';
