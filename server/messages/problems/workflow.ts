import type { ProblemState } from '../../../shared/contract/messages/problems.ts';
import { firstOf } from '../../../shared/lists.ts';
import { AppError } from '../../lib/errors.ts';
import { isAllowed, type Workflow } from '../../lib/module/workflow.ts';

type ProblemMove = 'open' | 'decline' | 'answer' | 'answered' | 'reopen' | 'dissolve';

/** States of a mass problem. The program only proposes; a person opens, takes apart, answers. */
export const problemWorkflow: Workflow<ProblemState, ProblemMove> = {
  states: {
    proposed: { title: 'Предложена', residentTitle: '' },
    open: { title: 'В работе', residentTitle: 'Решаем вместе' },
    answering: { title: 'Ответ согласуют', residentTitle: 'Ответ готовится' },
    answered: { title: 'Ответ дан', residentTitle: 'Ответ дан' },
    declined: { title: 'Не об одном', residentTitle: '', isTerminal: true },
    dissolved: { title: 'Разобрана', residentTitle: '', isTerminal: true },
  },
  moves: {
    open: { from: ['proposed'], to: ['open'], by: ['cases.triage'], title: 'Это об одном' },
    decline: { from: ['proposed'], to: ['declined'], by: ['cases.triage'], title: 'Не об одном' },
    answer: { from: ['open', 'answering'], to: ['answering'], by: ['cases.answer'], title: 'Ответить всем' },
    answered: { from: ['open', 'answering'], to: ['answered'], by: ['system'], title: 'Все ответы даны' },
    reopen: { from: ['answered'], to: ['open'], by: ['system'], title: 'Житель вернул' },
    dissolve: {
      from: ['open', 'answering', 'answered'],
      to: ['dissolved'],
      by: ['cases.triage'],
      title: 'Разобрать',
    },
  },
};

/** The state a move leads to; refuses one the table does not have. */
export function problemStateAfter(state: ProblemState, move: ProblemMove): ProblemState {
  const { title, to } = problemWorkflow.moves[move];
  if (isAllowed(problemWorkflow, move, state)) return firstOf(to);
  throw new AppError(
    'lib.conflict',
    `Нельзя: «${title}» — проблема сейчас «${problemWorkflow.states[state].title}».`,
  );
}
