import type { Stage } from '../../../../shared/text/letter-matrix.ts';
import type { Actor } from '../../../lib/module/context.ts';
import type { MoveName } from '../core/workflow.ts';

interface StageOfMove {
  /** What a resident learns of by the move; null = nothing, `why` says why. */
  stage: Stage | null;
  why?: string;
  /** The command writes the letter itself: it knows what the move does not, a ground, an answer, a question. */
  isByCommand?: true;
}

const internal = (why: string): StageOfMove => ({ stage: null, why });

/** The stage each move of the table means to residents. A new move does not compile without its line. */
const stages: Record<MoveName, StageOfMove> = {
  register: { stage: 'case-checked' },
  'pass-moderation': { stage: 'case-directed' },
  reject: { stage: 'case-rejected', isByCommand: true },
  'appeal-rejection': { stage: 'case-disputed' },
  ask: { stage: 'case-question', isByCommand: true },
  resume: { stage: 'case-question-answered' },
  'expire-question': { stage: 'case-question-expired' },
  assign: { stage: 'case-assigned' },
  'return-to-moderation': { stage: 'case-checked' },
  forward: { stage: 'case-forwarded', isByCommand: true },
  'forwarded-back': { stage: 'case-forwarded-back' },
  'close-forwarded': { stage: 'case-forwarded-closed' },
  refuse: { stage: 'case-directed' },
  take: { stage: 'case-taken' },
  'withdraw-from-work': { stage: 'case-directed' },
  draft: { stage: 'case-answer-prepared' },
  submit: { stage: 'case-answer-prepared' },
  agree: { stage: 'case-answer-prepared' },
  return: { stage: 'case-answer-prepared' },
  redraft: { stage: 'case-answer-prepared' },
  approve: { stage: 'case-answered', isByCommand: true },
  defer: { stage: 'case-deferred', isByCommand: true },
  wake: { stage: 'case-woken' },
  confirm: { stage: 'case-closed' },
  reopen: { stage: 'case-reopened' },
  recoordinate: { stage: 'case-directed' },
  'reopen-closed': { stage: 'case-reopened' },
  'not-holding': { stage: 'case-reopened' },
  'close-rejected': { stage: 'case-rejection-final' },
  merge: { stage: 'case-merged' },
  unmerge: { stage: 'case-unmerged' },
  terminate: { stage: 'case-terminated', isByCommand: true },
  'leave-unanswered': { stage: 'case-left-unanswered' },
  undo: internal('Письма отменённого решения ещё не ушли и не уйдут'),
  'undo-approval': internal('Письма отменённого утверждения ещё не ушли и не уйдут'),
  'leave-problem': internal('Массовая проблема собирается внутри: шаг жителю не виден'),
};

/** The stage a move means to residents when this actor makes it; null where the command writes the letter, or nobody does. */
export function stageOfMove(move: MoveName, actor: Actor): Stage | null {
  const { stage, isByCommand } = stages[move];
  if (isByCommand) return null;
  return move === 'confirm' && actor.kind === 'resident' ? 'case-confirmed' : stage;
}

/** The same, whoever writes the letter. */
export const stageMeant = (move: MoveName): Stage | null => stages[move].stage;
