import type { Status } from '../../../../shared/contract/messages/cases.ts';
import { movesFrom, type Workflow } from '../../../lib/module/workflow.ts';

/**
 * Every allowed change of a case's status and who may make it. Anything else is refused. The system takes, drafts and
 * submits two answers alone: the common one of a split case, whose words are those of the parts, each approved; and the one a
 * fulfilled assignment proposes, which waits for review as every other.
 * `by` holds permissions of staff, or `resident`, `link` (executor's one-time link), `system`.
 * Source: the platform's stages moderation → coordination → execution → approval.
 */
export type MoveName =
  | 'register'
  | 'pass-moderation'
  | 'reject'
  | 'appeal-rejection'
  | 'ask'
  | 'resume'
  | 'expire-question'
  | 'assign'
  | 'return-to-moderation'
  | 'forward'
  | 'forwarded-back'
  | 'close-forwarded'
  | 'refuse'
  | 'take'
  | 'withdraw-from-work'
  | 'draft'
  | 'submit'
  | 'agree'
  | 'return'
  | 'redraft'
  | 'approve'
  | 'defer'
  | 'wake'
  | 'confirm'
  | 'reopen'
  | 'recoordinate'
  | 'reopen-closed'
  | 'not-holding'
  | 'close-rejected'
  | 'merge'
  | 'unmerge'
  | 'terminate'
  | 'leave-unanswered'
  | 'undo'
  | 'undo-approval'
  | 'leave-problem';

const open: Status[] = [
  'new',
  'moderation',
  'rejected',
  'clarification',
  'coordination',
  'forwarded_out',
  'assigned',
  'in_work',
  'answer_draft',
  'review',
  'approval',
  'rework',
  'deferred',
  'answered',
  'reopened',
];
const beforeClarification: Status[] = ['moderation', 'in_work'];

export const caseWorkflow: Workflow<Status, MoveName> = {
  states: {
    new: { title: 'Новое', residentTitle: 'Зарегистрировано' },
    moderation: { title: 'На проверке', residentTitle: 'На проверке' },
    rejected: { title: 'Отклонено', residentTitle: 'Отклонено' },
    clarification: { title: 'Ждём жителя', residentTitle: 'Нужно уточнение' },
    coordination: { title: 'Координация', residentTitle: 'Определяем ответственного' },
    forwarded_out: { title: 'Передано', residentTitle: 'Передано' },
    assigned: { title: 'Назначено', residentTitle: 'Назначен исполнитель' },
    in_work: { title: 'В работе', residentTitle: 'В работе' },
    answer_draft: { title: 'Проект ответа', residentTitle: 'В работе' },
    review: { title: 'На согласовании', residentTitle: 'Ответ готовится' },
    approval: { title: 'На утверждении', residentTitle: 'Ответ готовится' },
    rework: { title: 'На доработке', residentTitle: 'В работе' },
    deferred: { title: 'Запланировано', residentTitle: 'Решение запланировано' },
    answered: { title: 'Ответ дан', residentTitle: 'Ответ дан' },
    reopened: { title: 'Возвращено жителем', residentTitle: 'Возвращено в работу' },
    closed: { title: 'Закрыто', residentTitle: 'Закрыто', isTerminal: true },
    closed_forwarded: {
      title: 'Закрыто: передано',
      residentTitle: 'Передано в другой орган',
      isTerminal: true,
    },
    closed_no_reply: {
      title: 'Закрыто: нет уточнения',
      residentTitle: 'Закрыто без уточнения',
      isTerminal: true,
    },
    closed_terminated: {
      title: 'Переписка прекращена',
      residentTitle: 'Переписка прекращена',
      isTerminal: true,
    },
    closed_unanswered: {
      title: 'Закрыто: ответ не даётся',
      residentTitle: 'Закрыто: ответ не даётся',
      isTerminal: true,
    },
    merged: { title: 'Присоединено', residentTitle: 'Объединено с похожим', isTerminal: true },
  },
  moves: {
    register: { from: ['new'], to: ['moderation'], by: ['system'], title: 'Зарегистрировать' },
    'pass-moderation': {
      from: ['moderation'],
      to: ['coordination'],
      by: ['cases.triage'],
      title: 'Проверено',
    },
    reject: { from: ['moderation'], to: ['rejected'], by: ['cases.triage'], title: 'Отклонить' },
    'appeal-rejection': {
      from: ['rejected'],
      to: ['moderation'],
      by: ['resident', 'system'],
      title: 'Не согласен с отказом',
    },
    'close-rejected': { from: ['rejected'], to: ['closed'], by: ['system'], title: 'Закрыть отклонённое' },
    ask: {
      from: beforeClarification,
      to: ['clarification'],
      by: ['cases.triage', 'cases.answer'],
      title: 'Спросить жителя',
    },
    resume: {
      from: ['clarification'],
      to: beforeClarification,
      by: ['resident', 'cases.triage', 'system'],
      title: 'Житель уточнил',
    },
    'expire-question': {
      from: ['clarification'],
      to: ['closed_no_reply'],
      by: ['system'],
      title: 'Срок уточнения вышел',
    },
    assign: {
      from: ['coordination'],
      to: ['assigned'],
      by: ['cases.triage', 'cases.assign'],
      title: 'Назначить',
    },
    'return-to-moderation': {
      from: ['coordination'],
      to: ['moderation'],
      by: ['cases.triage'],
      title: 'Вернуть на проверку',
    },
    forward: {
      from: ['coordination'],
      to: ['forwarded_out'],
      by: ['cases.triage'],
      title: 'Передать в другой орган',
    },
    'forwarded-back': {
      from: ['forwarded_out'],
      to: ['coordination'],
      by: ['cases.triage'],
      title: 'Вернулось из другого органа',
    },
    'close-forwarded': {
      from: ['forwarded_out'],
      to: ['closed_forwarded'],
      by: ['cases.triage'],
      title: 'Закрыть переданное',
    },
    take: {
      from: ['assigned'],
      to: ['in_work'],
      by: ['cases.answer', 'link', 'system'],
      title: 'Взять в работу',
    },
    refuse: {
      from: ['assigned', 'in_work', 'answer_draft', 'rework'],
      to: ['coordination'],
      by: ['cases.answer', 'link'],
      title: 'Вернуть: не наше',
    },
    'withdraw-from-work': {
      from: ['assigned', 'in_work', 'answer_draft', 'rework'],
      to: ['coordination'],
      by: ['cases.triage'],
      title: 'Назначить другому',
    },
    draft: {
      from: ['in_work'],
      to: ['answer_draft'],
      by: ['cases.answer', 'link', 'system'],
      title: 'Готовить ответ',
    },
    redraft: {
      from: ['rework'],
      to: ['answer_draft'],
      by: ['cases.answer', 'link'],
      title: 'Доработать ответ',
    },
    submit: {
      from: ['answer_draft'],
      to: ['review'],
      by: ['cases.answer', 'link', 'system'],
      title: 'На согласование',
    },
    agree: {
      from: ['review'],
      to: ['approval'],
      by: ['cases.review', 'cases.approve'],
      title: 'Согласовать',
    },
    return: {
      from: ['review', 'approval'],
      to: ['rework'],
      by: ['cases.review', 'cases.approve'],
      title: 'Вернуть на доработку',
    },
    approve: { from: ['approval'], to: ['answered'], by: ['cases.approve'], title: 'Утвердить' },
    defer: { from: ['approval'], to: ['deferred'], by: ['cases.approve'], title: 'Утвердить обещанную дату' },
    wake: { from: ['deferred'], to: ['in_work'], by: ['system'], title: 'Подошла обещанная дата' },
    confirm: {
      from: ['answered'],
      to: ['closed'],
      by: ['resident', 'system'],
      title: 'Подтвердить результат',
    },
    reopen: {
      from: ['answered'],
      to: ['reopened'],
      by: ['resident', 'cases.approve'],
      title: 'Вернуть в работу',
    },
    recoordinate: {
      from: ['reopened'],
      to: ['coordination'],
      by: ['cases.triage', 'system'],
      title: 'Определить ответственного',
    },
    'reopen-closed': {
      from: ['closed', 'closed_forwarded', 'closed_no_reply', 'closed_terminated', 'closed_unanswered'],
      to: ['reopened'],
      by: ['cases.approve'],
      title: 'Возобновить',
    },
    // A month after «решено» its people are asked once whether it holds.
    'not-holding': {
      from: ['closed'],
      to: ['reopened'],
      by: ['resident'],
      title: 'Не держится',
    },
    merge: { from: open, to: ['merged'], by: ['cases.triage'], title: 'Присоединить как дубль' },
    unmerge: { from: ['merged'], to: open, by: ['cases.triage'], title: 'Отсоединить' },
    terminate: {
      from: open,
      to: ['closed_terminated'],
      by: ['cases.terminate'],
      title: 'Прекратить переписку',
    },
    // The office sent the notice of 59-ФЗ, ст. 11: made with that letter, never by a button of its own.
    'leave-unanswered': {
      from: open.filter((status) => !['answered', 'deferred', 'forwarded_out'].includes(status)),
      to: ['closed_unanswered'],
      by: ['office.keep'],
      title: 'Закрыть: ответ не даётся',
    },
    // A decision taken back within its minute restores exactly what was: offered by an undo token, never by a button of its own.
    undo: {
      from: ['assigned', 'rejected', 'merged', 'coordination'],
      to: open,
      by: ['cases.triage'],
      title: 'Отменить решение',
    },
    // An approval taken back before its letters went out; offered by its token too.
    'undo-approval': {
      from: ['answered', 'deferred'],
      to: ['review', 'approval'],
      by: ['cases.approve'],
      title: 'Отменить утверждение',
    },
    // Taken out of a mass problem: what was done to it as a part is taken back; offered by the problem, not by the card.
    'leave-problem': {
      from: ['coordination', 'assigned', 'in_work', 'answer_draft', 'review', 'approval', 'rework'],
      to: open,
      by: ['system'],
      title: 'Вынуть из массовой проблемы',
    },
  },
};

/** Names of the moves an actor with these marks may make from `status`. */
export const offeredMoves = (status: Status, marks: ReadonlySet<string>): MoveName[] =>
  movesFrom(caseWorkflow, status, marks).filter(
    (move) => !['undo', 'undo-approval', 'leave-unanswered', 'leave-problem'].includes(move),
  );
