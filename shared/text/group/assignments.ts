import type {
  AssignmentSource,
  AssignmentState,
  BoardView,
  ControlKind,
  EvidenceKind,
} from '../../contract/group/assignments.ts';
import type { TemplateKind } from '../../contract/group/assignments-desk.ts';

export const assignmentStateTitles: Readonly<Record<AssignmentState, string>> = {
  issued: 'Выдано',
  acknowledged: 'Ознакомлен(а)',
  in_work: 'В работе',
  reported: 'Отчёт на проверке',
  returned: 'Возвращено',
  accepted: 'Исполнено',
  cancelled: 'Снято решением',
};

export const sourceTitles: Readonly<Record<AssignmentSource, string>> = {
  decision: 'Решение заседания',
  resolution: 'Резолюция главы',
  interaction: 'Итог взаимодействия',
  recommendation: 'Рекомендация',
  order: 'Поручение руководства центра',
};

export const controlTitles: Readonly<Record<ControlKind, string>> = {
  regular: 'обычный',
  special: 'особый',
};

export const boardViewTitles: Readonly<Record<BoardView, string>> = {
  open: 'На контроле',
  week: 'Срок на этой неделе',
  overdue: 'Просрочено',
  unacknowledged: 'Не ознакомлены',
  returned: 'Возвращено',
  reported: 'Ждут приёмки',
  done: 'Исполнено и снято',
  all: 'Все',
};

export const evidenceTitles: Readonly<Record<EvidenceKind, string>> = {
  file: 'файл или фото',
  case: 'дело',
  figure: 'измеренное число',
  address: 'ссылка',
};

/** «П-12/2026». */
export const assignmentNumber = (serial: number, year: number): string => `П-${serial}/${year}`;

export const templateKindTitles: Readonly<Record<TemplateKind, string>> = {
  agenda: 'Вопрос повестки',
  decision: 'Решение',
  reminder: 'Напоминание',
};

/** The reminder where the secretary has written no other. */
export const defaultReminder =
  'Здравствуйте, {имя}!\n\nНапоминаем о поручениях, за которые вы отвечаете:\n\n{поручения}\n\nОтчёт с доказательством — в карточке поручения.';
