import type { Status } from '../contract/messages/cases.ts';

/** States of a case as the staff read them, on screens and in files. */
export const statusTitles: Readonly<Record<Status, string>> = {
  new: 'Новое',
  moderation: 'Ждёт разбора',
  rejected: 'Отклонено',
  clarification: 'Ждём жителя',
  coordination: 'Ждёт исполнителя',
  forwarded_out: 'Передано',
  assigned: 'Назначено',
  in_work: 'В работе',
  answer_draft: 'В работе, ответ готовится',
  review: 'На согласовании',
  approval: 'На утверждении',
  rework: 'Ответ на доработке',
  deferred: 'Запланировано',
  answered: 'Ответ дан',
  reopened: 'Возвращено жителем',
  closed: 'Закрыто',
  closed_forwarded: 'Закрыто: передано',
  closed_no_reply: 'Закрыто: нет уточнения',
  closed_terminated: 'Переписка прекращена',
  closed_unanswered: 'Закрыто: ответ не даётся',
  merged: 'Присоединено',
};

/** Whether the resident says that the matter is solved. */
export const resolvedTitles = { yes: 'да', partly: 'частично', no: 'нет' } as const;
