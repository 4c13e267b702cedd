import type { AssignmentState } from '../../../shared/contract/group/assignments.ts';
import { isOneOf } from '../../../shared/lists.ts';
import { assignmentStateTitles } from '../../../shared/text/group/assignments.ts';
import { AppError } from '../../lib/errors.ts';
import { isAllowed, type StateInfo, type Workflow } from '../../lib/module/workflow.ts';

export type AssignmentMove =
  | 'acknowledge'
  | 'begin'
  | 'report'
  | 'withdraw-report'
  | 'accept'
  | 'return'
  | 'take-back'
  | 'extend'
  | 'cancel';

const states = Object.fromEntries(
  Object.entries(assignmentStateTitles).map(([state, title]) => [
    state,
    {
      title,
      residentTitle: '',
      ...((state === 'accepted' || state === 'cancelled') && { isTerminal: true }),
    },
  ]),
) as Record<AssignmentState, StateInfo>;

export const runningStates = ['issued', 'acknowledged', 'in_work', 'returned'] as const;

/**
 * Every allowed move and who may make it. `responsible` is who answers for this very assignment or stands in for them; they never
 * hold `assignments.control` over it (`marksOn`), so nobody accepts a report of their own.
 */
export const assignmentWorkflow: Workflow<AssignmentState, AssignmentMove> = {
  states,
  moves: {
    acknowledge: { from: ['issued'], to: ['acknowledged'], by: ['responsible'], title: 'Ознакомиться' },
    begin: { from: ['acknowledged'], to: ['in_work'], by: ['responsible'], title: 'Взять в работу' },
    report: {
      from: ['acknowledged', 'in_work', 'returned'],
      to: ['reported'],
      by: ['responsible'],
      title: 'Отчитаться',
    },
    'withdraw-report': { from: ['reported'], to: ['in_work'], by: ['responsible'], title: 'Отозвать отчёт' },
    accept: { from: ['reported'], to: ['accepted'], by: ['assignments.control'], title: 'Принять' },
    return: { from: ['reported'], to: ['returned'], by: ['assignments.control'], title: 'Вернуть' },
    'take-back': {
      from: ['accepted'],
      to: ['reported'],
      by: ['assignments.control'],
      title: 'Отменить приёмку',
    },
    extend: { from: runningStates, to: runningStates, by: ['assignments.extend'], title: 'Продлить' },
    cancel: {
      from: [...runningStates, 'reported'],
      to: ['cancelled'],
      by: ['assignments.control'],
      title: 'Снять решением',
    },
  },
};

/** Refuses a move the table does not have for this state, or does not let the holder of these marks make. */
export function requireAssignmentMove(
  state: AssignmentState,
  move: AssignmentMove,
  marks: ReadonlySet<string>,
): void {
  const rule = assignmentWorkflow.moves[move];
  if (!rule.by.some((mark) => marks.has(mark)))
    throw new AppError('lib.forbidden', `«${rule.title}» вам не разрешено.`);
  if (!isAllowed(assignmentWorkflow, move, state))
    throw new AppError(
      'lib.conflict',
      `Нельзя: «${rule.title}» — поручение сейчас «${assignmentStateTitles[state].toLocaleLowerCase('ru')}».`,
    );
}

/** Still to be fulfilled: its term runs. */
export const isAssignmentRunning = (state: AssignmentState): boolean => isOneOf(runningStates, state);
