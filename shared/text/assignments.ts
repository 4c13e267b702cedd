import type { AssignmentState } from '../contract/assignments.ts';

export const assignmentStateTitles: Readonly<Record<AssignmentState, string>> = {
  issued: 'Выдано',
  acknowledged: 'Ознакомлен(а)',
  in_work: 'В работе',
  reported: 'Отчёт на проверке',
  returned: 'Возвращено',
  accepted: 'Исполнено',
  cancelled: 'Снято решением',
};

/** «П-12/2026». */
export const assignmentNumber = (serial: number, year: number): string => `П-${serial}/${year}`;
